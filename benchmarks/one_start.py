"""One start of the bot in a process of its own: `python -m benchmarks.one_start FOLDER BEGUN` prints its figures."""

from __future__ import annotations

import asyncio
import copy
import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import simcord
from simcord.backend import serializers

from bot.client import MatineeBot, open_bot
from bot.settings import Settings

GUILDS, CHANNELS, ROLES = 2_500, 30, 15


async def main(folder: Path, begun: float) -> dict[str, float]:
    """Start on a folder, take in many servers, and return seconds since `begun` and megabytes resident."""
    imported = time.time()
    async with open_bot(Settings(data_dir=folder)) as bot, simcord.run(bot, settle_timeout=60.0) as env:
        ready = time.time()
        idle = _resident()
        _join(bot, env)
        gc.collect()
        crowded = _resident()
    return {
        "ready": ready - begun,
        "opened": ready - imported,
        "idle": idle,
        "crowded": crowded,
        "guilds": float(GUILDS),
    }


def _join(bot: MatineeBot, env: Any) -> None:
    """Hand the bot servers as Discord does when it starts: channels and roles, and of the members itself."""
    guild = env.create_guild("Film club")
    for number in range(CHANNELS):
        guild.create_text_channel(f"channel-{number}")
    for number in range(ROLES):
        guild.create_role(f"Role {number}")
    payload = dict(serializers.guild_create_payload(env.backend, env.backend.guilds[guild.id]))
    payload["members"] = [member for member in payload["members"] if member["user"]["id"] == str(bot.user.id)]
    for number in range(1, GUILDS + 1):
        bot._connection.parsers["GUILD_CREATE"](_renumbered(payload, number << 40))


def _renumbered(payload: dict[str, Any], by: int) -> dict[str, Any]:
    """Return the server again under other ids, as one of its own."""
    other = copy.deepcopy(payload)
    for one in (other, *other["channels"], *other["roles"]):
        one["id"] = str(int(one["id"]) + by)
        one["name"] = f"{one['name']} {by >> 40}"
    return other


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2])))))
