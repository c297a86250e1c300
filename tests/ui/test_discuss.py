"""Presses that meet: simcord takes one at a time, so the doors to Discord are held open by hand here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.ui.discuss import discuss
from bot.ui.locks import Locks
from db import discussions
from db.database import Database
from tests.upgraded import lay_out

GUILD, CHANNEL, FILM = 500, 77, 12


class SlowChannel(discord.TextChannel):
    """A channel in which opening a thread takes until somebody opens the door."""

    def __init__(self, *, news: bool = False) -> None:  # nothing else of a real channel is needed
        self.news = news
        self.id = CHANNEL
        self.door, self.knocked = asyncio.Event(), asyncio.Event()
        self.opened = 0

    def is_news(self) -> bool:
        return self.news

    async def create_thread(self, **named: Any) -> Any:
        self.opened += 1
        self.kind = named["type"]
        self.knocked.set()
        await self.door.wait()
        return SimpleNamespace(id=1_000 + self.opened, send=_send)


class Press:
    """One member's press, as far as the flow looks at it."""

    def __init__(self, database: Database, threads: Locks, channel: SlowChannel, user_id: int) -> None:
        self.guild_id, self.channel, self.message, self.extras = GUILD, channel, None, {}
        self.user = SimpleNamespace(id=user_id)
        self.app_permissions = discord.Permissions.all()
        self.client = SimpleNamespace(services=SimpleNamespace(database=database, threads=threads), fetch_channel=_send)
        self.response = SimpleNamespace(defer=_send)
        self.told: list[str] = []

    async def edit_original_response(self, content: str, **named: Any) -> None:
        self.told.append(content)


async def _send(*given: Any, **named: Any) -> None:
    await asyncio.sleep(0)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    file = tmp_path / "club.sqlite3"
    lay_out(file)
    async with Database.open(file) as opened:
        yield opened


async def test_presses_at_the_same_moment_open_one_thread(database: Database) -> None:
    channel, threads = SlowChannel(), Locks()
    presses = [Press(database, threads, channel, user) for user in range(1, 6)]
    waiting = [asyncio.ensure_future(discuss(press, "film", FILM, "Stalker")) for press in presses]  # type: ignore[arg-type]
    await channel.knocked.wait()
    claimed = await discussions.get(database, GUILD, "film", FILM)
    assert claimed is not None
    assert claimed.thread_id == 0
    channel.door.set()
    await asyncio.gather(*waiting)
    assert channel.opened == 1
    assert {press.told[0] for press in presses} == {"The club talks about **Stalker** in <#1001>."}


async def test_another_process_that_was_first_wins(database: Database) -> None:
    channel = SlowChannel()
    press = Press(database, Locks(), channel, 1)
    waiting = asyncio.ensure_future(discuss(press, "film", FILM, "Stalker"))  # type: ignore[arg-type]
    await channel.knocked.wait()
    await discussions.opened(database, GUILD, "film", FILM, CHANNEL, 2_000)
    channel.door.set()
    await waiting
    assert press.told == ["The club talks about **Stalker** in <#2000>."]


@pytest.mark.parametrize(
    ("news", "kind"), [(False, discord.ChannelType.public_thread), (True, discord.ChannelType.news_thread)]
)
async def test_a_channel_of_news_takes_threads_of_its_own_kind(
    database: Database, news: bool, kind: discord.ChannelType
) -> None:
    channel = SlowChannel(news=news)
    channel.door.set()
    await discuss(Press(database, Locks(), channel, 1), "film", FILM, "Stalker")  # type: ignore[arg-type]
    assert channel.kind is kind


async def test_a_lock_is_there_only_while_somebody_holds_it() -> None:
    locks, order = Locks(), []

    async def work(number: int) -> None:
        async with locks.hold("door"):
            order.append(number)
            await asyncio.sleep(0)
            order.append(number)

    await asyncio.gather(*(work(number) for number in range(3)))
    assert order == [0, 0, 1, 1, 2, 2]
    assert locks._held == {}
    waiting = asyncio.ensure_future(work(9))
    async with locks.hold("door"):
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert locks._held == {}
