"""A process that posts is killed for good, at every step; the one that takes over leaves one message in the channel."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.client import open_bot
from bot.domain.titles import Film
from bot.domain.weekly import Weekly
from bot.settings import Settings
from db import films, weekly, weekly_posts
from tests.upgraded import lay_out
from tests.walks.weekly_process import FileOffice, schedule_of

ROOT = Path(__file__).resolve().parents[2]
CLUB, CHANNEL, ADMIN = 500, 600, 700
BEFORE = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)
DUE = datetime(2026, 1, 2, 20, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
STEPS = [
    "claim",
    "claimed",
    "deciding",
    "decided",
    "sending",
    "out",
    "sent",
    "thread",
    "noted",
    "acted",
    "owing",
    "recorded",
]


async def arrange(folder: Path) -> None:
    """Lay out a club with a few films whose weekly post is due on Friday at eight."""
    lay_out(Settings(data_dir=folder).database_path)
    async with open_bot(Settings(data_dir=folder)) as bot:
        database = bot.services.database
        async with database.transaction() as tx:
            for title in ("Stalker", "Solaris", "Mirror", "Ran"):
                await films.insert(tx, CLUB, Film(0, CLUB, title, 1975), BEFORE)
        settings = Weekly(CLUB, CHANNEL, 4, 20 * 60, ZoneInfo("UTC"), ADMIN, thread=True)
        await weekly.turn_on(database, settings, BEFORE)


def killed(folder: Path, now: datetime, step: str) -> None:
    """Run a process that is killed at a step; fail where it never got there."""
    command = [sys.executable, str(ROOT / "tests/walks/weekly_process.py"), str(folder), now.isoformat(), step]
    ended = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr


async def finish(folder: Path, now: datetime) -> None:
    """Take over as the next process does, and stay for half an hour."""
    async with open_bot(Settings(data_dir=folder)) as bot:
        database, office = bot.services.database, FileOffice(folder / "channel.jsonl")
        schedule = schedule_of(bot.services, office, lambda *_: None)
        await schedule.settle(now)
        for minutes in (0, 1, 30):
            await schedule.run(lambda at=now + minutes * MINUTE: at)
        assert len(office.lines()) == 1
        (post,) = await weekly_posts.latest(database, CLUB, 9)
        assert (post.due_at, post.fate, post.message_id) == (DUE, "sent", 1)
        rows = await database.fetch_all("SELECT state, due_at, message_id FROM due_work ORDER BY due_at")
        next_week = (DUE + timedelta(days=7)).isoformat()
        assert [tuple(row) for row in rows] == [("done", DUE.isoformat(), 1), ("owed", next_week, None)]
        threads = await database.fetch_all("SELECT thread_id FROM discussions WHERE guild_id = ?", (CLUB,))
        assert [row[0] for row in threads] == [1]


@pytest.mark.parametrize("step", STEPS)
async def test_killed_at_any_step_there_is_one_message_after_the_restart(tmp_path: Path, step: str) -> None:
    await arrange(tmp_path)
    killed(tmp_path, DUE, step)
    await finish(tmp_path, DUE + MINUTE)


async def test_killed_again_and_again_there_is_still_one(tmp_path: Path) -> None:
    await arrange(tmp_path)
    for number, step in enumerate(("decided", "sending", "finding", "out", "finding", "thread", "acted")):
        killed(tmp_path, DUE + number * MINUTE, step)
    await finish(tmp_path, DUE + 20 * MINUTE)


async def test_killed_after_deciding_it_sends_what_was_decided_whatever_was_rated_meanwhile(tmp_path: Path) -> None:
    await arrange(tmp_path)
    killed(tmp_path, DUE, "decided")
    async with open_bot(Settings(data_dir=tmp_path)) as bot:
        (decided,) = await weekly_posts.latest(bot.services.database, CLUB, 9)
        await bot.services.database.execute(
            "INSERT INTO not_for_us (guild_id, film_id, user_id, said_at) VALUES (?, ?, 1, ''), (?, ?, 2, '')",
            (CLUB, decided.film_id, CLUB, decided.film_id),
        )
    await finish(tmp_path, DUE + MINUTE)
    async with open_bot(Settings(data_dir=tmp_path)) as bot:
        film = await films.get(bot.services.database, CLUB, decided.film_id)
        assert film is not None
        (line,) = FileOffice(tmp_path / "channel.jsonl").lines()
        assert f"## {film.label}" in line["said"]
