"""What was learned from servers' ratings, kept while nothing changes: fitting again for every question is too dear."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from bot.domain.picks import Model, fit
from db import taste
from db.database import Database
from db.taste import Taste, Version


@dataclass(frozen=True, slots=True)
class Learned:
    """Hold a server's model and what it was learned from."""

    version: Version
    taste: Taste
    model: Model


class Models:
    """Keep the models of the servers that asked last, within `room` ratings in all (the newest one always).

    One model is fitted at a time: another would only take the processor from it.
    """

    def __init__(self, room: int = 500_000) -> None:
        self._room = room
        self._kept: OrderedDict[int, Learned] = OrderedDict()
        self._fitting = asyncio.Lock()

    async def of(self, database: Database, guild_id: int) -> Learned:
        """Return what is learned from a server's ratings as they are now; fits off the loop."""
        version = await taste.version(database, guild_id)
        if found := self._recall(guild_id, version):
            return found
        async with self._fitting:
            if found := self._recall(guild_id, version):
                return found
            known = await taste.load(database, guild_id)
            model = await asyncio.to_thread(fit, known.ratings, known.films, known.prior)
            self._keep(guild_id, Learned(version, known, model))
            return self._kept[guild_id]

    def _recall(self, guild_id: int, version: Version) -> Learned | None:
        found = self._kept.get(guild_id)
        if found is None or found.version != version:
            return None
        self._kept.move_to_end(guild_id)
        return found

    def _keep(self, guild_id: int, learned: Learned) -> None:
        self._kept[guild_id] = learned
        self._kept.move_to_end(guild_id)
        while len(self._kept) > 1 and sum(map(_size, self._kept.values())) > self._room:
            self._kept.popitem(last=False)


def _size(learned: Learned) -> int:
    return len(learned.taste.ratings) + len(learned.taste.films)
