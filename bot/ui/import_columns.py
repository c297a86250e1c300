"""What the columns of a table were taken for, and telling it otherwise."""

from __future__ import annotations

from collections.abc import Mapping

import discord

from bot.domain.drafts import Table
from bot.ui import ids
from bot.ui.layouts import Item as Component
from bot.ui.layouts import Layout, panel, row, text
from bot.ui.persistent import button, menu
from bot.ui.text import escape, plain
from db.imports import Batch

#: What a column can hold, with the word for it; the place in this tuple travels in custom_ids: add at the end.
MEANINGS = (
    ("", "Nothing that is used"), ("title", "Title"), ("original_title", "Original title"), ("year", "Year"),
    ("directors", "Director"), ("cast", "Cast"), ("genres", "Genres"), ("runtime", "Running time"),
    ("certificate", "Certificate"), ("critic", "Critic"), ("outlet", "Outlet"), ("url", "Link"),
    ("published", "Date of the review"), ("text", "Text of the review"), ("language", "Language"),
    ("rating", "Grade with its scale, like 7/10 or B+"), ("rating/4", "Grade out of 4"), ("rating/5", "Grade out of 5"),
    ("rating/6", "Grade out of 6"), ("rating/10", "Grade out of 10"), ("rating/20", "Grade out of 20"),
    ("rating/100", "Grade out of 100"), ("imdb", "IMDb id"), ("tmdb", "TMDB id"), ("letterboxd", "Letterboxd address"),
)  # fmt: skip
_WORDS = dict(MEANINGS)
_PAGE = 25  # what one menu offers
_SHOWN = 60  # characters of a column's name


def columns_panel(batch: Batch, number: int, table: Table, page: int) -> Layout:
    """Return the columns of a table with what they were taken for, 25 at a time."""
    first = page * _PAGE
    some = list(enumerate(table.columns))[first : first + _PAGE]
    options = [
        discord.SelectOption(label=plain(name, 100) or "…", value=str(at), description=plain(meaning(table, name), 100))
        for at, name in some
    ]
    head = f"## Columns of {escape(table.name, 100)}\n-# Choose one to say what it holds; the table is then read again."
    told = "\n".join(f"- {escape(name, _SHOWN)} → {meaning(table, name)}" for _, name in some)
    items: list[Component] = [text(head), text(told)]
    items.append(row(menu(ids.IMPORT_COLUMN, batch.id, number, placeholder="Which column?", options=options)))
    turns = [button(ids.IMPORT_TABLE, batch.id, number, page - 1, label="Previous")] if page else []
    if first + _PAGE < len(table.columns):
        turns.append(button(ids.IMPORT_TABLE, batch.id, number, page + 1, label="Next"))
    items.append(row(*turns, button(ids.IMPORT_LIST, batch.id, 0, 0, label="The list")))
    return panel(*items)


def meanings_panel(batch: Batch, number: int, table: Table, column: int) -> Layout:
    """Return the choice of what one column holds."""
    name = table.columns[column]
    now = table.mapping.get(name, "")
    options = [
        discord.SelectOption(label=word, value=str(at), default=field == now)
        for at, (field, word) in enumerate(MEANINGS)
    ]
    said = text(f"## What does “{escape(name, 100)}” hold?\nNow it is read as: {meaning(table, name)}.")
    choice = menu(ids.IMPORT_MEANS, batch.id, number, column, placeholder="It holds…", options=options)
    return panel(said, row(choice), row(button(ids.IMPORT_TABLE, batch.id, number, 0, label="The columns")))


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
