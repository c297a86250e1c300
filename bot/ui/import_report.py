"""What an admin hears once an import is confirmed or put away."""

from __future__ import annotations

import discord

from bot.domain.placing import Verdict
from bot.ui import ids
from bot.ui import import_words as words
from bot.ui.import_overview import number_of
from bot.ui.layouts import Item, Layout, panel, row, text
from bot.ui.persistent import button
from bot.ui.text import escape, plain, plural
from db.import_report import Fate, Report

_CARDS = 3
_NEEDS_YOU = number_of(Verdict.NEEDS_YOU)


def report_panel(report: Report, file: discord.File | None = None) -> Layout:
    """Return what was kept and what was not, with the way to the films' cards and what is left, and the file of all."""
    lines = [f"## {_headline(report)}", *_sentences(report)]
    items: list[Item] = [text("\n".join(lines)), text("\n".join(_fates(report)))]
    if file is not None:
        items.append(discord.ui.File(file))
    cards: list[Item] = [
        button(ids.PICK, film.id, ids.TO_REVIEW, 0, label=plain(f"See {film.label}", 80))
        for film in report.films[:_CARDS]
    ]
    items += [row(*some) for some in (cards, _ways_on(report, has_file=file is not None)) if some]
    return panel(*items)


def _ways_on(report: Report, *, has_file: bool) -> list[Item]:
    ways: list[Item] = []
    if report.is_open:
        left = next((fate.item.position for fate in report.fates if fate.verdict is Verdict.NEEDS_YOU), None)
        place = (
            (ids.IMPORT_LIST, report.batch_id, _NEEDS_YOU, 0)
            if left is None
            else (ids.IMPORT_ITEM, report.batch_id, left)
        )
        ways.append(button(*place, label="Go on with what is left"))
    if not has_file:
        ways.append(button(ids.IMPORT_FATES, report.batch_id, label="Every row, as a file"))
    if report.counts.get(Verdict.KEPT, 0) or report.counts.get(Verdict.UPDATED, 0):
        ways.append(button(ids.IMPORT_ASK_UNDO, report.batch_id, label="Undo"))
    return ways


def discarded_panel(kept: int) -> Layout:
    """Say that a draft is put away, and that what it had already brought stays."""
    stays = f" {plural(kept, 'review')} that you had kept before stay." if kept else " Nothing of it is in the club."
    return panel(text(f"The import is discarded.{stays} `/import files` and `/import paste` begin another."))


def _headline(report: Report) -> str:
    kept, here = report.counts.get(Verdict.KEPT, 0), report.counts.get(Verdict.HERE, 0)
    updated = report.counts.get(Verdict.UPDATED, 0)
    if report.batch.status == "undone":
        return "Taken back"
    if kept or updated:
        said = [f"kept {plural(kept, 'review')}"] * bool(kept) + [f"updated {updated:,}"] * bool(updated)
        return ", ".join(said).capitalize() if kept else f"Updated {plural(updated, 'review')}"
    return "Already here: nothing was changed" if here else "Nothing was kept"


def _sentences(report: Report) -> list[str]:
    said = []
    if report.made:
        said.append(f"{plural(report.made, 'film')} made new.")
    if report.filled:
        said.append(f"Something was added to {plural(report.filled, 'film')} that you had.")
    if here := report.counts.get(Verdict.HERE, 0):
        said.append(f"{plural(here, 'review')} already here, where nothing was changed.")
    if left := report.counts.get(Verdict.NEEDS_YOU, 0):
        said.append(
            f"Left for you to decide on: {plural(left, 'review')}. `/import open` has what is left, also later."
        )
    return said


def _fates(report: Report) -> list[str]:
    told = [_fate(fate) for fate in report.fates]
    if (more := report.batch.total - len(report.fates)) > 0:
        told.append(f"-# and {more:,} more; the file has every one")
    return told


def _fate(fate: Fate) -> str:
    film = f" · {escape(fate.film.label, 120)}" if fate.film is not None else ""
    return f"- {escape(fate.name, 80)}: {words.VERDICTS[fate.verdict]}{film}"
