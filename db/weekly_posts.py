"""The weekly posts of a server: decided once for a moment, sent once, and never the same film again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from sqlite3 import Row
from typing import Any

from bot.domain.weekly import AWAY, Fate
from db.database import Database, Transaction

_COLUMNS = "id, guild_id, due_at, channel_id, film_id, pick, message_id, state, reason, decided_at"
# A film that was posted and merged into another since counts as that one.
_POSTED = (
    "SELECT 1 FROM weekly_posts AS earlier LEFT JOIN film_redirects ON film_redirects.guild_id = earlier.guild_id"
    " AND film_redirects.film_id = earlier.film_id WHERE earlier.guild_id = ? AND earlier.state <> 'skipped'"
    " AND earlier.film_id <> 0 AND COALESCE(target_id, earlier.film_id) = ?"
)
_DECIDE = (
    "INSERT INTO weekly_posts (guild_id, due_at, channel_id, film_id, pick, decided_at)"
    f" SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS ({_POSTED}) ON CONFLICT (guild_id, due_at) DO NOTHING"
)
_SKIP = (
    "INSERT INTO weekly_posts (guild_id, due_at, channel_id, pick, state, reason, decided_at)"
    " VALUES (?, ?, ?, '{}', 'skipped', ?, ?)"
    " ON CONFLICT (guild_id, due_at) DO UPDATE SET state = 'skipped', reason = excluded.reason, pick = '{}'"
    " WHERE weekly_posts.state = 'decided'"
)
_MISSED = (
    f"SELECT {_COLUMNS} FROM weekly_posts WHERE guild_id = ? AND state = 'skipped' AND reason = ? AND due_at < ?"
    " AND due_at > COALESCE((SELECT MAX(due_at) FROM weekly_posts WHERE guild_id = ? AND state = 'sent'"
    " AND due_at < ?), '') ORDER BY due_at"
)


@dataclass(frozen=True, slots=True)
class WeeklyPost:
    """Hold one post: the film (0: none to recommend) and, as JSON has it, the words that go with it."""

    id: int
    guild_id: int
    due_at: datetime
    channel_id: int
    film_id: int
    said: Mapping[str, Any] = field(default_factory=dict)
    message_id: int = 0
    fate: Fate = Fate.DECIDED
    reason: str = ""
    decided_at: datetime | None = None


async def get(database: Database, guild_id: int, post_id: int) -> WeeklyPost | None:
    """Return a post of this server, or None."""
    row = await database.fetch_one(
        f"SELECT {_COLUMNS} FROM weekly_posts WHERE guild_id = ? AND id = ?", (guild_id, post_id)
    )
    return _post_of(row) if row else None


async def of_moment(database: Database, guild_id: int, due_at: datetime) -> WeeklyPost | None:
    """Return what was decided for a moment, or None."""
    row = await database.fetch_one(
        f"SELECT {_COLUMNS} FROM weekly_posts WHERE guild_id = ? AND due_at = ?", (guild_id, due_at.isoformat())
    )
    return _post_of(row) if row else None


async def latest(database: Database, guild_id: int, limit: int) -> list[WeeklyPost]:
    """Return what became of the last posts, the newest first."""
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM weekly_posts WHERE guild_id = ? ORDER BY due_at DESC LIMIT ?", (guild_id, limit)
    )
    return [_post_of(row) for row in rows]


async def missed_before(database: Database, guild_id: int, due_at: datetime) -> list[WeeklyPost]:
    """Return the posts between a moment and the last one sent before it that nobody was there to send."""
    at = due_at.isoformat()
    return [_post_of(row) for row in await database.fetch_all(_MISSED, (guild_id, AWAY, at, guild_id, at))]


async def told_until(database: Database, guild_id: int) -> datetime | None:
    """Return the moment up to which the last post that was sent tells of the club, or None."""
    row = await database.fetch_one(
        "SELECT MAX(decided_at) AS at FROM weekly_posts WHERE guild_id = ? AND state = 'sent'", (guild_id,)
    )
    return datetime.fromisoformat(row["at"]) if row and row["at"] else None


async def decide(database: Database, post: WeeklyPost, now: datetime) -> WeeklyPost | None:
    """Settle the post of a moment, unless it was settled before, and return it as it stands.

    None where its film was posted here meanwhile: another has to be chosen.
    """
    at, said = post.due_at.isoformat(), json.dumps(post.said, ensure_ascii=False)
    await database.execute(
        _DECIDE,
        (post.guild_id, at, post.channel_id, post.film_id, said, now.isoformat(), post.guild_id, post.film_id),
    )
    return await of_moment(database, post.guild_id, post.due_at)


async def sent(database: Database, post: WeeklyPost, message_id: int) -> None:
    """Remember the message; of the words only the reasons stay, the week's news has been told."""
    kept = {name: said for name, said in post.said.items() if name != "digest"}
    await database.execute(
        "UPDATE weekly_posts SET state = 'sent', message_id = ?, pick = ? WHERE guild_id = ? AND id = ?",
        (message_id, json.dumps(kept, ensure_ascii=False), post.guild_id, post.id),
    )


async def skip(
    database: Database | Transaction, guild_id: int, due_at: datetime, channel_id: int, reason: str, now: datetime
) -> None:
    """Settle that the post of a moment will not be sent; its film, where one was decided, may come another time."""
    await database.execute(_SKIP, (guild_id, due_at.isoformat(), channel_id, reason, now.isoformat()))


def _post_of(row: Row) -> WeeklyPost:
    return WeeklyPost(
        id=row["id"],
        guild_id=row["guild_id"],
        due_at=datetime.fromisoformat(row["due_at"]),
        channel_id=row["channel_id"],
        film_id=row["film_id"],
        said=json.loads(row["pick"]),
        message_id=row["message_id"],
        fate=Fate(row["state"]),
        reason=row["reason"],
        decided_at=datetime.fromisoformat(row["decided_at"]),
    )
