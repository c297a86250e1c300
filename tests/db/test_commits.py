"""Whether anything was committed since: told at once, by whoever it was, and never too late."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.database import Database
from db.migrate import Step

STEPS = [Step(1, "0001_notes.sql", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;")]
ADD, READ = "INSERT INTO notes (text) VALUES (?)", "SELECT count(*) FROM notes"


@pytest.fixture
async def database(tmp_path: Path):
    async with Database.open(tmp_path / "club.db", steps=STEPS) as database:
        yield database


async def test_the_number_stays_while_nothing_is_committed(database: Database) -> None:
    before = database.commits()
    assert before is not None
    await database.fetch_all(READ)
    with suppress(LookupError):
        async with database.transaction() as tx:
            await tx.execute(ADD, ("gone again",))
            raise LookupError
    assert database.commits() == before


async def test_every_way_of_writing_gives_another_number(database: Database) -> None:
    seen = [database.commits()]
    await database.execute(ADD, ("one",))
    seen.append(database.commits())
    await database.batch((ADD, ("two",)), (ADD, ("three",)))
    seen.append(database.commits())
    async with database.transaction() as tx:
        await tx.execute(ADD, ("four",))
        assert database.commits() == seen[-1]  # not committed yet
    seen.append(database.commits())
    assert len(set(seen)) == len(seen)


async def test_another_program_gives_another_number(database: Database, tmp_path: Path) -> None:
    before = database.commits()
    add = (
        f"import sqlite3; c = sqlite3.connect({str(tmp_path / 'club.db')!r}); c.execute({ADD!r}, ('new',)); c.commit()"
    )
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", add)
    assert await other.wait() == 0
    assert database.commits() != before


async def test_a_checkpoint_hides_no_commit(database: Database, tmp_path: Path) -> None:
    before = database.commits()
    await database.execute(ADD, ("one",))
    other = sqlite3.connect(tmp_path / "club.db")
    other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    assert database.commits() != before


async def test_where_it_cannot_be_told_nothing_is_taken_for_unchanged(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "club.db", steps=STEPS) as database:
        pass
    assert database.commits() is None  # closed


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["here", "beside", "read", "back"]), max_size=12))
async def test_what_is_kept_under_a_number_is_what_a_look_up_would_find(tmp_path_factory, doings: list[str]) -> None:
    path = tmp_path_factory.mktemp("commits") / "club.db"
    kept: dict[int, int] = {}
    async with Database.open(path, steps=STEPS) as database:
        beside = sqlite3.connect(path, isolation_level=None)
        for doing in doings:
            if doing == "here":
                await database.execute(ADD, ("here",))
            elif doing == "beside":
                beside.execute(ADD, ("beside",))
            elif doing == "back":
                beside.executescript(f"BEGIN; {ADD.replace('?', repr('back'))}; ROLLBACK;")
            number = database.commits()
            assert number is not None
            (found,) = await database.fetch_all(READ)
            assert kept.setdefault(number, found[0]) == found[0]
        beside.close()
