"""The one thread in which a server talks about a film, a poll or a weekly post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db import films
from db.database import Database
from db.film_redirects import TARGET, target

FILM, POLL, WEEKLY = "film", "poll", "weekly"
#: A kind as a button carries it: its place here.
KINDS = (FILM, POLL, WEEKLY)

_NAMES = {
    FILM: f"SELECT id, title, year FROM films WHERE {films.VISIBLE} AND id = {TARGET}",
    POLL: "SELECT id, title, NULL AS year FROM polls WHERE guild_id = ? AND id = ? AND state <> 'draft'",
    WEEKLY: "SELECT weekly_posts.id, films.title, films.year FROM weekly_posts"
    " LEFT JOIN films ON films.id = weekly_posts.film_id AND (films.guild_id IS NULL OR films.guild_id = ?)"
    " WHERE weekly_posts.guild_id = ? AND weekly_posts.id = ?",
}


@dataclass(frozen=True, slots=True)
class Discussion:
    """Hold the channel and the thread of a discussion; the thread is 0 while it is being opened."""

    channel_id: int
    thread_id: int
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold what a discussion is about: its id as it is today (a merged film is its target), and its name."""

    subject_id: int
    name: str


async def subject(database: Database, guild_id: int, kind: str, subject_id: int) -> Subject | None:
    """Return what a button names, or None where this server has no such thing."""
    params: dict[str, tuple[int, ...]] = {
        FILM: (guild_id, *target(guild_id, subject_id)),
        POLL: (guild_id, subject_id),
        WEEKLY: (guild_id, guild_id, subject_id),
    }
    row = await database.fetch_one(_NAMES[kind], params[kind])
    if row is None:
        return None
    title = row["title"] or "This week"
    return Subject(row["id"], f"{title} ({row['year']})" if row["year"] else title)


async def get(database: Database, guild_id: int, kind: str, subject_id: int) -> Discussion | None:
    """Return the discussion of something, or None where nobody began one."""
    row = await database.fetch_one(
        "SELECT channel_id, thread_id, opened_at FROM discussions WHERE guild_id = ? AND kind = ? AND subject_id = ?",
        (guild_id, kind, subject_id),
    )
    return Discussion(row["channel_id"], row["thread_id"], datetime.fromisoformat(row["opened_at"])) if row else None


async def claim(
    database: Database, guild_id: int, kind: str, subject_id: int, channel_id: int, now: datetime
) -> Discussion:
    """Say that a thread is about to be opened and return the discussion as it stands.

    One that stands already stays as it is, with its thread or with none: of two claims the first is what counts.
    """
    await database.execute(
        "INSERT INTO discussions (guild_id, kind, subject_id, channel_id, opened_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, kind, subject_id) DO NOTHING",
        (guild_id, kind, subject_id, channel_id, now.isoformat()),
    )
    found = await get(database, guild_id, kind, subject_id)
    return found or Discussion(channel_id, 0, now)


async def opened(database: Database, guild_id: int, kind: str, subject_id: int, channel_id: int, thread_id: int) -> int:
    """Record the thread of a claimed discussion and return the one that counts: another may have been first."""
    await database.execute(
        "UPDATE discussions SET channel_id = ?, thread_id = ?"
        " WHERE guild_id = ? AND kind = ? AND subject_id = ? AND thread_id = 0",
        (channel_id, thread_id, guild_id, kind, subject_id),
    )
    found = await get(database, guild_id, kind, subject_id)
    return found.thread_id if found else thread_id


async def forget(database: Database, guild_id: int, kind: str, subject_id: int, thread_id: int) -> None:
    """Forget a discussion whose thread is gone, or a claim (0) that came to nothing; a newer one stays."""
    await database.execute(
        "DELETE FROM discussions WHERE guild_id = ? AND kind = ? AND subject_id = ? AND thread_id = ?",
        (guild_id, kind, subject_id, thread_id),
    )
