"""The shared catalogue that an operator loads: films of everybody, written batch by batch, repeated without harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.film_ids import CATALOGUES, FilmId
from bot.domain.listed import Held, Listed, Shelf, Skip, renewed
from db.catalogue_shelf import COLUMNS, all_have, look_up, names_kept, titles_of
from db.database import Database, Transaction

#: Lines written at once: one transaction, after which the members' own writes have their turn.
BATCH = 2_000

_INSERT = (
    f"INSERT INTO films (guild_id, {COLUMNS}, created_at, updated_at) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE = (
    "UPDATE films SET title_key = ?, title = ?, original_title = ?, year = ?, directors = ?, genres = ?,"
    " runtime_minutes = ?, language = ?, popularity = ?, updated_at = ? WHERE id = ? AND guild_id IS NULL"
)
_LEARN = (
    "INSERT INTO film_ids (film_id, guild_id, kind, value) VALUES (?, NULL, ?, ?)"
    " ON CONFLICT (kind, value) WHERE guild_id IS NULL DO NOTHING"
)
_CALL = "INSERT INTO film_titles (film_id, title) VALUES (?, ?) ON CONFLICT (film_id, title) DO NOTHING"


@dataclass(frozen=True, slots=True)
class Written:
    """Say what became of some lines: the films added and changed, how many were here just so, and why others were not.

    `unknown` counts what was said about films that are not here.
    """

    added: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    same: int = 0
    unknown: int = 0
    skipped: Counter[Skip] = field(default_factory=Counter)


@dataclass(slots=True)
class _Plan:
    """Gather what is to be written; new films have numbers below zero until they are."""

    shelf: Shelf
    new: dict[int, None] = field(default_factory=dict)
    changed: dict[int, None] = field(default_factory=dict)
    ids: list[tuple[int, FilmId]] = field(default_factory=list)
    titles: list[tuple[int, str]] = field(default_factory=list)
    same: int = 0
    unknown: int = 0
    skipped: Counter[Skip] = field(default_factory=Counter)

    def take(self, line: Listed, called: dict[int, set[str]]) -> None:
        """Decide what one line comes to; `called` is what films are called beside their titles."""
        found = self.shelf.find(line)
        if isinstance(found, Skip):
            self.skipped[found] += 1
        elif found is None and not line.title:
            self.unknown += 1
        elif found is None:
            self._add(line)
        else:
            self._renew(found, line, called.get(found.id, set()))

    def _add(self, line: Listed) -> None:
        film = renewed(Held(-len(self.new) - 1, line.title_key, line.title, None, None, (), (), None, 0), line)
        self.new[film.id] = None
        self._note(film, line, set())

    def _renew(self, held: Held, line: Listed, called: set[str]) -> None:
        film = renewed(held, line)
        news = self._note(film, line, called)
        if film.id > 0 and (news or film != held):
            self.changed[film.id] = None
        else:
            self.same += bool(line.title)

    def _note(self, film: Held, line: Listed, called: set[str]) -> bool:
        """Keep a film as it is now with its ids and other titles; return whether any of those are new."""
        learnt = [(film.id, one) for one in self.shelf.put(film, line.ids)]
        known = {film.title, film.original_title or "", *called}
        titles = [(film.id, title) for title in line.others if title not in known]
        self.ids += learnt
        self.titles += titles
        return bool(learnt or titles)


class Loading:
    """Bring lines into the catalogue; what is there already stays as it is.

    The caller sees to it that no two loads run at once.
    """

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._now = now.isoformat()
        self._all_have: dict[str, bool] = {}  # the kinds of ids of which no film is without one

    async def put(self, lines: Sequence[Listed]) -> Written:
        """Write some lines as one transaction and say what became of them."""
        shelf = await look_up(self._database, lines, by_title=await self._is_title_of_use(lines))
        plan = _Plan(shelf)
        called = await titles_of(self._database, sorted(shelf.films)) if any(line.others for line in lines) else {}
        for line in lines:
            plan.take(line, called)
        added: list[int] = []
        if plan.new or plan.changed:
            async with self._database.transaction() as tx:
                added = await _write(tx, plan, self._now)
        return Written(added, list(plan.changed), plan.same, plan.unknown, plan.skipped)

    async def _is_title_of_use(self, lines: Sequence[Listed]) -> bool:
        """Tell whether a line may be a film known by its title alone; not where all have ids of the same catalogue."""
        kinds = {line.ids[0][0] if line.ids else "" for line in lines}
        if len(kinds) == 1:
            kind = kinds.pop()
            if kind and kind not in self._all_have:
                self._all_have[kind] = await all_have(self._database, kind)
            return not (kind and self._all_have[kind])
        self._all_have.clear()  # films without one or another may come now
        return True


async def _write(tx: Transaction, plan: _Plan, now: str) -> list[int]:
    # Numbers are given out under the lock of the transaction, as the column itself would: a statement for many rows
    # does not say which it gave.
    row = await tx.fetch_one("SELECT COALESCE(MAX(id), 0) FROM films") if plan.new else None
    last = int(row[0]) if row else 0
    number = {film_id: last - film_id for film_id in plan.new}
    films = plan.shelf.films
    await tx.execute_many(_INSERT, [(number[one], *_values(films[one]), now, now) for one in plan.new])
    await tx.execute_many(_UPDATE, [(*_values(films[one]), now, one) for one in plan.changed])
    await tx.execute_many(_LEARN, [(number.get(one, one), *catalogue_id) for one, catalogue_id in plan.ids])
    await tx.execute_many(_CALL, [(number.get(one, one), title) for one, title in plan.titles])
    return list(number.values())


def _values(film: Held) -> Iterable[object]:
    return (
        film.title_key,
        film.title,
        film.original_title,
        film.year,
        names_kept(film.directors),
        names_kept(film.genres),
        film.runtime_minutes,
        film.language,
        film.popularity,
    )


@dataclass(frozen=True, slots=True)
class Status:
    """Count what is there: films of all kinds, the catalogue's, its further titles, and by which ids it is known."""

    every: int
    films: int
    titles: int
    ids: dict[str, int]
    own: int
    matched: int


async def status(database: Database) -> Status:
    """Count the catalogue and what servers have themselves."""
    row = await database.fetch_one(
        "SELECT (SELECT COUNT(*) FROM films) AS every_film,"
        " (SELECT COUNT(*) FROM films WHERE guild_id IS NULL AND removed_at IS NULL) AS films,"
        " (SELECT COUNT(*) FROM film_titles) AS titles,"
        " (SELECT COUNT(*) FROM films WHERE guild_id IS NOT NULL AND removed_at IS NULL) AS own,"
        " (SELECT COUNT(*) FROM (SELECT DISTINCT film_redirects.guild_id, target_id FROM film_redirects"
        "  JOIN films AS shared ON shared.id = film_redirects.film_id WHERE shared.guild_id IS NULL) AS led) AS matched"
    )
    assert row is not None
    ids = await database.fetch_all(
        "SELECT kind, COUNT(*) AS films FROM film_ids WHERE guild_id IS NULL GROUP BY kind ORDER BY kind"
    )
    known = {CATALOGUES[each["kind"]]: each["films"] for each in ids}
    return Status(row["every_film"], row["films"], row["titles"], known, row["own"], row["matched"])
