"""The films that the reviews of a batch may mean, looked up together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.known_films import Remembered
from bot.domain.placing import Item
from bot.domain.titles import Film
from db.database import Database
from db.film_ids import FOR_ALL
from db.known_films import by_id, look_up
from db.search import TitleIndex


@dataclass(frozen=True, slots=True)
class Candidates:
    """Hold films that may be meant, what else leads to them, and by the id that an admin chose, its film."""

    films: tuple[Film, ...]
    remembered: Remembered
    chosen: Mapping[int, Film]


async def candidates(database: Database, titles: TitleIndex, guild_id: int, items: Sequence[Item]) -> Candidates:
    """Look up every film of this server and the catalogue that an item may mean, or that was chosen for one."""
    films, remembered = await look_up(database, titles, guild_id, [item.draft.film for item in items], FOR_ALL)
    chosen = await by_id(database, guild_id, (item.chosen or 0 for item in items))
    found = {film.id: film for film in (*films, *chosen.values())}
    return Candidates(tuple(found.values()), remembered, chosen)
