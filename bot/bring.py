"""`python -m bot import`: pages, tables and feeds brought into a server, by the code that `/import` uses."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from bot.client import make_folder
from bot.domain.drafts import Draft
from bot.domain.placing import Item, Place, Verdict
from bot.extract import read_bytes
from bot.intake.row_drafts import HandedIn, handed_in
from bot.settings import Settings
from bot.worker.reader import Reader
from db import title_sync
from db.database import Database
from db.import_placer import CHUNK, Placer
from db.import_report import every_fate
from db.import_writing import import_drafts
from db.search import TitleIndex

#: Verdicts after which nothing is left for anybody to do; of a dry run, what it would do by itself.
_SETTLED = {Verdict.KEPT, Verdict.UPDATED, Verdict.HERE, Verdict.READY, Verdict.CHANGED}
_WORDS = {
    Verdict.READY: "ready",
    Verdict.CHANGED: "changed",
    Verdict.KEPT: "kept",
    Verdict.UPDATED: "updated",
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
    given = await _read(files)
    async with _opened(settings) as (database, titles):
        with _Bar("keeping", given.count) as bar:
            report = await import_drafts(database, titles, guild_id, 0, given.drafts, now, bar.move)
        async for fates in every_fate(database, report.batch):
            for fate in fates:
                print(_line(fate.name, fate.verdict, fate.film.label if fate.film else "", fate.reason))
    print(_counted(report.counts))
    if report.is_open:
        print("What needs you waits in your server: /import open.")
    return 0 if set(report.counts) <= _SETTLED else 1


async def look(settings: Settings, files: Sequence[Path], guild_id: int) -> int:
    """Say what `bring` would do with the files and change nothing; return 1 where something would need a person.

    Raises UserError for a file or storage that cannot be used.
    """
    given = await _read(files)
    counts: dict[Verdict, int] = {}
    async with AsyncExitStack() as stack:
        if not settings.database_path.exists():
            folder = stack.enter_context(TemporaryDirectory(prefix="matinee-dry-run-"))
            settings = settings.model_copy(update={"data_dir": Path(folder)})
        database, titles = await stack.enter_async_context(_opened(settings))
        bar = stack.enter_context(_Bar("looking", given.count))
        async for draft, place in _places(database, titles, guild_id, given.drafts):
            counts[place.verdict] = counts.get(place.verdict, 0) + 1
            bar.move("looking", sum(counts.values()), given.count)
            print(_line(draft.name, place.verdict, place.film.label if place.film else "", place.reason))
    print(f"{_counted(counts)}. Nothing was changed: this was a dry run.")
    return 0 if set(counts) <= _SETTLED else 1


async def _places(
    database: Database, titles: TitleIndex, guild_id: int, drafts: Iterator[Draft]
) -> AsyncIterator[tuple[Draft, Place]]:
    placer, first = Placer(database, titles, guild_id), 0
    while items := [Item(first + at, draft) for at, draft in enumerate(islice(drafts, CHUNK))]:
        for item, place in zip(items, await placer.place(items), strict=True):
            yield item.draft, place
        first += len(items)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[Database, TitleIndex]]:
    async with Database.open(settings.database_path) as database, TitleIndex.open(settings.titles_path) as titles:
        await title_sync.ensure(database, titles)
        yield database, titles


async def _read(files: Sequence[Path]) -> HandedIn:
    with Reader() as reader, _Bar("reading", len(files)):
        return handed_in(await reader.together([(file.name, read_bytes(file)) for file in files]))


class _Bar:
    """Move a line on a terminal; a log file has no use for one."""

    def __init__(self, name: str, total: int) -> None:
        self._bar = tqdm(desc=name, total=total, leave=False, disable=not sys.stderr.isatty())

    def move(self, what: str, done: int, total: int | None) -> None:
        """Show how far the work has come."""
        if total is not None and self._bar.total != total:
            self._bar.reset(total)
        self._bar.set_description(what.lower(), refresh=False)
        self._bar.update(done - self._bar.n)

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()


def _line(name: str, verdict: Verdict, film: str, reason: str) -> str:
    why = f" ({reason})" if reason and verdict not in _SETTLED else ""
    return f"{name}: {_WORDS[verdict]}" + (f", {film}" if film else "") + why


def _counted(counts: Mapping[Verdict, int]) -> str:
    return "; ".join(f"{counts[verdict]:,} {word}" for verdict, word in _WORDS.items() if counts.get(verdict))
