"""A club in a simulated Discord, for every walk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from hypothesis import HealthCheck, settings

from bot.client import MatineeBot, open_bot
from bot.demo_roles import answer_role_counts
from bot.domain.titles import Film
from bot.settings import Settings
from db import films, title_sync
from tests.requests_check import refused
from tests.upgraded import lay_out

# Speed is a benchmark, never a timed test: a busy machine may take as long as it likes over one example, or over
# thinking of it. The examples are the same each time, so that what passes passes for everybody;
# `pytest --hypothesis-profile=searching` looks for others.
settings.register_profile("searching", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", settings.get_profile("searching"), derandomize=True)
settings.load_profile("steady")
answer_role_counts()

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
NOW = datetime(2026, 1, 1, 20, 0, tzinfo=UTC)


@dataclass
class Club:
    """One server with a channel, an admin and two members, and the bot that serves it."""

    bot: MatineeBot
    env: Any
    guild: Any
    channel: Any
    admin: Any
    alice: Any
    bob: Any

    async def add_film(self, title: str, guild: Any = None, **facts: Any) -> Film:
        """Put a film into a server's shelf (None as `guild`: this club's)."""
        guild_id = (guild or self.guild).id
        services = self.bot.services
        async with services.database.transaction() as tx:
            film_id = await films.insert(tx, guild_id, Film(0, guild_id, title, **facts), NOW)
        await title_sync.settle(services.database, services.titles)
        film = await films.get(services.database, guild_id, film_id)
        assert film is not None
        return film


def people(env: Any, name: str = "Film club") -> tuple[Any, Any, Any, Any, Any]:
    """Arrange a server: guild, channel, admin, alice, bob."""
    guild = env.create_guild(name)
    channel = guild.create_text_channel("films")
    admins = guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    admin = guild.add_member(env.create_user(f"ada-{name}"), roles=[admins])
    alice = guild.add_member(env.create_user(f"alice-{name}"))
    bob = guild.add_member(env.create_user(f"bob-{name}"))
    return guild, channel, admin, alice, bob


@asynccontextmanager
async def open_club(data_dir: Path) -> AsyncIterator[Club]:
    """Open the bot on a data folder and give it a server; for use inside one test."""
    settings = Settings(data_dir=data_dir)
    lay_out(settings.database_path)
    async with open_bot(settings) as bot, simcord.run(bot, settle_timeout=120.0) as env:
        yield Club(bot, env, *people(env))
        assert refused(env.http_requests) == []


@pytest.fixture
async def club(tmp_path: Path) -> AsyncIterator[Club]:
    settings = Settings(data_dir=tmp_path)
    lay_out(settings.database_path)
    async with open_bot(settings) as bot:
        env = simcord.Env(bot, settle_timeout=120.0)
        await env.start()
        try:
            yield Club(bot, env, *people(env))
        finally:
            await env.shutdown()
        assert refused(env.http_requests) == []
        # What the plugin's own fixture does: an error of the bot that no test read fails the test.
        if env.check_errors:
            env._raise_errors_since(env._errors_acknowledged)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a test by the length of its bytes: what a file holds may differ from one process to the next.

    Every process must collect the same names: pytest-xdist.readthedocs.io/en/stable/known-limitations.html.
    """
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Let the test itself read the simulated clock; a fixture's context does not reach it."""
    club = getattr(item, "funcargs", {}).get("club")
    if isinstance(club, Club):
        with club.env.time_context():
            return (yield)
    return (yield)


def shown(message: Any) -> str:
    """Return everything a member reads in a message: texts, labels, placeholders, options, alt texts."""
    found: list[str] = [message.content or ""]

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            for key, value in node.items():
                if isinstance(value, str) and key in {"content", "label", "placeholder", "description"}:
                    found.append(value)
                walk(value)

    walk(message.components)
    return "\n".join(text for text in found if text)


def labels(message: Any) -> list[str]:
    """Return the labels of the buttons a member can press."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            if node.get("type") == 2 and node.get("label"):
                found.append(node["label"])
            for value in node.values():
                walk(value)

    walk(message.components)
    return found
