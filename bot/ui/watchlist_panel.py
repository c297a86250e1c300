"""Watchlists as members see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.scales import show
from bot.domain.titles import Film
from bot.ui import ids
from bot.ui.layouts import Item, Layout, line, panel, row, text
from bot.ui.persistent import button
from bot.ui.text import escape, plural, runtime
from db.watchlist import SERVER, Entry

PAGE_SIZE = 25


def of_whom(owner_id: int) -> str:
    """Name a list to the member who looks at their own, or at the server's."""
    return "the server's watchlist" if owner_id == SERVER else "your watchlist"


def added_sentence(film: Film, owner_id: int, *, new: bool) -> str:
    """Say that a film is on a list, and whether it was before."""
    already = "" if new else " already"
    return f"**{escape(film.label, 250)}** is{already} on {of_whom(owner_id)}."


def added_panel(film: Film, owner_id: int, *, new: bool) -> Layout:
    """Return the answer to adding a film, with the way back and the lists."""
    off = button(ids.UNWATCH, film.id, owner_id, label="Take off")
    other = SERVER if owner_id else None
    lists = [list_button(owner_id)] if other is None else [list_button(owner_id), list_button(SERVER)]
    return panel(text(added_sentence(film, owner_id, new=new)), row(off, *lists))


def list_button(owner_id: int, page: int = 0, label: str | None = None) -> Item:
    """Draw a button that opens a list."""
    return button(ids.WATCHLIST, owner_id, page, label=label or ("My list" if owner_id else "Server's list"))


def removed_panel(entry: Entry, owner_id: int) -> Layout:
    """Return the answer to taking a film off, with what puts it back."""
    undo = button(ids.REWATCH, entry.film.id, owner_id, entry.added_by, label="Undo")
    return panel(text(removed_sentence(entry.film, owner_id)), row(undo, list_button(owner_id)))


def removed_sentence(film: Film, owner_id: int) -> str:
    """Say that a film is off a list."""
    return f"**{escape(film.label, 250)}** is off {of_whom(owner_id)}."


def list_panel(
    found: Sequence[Entry], owner_id: int, page: int, rated: Mapping[int, int], *, mine: bool, name: str
) -> Layout:
    """Return a page of a list; `rated` are the reader's own half stars, `name` says whose list it is."""
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    place = f" · page {page + 1} of {pages}" if pages > 1 else ""
    head = f"## {name}\n-# {plural(len(found), 'film')}{place}"
    body = "\n".join(_entry_line(entry, owner_id, rated) for entry in shown) or _empty(owner_id, mine=mine)
    items: list[Item] = [text(head), line(), text(body)]
    if pages > 1:
        items.append(row(*_turns(owner_id, page, pages)))
    return panel(*items)


def _entry_line(entry: Entry, owner_id: int, rated: Mapping[int, int]) -> str:
    parts = [f"**{escape(entry.film.label, 80)}**"]
    if entry.film.runtime_minutes:
        parts.append(runtime(entry.film.runtime_minutes))
    if owner_id == SERVER:
        parts.append(f"<@{entry.added_by}>")
    if half_stars := rated.get(entry.film.id):
        parts.append(f"you gave it {show(half_stars)}")
    return " · ".join(parts)


def _empty(owner_id: int, *, mine: bool) -> str:
    if owner_id == SERVER:
        return "Nothing is on it yet. Anyone may add a film: `/watchlist add`, with `server` as the list."
    if mine:
        return "Nothing is on it yet. `/watchlist add` puts a film there, and so does **Watchlist** on every card."
    return "Nothing is on it yet."


def _turns(owner_id: int, page: int, pages: int) -> list[Item]:
    before, after = (page - 1) % pages, (page + 1) % pages
    if before == after:
        return [list_button(owner_id, after, f"Page {after + 1}")]
    return [list_button(owner_id, before, f"‹ Page {before + 1}"), list_button(owner_id, after, f"Page {after + 1} ›")]
