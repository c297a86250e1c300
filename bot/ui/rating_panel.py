"""What a member sees of ratings: their own after saving, the one they share, and everybody's notes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.reviews import club_score, standing
from bot.domain.scales import Scale, show
from bot.domain.titles import Film
from bot.ui import film_words as words
from bot.ui import ids
from bot.ui.film_card import rate_button
from bot.ui.layouts import Item, Layout, line, panel, row, text
from bot.ui.persistent import button
from bot.ui.text import escape, spoiler, stamp
from bot.ui.verdicts import standing_words
from db.ratings import Given, Rating

NOTES_PER_PAGE = 4  # four of the longest, escaped, stay under Discord's 4,000 characters
NOTE_SHOWN = 800


def saved_sentence(film: Film, rating: Rating, scale: Scale = Scale.STARS) -> str:
    """Say in one line what was saved; it stands alone where the panel cannot be sent."""
    return f"Saved: **{show(rating.half_stars, scale)}** for **{escape(film.label, 250)}**."


def saved_panel(saved: Given, scale: Scale = Scale.STARS) -> Layout:
    """Return the private answer to a rating: what was saved, what it was, and where the member stands."""
    mine = [saved_sentence(saved.film, saved.rating, scale), _before(saved, scale)]
    if saved.rating.note:
        mine.append(f"> {_note(saved.rating)}")
    club = [words.club(club_score(saved.histogram), scale)]
    if said := standing_words(standing(saved.rating.half_stars, saved.histogram)):
        club.append(f"-# {said}")
    film_id = saved.film.id
    buttons: list[Item] = [
        rate_button(film_id, ids.ON_PANEL, "Change"),
        button(ids.UNRATE, film_id, label="Remove"),
        button(ids.SHARE, film_id, label="Share in the channel"),
    ]
    # A quotation reaches to the end of its text, so what follows the note has a text of its own.
    return panel(text("\n".join(mine)), text("\n".join(club)), row(*buttons))


def _before(saved: Given, scale: Scale) -> str:
    if saved.before is None:
        return "-# Your first rating of it; one per member, change it whenever you like."
    before = saved.before
    if before.half_stars == saved.rating.half_stars:
        return "-# The stars are what they were before."
    return f"-# Before, it was {show(before.half_stars, scale)}."


def removed_sentence(film: Film, rating: Rating, scale: Scale = Scale.STARS) -> str:
    """Say in one line which rating was taken away."""
    return f"Removed your **{show(rating.half_stars, scale)}** for **{escape(film.label, 250)}**."


def removed_panel(film: Film, rating: Rating, scale: Scale = Scale.STARS) -> Layout:
    """Return the private answer to a removal, with the way back."""
    return panel(text(removed_sentence(film, rating, scale)), row(rate_button(film.id, ids.ON_PANEL, "Rate it again")))


def shared_panel(film: Film, rating: Rating, member: str, scale: Scale = Scale.STARS) -> Layout:
    """Return the public post of one member's rating."""
    said = f"**{escape(member, 80)}** gave **{escape(film.label, 250)}** {show(rating.half_stars, scale)}"
    if rating.note:
        said += f"\n> {_note(rating)}"
    return panel(text(said), row(rate_button(film.id, ids.ELSEWHERE)))


def notes_panel(film: Film, ratings: Sequence[Rating], page: int, pages: int, scale: Scale = Scale.STARS) -> Layout:
    """Return one page of the members' notes; what gives something away stays behind a button."""
    items: list[Item] = [text(f"### Members' notes on {escape(film.label, 250)}")]
    if not ratings:
        items.append(text("Nobody has left a note yet. Rate the film and be the first."))
    for rating in ratings:
        items.extend([line(), *_noted(film, rating, scale)])
    if pages > 1:
        items.append(row(*_turns(film.id, page, pages)))
    items.append(row(rate_button(film.id, ids.ON_PANEL)))
    return panel(*items)


def _turns(film_id: int, page: int, pages: int) -> list[Item]:
    before, after = (page - 1) % pages, (page + 1) % pages
    if before == after:
        label = f"Page {after + 1} of {pages} ›" if after > page else f"‹ Page {after + 1} of {pages}"
        return [button(ids.NOTES, film_id, after, label=label)]
    return [
        button(ids.NOTES, film_id, before, label=f"‹ Page {before + 1} of {pages}"),
        button(ids.NOTES, film_id, after, label=f"Page {after + 1} of {pages} ›"),
    ]


def _noted(film: Film, rating: Rating, scale: Scale) -> list[Item]:
    head = f"<@{rating.user_id}> · **{show(rating.half_stars, scale)}** · {stamp(rating.updated_at, 'R')}"
    if not rating.spoilers:
        return [text(f"{head}\n{_note(rating)}")]
    opener = button(ids.NOTE, film.id, rating.user_id, label="Show the spoiler to me")
    return [text(f"{head}\n-# This note gives something away."), row(opener)]


def opened_note(film: Film, rating: Rating, scale: Scale = Scale.STARS) -> Layout:
    """Return a note with spoilers, for the one member who asked."""
    head = f"<@{rating.user_id}> on **{escape(film.label, 250)}** · {show(rating.half_stars, scale)}"
    return panel(text(f"{head}\n{escape(rating.note or '', 2 * NOTE_SHOWN)}"))


def _note(rating: Rating) -> str:
    note = " ".join((rating.note or "").split())
    return spoiler(note, NOTE_SHOWN) if rating.spoilers else escape(note, NOTE_SHOWN)


def note_pages(count: int) -> int:
    """Return how many pages so many notes fill, at least one."""
    return max(1, -(-count // NOTES_PER_PAGE))
