"""A member's import as only they see it: counts, rows page by page, one row to decide on, and the ways on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.domain.drafts import Table
from bot.domain.histories import RowVerdict
from bot.domain.titles import Film
from bot.ui import history_words as words
from bot.ui import ids
from bot.ui.import_columns import of_history, table_line, ways_to_columns
from bot.ui.import_words import film_choice
from bot.ui.layouts import Item, Layout, line, panel, row, text
from bot.ui.persistent import button, menu
from bot.ui.text import escape, plain, plural
from db.histories import History
from db.history_choices import NEW
from db.history_rows import SeenRow

ROWS_SHOWN = 8  # eight of the longest, escaped, stay under Discord's 4,000 characters
_OFFERED = 24
_READ = 300  # characters about what the columns of a table were taken for
_RED, _GREEN = discord.ButtonStyle.danger, discord.ButtonStyle.success


@dataclass(frozen=True, slots=True)
class Page:
    """Hold some rows of an import: which (a place in FILTERS), the page's number, and the rows on it."""

    filter: int
    number: int
    rows: Sequence[SeenRow]


def history_preview(history: History, counts: Mapping[str, int], page: Page, tables: Sequence[Table] = ()) -> Layout:
    """Return one page of an import's rows with everything the member can do about it.

    `tables` are those whose columns the member can tell otherwise, and others beside them.
    """
    items: list[Item] = [text(_head(history, counts))]
    if told := "\n".join(filter(None, [*(table_line(table, _READ) for table in tables[:1]), words.remarks(history)])):
        items.append(text(told))
    if history.status == "draft" and (columns := ways_to_columns(of_history(history.id), tables)):
        items.append(row(*columns))
    items.append(line())
    name, fates = words.FILTERS[page.filter]
    total = sum(counts.get(fate, 0) for fate in fates) if fates else sum(counts.values())
    pages = max(1, -(-total // ROWS_SHOWN))
    where = f"### {name}" + (f" · page {page.number + 1} of {pages}" if pages > 1 else "")
    items.append(text("\n".join([where, *map(words.line_of, page.rows)])))
    if page.rows:
        items.append(row(menu(ids.HISTORY_ROW, history.id, placeholder="Look at a row", options=_rows(page))))
    items.append(row(menu(ids.HISTORY_SHOW, history.id, placeholder="Show other rows", options=_filters(page, counts))))
    if turns := _turns(history.id, page, pages):
        items.append(row(*turns))
    if ending := _ending(history, counts):
        items.append(row(*ending))
    return panel(*items)


def row_panel(history: History, seen: SeenRow, candidates: Sequence[Film]) -> Layout:
    """Return one row with what it states, where it goes, and the films it may mean."""
    items: list[Item] = [text(words.details(seen)), line(), text(words.destination(seen))]
    is_open = history.status in ("draft", "done") and not seen.written and seen.fate != RowVerdict.SKIPPED
    if is_open:
        options = _films(seen, candidates)
        if options:
            asked = "Which film is it?"
            items.append(row(menu(ids.HISTORY_FILM, history.id, seen.position, placeholder=asked, options=options)))
    buttons: list[Item] = [
        button(ids.HISTORY_PAGE, history.id, 0, seen.position // ROWS_SHOWN, label="Back to the rows")
    ]
    if is_open and seen.fate != RowVerdict.LEFT_OUT:
        buttons.append(button(ids.HISTORY_OUT, history.id, seen.position, label="Leave it out"))
    return panel(*items, row(*buttons))


def _head(history: History, counts: Mapping[str, int]) -> str:
    said = {
        "draft": "Only you see this. Nothing is in the club before you import it.",
        "writing": "It was confirmed and stopped half way. **Go on** writes the rest; nothing comes twice.",
        "done": "This is in the club. Rows that need you can still be decided.",
        "undoing": "Taking it back stopped half way. **Go on** takes back the rest.",
        "undone": "It was taken back.",
    }[history.status]
    lines = [f"## Your ratings from {escape(history.file, 120)}", f"-# {said}", words.counted(counts)]
    if history.keep_mine:
        lines.append("Where you have rated here already, your rating here stays.")
    return "\n".join(lines)


def _rows(page: Page) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=plain(seen.row.film.label or "No title", 100),
            description=plain(seen.row.place, 100),
            value=str(seen.position),
        )
        for seen in page.rows
    ]


def _filters(page: Page, counts: Mapping[str, int]) -> list[discord.SelectOption]:
    found = []
    for number, (name, fates) in enumerate(words.FILTERS):
        count = sum(counts.get(fate, 0) for fate in fates) if fates else sum(counts.values())
        if count or number == page.filter:
            found.append(
                discord.SelectOption(label=f"{name} ({count:,})", value=str(number), default=number == page.filter)
            )
    return found


def _turns(history_id: int, page: Page, pages: int) -> list[Item]:
    turns: list[Item] = []
    if page.number > 0:
        turns.append(button(ids.HISTORY_PAGE, history_id, page.filter, page.number - 1, label=f"‹ Page {page.number}"))
    if page.number + 1 < pages:
        turns.append(
            button(ids.HISTORY_PAGE, history_id, page.filter, page.number + 1, label=f"Page {page.number + 2} ›")
        )
    return turns


def _films(seen: SeenRow, candidates: Sequence[Film]) -> list[discord.SelectOption]:
    chosen = seen.film.id if seen.film else None
    offered = [
        discord.SelectOption(label=plain(film_choice(film), 100), value=str(film.id), default=film.id == chosen)
        for film in candidates[:_OFFERED]
    ]
    if not seen.row.film.title:
        return offered
    is_new = seen.film is None and seen.fate not in (RowVerdict.NEEDS_YOU, RowVerdict.LEFT_OUT)
    return [*offered, discord.SelectOption(label="A new film", value=str(NEW), default=is_new)]


def _ending(history: History, counts: Mapping[str, int]) -> list[Item]:
    if history.status == "writing":
        return [button(ids.HISTORY_KEEP, history.id, label="Go on", style=_GREEN)]
    if history.status == "undoing":
        return [button(ids.HISTORY_UNDO, history.id, label="Go on", style=_RED)]
    if history.status == "undone":
        return []
    shown: list[Item] = []
    if count := words.to_write(counts) if history.status == "draft" else history.unwritten:
        shown.append(button(ids.HISTORY_KEEP, history.id, label=f"Import {plural(count, 'rating')}", style=_GREEN))
    if history.status == "done":
        return [*shown, button(ids.HISTORY_UNDO, history.id, label="Undo this import", style=_RED)]
    if history.keep_mine:
        shown.append(button(ids.HISTORY_MINE, history.id, 0, label="Take the file's where I rated already"))
    elif counts.get("changed"):
        shown.append(button(ids.HISTORY_MINE, history.id, 1, label="Keep mine where I rated already"))
    shown.append(button(ids.HISTORY_DISCARD, history.id, label="Discard", style=_RED))
    return shown
