"""What the columns of a table were taken for, and telling it otherwise: for admins and for members alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.domain.drafts import Table
from bot.ui import ids
from bot.ui.layouts import Item as Component
from bot.ui.layouts import Layout, panel, row, text
from bot.ui.persistent import button, menu
from bot.ui.text import escape, plain

Meanings = tuple[tuple[str, str], ...]

_UNUSED = ("", "Nothing that is used")
_RATINGS = (
    ("rating", "Grade with its scale, like 7/10 or B+"), ("rating/4", "Grade out of 4"), ("rating/5", "Grade out of 5"),
    ("rating/6", "Grade out of 6"), ("rating/10", "Grade out of 10"), ("rating/20", "Grade out of 20"),
    ("rating/100", "Grade out of 100"),
)  # fmt: skip
_IDS = (("imdb", "IMDb id"), ("tmdb", "TMDB id"), ("letterboxd", "Letterboxd address"))
#: What a column can hold, with the word for it; the place in these tuples travels in custom_ids: add at the end.
MEANINGS: Meanings = (
    _UNUSED, ("title", "Title"), ("original_title", "Original title"), ("year", "Year"),
    ("directors", "Director"), ("cast", "Cast"), ("genres", "Genres"), ("runtime", "Running time"),
    ("certificate", "Certificate"), ("critic", "Critic"), ("outlet", "Outlet"), ("url", "Link"),
    ("published", "Date of the review"), ("text", "Text of the review"), ("language", "Language"),
    *_RATINGS, *_IDS,
)  # fmt: skip
MEMBERS_MEANINGS: Meanings = (
    _UNUSED, ("title", "Title"), ("original_title", "Original title"), ("year", "Year"),
    ("directors", "Director"), ("genres", "Genres"), ("runtime", "Running time"), *_RATINGS,
    ("rated_on", "Date of your rating"), ("watched_on", "Date you watched it"), ("text", "Your note"), *_IDS,
    ("film_language", "Language of the film"),
)  # fmt: skip
_OTHERS = {"rewatch": "Seen again", "tags": "Tags", "type": "Kind of title", "film": "Number of the film",
           "film_language": "Language of the film"}  # fmt: skip
_WORDS = {**_OTHERS, **dict(MEMBERS_MEANINGS), **dict(MEANINGS)}
_PAGE = 25  # what one menu offers
_SHOWN = 60  # characters of a column's name
_SIDE_BY_SIDE = 5  # buttons in a row


@dataclass(frozen=True, slots=True)
class Asking:
    """Hold what differs between whose tables they are: the prefixes of the buttons, and what a column can hold.

    `back` is the custom_id's parts of the way back to the rows.
    """

    table: str
    tables: str
    column: str
    means: str
    meanings: Meanings
    import_id: int
    back: tuple[str, int, int, int]


def of_batch(batch_id: int) -> Asking:
    """Return how an admin is asked about the tables of a batch."""
    back = (ids.IMPORT_LIST, batch_id, 0, 0)
    return Asking(ids.IMPORT_TABLE, ids.IMPORT_TABLES, ids.IMPORT_COLUMN, ids.IMPORT_MEANS, MEANINGS, batch_id, back)


def of_history(history_id: int) -> Asking:
    """Return how a member is asked about the tables of their own import."""
    back = (ids.HISTORY_PAGE, history_id, 0, 0)
    return Asking(
        ids.HISTORY_TABLE, ids.HISTORY_TABLES, ids.HISTORY_COLUMN, ids.HISTORY_MEANS, MEMBERS_MEANINGS, history_id, back
    )


def table_line(table: Table, limit: int) -> str:
    """Say in one or two lines what a table is, and in up to `limit` characters what its columns were taken for."""
    name = f"**{escape(table.name, 60)}** · {escape(table.format, 40)}"
    told = (f"{column} → {meaning(table, column)}" for column in table.columns if column in table.mapping)
    read = " · ".join(told)
    return f"{name}\n-# {escape(read, limit)}" if read else name


def ways_to_columns(asking: Asking, tables: Sequence[Table]) -> list[Component]:
    """Return what leads to the columns of the tables that take it: a button each, or a menu where they are many."""
    open_ = [(number, table) for number, table in enumerate(tables) if table.can_be_corrected]
    if len(open_) <= _SIDE_BY_SIDE:
        return [
            button(asking.table, asking.import_id, number, 0, label=plain(f"Columns of {table.name}", 80))
            for number, table in open_
        ]
    options = [discord.SelectOption(label=plain(table.name, 100), value=str(number)) for number, table in open_[:_PAGE]]
    return [menu(asking.tables, asking.import_id, placeholder="The columns of which table?", options=options)]


def columns_panel(asking: Asking, number: int, table: Table, page: int) -> Layout:
    """Return the columns of a table with what they were taken for, 25 at a time."""
    page = min(page, max(0, len(table.columns) - 1) // _PAGE)
    first = page * _PAGE
    some = list(enumerate(table.columns))[first : first + _PAGE]
    options = [
        discord.SelectOption(label=plain(name, 100) or "…", value=str(at), description=plain(meaning(table, name), 100))
        for at, name in some
    ]
    head = f"## Columns of {escape(table.name, 100)}\n-# Choose one to say what it holds; the table is then read again."
    told = "\n".join(f"- {escape(name, _SHOWN)} → {meaning(table, name)}" for _, name in some)
    items: list[Component] = [text(head), text(told)]
    items.append(row(menu(asking.column, asking.import_id, number, placeholder="Which column?", options=options)))
    turns = [button(asking.table, asking.import_id, number, page - 1, label="Previous")] if page else []
    if first + _PAGE < len(table.columns):
        turns.append(button(asking.table, asking.import_id, number, page + 1, label="Next"))
    items.append(row(*turns, button(*asking.back, label="The list")))
    return panel(*items)


def meanings_panel(asking: Asking, number: int, table: Table, column: int) -> Layout:
    """Return the choice of what one column holds."""
    name = table.columns[column]
    now = table.mapping.get(name, "")
    options = [
        discord.SelectOption(label=word, value=str(at), default=field == now)
        for at, (field, word) in enumerate(asking.meanings)
    ]
    said = text(f"## What does “{escape(name, 100)}” hold?\nNow it is read as: {meaning(table, name)}.")
    choice = menu(asking.means, asking.import_id, number, column, placeholder="It holds…", options=options)
    back = button(asking.table, asking.import_id, number, column // _PAGE, label="The columns")
    return panel(said, row(choice), row(back))


def meaning(table: Table, column: str) -> str:
    """Say what a column was taken for."""
    field = table.mapping.get(column, "")
    guess = " (a guess)" if column in table.guessed else ""
    return f"{_WORDS.get(field, field)}{guess}"


def remapped(mapping: Mapping[str, str], column: str, field: str) -> dict[str, str]:
    """Return a mapping with one column told otherwise; the column that held the same before holds nothing."""
    stem = field.partition("/")[0]
    kept = {name: one for name, one in mapping.items() if name != column and one.partition("/")[0] != stem}
    return {**kept, column: field} if field else kept
