"""Due work is done once: whatever stops between owing, acting and recording."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.schedule import LastingError, PassingError, Schedule, Work
from db import due_work
from db.database import Database
from db.due_work import Due
from tests.db.shelf import CLUB, ELSEWHERE, NOW, Shelf, open_shelf

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Shelf]:
    async with open_shelf(tmp_path) as opened:
        yield opened


class Killed(BaseException):
    """End a process in the middle of something: no handler of the product may catch it."""


class Post(Work):
    """Send one message for each piece of work, to a channel that outlives every process."""

    def __init__(self, channel: dict[str, int], kill: str = "") -> None:
        self.channel = channel
        self.kill = kill
        self.sent = 0
        self.told: list[str] = []
        self.fails: list[Exception] = []

    async def find(self, due: Due) -> int | None:
        self._die("find")
        return self.channel.get(due.nonce)

    async def act(self, due: Due, now: datetime) -> int | None:
        self._die("before sending")
        if self.fails:
            raise self.fails.pop(0)
        self.sent += 1
        assert due.nonce not in self.channel, "announced twice"
        self.channel[due.nonce] = 100 + due.id
        self._die("after sending")
        return self.channel[due.nonce]

    async def give_up(self, due: Due, reason: str) -> None:
        self.told.append(reason)

    def _die(self, where: str) -> None:
        if where == self.kill:
            raise Killed


async def owe(database: Database, subject: int, at: datetime = NOW, guild_id: int = CLUB) -> None:
    async with database.transaction() as tx:
        await due_work.owe(tx, guild_id, "post", subject, at, lambda: f"nonce-{guild_id}-{subject}")


async def states(database: Database) -> list[str]:
    return [row["state"] for row in await database.fetch_all("SELECT state FROM due_work ORDER BY id")]


async def test_work_is_done_at_its_time_and_once(shelf: Shelf) -> None:
    post = Post({})
    schedule = Schedule(shelf.database, {"post": post})
    await owe(shelf.database, 1)
    await owe(shelf.database, 1)
    assert await schedule.tick(NOW - MINUTE) == 0
    assert await schedule.tick(NOW) == 1
    assert await schedule.tick(NOW + MINUTE) == 0
    assert post.sent == 1
    row = await shelf.database.fetch_one("SELECT message_id FROM due_work")
    assert row is not None
    assert row["message_id"] == 101


async def test_after_days_of_downtime_it_is_done_once(shelf: Shelf) -> None:
    post = Post({})
    await owe(shelf.database, 1)
    assert await Schedule(shelf.database, {"post": post}).tick(NOW + timedelta(days=9)) == 1


async def test_what_is_forgotten_is_not_done(shelf: Shelf) -> None:
    post = Post({})
    await owe(shelf.database, 1)
    await owe(shelf.database, 1, guild_id=ELSEWHERE)
    async with shelf.database.transaction() as tx:
        await due_work.forget(tx, CLUB, "post", 1)
    await Schedule(shelf.database, {"post": post}).tick(NOW)
    assert list(post.channel) == [f"nonce-{ELSEWHERE}-1"]


async def test_trouble_of_one_is_not_anothers_and_is_tried_again(shelf: Shelf) -> None:
    post = Post({})
    post.fails = [PassingError("down"), ValueError("a bug")]
    schedule = Schedule(shelf.database, {"post": post})
    for subject in (1, 2, 3):
        await owe(shelf.database, subject)
    assert await schedule.tick(NOW) == 1
    assert await schedule.tick(NOW + MINUTE / 2) == 0, "not hammered"
    assert await schedule.tick(NOW + MINUTE) == 2
    assert await states(shelf.database) == ["done"] * 3


async def test_what_can_never_be_done_is_dropped_and_told(shelf: Shelf) -> None:
    post = Post({})
    post.fails = [LastingError("the channel is gone")]
    schedule = Schedule(shelf.database, {"post": post})
    await owe(shelf.database, 1)
    assert await schedule.tick(NOW) == 0
    assert await schedule.tick(NOW + timedelta(days=1)) == 0
    assert post.told == ["the channel is gone"]
    assert await states(shelf.database) == ["dropped"]


async def test_work_of_an_unknown_kind_waits_for_whoever_knows_it(shelf: Shelf) -> None:
    await owe(shelf.database, 1)
    assert await Schedule(shelf.database, {"other": Post({})}).tick(NOW) == 0
    assert await states(shelf.database) == ["owed"]


def killing(name: str, *, after: bool) -> Callable[[pytest.MonkeyPatch], None]:
    """Return what makes a step of the ledger the last thing this process does, before or after it is kept."""

    def arrange(patch: pytest.MonkeyPatch) -> None:
        whole = getattr(due_work, name)

        async def stopped(*args: Any, **kwargs: Any) -> Any:
            if after:
                await whole(*args, **kwargs)
            raise Killed

        patch.setattr(due_work, name, stopped)

    return arrange


LEDGER = {
    "before the claim": killing("claim", after=False),
    "after the claim": killing("claim", after=True),
    "before it is recorded": killing("done", after=False),
    "after it is recorded": killing("done", after=True),
}


@pytest.mark.parametrize("where", [*LEDGER, "before sending", "after sending"])
async def test_killed_at_any_step_there_is_one_message_after_the_restart(
    tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel: dict[str, int] = {}
    async with Database.open(tmp_path / "club.db") as database:
        await owe(database, 1)
        schedule = Schedule(database, {"post": Post(channel, where)})
        with monkeypatch.context() as patch:
            LEDGER.get(where, lambda _: None)(patch)
            with pytest.raises(Killed):
                await schedule.tick(NOW)
    async with Database.open(tmp_path / "club.db") as database:
        schedule = Schedule(database, {"post": Post(channel)})
        await schedule.settle(NOW + MINUTE)
        await schedule.tick(NOW + MINUTE)
        await schedule.tick(NOW + 30 * MINUTE)
        assert len(channel) == 1
        assert await states(database) == ["done"]


async def test_killed_again_while_it_is_settled_there_is_still_one(tmp_path: Path) -> None:
    channel: dict[str, int] = {}
    async with Database.open(tmp_path / "club.db") as database:
        await owe(database, 1)
        for number, where in enumerate(("after sending", "find", "find", "")):
            schedule = Schedule(database, {"post": Post(channel, where)})
            try:
                await schedule.settle(NOW + number * MINUTE)
                await schedule.tick(NOW + number * MINUTE)
            except Killed:
                continue
        assert len(channel) == 1
        assert await states(database) == ["done"]


async def test_what_could_not_be_recorded_is_looked_for_and_not_sent_again(
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = Post({})
    schedule = Schedule(shelf.database, {"post": post})
    await owe(shelf.database, 1)

    async def full(*_: Any) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(due_work, "done", full)
        assert await schedule.tick(NOW) == 0
    assert await schedule.tick(NOW + 20 * MINUTE) == 1
    assert post.sent == 1
