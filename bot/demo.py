"""An evening at the club in a browser: the real bot against a simulated Discord on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import discord

from bot import demo_club, demo_talk, demo_week
from bot.client import MatineeBot, open_bot
from bot.demo_clock import Clock
from bot.demo_preview import begin_at, follow_answers, pass_over_answers, take_turns
from bot.demo_roles import answer_role_counts
from bot.demo_seed import seed
from bot.domain.errors import UserError
from bot.settings import Settings

SETTLED = 30.0  # seconds after which the poll's card shows every vote
GUILD_ID = 7_000_000_000_000_000

simcord: Any
try:
    simcord = importlib.import_module("simcord")
except ImportError:  # the bot itself runs without the demo's tools
    simcord = None


@dataclass(frozen=True, slots=True)
class Stage:
    """Hold the simulated server: its channel, and the people by name."""

    env: Any
    channel: Any
    people: dict[str, Any]
    viewers: list[Any]
    wish: asyncio.Event


async def run_demo(
    data_dir: Path | None, port: int, browser: bool, say: Callable[[str], None], *, next_week: bool = False
) -> None:
    """Serve the demo until the browser page ends it or the process is stopped; `next_week` begins with a leap.

    With `data_dir` None everything is forgotten at the end. Raises UserError when the demo's tools are missing.
    """
    stopped = asyncio.Event()
    # Hosts stop a process with SIGTERM; Ctrl+C arrives as a cancellation, and both leave through the same doors.
    with contextlib.suppress(NotImplementedError):  # Windows has no such signal to wait for
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    with contextlib.ExitStack() as stack:
        folder = data_dir or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="matinee-demo-")))
        async with open_stage(folder) as stage, _open_page(stage, port) as preview:
            say("A local simulation of Discord is running; the bot is the real one. No token, no internet needed.")
            say(f"Kept in {folder}." if data_dir else "Nothing is kept when you stop it (--data DIR keeps it).")
            say(f"Open {preview.url}   (stop with Ctrl+C)")
            if next_week:
                stage.wish.set()
            if browser:
                await asyncio.to_thread(_open_browser, preview.url)
            await _first_of(preview.wait_closed(), stopped.wait())


def _open_browser(address: str) -> None:
    with contextlib.suppress(webbrowser.Error):
        # The plain GenericBrowser is one for terminals: it would take this one over and cannot show the page.
        if type(webbrowser.get()) is not webbrowser.GenericBrowser:
            webbrowser.open(address)


async def _first_of(*ends: Coroutine[Any, Any, object]) -> None:
    waiting = [asyncio.ensure_future(end) for end in ends]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for end in waiting:
            end.cancel()


@asynccontextmanager
async def open_stage(folder: Path, now: datetime | None = None) -> AsyncIterator[Stage]:
    """Open the bot on a folder inside a simulated server with the demo's people and films, as if it were `now`."""
    if simcord is None:
        raise UserError("The demo needs its own tools: run `make demo`, or install Matinee with the extra [demo].")
    answer_role_counts()
    club = demo_club.load()
    async with open_bot(Settings(data_dir=folder)) as bot:
        env = simcord.Env(bot, settle_timeout=60.0)
        users, wish = _users(env, club), asyncio.Event()
        demo_week.offer(bot, wish)
        begin_at(env, now or datetime.now(UTC))
        await env.start()
        try:
            yield await _set_up(bot, env, club, users, wish)
        finally:
            await env.shutdown()


def _users(env: Any, club: demo_club.DemoClub) -> dict[str, Any]:
    # Ids are dealt in turn, to commands too: before the bot brings any, --data finds the same people next time.
    return {member.name: env.create_user(member.name.lower(), global_name=member.name) for member in club.members}


async def _set_up(
    bot: MatineeBot, env: Any, club: demo_club.DemoClub, users: dict[str, Any], wish: asyncio.Event
) -> Stage:
    owner = env.create_user("projectionist")
    guild = env.create_guild("The Corner Cinema (local simulation)", id=GUILD_ID, owner=owner)
    channel = guild.create_text_channel("film-club", topic="Local simulation: nothing here leaves your computer")
    host = guild.create_role("Hosts", permissions=discord.Permissions(manage_guild=True))
    people = {
        member.name: guild.add_member(users[member.name], roles=[host] if member.admin else [])
        for member in club.members
    }
    assert bot.user is not None
    await bot.user.edit(username="Matinee")
    ids = {name: person.id for name, person in people.items()}
    is_new = await seed(bot.services, guild.id, ids, club, env.now())
    await demo_talk.welcome(channel, people["Ada"], people["Mina"])
    if is_new:  # a kept club has its weekly post and its poll already
        await demo_talk.film_of_the_week(channel, people["Ada"], env.now())
        voters = [person for name, person in people.items() if name not in ("Ada", "Mina")]
        await demo_talk.open_poll(channel, people["Ada"], voters)
        await env.advance_time(SETTLED)
    return Stage(env, channel, people, [people[member.name] for member in club.members if member.viewer], wish)


@asynccontextmanager
async def _open_page(stage: Stage, port: int) -> AsyncIterator[Any]:
    """Serve the page with the clock running; raise UserError where it cannot be served."""
    async with contextlib.AsyncExitStack() as stack:
        try:
            preview = stage.env.preview(stage.channel, viewers=stage.viewers, layout="channel", port=port)
            await stack.enter_async_context(preview)
        except simcord.SetupError as error:
            raise UserError(_why_not(port, error)) from error
        follow_answers(preview)
        pass_over_answers(stage.env)
        leap = partial(demo_week.leap, stage.env, stage.env.bot, GUILD_ID)
        clock = asyncio.create_task(Clock(stage.env, preview, take_turns(preview), stage.wish, leap).run())
        try:
            yield preview
        finally:
            clock.cancel()
            await asyncio.gather(clock, return_exceptions=True)


def _why_not(port: int, error: Exception) -> str:
    if not isinstance(error.__cause__, OSError):
        return f"The demo's page cannot be served: {error}."
    return f"Port {port} cannot be used, most likely something else has it. Choose another, or leave --port out."
