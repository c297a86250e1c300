"""What was learned from servers' ratings, kept while nothing changes: fitting again for every question is too dear."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, fields
from typing import Any

from bot.domain.picks import Model, fit
from db import taste
from db.database import Database
from db.taste import Taste, Version

#: From so many ratings on, one more or less moves little and fitting takes seconds: a model is then good for a while.
_LARGE = 20_000
_GOOD_FOR = 600.0  # seconds
_LOVED = 8.0  # half stars: who gave four stars will agree that they loved it
_ROOM = 256_000_000  # bytes for all models together
_MOST = 200  # models: the collector walks all that they hold, with the loop waiting
_EACH = 500  # bytes, about, that a film or a member takes beside the matrices


@dataclass(frozen=True, slots=True)
class Learned:
    """Hold a server's model, who rated and how often, and when it was learned (seconds of the loop's clock)."""

    version: Version
    raters: frozenset[int]
    ratings: int
    model: Model
    at: float

    @property
    def size(self) -> int:
        """Return about how many bytes it takes."""
        ease: Any = self.model.ease
        matrices = sum(getattr(getattr(ease, one.name), "nbytes", 0) for one in fields(ease))
        return matrices + _EACH * (len(self.model.axis) + len(self.raters)) + 50 * self.ratings


class Models:
    """Keep the models of the servers that asked last, within `room` bytes in all; the newest always.

    One model is fitted at a time: another would only take the processor and the memory from it.
    """

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[int, Learned] = OrderedDict()
        self._taken = 0
        self._fitting = asyncio.Lock()

    async def of(self, database: Database, guild_id: int) -> Learned:
        """Return what is learned from a server's ratings as they are now, or were minutes ago in a large club.

        Fits off the loop.
        """
        if found := await self._good(database, guild_id):
            return found
        async with self._fitting:
            if found := await self._good(database, guild_id):
                return found
            version = await taste.version(database, guild_id)
            known = await taste.load(database, guild_id)
            learned = await asyncio.to_thread(_learn, version, known, asyncio.get_running_loop().time())
            self._keep(guild_id, learned)
            return learned

    async def _good(self, database: Database, guild_id: int) -> Learned | None:
        found = self._kept.get(guild_id)
        if found is None:
            return None
        age = asyncio.get_running_loop().time() - found.at
        fresh = found.ratings >= _LARGE and age < _GOOD_FOR
        if not fresh and found.version != await taste.version(database, guild_id):
            return None
        if guild_id in self._kept:  # another server may have pushed it out meanwhile
            self._kept.move_to_end(guild_id)
        return found

    def _keep(self, guild_id: int, learned: Learned) -> None:
        # Counted as they come and go: thousands are kept where every server asks in the same minute.
        if before := self._kept.pop(guild_id, None):
            self._taken -= before.size
        self._kept[guild_id] = learned
        self._taken += learned.size
        while len(self._kept) > 1 and (self._taken > self._room or len(self._kept) > _MOST):
            self._taken -= self._kept.popitem(last=False)[1].size


def _learn(version: Version, known: Taste, at: float) -> Learned:
    model = fit(known.ratings, known.films, known.prior, loved=_LOVED)
    return Learned(version, frozenset(model.table.users.tolist()), len(known.ratings), model, at)
