"""`python -m bot import`: pages brought into a server from a terminal, by the code that `/import` uses."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tqdm import tqdm

from bot.client import make_folder
from bot.domain.drafts import Draft
from bot.domain.placing import Verdict
from bot.extract import read_bytes
from bot.settings import Settings
from bot.worker.reader import Reader
from db import title_sync
from db.database import Database
from db.import_report import Report
from db.import_writing import import_drafts
from db.search import TitleIndex

#: Verdicts after which nothing is left for anybody to do.
_SETTLED = {Verdict.KEPT, Verdict.HERE}
_WORDS = {
    Verdict.READY: "ready",
    Verdict.KEPT: "kept",
    Verdict.HERE: "already here, nothing changed",
    Verdict.NEEDS_YOU: "needs you",
    Verdict.NOT_A_REVIEW: "not a film review",
    Verdict.LEFT_OUT: "left out",
    Verdict.UNREADABLE: "unreadable",
}


async def bring(settings: Settings, files: Sequence[Path], guild_id: int, now: datetime) -> int:
    """Read the files, keep what is clear, and say what became of each; return 1 where something needs a person.

    What needs a person waits for `/import open`. Raises UserError for a file or storage that cannot be used.
    """
    make_folder(settings.data_dir)
    drafts = await _read(files)
    async with Database.open(settings.database_path) as database, TitleIndex.open(settings.titles_path) as titles:
        await title_sync.ensure(database, titles)
        with _bar("keeping", total=len(drafts)) as bar:
            report = await import_drafts(database, titles, guild_id, 0, drafts, now, lambda done, _: _move(bar, done))
    print("\n".join(_told(report)))
    return 0 if set(report.counts) <= _SETTLED else 1


async def _read(files: Sequence[Path]) -> list[Draft]:
    with Reader() as reader, _bar("reading", iterable=files) as bar:
        return [draft for file in bar for draft in await reader.drafts(file.name, read_bytes(file))]


def _bar(name: str, **what: object) -> tqdm:  # type: ignore[type-arg]
    # On a terminal only: a log file has no use for a moving line.
    return tqdm(desc=name, unit="page", leave=False, disable=not sys.stderr.isatty(), **what)  # type: ignore[call-overload, no-any-return]


def _move(bar: tqdm, done: int) -> None:  # type: ignore[type-arg]
    bar.update(done - bar.n)


def _told(report: Report) -> list[str]:
    lines = [
        f"{fate.name}: {_WORDS[fate.verdict]}" + (f", {fate.film.label}" if fate.film else "") for fate in report.fates
    ]
    if report.is_open:
        lines.append("What needs you waits in your server: /import open.")
    return lines
