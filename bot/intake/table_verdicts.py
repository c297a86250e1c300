"""What a record asks for, what speaks against importing it, and what is left to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.grades import Grade
from bot.intake.reading import ReadFilm
from bot.intake.rows import RowKind
from bot.intake.table_film import Cells
from bot.intake.table_formats import Layout

_FILM_TYPES = frozenset(("movie", "featurefilm", "tvmovie", "short", "shortfilm", "tvshort", "documentary", "video"))
_CATALOGUES = frozenset(("imdb", "tmdb", "letterboxd"))
_CLIP = 40


@dataclass(frozen=True, slots=True)
class Said:
    """Hold what one record says: its cells by field and what was read off them.

    `stars` are half stars 0..10, None where there is no rating or one without a scale; `days` has None for a
    date that cannot be read.
    """

    cells: Cells
    film: ReadFilm
    grade: Grade | None
    stars: int | None
    text: str
    days: Mapping[str, date | None]
    is_critics: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold a row's kind with the sentence on it, if any; `reason` counts the rows that are skipped."""

    kind: RowKind
    problem: str | None = None
    reason: str | None = None


def judge(said: Said, layout: Layout) -> Verdict:
    """Return what a record asks for; what is no film, names none or says nothing about it is skipped."""
    if refused := _not_a_film(said):
        return refused
    if layout.kind in (RowKind.WATCHED, RowKind.WATCHLIST):
        return Verdict(layout.kind, _unread_date(said))
    question = _question(said)
    if said.is_critics:
        return Verdict(RowKind.REVIEW, question or _unread_date(said))
    if question and not said.text:
        return Verdict(RowKind.SKIP, question, "ratings that cannot be read")
    kind = _kind(said, layout)
    if kind is RowKind.SKIP:
        return Verdict(kind, "The row has no rating.", "no rating")
    return Verdict(kind, question or _unread_date(said))


def is_film_type(title_type: str) -> bool:
    """Tell whether what a table calls a type of title is a film: `Movie`, `TV Movie`, `short`."""
    return "".join(filter(str.isalpha, title_type.casefold())) in _FILM_TYPES


def _not_a_film(said: Said) -> Verdict | None:
    title_type = said.cells.get("type")
    if title_type and not is_film_type(title_type):
        return Verdict(RowKind.SKIP, f"“{title_type[:_CLIP]}” is no film.", title_type[:_CLIP])
    ids = dict(said.film.ids)
    if said.film.title or ids.keys() & _CATALOGUES:
        return None  # an id of a catalogue finds its film without a title too
    if said.is_critics and ids:
        sentence = "The row names its film by a number only: hand in the file with the films as well."
        return Verdict(RowKind.REVIEW, sentence)
    return Verdict(RowKind.SKIP, "The row names no film.", "no film named")


def _kind(said: Said, layout: Layout) -> RowKind:
    if layout.kind is RowKind.REVIEW and said.text:
        return RowKind.REVIEW
    if said.stars:
        return RowKind.RATING
    if said.text:
        return RowKind.REVIEW
    if said.days.get("watched_on"):
        return RowKind.WATCHED
    return RowKind.SKIP


def _question(said: Said) -> str | None:
    grade = said.grade
    if grade is None:
        return None
    printed = (grade.printed or "")[:_CLIP]
    if grade.score is None:
        return f"“{printed}” has no scale that Matinee knows: what is it worth?"
    if said.stars == 0:
        return f"“{printed}” is below the lowest rating there is, half a star."
    return None


def _unread_date(said: Said) -> str | None:
    name = next((name for name, day in said.days.items() if day is None), None)
    return f"The date “{said.cells[name][:_CLIP]}” cannot be read for sure; it was left out." if name else None
