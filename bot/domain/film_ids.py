"""The ids that catalogues know a film by, in the one spelling under which they meet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TypeAlias

#: A catalogue and the film's id there: `("imdb", "tt0079944")`, `("tmdb", "1398")`, `("letterboxd", "boxd.it/29Pq")`.
FilmId: TypeAlias = tuple[str, str]

CATALOGUES = {"imdb": "IMDb", "tmdb": "TMDB", "letterboxd": "Letterboxd"}
_SPELLINGS = {
    "imdb": re.compile(r"(tt\d{6,10})"),
    "tmdb": re.compile(r"0*([1-9]\d{0,11})"),
    # Short addresses as exports have them, and long ones; an address inside a member's pages leads to the film too.
    "letterboxd": re.compile(
        r"(?:https?://)?(?:www\.)?(?:(boxd\.it/\w{1,20})|(?:letterboxd\.com/(?:[\w-]{1,60}/)?)?(film/[\w-]{1,200}))(?:/.*)?",
        re.DOTALL,
    ),
}


def usable(ids: Iterable[tuple[str, str]]) -> tuple[FilmId, ...]:
    """Return the ids of catalogues that films are matched by, each once in its one spelling, others left out."""
    found = (_spelled(kind, value.strip()) for kind, value in ids)
    return tuple(dict.fromkeys(one for one in found if one))


def address(film_id: FilmId) -> str:
    """Return the film's page in its catalogue."""
    kind, value = film_id
    if kind == "imdb":
        return f"https://www.imdb.com/title/{value}/"
    if kind == "tmdb":
        return f"https://www.themoviedb.org/movie/{value}"
    return f"https://letterboxd.com/{value}/" if value.startswith("film/") else f"https://{value}"


def contradict(one: Collection[FilmId], other: Collection[FilmId]) -> bool:
    """Tell whether a catalogue knows two films apart: an id of the same kind on both sides, and none in common."""
    kinds = {_kind(each) for each in one} & {_kind(each) for each in other}
    return bool(kinds) and not set(one) & set(other)


def _spelled(kind: str, value: str) -> FilmId | None:
    spelling = _SPELLINGS.get(kind)
    found = spelling.fullmatch(value) if spelling else None
    return (kind, next(group for group in found.groups() if group)) if found else None


def _kind(film_id: FilmId) -> tuple[str, str]:
    # Letterboxd has two kinds of addresses, and nothing tells which short one is which long one.
    kind, value = film_id
    return kind, value.rpartition("/")[0]
