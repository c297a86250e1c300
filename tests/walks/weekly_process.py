"""A channel that outlives every process, and the child of test_weekly_killed.py that dies at a step of a post."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.client import open_bot
from bot.domain.weekly import Weekly
from bot.pace import Pace
from bot.schedule import Schedule
from bot.settings import Settings
from bot.ui.film_card import Card
from bot.ui.layouts import Layout
from bot.ui.services import Services
from bot.ui.weekly_work import WeeklyWork
from db import weekly
from db.due_work import Due


@dataclass
class FileOffice:
    """Keep what is sent in a file, a line each, as a channel keeps it whatever becomes of the bot."""

    file: Path
    step: Callable[[str], None] = lambda _: None
    told: list[int] = field(default_factory=list)

    async def send(self, settings: Weekly, card: Card, nonce: str) -> int:
        """Add a line; the message's id is its number."""
        self.step("sending")
        message_id = 1 + len(self.lines())
        said = json.dumps(card[0].to_components())
        self._write({"message": message_id, "channel": settings.channel_id, "nonce": nonce, "said": said})
        self.step("out")
        return message_id

    async def find(self, guild_id: int, channel_id: int, since: datetime, custom_id: str) -> int | None:
        """Look for the button among the lines."""
        self.step("finding")
        found = [
            line["message"] for line in self.lines() if line["channel"] == channel_id and custom_id in line["said"]
        ]
        return found[0] if found else None

    async def open_thread(self, guild_id: int, channel_id: int, message_id: int, name: str) -> int | None:
        """Open it once."""
        self.step("thread")
        return message_id

    async def tell(self, user_id: int, layout: Layout) -> bool:
        """Remember who was told."""
        self.told.append(user_id)
        return True

    def lines(self) -> list[dict[str, Any]]:
        """Return what was sent, the oldest first."""
        return [json.loads(line) for line in self.file.read_text().splitlines()] if self.file.exists() else []

    def _write(self, line: dict[str, Any]) -> None:
        with self.file.open("a") as opened:
            opened.write(json.dumps(line) + "\n")
            opened.flush()
            os.fsync(opened.fileno())


def schedule_of(services: Services, office: Any, step: Callable[[str, Due], None]) -> Schedule:
    """Return a schedule of weekly posts alone."""
    pace = Pace(per_second=1e9)
    work = WeeklyWork(services, office, pace, step)
    return Schedule(services.database, {weekly.KIND: work}, pace, step)


async def main(folder: Path, now: datetime, deadly: str) -> None:
    """Do what is due at `now`, and be killed at the step that is named."""

    def die(name: str) -> None:
        if name == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    async with open_bot(Settings(data_dir=folder)) as bot:
        schedule = schedule_of(bot.services, FileOffice(folder / "channel.jsonl", die), lambda name, _: die(name))
        await schedule.settle(now)
        await schedule.run(lambda: now)
    sys.exit(f"nothing is called {deadly} on the way")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3]))
