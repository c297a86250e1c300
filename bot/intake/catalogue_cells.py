"""Single values of lists of films: whatever cannot be one is left out, never raised about."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.film_ids import FilmId
from bot.domain.listed import Line, Listed, Skip
from bot.domain.titles import title_key

_LONGEST_TITLE = 300
_MOST_OTHERS = 40
_YEARS = range(1870, 2200)
_MINUTES = range(1, 6000)


def title_in(cell: str) -> str:
    """Return a title on one line, clipped; without what no text may hold (half a character, a NUL)."""
    if not cell.isascii():
        cell = cell.encode("utf-8", "replace").decode("utf-8")
    return " ".join(cell.replace("\x00", " ").split())[:_LONGEST_TITLE]


def number_in(cell: str) -> int | None:
    """Return a whole number, or None for anything else."""
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 16 else None


def year_in(cell: str) -> int | None:
    """Return a year in which there were films, or None."""
    year = number_in(cell)
    return year if year in _YEARS else None


def minutes_in(cell: str) -> int | None:
    """Return a running time in minutes, or None."""
    minutes = number_in(cell)
    return minutes if minutes in _MINUTES else None


def others_among(titles: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the titles that are spelled otherwise than all known ones, capitals apart, each once."""
    found = {title.casefold(): title for title in titles}
    for title in known:
        found.pop(title.casefold(), None)
    found.pop("", None)
    return tuple(found.values())[:_MOST_OTHERS]


def listed(title: str, ids: tuple[FilmId, ...], **facts: object) -> Line:
    """Return the film of a line, or why it is none: what has no title, or neither a letter nor an id."""
    key = title_key(title)
    if not title or not (key or ids):
        return Skip.UNTITLED
    return Listed(title=title, title_key=key, ids=ids, **facts)  # type: ignore[arg-type]  # fields by their names
