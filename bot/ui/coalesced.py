"""Edits of one message, at most one every few seconds; the last state always arrives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable
from typing import Any
from weakref import WeakValueDictionary

from discord.ext import tasks

_log = logging.getLogger(__name__)

#: Discord allows five edits of a channel's messages in five seconds; a busy poll must leave room for others.
PAUSE = 3.0

Job = Callable[[], Awaitable[object]]


class Coalesced:
    """Run jobs by key: the first at once, those asked for meanwhile as one after the pause, then nothing lingers.

    A job looks at the state when it runs, so the last one that was asked for shows everything before it.
    """

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._wanted: dict[Hashable, Job] = {}
        self._running: dict[Hashable, tasks.Loop[Any]] = {}
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def ask(self, key: Hashable, job: Job) -> None:
        """Run the job soon; one that was asked for and has not begun is replaced."""
        self._wanted[key] = job
        if key not in self._running:
            self._running[key] = tasks.loop(seconds=self._pause)(self._turn)
            self._running[key].start(key)

    async def now(self, key: Hashable, job: Job) -> None:
        """Run the job after the one that is running; raise what it raises."""
        self._wanted.pop(key, None)
        async with self._locks.setdefault(key, asyncio.Lock()):
            await job()

    @property
    def idle(self) -> bool:
        """Say whether nothing is wanted and nothing runs."""
        return not self._wanted and not self._running

    def stop(self) -> None:
        """Forget what is wanted and end what runs."""
        self._wanted.clear()
        for running in self._running.values():
            running.cancel()
        self._running.clear()

    async def _turn(self, key: Hashable) -> None:
        """Do what is wanted; after a pause in which nothing was, end."""
        job = self._wanted.pop(key, None)
        if job is None:
            self._running.pop(key).stop()
            return
        try:
            async with self._locks.setdefault(key, asyncio.Lock()):
                await job()
        except Exception as error:  # nobody waits for it, and the next change draws the card again
            _log.warning("a card could not be drawn again (%s): %s", key, error)
