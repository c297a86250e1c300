"""Starting stays quick however much is stored: no statement of the start reads a large table from end to end."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.client import open_bot
from bot.settings import Settings
from db.database import Database
from tests.conftest import open_club

#: Tables that grow with the club or the catalogue; the others hold a few rows, or what is still owed.
LARGE = {"films", "ratings", "reviews", "film_ids", "film_redirects", "film", "vocabulary", "spelling", "mirror"}
_ASKS = re.compile(r"^\s*(SELECT|WITH)\b", re.IGNORECASE)
_SCANNED = re.compile(r"\bSCAN (\w+)")


async def test_no_statement_of_the_start_scans_a_large_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_club(tmp_path) as club:
        await club.add_film("Stalker", year=1979)
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(sqlite3, "connect", listening(asked))
    async with open_bot(Settings(data_dir=tmp_path)) as bot, simcord.run(bot, settle_timeout=120.0):
        pass
    monkeypatch.undo()
    assert any("title_outbox" in sql for _, sql in asked), "the start was not listened to"
    assert {sql: tables for file, sql in asked if (tables := scanned(file, sql) & LARGE)} == {}


async def test_a_scan_would_be_noticed(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "club.db"):
        pass
    assert scanned(str(tmp_path / "club.db"), "SELECT count(*) FROM ratings WHERE note IS NULL") == {"ratings"}
    assert scanned(str(tmp_path / "club.db"), "SELECT 1 FROM films WHERE id = 1") == set()


def listening(asked: list[tuple[str, str]]) -> Callable[..., sqlite3.Connection]:
    """Return sqlite3.connect that notes, with the file, each statement that any connection runs."""
    connect = sqlite3.connect

    def connect_and_listen(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        connection.set_trace_callback(lambda sql: asked.append((file, sql)))
        return connection

    return connect_and_listen


def scanned(file: str, sql: str) -> set[str]:
    """Return the tables that a query reads from end to end."""
    if not _ASKS.match(sql):
        return set()
    connection = sqlite3.connect(f"{Path(file).as_uri()}?mode=ro", uri=True)
    try:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    finally:
        connection.close()
    return {name for row in plan for name in _SCANNED.findall(row[3])}
