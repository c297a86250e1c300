"""What a batch is about to bring, staged in the columns that it will have in the club."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.film_ids import FilmId
from bot.domain.placing import TO_WRITE, Item, Place, Verdict
from bot.domain.titles import Film
from db import films, reviews
from db.database import Database, Transaction
from db.import_json import film_to_json
from db.imports import Batch
from db.slices import slices

REVIEW = (
    "critic, outlet, url, published, language, grade_printed, grade_hundredths, grade_derived, sub_grades,"
    " after_credits, body, evidence, fingerprint"
)
FILM = (
    "title, title_key, original_title, year, directors, cast_names, genres, runtime_minutes, certificate,"
    " certificate_reason, language"
)

_CLEARED = 1000
_SLICE = 200  # rows made between two looks at what else there is to do: a few milliseconds


def _upsert(table: str, key: Sequence[str], columns: Sequence[str]) -> str:
    told = ", ".join(f"{name} = excluded.{name}" for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join((*key, *columns))}) VALUES ({', '.join('?' * (len(key) + len(columns)))})"
        f" ON CONFLICT (batch_id, position) DO UPDATE SET {told}"
    )


_KEY = ("batch_id", "position", "guild_id")
_STAGE_REVIEW = _upsert("import_reviews", _KEY, ("touched", "adds", *REVIEW.split(", ")))
_STAGE_FILM = _upsert("import_new_films", _KEY, (*FILM.split(", "), "facts", "ids"))


@dataclass(slots=True)
class Staged:
    """Hold rows for the staging tables, made before the transaction that writes them."""

    reviews: list[tuple[object, ...]]
    films: list[tuple[object, ...]]

    async def write(self, tx: Transaction) -> None:
        """Stage them, in place of what was staged before for the same items."""
        await tx.execute_many(_STAGE_REVIEW, self.reviews)
        await tx.execute_many(_STAGE_FILM, self.films)


@dataclass(slots=True)
class Staging:
    """Make rows for the staging tables of one batch, of its items in their order."""

    batch: Batch
    _said: set[tuple[int, Film]] = field(default_factory=set)
    _new: dict[int, tuple[Film, tuple[FilmId, ...]]] = field(default_factory=dict)

    async def stage(
        self,
        items: Iterable[Item],
        places: Iterable[Place],
        prints: Mapping[int, str],
        ids: Mapping[int, tuple[FilmId, ...]],
    ) -> Staged:
        """Return what the next items bring; a new film that says no more than before is staged already.

        `prints` are of the items with words of their own, by position; `ids` those of the new films, by reference.
        """
        going = [
            (item, place.film, place.verdict)
            for item, place in zip(items, places, strict=True)
            if place.verdict in TO_WRITE and place.film is not None
        ]
        told = {film.id: (film, ids.get(film.id, ())) for _, film, _ in going if film.id < 0}
        changed = [one for one in told.values() if self._new.get(one[0].id) != one]
        self._new |= told
        staged = Staged([], [])
        for some in slices(going, _SLICE):
            staged.reviews += [self._review(*each, prints.get(each[0].position)) for each in some]
            await asyncio.sleep(0)
        for new in slices(changed, _SLICE):
            staged.films += [self._film(*one) for one in new]
            await asyncio.sleep(0)
        return staged

    def _review(self, item: Item, film: Film, verdict: Verdict, mark: str | None) -> tuple[object, ...]:
        review = item.draft.review
        if mark is None:  # without words of its own a review is known by its film, too
            mark = "" if film.id < 0 else reviews.fingerprint(replace(review, film_id=film.id))
        _, *columns = reviews.columns_of(review, item.draft.evidence)
        key = (self.batch.id, item.position, self.batch.guild_id)
        return (*key, item.touched, int(self._adds(item, film, verdict)), *columns, mark)

    def _film(self, film: Film, ids: tuple[FilmId, ...]) -> tuple[object, ...]:
        key = (self.batch.id, -film.id - 1, self.batch.guild_id)
        stated = replace(film, id=0, guild_id=self.batch.guild_id, ids=())
        return (*key, *films.values_of(film), film_to_json(stated), json.dumps(ids))

    def _adds(self, item: Item, film: Film, verdict: Verdict) -> bool:
        """Say whether an item states something of a film that is here which no item before it stated."""
        if item.chosen is not None or verdict is Verdict.CHANGED:
            return True  # the choice is remembered; what changes a review adds nothing while that review is there
        said = (film.id, item.draft.film)
        if film.id < 0 or said in self._said or (film.guild_id is None and not item.draft.film.ids):
            return False
        self._said.add(said)
        return True


async def clear(database: Database, guild_id: int, batch_id: int) -> None:
    """Throw away what was staged of a batch that is done, some at a time: what is thrown away is written over."""
    low, last = 0, await _last(database, guild_id, batch_id)
    while low <= last:
        await database.batch(
            *(
                (f"DELETE FROM {table} WHERE guild_id = ? AND batch_id = ? AND position BETWEEN ? AND ?", key)
                for key in [(guild_id, batch_id, low, low + _CLEARED - 1)]
                for table in ("import_reviews", "import_new_films")
            )
        )
        low += _CLEARED


async def _last(database: Database, guild_id: int, batch_id: int) -> int:
    """Return the last position that is staged of a batch which is done; -1 where there is none."""
    row = await database.fetch_one(
        "SELECT MAX(position) AS last FROM import_reviews WHERE guild_id = ? AND batch_id = ? AND EXISTS"
        " (SELECT 1 FROM import_batches WHERE id = import_reviews.batch_id AND status = 'done')",
        (guild_id, batch_id),
    )
    return -1 if row is None or row["last"] is None else int(row["last"])
