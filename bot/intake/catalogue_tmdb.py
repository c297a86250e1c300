"""TMDB's daily export of film ids (https://developer.themoviedb.org/docs/daily-id-exports): one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.domain.film_ids import usable
from bot.domain.languages import language_of
from bot.domain.listed import Line, Skip
from bot.intake.catalogue_cells import listed, title_in

#: TMDB's popularity is a small number with decimals; votes elsewhere are in the hundreds of thousands.
_VOTES_A_POINT = 100
_MOST_POINTS = 1_000_000


def read_films(lines: Iterable[str]) -> Iterator[Line]:
    """Read the export: original titles without a year, with ids and popularity."""
    for line in lines:
        if line.strip():
            yield _film(_object(line))


def is_line(line: str) -> bool:
    """Tell whether a line is one of the export of films; exports of people and companies have a name for a title."""
    return "original_title" in _object(line)


def _film(entry: dict[str, Any]) -> Line:
    title, number = entry.get("original_title"), entry.get("id")
    if not isinstance(title, str) or not isinstance(number, int):
        return Skip.BROKEN
    if entry.get("adult") is True:
        return Skip.ADULT
    if entry.get("video") is True:
        return Skip.NOT_A_FILM
    # The daily export has no language; lists made from TMDB's own answers do.
    spoken = entry.get("original_language")
    return listed(
        title_in(title),
        usable([("tmdb", str(number))]),
        votes=_votes(entry.get("popularity")),
        language=language_of(spoken) if isinstance(spoken, str) else None,
    )


def _votes(popularity: object) -> int:
    if not isinstance(popularity, int | float) or not 0 <= popularity <= _MOST_POINTS:
        return 0
    return round(popularity * _VOTES_A_POINT)


def _object(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) else {}
