"""The list of an import's reviews: counted by verdict, paged, filtered, each to be opened."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.drafts import Table
from bot.domain.placing import Verdict
from bot.ui import ids
from bot.ui import import_words as words
from bot.ui.import_columns import of_batch, table_line, ways_to_columns
from bot.ui.import_preview import ending, promise, state
from bot.ui.layouts import Item as Component
from bot.ui.layouts import Layout, line, panel, row, text
from bot.ui.persistent import button, menu
from bot.ui.text import escape, plain, plural
from db.import_report import PAGE, Fate
from db.imports import Batch

#: The place in this tuple travels in custom_ids, from 1 on: add at the end.
NUMBERED = (
    Verdict.READY, Verdict.CHANGED, Verdict.HERE, Verdict.NEEDS_YOU, Verdict.NOT_A_REVIEW, Verdict.LEFT_OUT,
    Verdict.UNREADABLE, Verdict.KEPT, Verdict.UPDATED, Verdict.UNDONE, Verdict.STAYS,
)  # fmt: skip
_TABLES = 3
_READ = 540  # characters about what columns were taken for, of all tables together


def verdict_of(number: int) -> Verdict | None:
    """Return the verdict that a number in a custom_id stands for; None for all."""
    return NUMBERED[number - 1] if 1 <= number <= len(NUMBERED) else None


def number_of(verdict: Verdict | None) -> int:
    """Return the number of a verdict in custom_ids; 0 for all."""
    return NUMBERED.index(verdict) + 1 if verdict else 0


def overview(
    batch: Batch, tables: Sequence[Table], verdict: Verdict | None, page: int, fates: Sequence[Fate]
) -> Layout:
    """Return a page of the list."""
    items: list[Component] = [text(_head(batch))]
    if tables:
        items.append(text(_told(tables)))
    items += [line(), text(_lines(fates, verdict)), line()]
    if fates:
        items.append(row(menu(ids.IMPORT_LOOK, batch.id, placeholder="Open a review", options=_options(fates))))
    items.append(row(menu(ids.IMPORT_SHOW, batch.id, placeholder="Show only…", options=_filters(batch, verdict))))
    if turning := _turning(batch, verdict, page):
        items.append(row(*turning))
    if batch.status == "draft" and (columns := ways_to_columns(of_batch(batch.id), tables)):
        items.append(row(*columns))
    items.append(row(*ending(batch)))
    return panel(*items)


def _head(batch: Batch) -> str:
    lines = [
        f"## Import: {escape(batch.name, 100)}",
        f"-# {promise(batch)}",
    ]
    lines.append(f"{plural(batch.total, 'review')} · {words.counts(batch.counts)}")
    return "\n".join([*lines, *filter(None, [state(batch)])])


def _told(tables: Sequence[Table]) -> str:
    shown, more = tables[:_TABLES], len(tables) - _TABLES
    told = [_table(table, _READ // len(shown)) for table in shown]
    return "\n".join([*told, *[f"-# and {plural(more, 'table')} more"] * (more > 0)])


def _table(table: Table, limit: int) -> str:
    return "\n".join([table_line(table, limit), *[f"-# {escape(remark.message, 120)}" for remark in table.remarks[:1]]])


def _lines(fates: Sequence[Fate], verdict: Verdict | None) -> str:
    if not fates:
        return f"Nothing here is {words.VERDICTS[verdict]}." if verdict else "There is nothing here."
    return "\n".join(_line(fate) for fate in fates)


def _line(fate: Fate) -> str:
    draft = fate.item.draft
    film = fate.film or draft.film
    title = f"**{escape(film.label, 60)}**" if film.title else "no film named"
    by = escape(draft.review.critic or draft.review.outlet or "", 30)
    why = "" if fate.verdict in (Verdict.READY, Verdict.KEPT, Verdict.HERE, Verdict.UPDATED) else fate.reason
    told = [title if draft.readable else "", by, words.VERDICTS[fate.verdict], escape(draft.name, 45)]
    return f"- {' · '.join(part for part in told if part)}" + (f": {escape(why, 70)}" if why else "")


def _label(fate: Fate) -> str:
    film = fate.item.draft.film
    return film.label if film.title else fate.name


def _options(fates: Sequence[Fate]) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=plain(_label(fate), 100),
            description=plain(f"{words.VERDICTS[fate.verdict]} · {fate.name}", 100),
            value=str(fate.item.position),
        )
        for fate in fates
    ]


def _filters(batch: Batch, chosen: Verdict | None) -> list[discord.SelectOption]:
    offered = [discord.SelectOption(label=f"All {batch.total:,}", value="0", default=chosen is None)]
    return offered + [
        discord.SelectOption(label=f"{count:,} {words.VERDICTS[verdict]}", value=str(number), default=verdict is chosen)
        for number, verdict in enumerate(NUMBERED, 1)
        if (count := batch.counts.get(verdict, 0)) or verdict is chosen
    ]


def _turning(batch: Batch, verdict: Verdict | None, page: int) -> list[Component]:
    count = batch.counts.get(verdict, 0) if verdict else batch.total
    last, number = max(0, (count - 1) // PAGE), number_of(verdict)
    turns: list[Component] = []
    if page > 0:
        turns.append(button(ids.IMPORT_LIST, batch.id, number, min(page, last + 1) - 1, label="Previous"))
    if page < last:
        turns.append(button(ids.IMPORT_LIST, batch.id, number, page + 1, label=f"Next ({page + 2:,} of {last + 1:,})"))
    return turns
