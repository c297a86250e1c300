"""Where each review of a batch goes: to a film that is here, to a new one that several share, or to a person's desk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.drafts import Draft
from bot.domain.enriching import enrich
from bot.domain.film_ids import FilmId
from bot.domain.known_films import NOTHING, KnownFilms, Remembered
from bot.domain.titles import Film

NEW = 0  # what an admin chose: a film that is not here yet


class Verdict(StrEnum):
    """Name what is to be done with one handed-in review, or what was done."""

    READY = "ready"
    CHANGED = "changed"
    HERE = "here"
    NEEDS_YOU = "needs_you"
    NOT_A_REVIEW = "not_a_review"
    LEFT_OUT = "left_out"
    UNREADABLE = "unreadable"
    KEPT = "kept"
    UPDATED = "updated"
    UNDONE = "undone"
    STAYS = "stays"


#: What a confirmed batch writes; what it has written; what an undo has been over.
TO_WRITE = (Verdict.READY, Verdict.CHANGED)
WRITTEN = (Verdict.KEPT, Verdict.UPDATED)
SETTLED = (*WRITTEN, Verdict.UNDONE, Verdict.STAYS)


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one draft of a batch with what an admin decided about it.

    `taken` overrules whether it is a review (None: as read). `chosen` is the film's id, NEW, or the reference
    (see `reference`) of a film that another item brings; None lets the matching decide. `verdict`, `film_id` and
    `review_id` are what was stored last; `touched` counts what admins changed about it.
    """

    position: int
    draft: Draft
    taken: bool | None = None
    chosen: int | None = None
    verdict: Verdict = Verdict.READY
    film_id: int | None = None
    review_id: int | None = None
    touched: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where an item goes: a film with a negative id is a new one, named by `reference`.

    `review_id` is the kept review that it is again.
    """

    verdict: Verdict
    film: Film | None
    candidates: tuple[Film, ...]
    reason: str
    review_id: int | None = None


def is_taken(item: Item) -> bool:
    """Say whether an item counts as a film review: by an admin's word, else as it was read."""
    return item.draft.is_review if item.taken is None else item.taken


def reference(position: int) -> int:
    """Return the negative number that stands for the new film which the item at a position brings."""
    return -(position + 1)


class Placing:
    """Place the items of one batch in their order; a new film is known to the items after it, enriched by each."""

    def __init__(
        self,
        films: Iterable[Film],
        here: Mapping[int, Film | None],
        repeats: Collection[int] = (),
        remembered: Remembered = NOTHING,
    ) -> None:
        """Take what is known before the first item is placed.

        `films` may be meant; `here` and `repeats` are positions of reviews that are kept already (with their film)
        or repeat an earlier item; `remembered` leads to films beside their titles.
        """
        self._here = dict(here)
        self._repeats = set(repeats)
        self._known = KnownFilms(films, remembered)
        self._said: set[tuple[int, Film]] = set()

    def meet(
        self, films: Iterable[Film], here: Mapping[int, Film | None], repeats: Collection[int], remembered: Remembered
    ) -> None:
        """Take what is known of the items that come next, beside what was known before."""
        self._here.update(here)
        self._repeats.update(repeats)
        told = list(films)
        if told or remembered != NOTHING:
            self._known.meet(told, remembered)

    def ids(self, film_id: int) -> tuple[FilmId, ...]:
        """Return the ids that a film is known by."""
        return self._known.ids(film_id)

    def place(self, item: Item) -> Place:
        """Say where the next item goes."""
        draft = item.draft
        if not draft.readable:
            return Place(Verdict.UNREADABLE, None, (), draft.reason or "It cannot be read.")
        if item.taken is False:
            return Place(Verdict.LEFT_OUT, None, (), "An admin left it out.")
        if not is_taken(item):
            return Place(Verdict.NOT_A_REVIEW, None, (), draft.reason or "It is no film review.")
        if item.position in self._here:
            return Place(Verdict.HERE, self._here[item.position], (), "The same review is here already.")
        if item.position in self._repeats:
            return Place(Verdict.HERE, None, (), "The same review stands earlier in this batch.")
        if not draft.film.title:
            return Place(Verdict.NEEDS_YOU, None, (), "The page does not say which film it is about.")
        return self._to_film(item)

    def _to_film(self, item: Item) -> Place:
        stated = item.draft.film
        found = self._known.find(stated)
        film, reason = self._chosen(item) or (found.film, found.reason)
        if film is None and found.is_unsure and item.chosen != NEW:
            return Place(Verdict.NEEDS_YOU, None, found.candidates, reason)
        film = self._new(item) if film is None else film
        if film.id < 0 and (film.id, stated) not in self._said:
            film = enrich(film, stated, film)
            self._learn(film, stated)
        return Place(Verdict.READY, film, found.candidates, reason)

    def _new(self, item: Item) -> Film:
        film = replace(item.draft.film, id=reference(item.position))
        self._learn(film, item.draft.film)
        return film

    def _learn(self, film: Film, stated: Film) -> None:
        self._said.add((film.id, stated))
        self._known.learn(film, stated.ids)

    def _chosen(self, item: Item) -> tuple[Film | None, str] | None:
        """Return what an admin chose; None where nothing, or a film that is not there any more."""
        if item.chosen == NEW:
            return None, "A new film, as an admin said."
        film = None if item.chosen is None else self._known.get(item.chosen)
        return (film, "Chosen by an admin.") if film else None
