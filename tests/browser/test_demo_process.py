"""The demo as a process: it ends when told to, says when it cannot begin, and deals the same people their ids."""

from __future__ import annotations

import asyncio
import signal
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.demo import open_stage
from bot.demo_clock import Clock
from bot.demo_preview import take_turns
from tests.browser.demo_process import DemoProcess, tools_missing

pytestmark = pytest.mark.skipif(bool(tools_missing()), reason=tools_missing() or "the demo's tools are here")


@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_without_a_traceback(with_signal: signal.Signals) -> None:
    with DemoProcess(None) as demo:
        demo.address()
        assert "local simulation" in demo.output
        assert demo.stop(with_signal) == 0
        assert "Traceback" not in demo.output


def test_a_port_that_is_taken_gets_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with DemoProcess(None, "--port", port) as demo:
            assert demo.status() == 2
            assert f"Port {port} cannot be used" in demo.output
            assert "Traceback" not in demo.output


async def test_a_kept_evening_knows_its_people_by_these_ids(tmp_path: Path) -> None:
    # Other ids would hand everybody's ratings in a kept folder to somebody else.
    async with open_stage(tmp_path) as stage:
        first = 1456074443980800002
        assert [person.id for person in stage.people.values()] == [first + seat for seat in range(12)]
        assert list(stage.people)[:2] == ["Mina", "Ada"]


class Page:
    """Stand for the page: an action takes a while, and two at once are refused."""

    def __init__(self) -> None:
        self.busy = False
        self.refreshed = 0

    async def _action(self, name: str) -> str:
        assert not self.busy, "two operations at once"
        self.busy = True
        await asyncio.sleep(0)
        self.busy = False
        return name

    async def refresh(self) -> None:
        self.refreshed += 1


async def test_actions_wait_for_each_other_and_for_the_clock() -> None:
    page = Page()
    turn = take_turns(page)
    async with turn:
        waiting = [asyncio.create_task(page._action(name)) for name in ("Rate", "Notes")]
        await asyncio.sleep(0)
        assert not page.busy
    assert await asyncio.gather(*waiting) == ["Rate", "Notes"]


def clock_of(env: Any, page: Page) -> Clock:
    """Return a clock that nobody wishes ahead."""

    async def leap() -> None:
        raise AssertionError("nobody wished for it")

    return Clock(env, page, asyncio.Lock(), asyncio.Event(), leap)


async def test_a_quiet_tick_moves_the_clock_and_shows_nothing(tmp_path: Path) -> None:
    page = Page()
    async with open_stage(tmp_path) as stage:
        later = stage.env.now() + timedelta(hours=1)
        await clock_of(stage.env, page).tick(later)
        assert stage.env.now() == later
        assert page.refreshed == 0


async def test_what_the_bot_does_of_itself_is_shown(tmp_path: Path) -> None:
    page = Page()
    async with open_stage(tmp_path) as stage:
        clock = clock_of(Posting(stage.env), page)
        await clock.tick(stage.env.now() + timedelta(seconds=5))
        assert page.refreshed == 1


class Posting:
    """Stand for a server in which the bot posts something while time passes."""

    def __init__(self, env: Any) -> None:
        self._env = env
        self.http_requests: list[str] = []
        self.now = env.now

    async def advance_time(self, seconds: float) -> None:
        await self._env.advance_time(seconds)
        self.http_requests.append("POST /channels/1/messages")
