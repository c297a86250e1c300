"""What a member hears once their import is in the club, taken back or put away, and the list of all of them."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.histories import Outcome, RowVerdict
from bot.ui import history_words as words
from bot.ui import ids
from bot.ui.history_files import FATES
from bot.ui.layouts import Item, Layout, panel, row, text
from bot.ui.persistent import button, menu
from bot.ui.text import escape, plain, plural
from db.histories import History
from db.history_report import HistoryReport

_RED, _GREEN = discord.ButtonStyle.danger, discord.ButtonStyle.success
_STATUS = {
    "draft": "waits for you",
    "writing": "stopped half way",
    "done": "imported",
    "undoing": "half taken back",
    "undone": "taken back",
}


def history_report(report: HistoryReport, *, with_file: bool = False) -> Layout:
    """Return what became of an import, with the ways on; `with_file` shows the file of every row's fate."""
    is_back = report.history.status == "undone"
    lines = _taken_back(report) if is_back else _imported(report)
    items: list[Item] = [text("\n".join(lines))]
    if with_file:
        items.append(discord.ui.File(f"attachment://{FATES}"))
    buttons: list[Item] = []
    if not is_back and (asking := report.counts.get(RowVerdict.NEEDS_YOU, 0)):
        buttons.append(
            button(ids.HISTORY_PAGE, report.history.id, 1, 0, label=f"Decide {plural(asking, 'row')}", style=_GREEN)
        )
    buttons.append(button(ids.HISTORY_PAGE, report.history.id, 0, 0, label="Look at the rows"))
    if not is_back:
        buttons.append(button(ids.HISTORY_UNDO, report.history.id, label="Undo this import", style=_RED))
    return panel(*items, row(*buttons))


def progress_panel(done: int, total: int, doing: str) -> Layout:
    """Say how far a long piece of work has come."""
    return panel(text(f"{doing}: {done:,} of {plural(total, 'row')}. You may close this; it goes on."))


def discarded_panel() -> Layout:
    """Say that a draft is put away."""
    return panel(text("The import is discarded. Nothing of it is in the club; `/myratings import` begins another."))


def history_list(histories: Sequence[History], *, waiting: bool = False) -> Layout:
    """Return the choice among a member's imports, at most 25, or among those that wait."""
    options = [
        discord.SelectOption(
            label=plain(each.file, 100),
            description=f"{each.created_at:%-d %B %Y, %H:%M} UTC · {plural(each.rows, 'row')} · {_STATUS[each.status]}",
            value=str(each.id),
        )
        for each in histories
    ]
    head = "Imports that wait for you" if waiting else "Your imports in this server"
    said = text(f"## {head}\nChoose one to see what became of every row, or to take it back.")
    return panel(said, row(menu(ids.HISTORY_OPEN, 0, placeholder="Open an import", options=options)))


def _imported(report: HistoryReport) -> list[str]:
    counts = report.counts
    brought = words.to_write(counts)
    head = f"Imported {plural(brought, 'rating')}" if brought else "Nothing was changed"
    lines = [f"## {head}", f"-# From {escape(report.history.file, 120)}", words.counted(counts)]
    if report.films_made:
        lines.append(f"{plural(report.films_made, 'film')} made new in this server.")
    if not brought and counts.get(Outcome.SAME):
        lines.append("Everything in it is here already, just as you rated it.")
    return lines


def _taken_back(report: HistoryReport) -> list[str]:
    lines = ["## The import is taken back", f"-# From {escape(report.history.file, 120)}"]
    lines.append(f"{plural(report.undone, 'rating')} as before.")
    if report.left:
        lines.append(f"{plural(report.left, 'rating')} that you changed since stay as they are now.")
    if gone := report.films_made - report.films_left:
        lines.append(f"{plural(gone, 'film')} that it had made {'is' if gone == 1 else 'are'} gone.")
    if report.films_left:
        lines.append(f"{plural(report.films_left, 'film')} that it had made stay, because they are in use here.")
    return lines
