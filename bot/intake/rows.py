"""What reading a table, a feed or an export gives: one row a film, with the line it stands on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.intake.reading import Problem, ReadFilm, ReadReview, review_from_dict, review_to_dict

_PLAIN = ("half_stars", "printed", "note", "rewatch")
_DATES = ("rated_on", "watched_on")
_LISTS = ("tags", "seen_in")


class RowKind(StrEnum):
    """Name what a row asks for; `SKIP` rows are not imported and carry a problem that says why."""

    RATING = "rating"
    REVIEW = "review"
    WATCHED = "watched"
    WATCHLIST = "watchlist"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one data row as read.

    `number` counts data rows from 1, `line` the lines of the file. `half_stars` is a member's rating, 1..10;
    `printed` the rating as it stands there. `rated_on` is the day it was given or written, `watched_on` the day
    of the screening. A film's `ids` are ("imdb", "tt0079944"), ("tmdb", "123"), ("letterboxd", "https://boxd.it/…").
    A problem on a row that is no `SKIP` is a question or a remark. `seen_in` names every place that a merged
    row was read from: `"ratings.csv, line 3"`.
    """

    number: int
    line: int
    film: ReadFilm
    kind: RowKind
    half_stars: int | None = None
    printed: str | None = None
    review: ReadReview | None = None
    rated_on: date | None = None
    watched_on: date | None = None
    note: str | None = None
    rewatch: bool | None = None
    tags: tuple[str, ...] = ()
    problem: Problem | None = None
    seen_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """Hold everything read off one table, feed or export.

    `format` names it for people: "letterboxd ratings", "imdb ratings", "rotten tomatoes critics", "letterboxd
    feed", "feed", "table"; "unreadable" comes with a problem. `mapping` says which field each column was read as,
    `guessed` which of these columns are a guess, `columns` every column there is. `skipped` counts what has no
    row, or no importable one, by reason.
    """

    file: str
    format: str
    rows: Collection[Row] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)


def unreadable(file: str, message: str, line: int | None = None) -> TableReading:
    """Return the reading of something that gives no rows, with the sentence a person is told."""
    return TableReading(file, "unreadable", problems=(Problem(line, message),))


def _film_to_dict(film: ReadFilm) -> dict[str, Any]:
    names = ReadFilm.__dataclass_fields__
    return {name: value for name in names if (value := getattr(film, name)) not in (None, ())}


def _film_from_dict(data: Mapping[str, Any]) -> ReadFilm:
    plain: dict[str, Any] = {n: tuple(value) if isinstance(value, list | tuple) else value for n, value in data.items()}
    if "ids" in plain:
        plain["ids"] = tuple((catalogue, id_) for catalogue, id_ in plain["ids"])
    return ReadFilm(**plain)


def _review_to_dict(review: ReadReview, film: ReadFilm) -> dict[str, Any]:
    # A draft can hold 50,000 rows: what is empty is left out, and so is the film that the row states already.
    nothing = review_to_dict(ReadReview(ReadFilm()))
    data = {name: value for name, value in review_to_dict(review).items() if value != nothing[name]}
    data.pop("film", None)
    return data if review.film == film else data | {"film": _film_to_dict(review.film)}


def _review_from_dict(data: Mapping[str, Any], film: ReadFilm) -> ReadReview:
    nothing = review_to_dict(ReadReview(ReadFilm()))
    review = review_from_dict({**nothing, **data, "film": nothing["film"]})
    return replace(review, film=_film_from_dict(data["film"]) if "film" in data else film)


def row_to_dict(row: Row) -> dict[str, Any]:
    """Return the row as plain JSON values without its empty fields; `row_from_dict` gives the same row back."""
    data: dict[str, Any] = {"number": row.number, "line": row.line, "kind": row.kind.value}
    data["film"] = _film_to_dict(row.film)
    data |= {name: value for name in _PLAIN if (value := getattr(row, name)) is not None}
    data |= {name: day.isoformat() for name in _DATES if (day := getattr(row, name))}
    data |= {name: list(many) for name in _LISTS if (many := getattr(row, name))}
    if row.review:
        data["review"] = _review_to_dict(row.review, row.film)
    if row.problem:
        data["problem"] = [row.problem.line, row.problem.message]
    return data


def row_from_dict(data: Mapping[str, Any]) -> Row:
    """Return the row that `row_to_dict` wrote; raise KeyError where a field is missing."""
    film = _film_from_dict(data["film"])
    fields: dict[str, Any] = {name: data[name] for name in _PLAIN if name in data}
    fields |= {name: date.fromisoformat(data[name]) for name in _DATES if name in data}
    fields |= {name: tuple(data[name]) for name in _LISTS if name in data}
    if "review" in data:
        fields["review"] = _review_from_dict(data["review"], film)
    if "problem" in data:
        fields["problem"] = Problem(*data["problem"])
    return Row(data["number"], data["line"], film, RowKind(data["kind"]), **fields)


def table_to_dict(reading: TableReading) -> dict[str, Any]:
    """Return the reading as plain JSON values, from which `table_from_dict` gives the same reading back."""
    return {
        "file": reading.file,
        "format": reading.format,
        "rows": [row_to_dict(row) for row in reading.rows],
        "mapping": dict(reading.mapping),
        "guessed": sorted(reading.guessed),
        "columns": list(reading.columns),
        "problems": [[problem.line, problem.message] for problem in reading.problems],
        "skipped": dict(reading.skipped),
    }


def table_from_dict(data: Mapping[str, Any]) -> TableReading:
    """Return the reading that `table_to_dict` wrote; raise KeyError where a field is missing."""
    return TableReading(
        file=data["file"],
        format=data["format"],
        rows=tuple(row_from_dict(row) for row in data["rows"]),
        mapping=dict(data["mapping"]),
        guessed=frozenset(data["guessed"]),
        columns=tuple(data["columns"]),
        problems=tuple(Problem(*problem) for problem in data["problems"]),
        skipped=dict(data["skipped"]),
    )
