"""Where the items of one batch go, found some at a time by what the server and the items before them know."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.domain import changes
from bot.domain.changes import Kept
from bot.domain.film_ids import FilmId
from bot.domain.placing import SETTLED, Item, Place, Placing, Verdict, is_taken
from bot.domain.titles import Film
from db import kept_reviews, reviews
from db.database import Database
from db.import_candidates import Candidates, candidates
from db.known_films import by_id
from db.search import TitleIndex

CHUNK = 500  # items looked up together
_SLICE = 20  # items placed between two looks at what else there is to do: a few milliseconds


class Placer:
    """Place items in their order, some at a time; those that follow know the new films of those before."""

    def __init__(self, database: Database, titles: TitleIndex, guild_id: int) -> None:
        self._database, self._titles, self._guild_id = database, titles, guild_id
        self._placing = Placing((), {})
        self._firsts: dict[str, int] = {}
        self._asked: set[Film] = set()
        #: The prints of the items placed last that have words of their own, by position.
        self.prints: dict[int, str] = {}

    async def place(self, items: Sequence[Item]) -> list[Place]:
        """Say where the next items go; kept ones say where they went."""
        open_ = [item for item in items if item.draft.readable and item.verdict not in SETTLED]
        # Rows of one film come in tens and state the same: what was asked once is known.
        unasked = [item for item in open_ if item.chosen is not None or item.draft.film not in self._asked]
        self._asked.update(item.draft.film for item in unasked)
        may_be = await candidates(self._database, self._titles, self._guild_id, unasked)
        here = await self._meet(open_, may_be)
        there = await by_id(self._database, self._guild_id, _went(items))
        placed: list[Place] = []
        for index, item in enumerate(items):
            if index % _SLICE == _SLICE - 1:
                await asyncio.sleep(0)
            placed.append(_settled(item, there) if item.verdict in SETTLED else self._one(item, may_be))
        return await self._compared(items, placed, here)

    def ids(self, places: Iterable[Place]) -> Mapping[int, tuple[FilmId, ...]]:
        """Return the ids that have been stated of the new films among some places, by the references to these."""
        new = {place.film.id for place in places if place.film is not None and place.film.id < 0}
        return {film_id: self._placing.ids(film_id) for film_id in new}

    async def _meet(self, items: Sequence[Item], may_be: Candidates) -> dict[int, Kept]:
        """Learn what is known of the next items; return the reviews that have the same words as one, by position."""
        # Without a text of its own a review is known by its film too, which is not settled yet.
        prints = self.prints = await _prints(items)
        kept = await kept_reviews.by_print(self._database, self._guild_id, set(prints.values()))
        here = {at: kept[mark] for at, mark in prints.items() if mark in kept}
        films = await by_id(self._database, self._guild_id, {each.review.film_id for each in here.values()})
        repeats = {
            item.position
            for item in items
            if item.position in prints and is_taken(item) and self._is_repeat(prints[item.position], item.position)
        }
        with_film = {at: films.get(each.review.film_id) for at, each in here.items()}
        self._placing.meet(may_be.films, with_film, repeats, may_be.remembered)
        return here

    def _is_repeat(self, mark: str, position: int) -> bool:
        return self._firsts.setdefault(mark, position) != position

    def _one(self, item: Item, may_be: Candidates) -> Place:
        film = may_be.chosen.get(item.chosen or 0)
        place = self._placing.place(item if film is None else replace(item, chosen=film.id))
        if place.verdict is Verdict.READY and place.film is not None and item.position not in self.prints:
            mark = reviews.fingerprint(replace(item.draft.review, film_id=place.film.id))
            if self._is_repeat(mark, item.position):
                return Place(Verdict.HERE, place.film, (), "The same review stands earlier in this batch.")
        return place

    async def _compared(self, items: Sequence[Item], placed: Sequence[Place], here: dict[int, Kept]) -> list[Place]:
        """Compare what goes to films that are here with their reviews."""
        film_ids = {place.film.id for place in placed if place.verdict is Verdict.READY and place.film}
        kept = await kept_reviews.by_film(self._database, self._guild_id, [one for one in film_ids if one > 0])
        return [
            compared(item, place, here.get(item.position), kept, self.prints.get(item.position))
            for item, place in zip(items, placed, strict=True)
        ]


def compared(item: Item, place: Place, same: Kept | None, kept: dict[int, list[Kept]], mark: str | None) -> Place:
    """Return the place of an item that may be a kept review again: `same` by its words, or one of its film's.

    `mark` is the print of its words, None where it has none.
    """
    review = item.draft.review
    if place.verdict is Verdict.READY and place.film is not None and place.film.id in kept:
        mark = mark or reviews.fingerprint(replace(review, film_id=place.film.id))
        same = changes.twin(review, mark, kept[place.film.id])
    elif place.verdict is not Verdict.HERE:
        same = None
    if same is None:
        return place
    if changes.changes(same, review):
        return replace(place, verdict=Verdict.CHANGED, reason=_CHANGED, review_id=same.review.id)
    return replace(place, verdict=Verdict.HERE, reason=_HERE, review_id=same.review.id, candidates=())


_CHANGED = "The same review is here, and this one says something else."
_HERE = "The same review is here already."


def _went(items: Iterable[Item]) -> set[int]:
    return {item.film_id for item in items if item.verdict in SETTLED and item.film_id is not None}


def _settled(item: Item, films: dict[int, Film]) -> Place:
    return Place(item.verdict, films.get(item.film_id or 0), (), "It is in the club.", item.review_id)


async def _prints(items: Sequence[Item]) -> dict[int, str]:
    """Return the prints of the reviews that have words of their own, by position."""
    found = {}
    for index, item in enumerate(items):
        if index % _SLICE == _SLICE - 1:
            await asyncio.sleep(0)
        if changes.words(item.draft.review.body):
            found[item.position] = reviews.fingerprint(item.draft.review)
    return found
