"""The weekly post as everybody sees it: the film, why, two more, the week at a glance, and what to do with it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord

from bot.domain.reviews import club_score, consensus, gap
from bot.domain.scales import Scale
from bot.ui import film_words as words
from bot.ui import ids
from bot.ui.charts import ChartCache, histogram_alt
from bot.ui.film_card import Card, rate_button
from bot.ui.layouts import Item, line, panel, row, text
from bot.ui.persistent import button
from bot.ui.poll_result import fitting
from bot.ui.text import stamp
from bot.ui.verdicts import gap_words
from bot.ui.watch_buttons import discuss_button, watch_button
from bot.ui.weekly_pick import NO_FILMS, Said
from db.discussions import WEEKLY
from db.film_pages import FilmPage

PICTURE = "week.png"
#: Discord counts 4,000 characters in all of a message's texts; the week has what the film leaves.
_ROOM = 3_900
_FIRST_STEPS = (
    "## Every week one film, chosen for this club\n"
    "I do not know a film yet that I could recommend. Here is how to begin:\n"
    "- `/film add` puts a film on the shelf (admins), `/import paste` brings a review and its film along\n"
    "- `/rate` says what you thought of one; after a few ratings I know the club's taste\n"
    "- `/myratings import` brings the ratings you have elsewhere, from Letterboxd or IMDb"
)
_ALL_SEEN = (
    "## Nothing new for this week\n"
    "Whatever I know was rated, posted or put aside by the club. `/film add` and `/import paste` bring new films, and"
    " there is always time to `/rate` the last one."
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Hold what goes with a post: the role to ping (0: none), since when it is late, the moments that were missed."""

    role_id: int = 0
    late_since: datetime | None = None
    missed: tuple[datetime, ...] = ()


async def weekly_layout(
    post_id: int, page: FilmPage | None, said: Said, occasion: Occasion, charts: ChartCache, *, preview: bool = False
) -> Card:
    """Return the post and its picture; in a preview the buttons can be seen but not pressed."""
    film, small = [_head(occasion, page), *_film(page, said)], _small_print(occasion)
    runners = "\n- ".join(["### Or perhaps", *said.runners]) if said.runners else ""
    items: list[Item] = [item for one in film for item in (text(one), _space())][:-1]
    items.extend([line(), text(runners)] if runners else [])
    files: list[discord.File] = []
    if said.digest.lines:
        room = _ROOM - sum(map(len, [*film, runners, small]))
        told = [f"- {one}" for one in said.digest.lines]
        items.extend([line(), text(fitting(["### The week at the club", *told], room, "-# and more"))])
    if week := club_score(said.digest.counts):
        files.append(discord.File(io.BytesIO(await charts.histogram(said.digest.counts)), PICTURE))
        items.append(_picture(said.digest.counts, week.mean))
    items.extend([text(small)] if small else [])
    items.append(_buttons(post_id, page.film.id if page else 0, preview=preview))
    return panel(*items), files


def _head(occasion: Occasion, page: FilmPage | None) -> str:
    ping = f" · <@&{occasion.role_id}>" if occasion.role_id else ""
    head = f"-# 🎞️ Film of the week{ping}"
    return f"{head}\n{words.heading(page.film, page.reviews)}" if page else head


def _film(page: FilmPage | None, said: Said) -> list[str]:
    if page is None:
        return [_FIRST_STEPS if said.why == NO_FILMS else _ALL_SEEN]
    critics, club = consensus(page.reviews), club_score(page.histogram)
    opinions = [words.critics(critics, len(page.reviews)), words.club(club, Scale.STARS)]
    if apart := gap_words(gap(critics, club)):
        opinions.append(f"-# {apart}")
    return [f"**Why this one**\n> {said.why}", "\n".join(opinions)]


def _space() -> Item:
    return discord.ui.Separator(visible=False)


def _small_print(occasion: Occasion) -> str:
    lines = []
    if occasion.late_since:
        lines.append(f"-# This comes late: it was due at {stamp(occasion.late_since)}, and I could not post it then.")
    if occasion.missed:
        lines.append(f"-# {_missed(occasion.missed)}")
    return "\n".join(lines)


def _missed(moments: Sequence[datetime]) -> str:
    named = ", ".join(stamp(moment, "d") for moment in moments[-3:])
    if len(moments) == 1:
        return f"The post of {named} was missed: I was away for more than a day."
    more = f" and {len(moments) - 3} before" if len(moments) > 3 else ""
    return f"{len(moments)} posts were missed while I was away: {named}{more}."


def _picture(counts: Sequence[int], mean: float) -> Item:
    gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery()
    gallery.add_item(
        media=f"attachment://{PICTURE}",
        description=f"All ratings since the last post. {histogram_alt(counts, mean)}"[:1_000],
    )
    return gallery


def _buttons(post_id: int, film_id: int, *, preview: bool) -> Item:
    # The last one carries the post's own id: by it a message that was sent before a stop is known again.
    buttons: list[Any] = [discuss_button(WEEKLY, post_id)]
    if film_id:
        not_for_us = button(ids.NOT_FOR_US, film_id, label="Not for us", emoji="🙅")
        buttons = [rate_button(film_id, ids.ELSEWHERE), watch_button(film_id), not_for_us, *buttons]
    for one in buttons:
        one.disabled = preview
    return row(*buttons)
