"""The bot killed (SIGKILL, a process of its own) before every step of closing a poll: told once, cut, one event."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.ballots import Ballot, Method
from bot.domain.polls import Choice, Poll, State
from bot.settings import Settings
from bot.ui.poll_due import owe_all
from db import ballots, polls
from db.database import Database
from tests.upgraded import lay_out
from tests.walks.kept_discord import KeptDiscord, kept_discord
from tests.walks.killed_bot import CHANNEL, GUILD, PLACES

ROOT = Path(__file__).resolve().parents[2]
VOTERS = [1_100_000_000_000_000_000 + 7_919 * number for number in range(5)]


@pytest.mark.parametrize("step", PLACES)
async def test_killed_before_any_step_the_result_is_told_once_and_nobody_is_linked(tmp_path: Path, step: str) -> None:
    now = datetime.now(UTC)
    async with kept_discord(now) as kept:
        poll = await due_poll(tmp_path, kept, now)
        assert await bot(tmp_path, kept, step) == -signal.SIGKILL
        assert await bot(tmp_path, kept, "") == 0
        card, *told = kept.messages.values()
        assert len(told) == 1
        assert all("**Solaris** wins: 4 of 5 ballots approve" in json.dumps(one) for one in (card, told[0]))
        assert [event["name"] for event in kept.events] == ["Solaris"]
        assert await bot(tmp_path, kept, "") == 0
        assert len(kept.messages) == 2
        assert len(kept.events) == 1
    async with Database.open(Settings(data_dir=tmp_path).database_path) as database:
        over = await polls.get(database, GUILD, poll.id)
        assert over is not None
        assert (over.state, over.announcement_id) == (State.CLOSED, int(told[0]["id"]))
        assert over.event_id == int(kept.events[0]["id"])
        assert {one.voter for one in await ballots.all_of(database, over)} == {1, 2, 3, 4, 5}
        assert [await ballots.has_voted(database, over, voter) for voter in VOTERS] == [True] * 5
        (work,) = await database.fetch_all("SELECT state, message_id FROM due_work WHERE kind = 'poll-close'")
        assert tuple(work) == ("done", over.announcement_id)


async def due_poll(folder: Path, kept: KeptDiscord, now: datetime) -> Poll:
    """Keep a secret poll with five ballots whose close is due since a minute, and its card in the channel."""
    settings = Settings(data_dir=folder)
    lay_out(settings.database_path)
    closes = now - timedelta(minutes=1)
    choices = (Choice(1, "Stalker"), Choice(2, "Solaris"), Choice(3, "Mirror"))
    draft = Poll(0, GUILD, CHANNEL, 5, "Friday?", Method.APPROVAL, closes, "nonce", choices=choices)
    card_id = kept.put(CHANNEL, [])
    async with Database.open(settings.database_path) as database:
        poll = await polls.create(database, replace(draft, night=now + timedelta(days=2)), now - timedelta(days=1))
        async with database.transaction() as tx:
            await polls.change_state(tx, poll, State.DRAFT, State.OPEN, now)
            await owe_all(tx, poll, now)
        await polls.set_card(database, poll, CHANNEL, card_id)
        for voter, approved in zip(VOTERS, ([1], [2, 3], [2, 3], [2], [2]), strict=True):
            assert await ballots.cast(database, poll, voter, Ballot.approving(approved), closes - timedelta(hours=1))
    return poll


async def bot(folder: Path, kept: KeptDiscord, step: str) -> int:
    """Run the bot until it has done what is due, or is killed before a step; return how it ended."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.walks.killed_bot", str(folder), kept.address, step,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return await child.wait()
