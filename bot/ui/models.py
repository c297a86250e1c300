"""What was learned from servers' ratings, kept while nothing changes: fitting again for every question is too dear."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from bot.domain.picks import Model, fit
from db import taste
from db.database import Database
from db.taste import Taste, Version

#: From so many ratings on, one more or less moves little and fitting takes seconds: a model is then good for a while.
_LARGE = 20_000
_GOOD_FOR = 600.0  # seconds


@dataclass(frozen=True, slots=True)
class Learned:
    """Hold a server's model, what it was learned from, and when (seconds of the loop's clock)."""

    version: Version
    taste: Taste
    model: Model
    at: float


class Models:
    """Keep the models of the servers that asked last, within `room` ratings and films in all (the newest one always).

    One model is fitted at a time: another would only take the processor from it.
    """

    def __init__(self, room: int = 500_000) -> None:
        self._room = room
        self._kept: OrderedDict[int, Learned] = OrderedDict()
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
            model = await asyncio.to_thread(fit, known.ratings, known.films, known.prior)
            learned = Learned(version, known, model, _clock())
            self._keep(guild_id, learned)
            return learned

    async def _good(self, database: Database, guild_id: int) -> Learned | None:
        found = self._kept.get(guild_id)
        if found is None:
            return None
        fresh = len(found.taste.ratings) >= _LARGE and _clock() - found.at < _GOOD_FOR
        if not fresh and found.version != await taste.version(database, guild_id):
            return None
        if guild_id in self._kept:  # another server may have pushed it out meanwhile
            self._kept.move_to_end(guild_id)
        return found

    def _keep(self, guild_id: int, learned: Learned) -> None:
        self._kept[guild_id] = learned
        self._kept.move_to_end(guild_id)
        while len(self._kept) > 1 and sum(map(_size, self._kept.values())) > self._room:
            self._kept.popitem(last=False)


def _size(learned: Learned) -> int:
    return len(learned.taste.ratings) + len(learned.taste.films)


def _clock() -> float:
    return asyncio.get_running_loop().time()
