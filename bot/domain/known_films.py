"""What a server knows to match by: its films, the ids of catalogues, and what people decided before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.film_ids import CATALOGUES, FilmId, contradict, usable
from bot.domain.matching import Match, agrees, match, title_keys
from bot.domain.titles import Film, name_key, title_key


@dataclass(frozen=True, slots=True)
class Remembered:
    """Hold what leads to films beside their titles, each to a film's id.

    `also_called` are further title keys, `ids` those of catalogues, `decisions` what people said a statement means.
    """

    also_called: tuple[tuple[str, int], ...] = ()
    ids: tuple[tuple[FilmId, int], ...] = ()
    decisions: Mapping[str, int] = field(default_factory=dict)


NOTHING = Remembered()


def statements(stated: Film) -> tuple[str, ...]:
    """Return the keys under which a decision about a stated film is remembered.

    Its ids where it has any, for they mean one film for ever; else title, year and directors as they are stated.
    """
    if ids := usable(stated.ids):
        return tuple(":".join(one) for one in ids)
    return (_statement(stated),) if stated.title else ()


class KnownFilms:
    """Find the film that is meant: by an id, by a decision, by title with what else is stated; grows with new films."""

    def __init__(self, films: Iterable[Film], remembered: Remembered = NOTHING) -> None:
        self._films: dict[int, Film] = {}
        self._by_key: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._by_id: dict[FilmId, int] = {}
        self._ids: defaultdict[int, set[FilmId]] = defaultdict(set)
        self._decisions: dict[str, int] = {}
        self._found: dict[Film, Match] = {}
        self.meet(films, remembered)

    def meet(self, films: Iterable[Film], remembered: Remembered) -> None:
        """Know more films, and what leads to them."""
        self._found.clear()
        for film in films:
            self.learn(film)
        for key, film_id in remembered.also_called:
            if film_id in self._films:
                self._by_key[key][film_id] = None
        for catalogue_id, film_id in remembered.ids:
            self._learn_id(catalogue_id, film_id)
        self._decisions.update(remembered.decisions)

    def get(self, film_id: int) -> Film | None:
        """Return a known film by its id."""
        return self._films.get(film_id)

    def ids(self, film_id: int) -> tuple[FilmId, ...]:
        """Return the ids that a film is known by."""
        return tuple(sorted(self._ids.get(film_id, ())))

    def learn(self, film: Film, ids: Iterable[tuple[str, str]] = ()) -> None:
        """Know a film, in place of what was known of it before, with its own ids and further ones."""
        self._found.clear()
        self._films[film.id] = film
        for key in title_keys(film):
            self._by_key[key][film.id] = None
        for catalogue_id in usable((*film.ids, *ids)):
            self._learn_id(catalogue_id, film.id)

    def find(self, stated: Film) -> Match:
        """Say which film is meant, or between which a person has to choose.

        An id counts unless everything else stated speaks against it; then what was decided about the same statement
        before; then title, year, directors and cast (see `match`).
        """
        # Rows of one film come in tens and state the same.
        if (found := self._found.get(stated)) is None:
            found = self._found[stated] = self._find(stated)
        return found

    def _find(self, stated: Film) -> Match:
        ids = usable(stated.ids)
        if self._decisions and (decided := self._decided(statements(stated))):
            return decided
        named = self._named(ids)
        if len(named) == 1 and agrees(stated, named[0]):
            return Match(named[0], (named[0],), self._same_id(ids))
        if ids and stated.title and (decided := self._decided((_statement(stated),), ids)):
            return decided
        namesakes = self._namesakes(stated, ids)
        if named:
            fitting = dict.fromkeys([*named, *match(stated, namesakes).candidates])
            return Match(None, tuple(fitting), f"{named[0].label} has its id, but little else that is stated.")
        return match(stated, namesakes, {film.id for film in namesakes if contradict(ids, self._ids[film.id])})

    def _decided(self, keys: Iterable[str], ids: Sequence[FilmId] = ()) -> Match | None:
        for key in keys:
            film = self._films.get(self._decisions.get(key, 0))
            if film is not None and not contradict(ids, self._ids[film.id]):
                return Match(film, (film,), "As it was decided here before.")
        return None

    def _named(self, ids: Iterable[FilmId]) -> list[Film]:
        found = dict.fromkeys(self._by_id[one] for one in ids if one in self._by_id)
        return [self._films[film_id] for film_id in found]

    def _same_id(self, ids: Iterable[FilmId]) -> str:
        catalogues = dict.fromkeys(CATALOGUES[one[0]] for one in ids if one in self._by_id)
        return f"The same id in the catalogue of {' and '.join(catalogues)}."

    def _namesakes(self, stated: Film, ids: Sequence[FilmId]) -> list[Film]:
        found = dict.fromkeys(film_id for key in title_keys(stated) for film_id in self._by_key.get(key, ()))
        # What the same file brings under another id of the same catalogue is another film beyond doubt.
        return [self._films[one] for one in found if one > 0 or not contradict(ids, self._ids[one])]

    def _learn_id(self, catalogue_id: FilmId, film_id: int) -> None:
        if film_id in self._films:
            self._by_id.setdefault(catalogue_id, film_id)
            self._ids[film_id].add(catalogue_id)


def _statement(stated: Film) -> str:
    people = sorted(name_key(name) for name in stated.directors)
    return "|".join((title_key(stated.title), str(stated.year or ""), ",".join(people)))
