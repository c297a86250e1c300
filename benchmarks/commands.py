"""Commands from the interaction's arrival to the callback leaving, as multiples of a bare command."""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any, cast

import discord
import simcord
from discord import app_commands
from discord.webhook.async_ import async_context

from benchmarks.club_shelf import Shelf, stock
from benchmarks.measure import Figure, file_system, percentile
from bot.client import MatineeBot, open_bot
from bot.settings import Settings
from bot.ui.services import services_of
from db import meta

TIMES = 1_000
WARM = 50
BARE, LOOKING, SAVING = "bare command", "bare, one look-up before", "bare, one durable row before"
RATE, TYPED, REVIEW = "/rate with stars", "autocomplete", "/review, picture cached"
#: The same once more where nothing is as before: a text typed already, a card whose film was rated meanwhile.
AGAIN, CHANGED = "autocomplete, same text again", "/review after a rating"
#: Side by side in two rounds: in one nothing is written, in the other everything follows upon a write.
READING, WRITING = (BARE, LOOKING, TYPED, AGAIN, REVIEW), (BARE, LOOKING, SAVING, RATE, CHANGED)
#: The least that storage asks of a command, for scale: /review and autocomplete look up, /rate saves.
FLOORS = {RATE: SAVING, TYPED: LOOKING, CHANGED: LOOKING}
TARGETS = {RATE: 2.0, TYPED: 2.0, AGAIN: 2.0, REVIEW: 4.0, CHANGED: 4.0}

Act = Callable[[], Awaitable[object]]


@dataclass
class Stopwatch:
    """Note when an interaction reaches discord.py and when its answer goes to Discord."""

    began: float = 0.0
    taken: list[float] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)

    def attach(self, bot: MatineeBot) -> None:
        """Look at both ends: the parser of the gateway's event, and the request of the callback."""
        parse = bot._connection.parsers["INTERACTION_CREATE"]
        adapter: Any = async_context.get()
        send = adapter.request

        def arrive(payload: Any) -> None:
            self.began = time.perf_counter()
            parse(payload)

        def leave(*args: Any, **kwargs: Any) -> Awaitable[Any]:
            self.taken.append(time.perf_counter() - self.began)
            self.left.set()
            sent: Awaitable[Any] = send(*args, **kwargs)
            return sent

        bot._connection.parsers["INTERACTION_CREATE"] = arrive
        adapter.request = leave

    def hold_back(self, env: Any) -> None:
        """Let the simulator look whether everything has settled only after the answer has left.

        It looks at every task and timer whenever the bot waits for storage, on the same loop: some 0.4 ms that no
        bot spends in front of Discord.
        """
        settle = env._settle_internal

        async def settle_later(*args: Any, **kwargs: Any) -> None:
            if kwargs.get("dispatch") == "INTERACTION_CREATE":
                await self.left.wait()
            await settle(*args, **kwargs)

        env._settle_internal = settle_later

    async def time(self, act: Act) -> float:
        """Return the seconds that one interaction took."""
        self.taken.clear()
        self.left.clear()
        await act()
        return self.taken[0]


def run() -> Iterator[str | Figure]:
    """Yield the figures; the bot's data lies in the temporary folder (TMPDIR moves it)."""
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        yield f"in {folder} on {file_system(Path(folder))}; {TIMES:,} of each, in turn, in one simulated Discord"
        reading, writing = asyncio.run(_measure(Path(folder)))
        floor = _fsync_seconds(Path(folder))
    for beside, taken in (("while nothing is written", reading), ("after a write each", writing)):
        yield f"{beside}:"
        for name, times in taken.items():
            yield f"{name:<30} median {_ms(times, 0.5)}, p99 {_ms(times, 0.99)}, quickest {_ms(times, 0.0)} ms"
        yield from _figures(taken)
    yield f"for scale: appending 4 kB and fsync median {_ms(floor, 0.5)}, p99 {_ms(floor, 0.99)} ms"


def _figures(taken: dict[str, list[float]]) -> Iterator[Figure]:
    for name in filter(taken.__contains__, TARGETS):
        for word, share in (("median", 0.5), ("p99", 0.99)):
            ratio = percentile(taken[name], share) / percentile(taken[BARE], share)
            yield Figure(f"{name}, {word}", [ratio], "× bare command", below=TARGETS[name])
        if least := FLOORS.get(name):
            yield Figure(
                f"{name}, median", [percentile(taken[name], 0.5) / percentile(taken[least], 0.5)], f"× {least}"
            )


async def _measure(folder: Path) -> list[dict[str, list[float]]]:
    watch = Stopwatch()
    async with _club(folder) as (bot, env, guild, shelf):
        channel, member = guild.create_text_channel("films"), guild.add_member(env.create_user("alice"))
        watch.attach(bot)
        watch.hold_back(env)
        acts = _acts(member, channel, shelf)
        return [await _in_turn(watch, {name: acts[name] for name in names}) for names in (READING, WRITING)]


async def _in_turn(watch: Stopwatch, acts: dict[str, Act]) -> dict[str, list[float]]:
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(WARM + TIMES):
        for name, act in acts.items():
            seconds = await watch.time(act)
            if number >= WARM:
                taken[name].append(seconds)
    return dict(taken)


def _acts(member: Any, channel: Any, shelf: Shelf) -> dict[str, Act]:
    rng = random.Random(3)
    strokes = [title[: rng.randint(3, max(3, len(title)))].lower() for title in rng.choices(shelf.titles, k=TIMES)]
    typed, rated, stars, shown = cycle(strokes), cycle(shelf.ids), cycle([2.0, 3.5, 4.0]), cycle(shelf.reviewed)

    def review() -> Awaitable[object]:
        return cast(Awaitable[object], member.slash(channel, "review", film=f"film:{next(shown)}"))

    return {
        BARE: lambda: member.slash(channel, "bare"),
        LOOKING: lambda: member.slash(channel, "looking"),
        SAVING: lambda: member.slash(channel, "saving"),
        RATE: lambda: member.slash(channel, "rate", film=f"film:{next(rated)}", stars=next(stars)),
        TYPED: lambda: member.autocomplete(channel, "review", "film", next(typed)),
        AGAIN: lambda: member.autocomplete(channel, "review", "film", "the god"),
        REVIEW: review,
        CHANGED: review,
    }


@asynccontextmanager
async def _club(folder: Path) -> AsyncIterator[tuple[MatineeBot, Any, Any, Shelf]]:
    async with open_bot(Settings(data_dir=folder)) as bot:
        added: tuple[app_commands.Command[Any, ..., None], ...] = (_bare, _looking, _saving)
        for command in added:
            bot.tree.add_command(command)
        async with simcord.run(bot, settle_timeout=30.0) as env:
            guild = env.create_guild("Film club")
            shelf = await stock(bot.services.database, bot.services.titles, guild.id)
            yield bot, env, guild, shelf


@app_commands.command(name="bare")
async def _bare(interaction: discord.Interaction[Any]) -> None:
    """Answer a constant."""
    await interaction.response.send_message("Pong")


@app_commands.command(name="looking")
async def _looking(interaction: discord.Interaction[Any]) -> None:
    """Answer a constant after the smallest look-up there is."""
    await services_of(interaction).database.fetch_one("SELECT 1")
    await interaction.response.send_message("Pong")


@app_commands.command(name="saving")
async def _saving(interaction: discord.Interaction[Any]) -> None:
    """Answer a constant after the smallest durable write there is."""
    await meta.put(services_of(interaction).database, "bench", str(time.perf_counter()))
    await interaction.response.send_message("Pong")


def _fsync_seconds(folder: Path) -> list[float]:
    """Time what makes a rating durable, with nothing of ours around it."""
    taken = []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(200):
            began = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - began)
    return taken


def _ms(times: list[float], share: float) -> str:
    return f"{percentile(times, share) * 1e3:.2f}"
