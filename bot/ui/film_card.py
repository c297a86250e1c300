"""The public card of a film: what it is, what the critics say, what the club says."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.domain.reviews import Review, club_score, consensus, gap
from bot.domain.scales import Scale
from bot.ui import film_words as words
from bot.ui import ids
from bot.ui.charts import ChartCache, histogram_alt
from bot.ui.layouts import Item, Layout, line, panel, row, text
from bot.ui.persistent import button, menu
from bot.ui.text import plain
from bot.ui.verdicts import gap_words
from bot.ui.watch_buttons import discuss_button, watch_button
from db.discussions import FILM
from db.film_pages import FilmPage

PAGE_SIZE = 25  # a Discord menu holds so many options
LISTED = 5
PICTURE = "club-ratings.png"

#: What a send or an edit takes: a layout and the picture it shows.
Card = tuple[Layout, list[discord.File]]


@dataclass(frozen=True, slots=True)
class FilmCard:
    """Hold a film's card as it was drawn; it can be sent as often as it is asked for."""

    layout: Layout
    picture: bytes | None

    def files(self) -> list[discord.File]:
        """Return the picture to send; a file is used up by sending it, so each time is another one."""
        return [discord.File(io.BytesIO(self.picture), PICTURE)] if self.picture else []


async def film_card(page: FilmPage, charts: ChartCache, *, number: int = 0, scale: Scale = Scale.STARS) -> FilmCard:
    """Return the card of a film; `number` counts pages of 25 reviews from 0."""
    pages = max(1, -(-len(page.reviews) // PAGE_SIZE))
    number = min(number, pages - 1)
    shown = page.reviews[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]
    head = words.heading(page.film, page.reviews)
    items: list[Item] = [text(head), line(), *_opinions(page, shown, scale)]
    picture = None
    if club := club_score(page.histogram):
        picture = await charts.histogram(page.histogram, scale=scale)
        items.append(_picture(page.histogram, club.mean, scale))
    items.extend(_controls(page, shown, number, pages))
    return FilmCard(panel(*items), picture)


def _opinions(page: FilmPage, shown: Sequence[Review], scale: Scale) -> list[Item]:
    critics, club = consensus(page.reviews), club_score(page.histogram)
    critics_say = [words.critics(critics, len(page.reviews)), words.grade_lines(shown, LISTED)]
    club_says = [words.club(club, scale)]
    if apart := gap_words(gap(critics, club)):
        club_says.append(f"-# {apart}")
    space: Item = discord.ui.Separator(visible=False)
    return [text("\n".join(filter(None, critics_say))), space, text("\n".join(club_says))]


def rate_button(film_id: int, origin: int, label: str = "Rate") -> Item:
    """Draw the button that opens the rating form for whoever presses it."""
    return button(ids.RATE, film_id, origin, label=label, style=discord.ButtonStyle.primary, emoji="⭐")


def _picture(histogram: Sequence[int], mean: float, scale: Scale) -> Item:
    gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery()
    gallery.add_item(media=f"attachment://{PICTURE}", description=histogram_alt(histogram, mean, scale))
    return gallery


def _controls(page: FilmPage, shown: Sequence[Review], number: int, pages: int) -> list[Item]:
    film_id = page.film.id
    rows: list[Item] = []
    if shown:
        place = f" (page {number + 1} of {pages})" if pages > 1 else ""
        rows.append(row(menu(ids.READ, film_id, placeholder=f"Read a review{place}", options=_options(shown))))
    if pages > 1:
        rows.append(row(*_page_buttons(film_id, number, pages)))
    notes = f"Members' notes ({page.notes})" if page.notes else "Members' notes"
    talk = [button(ids.NOTES, film_id, 0, label=notes), discuss_button(FILM, film_id)]
    rows.append(row(rate_button(film_id, ids.ON_CARD), watch_button(film_id), *talk))
    return rows


def _page_buttons(film_id: int, number: int, pages: int) -> list[Item]:
    # The neighbours wrap round, so both buttons always lead somewhere and their ids differ from two pages on.
    before, after = (number - 1) % pages, (number + 1) % pages
    if before == after:
        label = f"Reviews, page {after + 1} ›" if after > number else f"‹ Reviews, page {after + 1}"
        return [button(ids.CARD_PAGE, film_id, after, label=label)]
    return [
        button(ids.CARD_PAGE, film_id, before, label=f"‹ Reviews, page {before + 1}"),
        button(ids.CARD_PAGE, film_id, after, label=f"Reviews, page {after + 1} ›"),
    ]


def _options(reviews: Sequence[Review]) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=plain(words.byline(review), 100), value=str(review.id), description=plain(_about(review), 100)
        )
        for review in reviews
    ]


def _about(review: Review) -> str:
    parts = [words.grade(review.grade)]
    if review.published:
        parts.append(review.published.isoformat())
    return " · ".join(parts)
