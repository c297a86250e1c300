"""The films that an import makes or adds to; what a person changed of them is never written over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.enriching import enrich, signed
from bot.domain.placing import Item, reference
from bot.domain.titles import Film
from db import films
from db.database import Transaction
from db.import_json import film_from_json, film_to_json
from db.slices import slices

_VISIBLE = (
    f"SELECT {films.COLUMNS} FROM films WHERE {films.VISIBLE} AND id = COALESCE("
    "(SELECT target_id FROM film_redirects WHERE guild_id = ? AND film_id = ?), ?)"
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Say for which server and batch something is written, by whom, and when."""

    guild_id: int
    batch_id: int
    user_id: int
    now: datetime


@dataclass(slots=True)
class _Shelved:
    """Hold a film while a chunk is written: as it was (None: a new one), as it is, and what imports wrote of it."""

    film: Film
    before: Film | None
    ours: Film | None
    last: Film | None = None

    def add(self, stated: Film, guild_id: int) -> None:
        """Add what one more page states; a film of the shared catalogue is not this server's to change."""
        if self.film.guild_id != guild_id or stated == self.last:
            return
        self.last = stated
        if self.before is None:
            self.film = self.ours = enrich(self.film, stated, self.ours)
        elif (richer := enrich(self.film, stated, self.ours)) != self.film:
            self.film, self.ours = richer, signed(self.film, richer, self.ours)


async def shelve(tx: Transaction, hand: Hand, items: Sequence[Item]) -> dict[int, int]:
    """Find, make and add to the films that items go to; return their ids by position, without those that are gone."""
    wanted = {item.position: reference(item.position) if item.film_id is None else item.film_id for item in items}
    made = await _made(tx, hand, {-place - 1 for place in wanted.values() if place < 0})
    asked = {made.get(place, place) for place in wanted.values()}
    known = await _visible(tx, hand.guild_id, [place for place in asked if place > 0])
    ours = await _facts(tx, hand.guild_id, {film.id for film in known.values() if film.guild_id == hand.guild_id})
    shelf: dict[int, _Shelved] = {}
    for item in items:
        place = made.get(wanted[item.position], wanted[item.position])
        film = known.get(place)
        # What was to be there and is not, is gone; a film that this batch made and somebody removed comes anew.
        if film is None and wanted[item.position] >= 0:
            continue
        if film is None:
            new = replace(item.draft.film, guild_id=hand.guild_id, ids=())
            shelved = shelf.setdefault(wanted[item.position], _Shelved(new, None, new))
        else:
            shelved = shelf.setdefault(film.id, _Shelved(film, film, ours.get(film.id)))
        shelved.add(item.draft.film, hand.guild_id)
    await _flush(tx, hand, shelf)
    return {
        at: film_id for at, place in wanted.items() if (film_id := _where(shelf, known, made.get(place, place), place))
    }


def _where(shelf: dict[int, _Shelved], known: dict[int, Film], place: int, stated: int) -> int | None:
    film = known.get(place)
    shelved = shelf.get(film.id if film else stated)
    return shelved.film.id if shelved else None


async def _flush(tx: Transaction, hand: Hand, shelf: dict[int, _Shelved]) -> None:
    new = {place: shelved for place, shelved in shelf.items() if shelved.before is None}
    film_ids = await films.insert_many(
        tx, hand.guild_id, [shelved.film for shelved in new.values()], hand.now, hand.batch_id
    )
    for shelved, film_id in zip(new.values(), film_ids, strict=True):
        shelved.film = shelved.ours = replace(shelved.film, id=film_id)
    # The item that was to bring the film may have been here already: whoever comes after finds it there all the same.
    await tx.execute_many(
        "UPDATE import_items SET film_id = ? WHERE guild_id = ? AND batch_id = ? AND position = ?",
        [(shelved.film.id, hand.guild_id, hand.batch_id, -place - 1) for place, shelved in new.items()],
    )
    richer = [each for each in shelf.values() if each.before is not None and each.before != each.film]
    await films.update_many(tx, hand.guild_id, [each.film for each in richer], hand.now)
    await _note_edits(tx, hand, richer)
    await _sign(tx, hand, [each.ours for each in (*new.values(), *richer) if each.ours is not None])


async def _note_edits(tx: Transaction, hand: Hand, richer: Iterable[_Shelved]) -> None:
    await tx.execute_many(
        "INSERT INTO import_film_edits (batch_id, film_id, guild_id, before, after) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (batch_id, film_id) DO UPDATE SET after = excluded.after",
        [
            (hand.batch_id, each.film.id, hand.guild_id, film_to_json(each.before), film_to_json(each.film))
            for each in richer
            if each.before is not None
        ],
    )


async def _sign(tx: Transaction, hand: Hand, facts: Iterable[Film]) -> None:
    await tx.execute_many(
        "INSERT INTO import_films (guild_id, film_id, facts) VALUES (?, ?, ?)"
        " ON CONFLICT (guild_id, film_id) DO UPDATE SET facts = excluded.facts",
        [(hand.guild_id, each.id, film_to_json(each)) for each in facts],
    )


async def _made(tx: Transaction, hand: Hand, leaders: Collection[int]) -> dict[int, int]:
    """Return the films that items of the batch have brought so far, by the references to them."""
    found = {}
    for some in slices(sorted(leaders)):
        rows = await tx.fetch_all(
            "SELECT position, film_id FROM import_items WHERE guild_id = ? AND batch_id = ? AND film_id > 0"
            f" AND position IN ({', '.join('?' * len(some))})",
            (hand.guild_id, hand.batch_id, *some),
        )
        found.update({reference(row["position"]): row["film_id"] for row in rows})
    return found


async def _visible(tx: Transaction, guild_id: int, film_ids: Sequence[int]) -> dict[int, Film]:
    rows = await tx.fetch_each(_VISIBLE, [(guild_id, guild_id, film_id, film_id) for film_id in film_ids])
    return {film_id: films.film_of(row) for film_id, row in zip(film_ids, rows, strict=True) if row is not None}


async def _facts(tx: Transaction, guild_id: int, film_ids: Collection[int]) -> dict[int, Film]:
    rows = await tx.fetch_each(
        "SELECT film_id, facts FROM import_films WHERE guild_id = ? AND film_id = ?",
        [(guild_id, film_id) for film_id in film_ids],
    )
    return {row["film_id"]: film_from_json(row["facts"]) for row in rows if row is not None}
