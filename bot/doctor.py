"""What an operator asks when something is off: each part checked, and what to mend."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.errors import UserError
from bot.settings import Settings
from bot.ui.text import plural
from db import health, title_sync
from db.database import Database
from db.faults import Telling
from db.search import TitleIndex

#: Less free space than this and the next import may not fit.
ROOM = 200 * 2**20
#: No Matinee was written before this day; a clock that says so is wrong.
BORN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one check: what was looked at, what was seen, and what to mend where it is not well."""

    part: str
    seen: str
    mend: str | None = None

    def __str__(self) -> str:
        """Return the line that `doctor` prints."""
        mark = "ok  " if self.mend is None else "MEND"
        return f"{mark}  {self.part}: {self.seen}" + (f"\n      {self.mend}" if self.mend else "")


async def examine(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """Yield a finding for each part; a part that fails never hides the next one."""
    checks: tuple[Callable[[Settings, datetime], Coroutine[Any, Any, Finding]], ...] = (
        _settings,
        _data_folder,
        _database,
        _title_index,
        _clock,
    )
    for check in checks:
        try:
            yield await check(settings, now)
        except UserError as error:
            yield Finding(check.__name__.strip("_").replace("_", " "), "not usable", str(error))


async def _settings(settings: Settings, now: datetime) -> Finding:
    python = ".".join(map(str, sys.version_info[:3]))
    if settings.discord_token is None:
        return Finding(
            "settings",
            f"Python {python}, no DISCORD_TOKEN",
            "Put the token of your bot into .env (README, “Run it in your server”); `make demo` needs none.",
        )
    return Finding("settings", f"Python {python}, a token is set")


async def _data_folder(settings: Settings, now: datetime) -> Finding:
    folder = settings.data_dir
    if not folder.is_dir():
        return Finding("data folder", f"{folder.resolve()} is made at the first start")
    try:
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("data folder", f"{folder.resolve()}: {error.strerror}", "Let Matinee write to this folder.")
    seen = f"{folder.resolve()}, {free / 2**30:.1f} GiB free"
    return Finding("data folder", seen, None if free > ROOM else "Free some space: an import may not fit.")


async def _database(settings: Settings, now: datetime) -> Finding:
    path = settings.database_path
    if not path.is_file():
        return Finding("database", "none yet; the first start makes it")
    async with Database.open(path) as database:
        if database.refusal is not None:
            return Finding("database", f"{path.name} can only be read", str(database.refusal))
        if wrong := await health.damage(database):
            return Finding("database", "; ".join(wrong), "Stop the bot and put a backup in the file's place.")
        held = await health.totals(database)
    told = (plural(held.films, "film"), plural(held.reviews, "review"), plural(held.ratings, "rating"))
    return Finding("database", f"sound; {', '.join(told)}")


async def _title_index(settings: Settings, now: datetime) -> Finding:
    if not settings.database_path.is_file():
        return Finding("title index", "none yet; the first start makes it")
    async with Database.open(settings.database_path) as database:
        with Telling(settings.titles_path.name):
            async with TitleIndex.open(settings.titles_path) as titles:
                return await _compare(database, titles)


async def _compare(database: Database, titles: TitleIndex) -> Finding:
    if await title_sync.in_step(database, titles):
        return Finding("title index", "in step with the films")
    if database.refusal is None:
        await title_sync.ensure(database, titles)
        return Finding("title index", "was missing or behind, and has been mended")
    return Finding("title index", "behind the films", "It mends itself once the database can be written.")


async def _clock(settings: Settings, now: datetime) -> Finding:
    try:
        ZoneInfo("Pacific/Auckland")
    except ZoneInfoNotFoundError:
        return Finding("clock", "time zones are missing", "Install Matinee again: its package tzdata brings them.")
    latest = await _latest_rating(settings)
    if now < BORN or (latest is not None and latest > now + timedelta(hours=1)):
        return Finding("clock", f"{now:%Y-%m-%d %H:%M} UTC", "Set this machine's clock: ratings here are later.")
    return Finding("clock", f"{now:%Y-%m-%d %H:%M} UTC, time zones known")


async def _latest_rating(settings: Settings) -> datetime | None:
    if not settings.database_path.is_file():
        return None
    try:
        async with Database.open(settings.database_path) as database:
            return await health.latest_rating(database)
    except UserError:  # the database has a finding of its own
        return None
