"""Watchlists as members see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.scales import show
from bot.domain.titles import Film
from bot.ui import ids
from bot.ui.film_card import rate_button
from bot.ui.layouts import Item, Layout, line, panel, row, text
from bot.ui.persistent import button
from bot.ui.text import escape, plural, runtime
from bot.ui.watch_buttons import show_button
from db.watchlist import SERVER, Entry

PAGE_SIZE = 25
TITLE = 80  # so that 25 lines with everything in them stay inside Discord's 4,000 characters


def of_whom(owner_id: int) -> str:
    """Name a list to the member whose it is, or the server's."""
    return "the server's watchlist" if owner_id == SERVER else "your watchlist"


def list_button(owner_id: int, page: int = 0, label: str | None = None) -> Item:
    """Draw a button that opens a list."""
    return button(ids.WATCHLIST, owner_id, page, label=label or ("My list" if owner_id else "Server's list"))


def added_sentence(film: Film, owner_id: int, *, new: bool) -> str:
    """Say that a film is on a list, and whether it was before."""
    already = "" if new else " already"
    return f"**{escape(film.label, 250)}** is{already} on {of_whom(owner_id)}."


def added_panel(film: Film, owner_id: int, *, new: bool) -> Layout:
    """Return the answer to adding a film, with the way back and the lists."""
    off = button(ids.UNWATCH, film.id, int(owner_id != SERVER), label="Take off")
    lists = [list_button(owner_id), list_button(SERVER)] if owner_id != SERVER else [list_button(SERVER)]
    return panel(text(added_sentence(film, owner_id, new=new)), row(off, *lists))


def removed_sentence(film: Film, owner_id: int) -> str:
    """Say that a film is off a list."""
    return f"**{escape(film.label, 250)}** is off {of_whom(owner_id)}."


def removed_panel(entry: Entry, owner_id: int) -> Layout:
    """Return the answer to taking a film off, with what puts it back."""
    undo = button(ids.REWATCH, entry.film.id, int(owner_id != SERVER), entry.added_by, label="Undo")
    return panel(text(removed_sentence(entry.film, owner_id)), row(undo, list_button(owner_id)))


def list_panel(
    found: Sequence[Entry], owner_id: int, page: int, rated: Mapping[int, int], *, mine: bool, name: str
) -> Layout:
    """Return a page of a list; `rated` are the reader's own half stars, `name` says whose list it is."""
    pages = page_count(found)
    place = f" · page {page + 1} of {pages}" if pages > 1 else ""
    head = f"## {name}\n-# {plural(len(found), 'film')}{place}" if found else f"## {name}"
    lines = [_entry_line(entry, owner_id, rated) for entry in on_page(found, page)]
    items: list[Item] = [text(head), line(), text("\n".join(lines) or _empty(owner_id, mine=mine))]
    if pages > 1:
        items.append(row(*_turns(owner_id, page, pages)))
    return panel(*items)


def page_count(found: Sequence[Entry]) -> int:
    """Return how many pages a list has, an empty one too."""
    return max(1, -(-len(found) // PAGE_SIZE))


def on_page(found: Sequence[Entry], page: int) -> Sequence[Entry]:
    """Return what stands on a page, counted from 0."""
    return found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]


def drawn_panel(film: Film, owner_id: int, among: int) -> Layout:
    """Return the film that was drawn from a list, among so many."""
    facts = " · ".join(filter(None, [_length(film), escape(", ".join(film.genres[:3]), 100)]))
    said = f"-# Drawn from {plural(among, 'film')} on {of_whom(owner_id)}\n## {escape(film.label, 250)}"
    said += f"\n-# {facts}" if facts else ""
    again = button(ids.WATCH_AGAIN, int(owner_id != SERVER), label="Draw another", emoji="🎲")
    return panel(text(said), row(show_button(film.id), rate_button(film.id, ids.ELSEWHERE), again))


def _entry_line(entry: Entry, owner_id: int, rated: Mapping[int, int]) -> str:
    parts = [f"**{escape(entry.film.label, TITLE)}**", _length(entry.film)]
    if owner_id == SERVER:
        parts.append(f"<@{entry.added_by}>")
    if half_stars := rated.get(entry.film.id):
        parts.append(f"you gave it {show(half_stars)}")
    return " · ".join(filter(None, parts))


def _length(film: Film) -> str:
    return runtime(film.runtime_minutes) if film.runtime_minutes else ""


def _empty(owner_id: int, *, mine: bool) -> str:
    if owner_id == SERVER:
        return "Nothing is on it yet. Anyone may add a film: `/watchlist add`, with `the server's` as the list."
    if mine:
        return "Nothing is on it yet. `/watchlist add` puts a film there, and so does **Watchlist** on every card."
    return "Nothing is on it yet."


def _turns(owner_id: int, page: int, pages: int) -> list[Item]:
    before, after = (page - 1) % pages, (page + 1) % pages
    if before == after:
        return [list_button(owner_id, after, f"Page {after + 1}")]
    return [list_button(owner_id, before, f"‹ Page {before + 1}"), list_button(owner_id, after, f"Page {after + 1} ›")]
