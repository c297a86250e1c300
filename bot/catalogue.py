"""`python -m bot catalogue` and `titles`: the shared catalogue and the title index, from a terminal."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bot.catalogue_reader import read
from bot.catalogue_source import Source, check_companions
from bot.client import make_folder
from bot.domain.errors import UserError
from bot.domain.listed import Skip
from bot.settings import Settings
from db import catalogue, catalogue_twins, title_sync
from db.database import Database
from db.faults import StorageError, Telling
from db.search import TitleIndex

_PATIENCE = 3.0  # seconds for whoever has the title index to itself


@dataclass(slots=True)
class Tally:
    """Count what became of the lines of all files, and remember the films that the title index has to learn."""

    added: int = 0
    updated: int = 0
    same: int = 0
    matched: int = 0
    unknown: int = 0
    skipped: Counter[Skip] = field(default_factory=Counter)
    films: list[int] = field(default_factory=list)

    def note(self, written: catalogue.Written, skipped: Counter[Skip]) -> None:
        """Add what became of a batch."""
        self.added += len(written.added)
        self.updated += len(written.updated)
        self.same += written.same
        self.unknown += written.unknown
        self.skipped += skipped + written.skipped
        self.films += written.added
        self.films += written.updated

    def told(self) -> list[str]:
        """Return the lines that a person reads at the end."""
        read_ = self.added + self.updated + self.same + self.skipped[Skip.UNCLEAR]
        lines = [
            f"{read_:,} films read: {self.added:,} added, {self.updated:,} updated, {self.same:,} unchanged.",
            f"{self.matched:,} films that servers have themselves were matched.",
        ]
        lines += [f"{count:,} skipped: {reason}." for reason, count in self.skipped.most_common()]
        if self.unknown:
            lines.append(f"{self.unknown:,} entries are about films that are not in the catalogue.")
        return lines


def offer(commands: Any) -> None:
    """Add `catalogue` and `titles` to the commands of the command line."""
    shared = commands.add_parser("catalogue", help="the films that every server finds").add_subparsers(
        required=True, metavar="WHAT"
    )
    load_ = shared.add_parser("load", help="bring films from lists of IMDb, MovieLens, TMDB or any CSV with titles")
    load_.add_argument("files", nargs="+", type=Path, metavar="FILE")
    load_.set_defaults(work=_load)
    shared.add_parser("status", help="how many films there are, and whether they are found").set_defaults(work=_status)
    titles = commands.add_parser("titles", help="the title index").add_subparsers(required=True, metavar="WHAT")
    titles.add_parser("rebuild", help="make the title index anew from the films").set_defaults(work=_rebuild)


async def load(settings: Settings, files: Sequence[Path], now: datetime) -> tuple[Tally, UserError | None]:
    """Bring the films that files list into the shared catalogue and let them be found; a repeat changes nothing.

    Returns what became of them, and what is wrong with a file that is torn: what stood before it is in place then.
    Raises UserError for files that are no lists of films, before anything is changed, and for a storage that fails.
    """
    check_companions(sources := [Source(file) for file in files])
    tally = Tally()
    async with _opened(settings) as (database, titles):
        async with title_sync.alone(titles, _PATIENCE):
            torn = await _bring(database, titles, sources, now, tally)
        tally.matched = await catalogue_twins.unite(database, titles)
        await title_sync.settle(database, titles)
    return tally, torn


async def _bring(
    database: Database, titles: TitleIndex, sources: Sequence[Source], now: datetime, tally: Tally
) -> UserError | None:
    """Write the films and let them be found; return why the files ended before their end."""
    was_behind = await title_sync.fall_behind(database)
    torn = None
    try:
        await _write(database, sources, now, tally)
    except StorageError:
        raise  # with no room for films there is none for their titles
    except UserError as error:
        torn = error
    news = None if was_behind else tally.films
    with closing(_bar("titles", unit="film", total=2 * len(tally.films))) as bar:
        await title_sync.catch_up(database, titles, news, lambda films: _move(bar, films))
    return torn


async def _write(database: Database, sources: Sequence[Source], now: datetime, tally: Tally) -> None:
    loading = catalogue.Loading(database, now)
    total = sum(source.size for source in sources)
    with closing(_bar("reading", unit="B", unit_scale=True, total=total)) as bar:
        async for batch in read([source.path for source in sources], catalogue.BATCH):
            tally.note(await loading.put(batch.films), batch.skipped)
            _move(bar, batch.done - int(bar.n))


async def _load(asked: argparse.Namespace, settings: Settings) -> int:
    tally, torn = await load(settings, asked.files, datetime.now(UTC))
    print("\n".join(tally.told()))
    if torn:
        raise torn
    return 0


async def _status(asked: argparse.Namespace, settings: Settings) -> int:
    async with _opened(settings) as (database, titles):
        counted = await catalogue.status(database)
        print(f"{counted.films:,} films in the catalogue, {counted.titles:,} further titles.")
        for kind, count in counted.ids.items():
            print(f"{count:,} known by their id of {kind}.")
        print(f"{counted.own:,} films of servers' own, {counted.matched:,} matched with the catalogue.")
        in_step = await title_sync.in_step(database, titles)
        behind = "behind the films: `python -m bot titles rebuild` makes it anew, and so does the next start"
        print(f"The title index holds {await titles.size():,} films and is {'in step' if in_step else behind}.")
    return 0


async def _rebuild(asked: argparse.Namespace, settings: Settings) -> int:
    async with _opened(settings) as (database, titles):
        count = (await catalogue.status(database)).every
        with closing(_bar("titles", unit="film", total=2 * count)) as bar:
            await title_sync.rebuild(database, titles, lambda films: _move(bar, films))
        print(f"The title index was made anew and holds {await titles.size():,} films.")
    return 0


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[Database, TitleIndex]]:
    make_folder(settings.data_dir)
    async with Database.open(settings.database_path) as database:
        if database.refusal is not None:
            raise database.refusal
        with Telling(settings.titles_path.name):
            async with TitleIndex.open(settings.titles_path) as titles:
                yield database, titles


def _bar(name: str, **what: object) -> tqdm:  # type: ignore[type-arg]
    # On a terminal only: a log file has no use for a moving line.
    return tqdm(desc=name, leave=False, disable=not sys.stderr.isatty(), **what)  # type: ignore[call-overload, no-any-return]


def _move(bar: tqdm, by: int) -> None:  # type: ignore[type-arg]
    bar.update(by)
