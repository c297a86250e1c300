"""What a server decided for itself: its time zone, and what of its life may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from sqlite3 import Row
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from db.database import Database

#: What may be told of a server's life, one by one: the columns `shows_…`.
ACTIVITY = ("ratings", "reviews", "polls", "members")


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """Hold a server's settings; `shows_*` say which of its activity weekly posts may tell of."""

    guild_id: int
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    shows_ratings: bool = True
    shows_reviews: bool = True
    shows_polls: bool = True
    shows_members: bool = True


async def get(database: Database, guild_id: int) -> GuildSettings:
    """Return a server's settings; those of one that never set any are the defaults."""
    row = await database.fetch_one("SELECT * FROM guilds WHERE guild_id = ?", (guild_id,))
    return _settings_of(row) if row else GuildSettings(guild_id)


async def set_zone(database: Database, guild_id: int, zone: ZoneInfo, now: datetime) -> None:
    """Keep the time zone of a server."""
    await database.execute(
        "INSERT INTO guilds (guild_id, zone, updated_at) VALUES (?, ?, ?)"
        " ON CONFLICT (guild_id) DO UPDATE SET zone = excluded.zone, updated_at = excluded.updated_at",
        (guild_id, zone.key, now.isoformat()),
    )


async def set_shown(database: Database, guild_id: int, shown: Mapping[str, bool], now: datetime) -> None:
    """Keep what of a server's life may be told, by the names in ACTIVITY; what is not named stays as it is."""
    names = [name for name in ACTIVITY if name in shown]
    if not names:
        return
    columns = [f"shows_{name}" for name in names]
    await database.execute(
        f"INSERT INTO guilds (guild_id, {', '.join(columns)}, updated_at) VALUES (?, {'?, ' * len(names)}?)"
        f" ON CONFLICT (guild_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns)},"
        " updated_at = excluded.updated_at",
        (guild_id, *(shown[name] for name in names), now.isoformat()),
    )


def _settings_of(row: Row) -> GuildSettings:
    return GuildSettings(
        row["guild_id"],
        _zone(row["zone"]),
        bool(row["shows_ratings"]),
        bool(row["shows_reviews"]),
        bool(row["shows_polls"]),
        bool(row["shows_members"]),
    )


def _zone(name: str) -> ZoneInfo:
    """Return the zone; a name that a newer list of zones has dropped counts as UTC, and can be set anew."""
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return ZoneInfo("UTC")
