"""What an import of a member's came to, and what taking it back did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from db import history_rows
from db.database import Database
from db.histories import History, Owner


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """Hold an import with its rows counted by fate, the films it made, and what an undo did and had to leave.

    `films_left` are films of its making that stay, because somebody else uses them.
    """

    history: History
    counts: Mapping[str, int]
    films_made: int
    undone: int
    left: int
    films_left: int


async def report(database: Database, history: History) -> HistoryReport:
    """Return what became of a member's import so far."""
    owner = history.owner
    counts = await history_rows.counts(database, owner, history.id)
    row = await database.fetch_one(
        "SELECT COUNT(CASE WHEN undone = 'undone' THEN 1 END) AS undone, COUNT(CASE WHEN undone = 'left' THEN 1 END)"
        " AS remaining FROM history_rows WHERE guild_id = ? AND history_id = ?",
        (owner.guild_id, history.id),
    )
    made, stay = await _films(database, owner, history.id)
    assert row is not None  # a row of counts always comes
    return HistoryReport(history, Counter(counts), made, row["undone"], row["remaining"], stay)


async def _films(database: Database, owner: Owner, history_id: int) -> tuple[int, int]:
    row = await database.fetch_one(
        "SELECT COUNT(*) AS made, COUNT(CASE WHEN removed_at IS NULL THEN 1 END) AS stay FROM films"
        " WHERE guild_id = ? AND history_id = ?",
        (owner.guild_id, history_id),
    )
    return (row["made"], row["stay"]) if row else (0, 0)
