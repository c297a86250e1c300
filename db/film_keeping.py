"""What hangs on a film beside reviews and ratings: lists, polls, weekly posts, "not for us", and its thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.database import Transaction

#: What `move` did, as JSON keeps it.
Kept = dict[str, Any]

# Tables with one row per film and person, by the column of the person; of two rows of one person one counts.
_BY_PERSON = {"watchlist": ("owner_id", ("added_by", "added_at")), "not_for_us": ("user_id", ("said_at",))}
# Tables whose rows name a film among other things, by what names a row.
_BY_ROW = {"weekly_posts": ("id",), "poll_options": ("poll_id", "number")}


async def move(tx: Transaction, guild_id: int, source_id: int, target_id: int) -> Kept:
    """Let everything of one film be about another, in one server; return what `move_back` needs."""
    kept: Kept = {}
    for table in _BY_PERSON:
        kept[table] = await _move_people(tx, table, guild_id, source_id, target_id)
    for table, key in _BY_ROW.items():
        rows = await tx.fetch_all(
            f"UPDATE {table} SET film_id = ? WHERE guild_id = ? AND film_id = ? RETURNING {', '.join(key)}",
            (target_id, guild_id, source_id),
        )
        kept[table] = [list(row) for row in rows]
    # Where both have a thread, the one of the film that stays is gone on with.
    threads = await tx.fetch_all(
        "UPDATE discussions SET subject_id = ? WHERE guild_id = ? AND kind = 'film' AND subject_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM discussions AS other WHERE other.guild_id = discussions.guild_id AND other.kind = 'film'"
        " AND other.subject_id = ?) RETURNING thread_id",
        (target_id, guild_id, source_id, target_id),
    )
    kept["threads"] = [row["thread_id"] for row in threads]
    return kept


async def move_back(tx: Transaction, guild_id: int, source_id: int, target_id: int, kept: Kept) -> None:
    """Take a `move` back; what people took away since stays away, what they added since stays where they added it."""
    for table in _BY_PERSON:
        await _part_people(tx, table, guild_id, source_id, target_id, kept.get(table, []))
    for table, key in _BY_ROW.items():
        same = " AND ".join(f"{column} = ?" for column in key)
        await tx.execute_many(
            f"UPDATE {table} SET film_id = ? WHERE guild_id = ? AND film_id = ? AND {same}",
            [(source_id, guild_id, target_id, *row) for row in kept.get(table, [])],
        )
    await tx.execute_many(
        "UPDATE discussions SET subject_id = ? WHERE guild_id = ? AND kind = 'film' AND subject_id = ?"
        " AND thread_id = ?",
        [(source_id, guild_id, target_id, thread_id) for thread_id in kept.get("threads", [])],
    )


async def forget(tx: Transaction, guild_id: int, film_id: int) -> None:
    """Take a film that is gone for good off every list; posts and polls stay what they were."""
    for table in _BY_PERSON:
        await tx.execute(f"DELETE FROM {table} WHERE guild_id = ? AND film_id = ?", (guild_id, film_id))


async def _move_people(tx: Transaction, table: str, guild_id: int, source_id: int, target_id: int) -> list[list[Any]]:
    """Move the rows of people; return each as person, facts, and whether the person had none of the target."""
    person, facts = _BY_PERSON[table]
    columns = ", ".join((person, *facts))
    rows = await tx.fetch_all(
        f"DELETE FROM {table} WHERE guild_id = ? AND film_id = ? RETURNING {columns}", (guild_id, source_id)
    )
    return [[*row, await _put(tx, table, guild_id, target_id, tuple(row))] for row in rows]


async def _part_people(
    tx: Transaction, table: str, guild_id: int, source_id: int, target_id: int, moved: Sequence[Sequence[Any]]
) -> None:
    person, _ = _BY_PERSON[table]
    of_target = f"FROM {table} WHERE guild_id = ? AND film_id = ? AND {person} = ?"
    for *row, was_new in moved:
        if await tx.fetch_one(f"SELECT 1 {of_target}", (guild_id, target_id, row[0])) is None:
            continue  # taken away since
        await _put(tx, table, guild_id, source_id, row)
        if was_new:
            await tx.execute(f"DELETE {of_target}", (guild_id, target_id, row[0]))


async def _put(tx: Transaction, table: str, guild_id: int, film_id: int, row: Sequence[Any]) -> bool:
    person, facts = _BY_PERSON[table]
    put = await tx.execute(
        f"INSERT INTO {table} (guild_id, film_id, {', '.join((person, *facts))})"
        f" VALUES (?, ?, {', '.join('?' * len(row))}) ON CONFLICT (guild_id, film_id, {person}) DO NOTHING",
        (guild_id, film_id, *row),
    )
    return put == 1
