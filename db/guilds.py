"""What a server decided for itself: its time zone, and what of its life may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from sqlite3 import Row
from zoneinfo import ZoneInfo

from db.database import Database


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


async def put(database: Database, settings: GuildSettings, now: datetime) -> None:
    """Save a server's settings, all of them."""
    await database.execute(
        "INSERT INTO guilds (guild_id, zone, shows_ratings, shows_reviews, shows_polls, shows_members, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id) DO UPDATE SET zone = excluded.zone,"
        " shows_ratings = excluded.shows_ratings, shows_reviews = excluded.shows_reviews,"
        " shows_polls = excluded.shows_polls, shows_members = excluded.shows_members, updated_at = excluded.updated_at",
        (
            settings.guild_id,
            settings.zone.key,
            settings.shows_ratings,
            settings.shows_reviews,
            settings.shows_polls,
            settings.shows_members,
            now.isoformat(),
        ),
    )


def _settings_of(row: Row) -> GuildSettings:
    return GuildSettings(
        row["guild_id"],
        ZoneInfo(row["zone"]),
        bool(row["shows_ratings"]),
        bool(row["shows_reviews"]),
        bool(row["shows_polls"]),
        bool(row["shows_members"]),
    )
