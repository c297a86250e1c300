import asyncio
import sqlite3
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.database import Database
from db.faults import StorageError
from db.migrate import Step

STEPS = [
    Step(
        1,
        "0001_ratings.sql",
        """CREATE TABLE members (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE ratings (member_id INTEGER REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED,
            film_id INTEGER, stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 10),
            PRIMARY KEY (member_id, film_id)) STRICT;
        CREATE TABLE steps (tx INTEGER, step INTEGER, PRIMARY KEY (tx, step)) STRICT;
        CREATE TABLE totals (id INTEGER PRIMARY KEY, total INTEGER NOT NULL) STRICT;
        INSERT INTO totals VALUES (1, 0);
        INSERT INTO members VALUES (1), (2), (3);""",
    )
]
RATE = "INSERT INTO ratings VALUES (?, ?, ?) ON CONFLICT (member_id, film_id) DO UPDATE SET stars = excluded.stars"
COUNT = "SELECT count(*) AS n FROM ratings"


@pytest.fixture
async def database(tmp_path):
    async with Database.open(tmp_path / "club ?#%20.db", steps=STEPS) as database:
        yield database


async def count(database):
    row = await database.fetch_one(COUNT)
    assert row is not None
    return row["n"]


async def test_rows_know_their_columns_by_name(database):
    await database.execute(RATE, (1, 7, 9))
    (row,) = await database.fetch_all("SELECT member_id, stars FROM ratings WHERE film_id = :film", {"film": 7})
    assert (row["member_id"], row["stars"], tuple(row)) == (1, 9, (1, 9))


async def test_a_look_up_that_finds_nothing(database):
    assert await database.fetch_one("SELECT * FROM ratings") is None
    assert await database.fetch_all("SELECT * FROM ratings") == []


async def test_every_reader_sees_what_was_acknowledged(database):
    for number in range(20):
        await database.execute(RATE, (1, number, 5))
        assert await asyncio.gather(*(count(database) for _ in range(4))) == [number + 1] * 4


async def test_a_transaction_sees_itself_and_others_see_it_only_when_it_is_over(database):
    async with database.transaction() as tx:
        assert await tx.execute(RATE, (1, 7, 9)) == 1
        row = await tx.fetch_one("UPDATE ratings SET stars = stars - 1 RETURNING stars")
        assert row is not None
        assert row["stars"] == 8
        assert await tx.fetch_one("SELECT 1 FROM ratings WHERE film_id = 8") is None
        assert await count(database) == 0
    assert await count(database) == 1


async def test_rows_changed_are_counted(database):
    async with database.transaction() as tx:
        assert await tx.execute_many(RATE, [(1, film, 5) for film in range(3)]) == 3
        assert await tx.execute("UPDATE ratings SET stars = 6 RETURNING film_id") == 3
    assert await database.execute("DELETE FROM ratings WHERE film_id < ?", (2,)) == 2


async def test_a_batch_returns_the_rows_of_each_statement(database):
    await database.execute(RATE, (1, 7, 9))
    before, _, after = await database.batch(
        ("SELECT stars FROM ratings", ()), (RATE, (1, 7, 3)), ("SELECT stars FROM ratings", ())
    )
    assert (before[0]["stars"], after[0]["stars"]) == (9, 3)


async def test_a_batch_is_all_or_nothing(database):
    with pytest.raises(sqlite3.IntegrityError):
        await database.batch((RATE, (1, 7, 9)), (RATE, (1, 8, 11)))
    assert await count(database) == 0


async def test_readers_cannot_write(database):
    with pytest.raises(StorageError, match="read-only"):
        await database.fetch_all(RATE, (1, 7, 9))
    assert await count(database) == 0


async def test_a_body_that_raises_loses_only_itself(database):
    async def rate(film):
        async with database.transaction() as tx:
            await tx.execute(RATE, (1, film, 5))
            if film % 3 == 0:
                raise LookupError(film)

    outcomes = await asyncio.gather(*(rate(film) for film in range(12)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes[:3]] == [LookupError, type(None), type(None)]
    kept = [row["film_id"] for row in await database.fetch_all("SELECT film_id FROM ratings ORDER BY film_id")]
    assert kept == [film for film in range(12) if film % 3]


async def test_a_body_may_survive_a_refused_statement(database):
    async with database.transaction() as tx:
        await tx.execute(RATE, (1, 7, 9))
        with pytest.raises(sqlite3.IntegrityError):
            await tx.execute(RATE, (1, 8, 11))
        await tx.execute(RATE, (1, 9, 9))
    assert await count(database) == 2


async def test_when_the_commit_fails_everybody_who_shared_it_is_told_and_nothing_stays(database):
    entered, go = asyncio.Event(), asyncio.Event()

    async def dangling():
        async with database.transaction() as tx:
            await tx.execute(RATE, (99, 1, 5))  # no such member; SQLite looks only at the commit
            entered.set()
            await go.wait()

    first = asyncio.create_task(dangling())
    await entered.wait()
    neighbours = [asyncio.create_task(database.execute(RATE, (1, film, 5))) for film in range(3)]
    await asyncio.sleep(0)
    go.set()
    outcomes = await asyncio.gather(first, *neighbours, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [sqlite3.IntegrityError] * 4
    assert await count(database) == 0
    await database.execute(RATE, (1, 1, 5))
    assert await count(database) == 1


async def test_look_ups_go_on_while_a_transaction_takes_its_time(database):
    async with database.transaction() as tx:
        await tx.execute_many(RATE, [(1, film, 5) for film in range(1000)])
        assert await asyncio.gather(*(count(database) for _ in range(8))) == [0] * 8


@pytest.mark.parametrize("loops", range(6))
async def test_who_is_cancelled_while_waiting_holds_nobody_up(database, loops):
    async def rate(film):
        async with database.transaction() as tx:
            await tx.execute(RATE, (2, film, 5))

    async with database.transaction() as tx:
        waiting = [asyncio.create_task(rate(film)) for film in range(3)]
        waiting.append(asyncio.create_task(database.execute(RATE, (2, 3, 5))))
        await asyncio.sleep(0)
        waiting[1].cancel()
        waiting[3].cancel()
        await tx.execute(RATE, (1, 7, 9))
    for _ in range(loops):
        await asyncio.sleep(0)
    waiting[2].cancel()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(outcomes[1], asyncio.CancelledError)
    assert isinstance(outcomes[3], asyncio.CancelledError)
    await database.execute(RATE, (3, 0, 5))
    kept = {tuple(row) for row in await database.fetch_all("SELECT member_id, film_id FROM ratings")}
    assert {(1, 7), (2, 0), (3, 0)} <= kept <= {(1, 7), (2, 0), (2, 2), (3, 0)}


async def test_who_is_cancelled_in_the_moment_of_its_turn_passes_it_on(database):
    async def rate(film):
        async with database.transaction() as tx:
            await tx.execute(RATE, (2, film, 5))

    async with database.transaction() as tx:
        unlucky, next_one = asyncio.create_task(rate(1)), asyncio.create_task(rate(2))
        await tx.execute(RATE, (1, 7, 9))
        # Runs after the turn was given, at the end of this body, and before its receiver wakes.
        asyncio.get_running_loop().call_soon(unlucky.cancel)
    await next_one
    assert unlucky.cancelled()
    assert [row["film_id"] for row in await database.fetch_all("SELECT film_id FROM ratings")] == [7, 2]


@pytest.mark.parametrize("loops", [0, 1, 2, 3, 20, 200])
async def test_cancelled_in_the_middle_of_a_statement_leaves_nothing(database, loops):
    half, go_on = threading.Event(), threading.Event()

    def rows():
        for film in range(2_000):
            if film == 1_000:
                half.set()
                go_on.wait()
            yield 1, film, 5

    async def slow():
        async with database.transaction() as tx:
            await tx.execute_many(RATE, rows())

    task = asyncio.create_task(slow())
    await asyncio.to_thread(half.wait)
    task.cancel()
    for _ in range(loops):
        await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    await database.execute(RATE, (1, 7, 9))
    assert await count(database) == 1


@pytest.mark.parametrize("loops", [1, 20, 200, 2_000])
async def test_cancelled_at_any_moment_all_or_nothing_is_there(database, loops):
    async def rate():
        async with database.transaction() as tx:
            await tx.execute_many(RATE, [(1, film, 5) for film in range(2_000)])

    task = asyncio.create_task(rate())
    for _ in range(loops):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await database.execute(RATE, (1, 7, 9))
    # Cancelled while it waits for the commit, it may find everything saved.
    assert await count(database) in ([1, 2_000] if task.cancelled() else [2_000])


async def test_a_write_inside_a_body_is_refused_instead_of_waiting_for_ever(database):
    async with database.transaction() as tx:
        await tx.execute(RATE, (1, 7, 9))
        with pytest.raises(RuntimeError, match="waits for ever"):
            await database.execute(RATE, (1, 8, 9))
    assert await count(database) == 1


async def test_a_transaction_is_over_when_its_body_is(database):
    async with database.transaction() as tx:
        pass
    with pytest.raises(RuntimeError):
        await tx.execute(RATE, (1, 7, 9))


async def test_no_task_stays_behind(database):
    await asyncio.gather(*(database.execute(RATE, (1, film, 5)) for film in range(20)))
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_wrong_sql_and_wrong_values_are_the_callers_error(database):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await database.fetch_all("SELECT * FROM nowhere")
    with pytest.raises(sqlite3.Error):
        await database.execute(RATE, (1, object(), 5))
    with pytest.raises(OverflowError):
        await database.execute(RATE, (1, 2**70, 5))
    assert await database.execute(RATE, (1, 7, 9)) == 1


async def test_closing_waits_for_what_is_under_way_and_leaves_one_file(tmp_path):
    path = tmp_path / "club.db"
    async with Database.open(path, steps=STEPS) as database:
        writes = [asyncio.create_task(database.execute(RATE, (1, film, 5))) for film in range(50)]
        await asyncio.sleep(0)
    assert await asyncio.gather(*writes) == [1] * 50
    assert [entry.name for entry in tmp_path.iterdir()] == ["club.db"]
    with pytest.raises(StorageError, match="shutting down"):
        await database.execute(RATE, (1, 7, 9))
    async with Database.open(path, steps=STEPS) as again:
        assert await count(again) == 50
        durable = await again.fetch_all("PRAGMA journal_mode")
        assert durable[0][0] == "wal"


async def test_closing_behind_a_commit_that_fails_still_closes(tmp_path):
    entered, go = asyncio.Event(), asyncio.Event()

    async def dangling(database):
        async with database.transaction() as tx:
            await tx.execute(RATE, (99, 1, 5))
            entered.set()
            await go.wait()

    async with Database.open(tmp_path / "club.db", steps=STEPS) as database:
        failing = asyncio.create_task(dangling(database))
        await entered.wait()
        asyncio.get_running_loop().call_later(0.02, go.set)
    with pytest.raises(sqlite3.IntegrityError):
        await failing
    assert [entry.name for entry in tmp_path.iterdir()] == ["club.db"]


async def test_writes_are_durable_and_references_held(database):
    async with database.transaction() as tx:
        pragmas = [await tx.fetch_one(f"PRAGMA {name}") for name in ("synchronous", "foreign_keys", "journal_mode")]
    assert [row[0] for row in pragmas if row] == [2, 1, "wal"]


BODY = st.fixed_dictionaries(
    {
        "way": st.sampled_from(["body", "batch"]),
        "steps": st.integers(0, 4),
        "pauses": st.integers(0, 3),
        "raises": st.booleans(),
        "cancel_after": st.none() | st.integers(0, 25),
    }
)


async def perform(database, number, plan, finished):
    marks = [("INSERT INTO steps VALUES (?, ?)", (number, step)) for step in range(plan["steps"])]
    adds = [("UPDATE totals SET total = total + 1", ())] * plan["steps"]
    if plan["way"] == "batch":
        fault = [("INSERT INTO totals VALUES (1, 0)", ())] if plan["raises"] else []
        await database.batch(*marks, *adds, *fault)
        return
    async with database.transaction() as tx:
        for mark, add in zip(marks, adds, strict=True):
            await tx.execute(*mark)
            for _ in range(plan["pauses"]):
                await asyncio.sleep(0)
            await tx.execute(*add)
        if plan["raises"]:
            raise LookupError
        finished.add(number)


async def interleave(path, plans):
    finished = set()
    async with Database.open(path, steps=STEPS) as database:
        tasks = [asyncio.create_task(perform(database, number, plan, finished)) for number, plan in enumerate(plans)]
        for turn in range(26):
            for task, plan in zip(tasks, plans, strict=True):
                if plan["cancel_after"] == turn:
                    task.cancel()
            await asyncio.sleep(0)
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    async with Database.open(path, steps=STEPS) as database:
        marks = await database.fetch_all("SELECT tx, count(*) FROM steps GROUP BY tx")
        (total,) = await database.fetch_all("SELECT total FROM totals")
    return outcomes, finished, dict(map(tuple, marks)), total["total"]


@settings(max_examples=60, deadline=None)
@given(st.lists(BODY, min_size=1, max_size=8))
def test_any_interleaving_keeps_each_transaction_whole(plans):
    with tempfile.TemporaryDirectory() as folder:
        outcomes, finished, marks, total = asyncio.run(interleave(Path(folder) / "club.db", plans))
    assert total == sum(marks.values())
    for number, (plan, outcome) in enumerate(zip(plans, outcomes, strict=True)):
        kept = marks.get(number, 0)
        assert kept in (0, plan["steps"])
        if outcome is None or isinstance(outcome, list):
            assert kept == plan["steps"]
        elif not isinstance(outcome, asyncio.CancelledError):
            assert plan["raises"]
            assert kept == 0
        elif plan["way"] == "body" and number not in finished:
            assert kept == 0
