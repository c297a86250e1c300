"""Films as catalogues list them, and which of the films already on the shared shelf each of them is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from bot.domain.film_ids import FilmId, contradict


class Listed(NamedTuple):
    """One film of a list; without a title it only adds to the film that its ids lead to.

    `corrects`: what it says replaces what another list said, instead of filling gaps alone. `votes` may be anything
    that grows with how well a film is known. A named tuple and no dataclass: a load makes millions of them.
    """

    title: str
    title_key: str = ""
    year: int | None = None
    original_title: str | None = None
    directors: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    runtime_minutes: int | None = None
    votes: int = 0
    ids: tuple[FilmId, ...] = ()
    others: tuple[str, ...] = ()
    corrects: bool = False
    language: str | None = None


class Skip(StrEnum):
    """Say why a line of a list brings no film."""

    NOT_A_FILM = "not a film"
    ADULT = "adult"
    UNTITLED = "no title"
    BROKEN = "a line that cannot be read"
    UNCLEAR = "only a title, which several films share"


#: What a reader makes of a line.
Line: TypeAlias = Listed | Skip


class Held(NamedTuple):
    """One film of the shared catalogue as it is now."""

    id: int
    title_key: str
    title: str
    original_title: str | None
    year: int | None
    directors: tuple[str, ...]
    genres: tuple[str, ...]
    runtime_minutes: int | None
    popularity: int
    language: str | None = None


def renewed(held: Held, listed: Listed) -> Held:
    """Return the film with what a list adds to it, or corrects."""
    first, second = (listed, held) if listed.corrects else (held, listed)
    title, key = (first.title, first.title_key) if first.title else (second.title, second.title_key)
    return Held(
        held.id,
        key,
        title,
        first.original_title or second.original_title,
        first.year or second.year,
        first.directors or second.directors,
        first.genres or second.genres,
        first.runtime_minutes or second.runtime_minutes,
        max(held.popularity, listed.votes),
        first.language or second.language,
    )


class Shelf:
    """The films of the shared catalogue that some lines may mean; grows with the films that the lines bring."""

    def __init__(self, films: Iterable[Held], ids: Iterable[tuple[FilmId, int]]) -> None:
        self.films: dict[int, Held] = {}
        self._by_key: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._by_id: dict[FilmId, int] = {}
        self._ids: defaultdict[int, list[FilmId]] = defaultdict(list)
        for film in films:
            self.put(film, ())
        for one, film_id in ids:
            self._learn(film_id, one)

    def find(self, listed: Listed) -> Held | Skip | None:
        """Return the film that a line means, None for a new one, or why that cannot be told.

        An id decides; then title and year where no id speaks against it; a title alone only where one film has it.
        """
        for one in listed.ids:
            if one in self._by_id:
                return self.films[self._by_id[one]]
        if not listed.title_key or listed.title_key not in self._by_key:
            return None
        return _among(listed, [film for film in self._namesakes(listed.title_key) if not self._apart(listed, film)])

    def put(self, film: Held, ids: Iterable[FilmId]) -> list[FilmId]:
        """Know a film, in place of what was known of it, and return those of its ids that nobody had yet."""
        self.films[film.id] = film
        if film.title_key:
            self._by_key[film.title_key][film.id] = None
        return [one for one in ids if self._learn(film.id, one)]

    def _learn(self, film_id: int, one: FilmId) -> bool:
        if film_id not in self.films or one in self._by_id:
            return False
        self._by_id[one] = film_id
        self._ids[film_id].append(one)
        return True

    def _namesakes(self, key: str) -> list[Held]:
        return [self.films[film_id] for film_id in self._by_key[key]]

    def _apart(self, listed: Listed, film: Held) -> bool:
        return bool(listed.ids) and contradict(listed.ids, self._ids[film.id])


def _among(listed: Listed, films: list[Held]) -> Held | Skip | None:
    same = [film for film in films if film.year == listed.year and listed.year]
    if same:
        return max(same, key=lambda film: film.popularity)
    maybe = [film for film in films if not film.year or not listed.year]
    if len(maybe) > 1:
        return None if listed.year else Skip.UNCLEAR
    return maybe[0] if maybe else None
