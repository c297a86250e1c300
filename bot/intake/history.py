"""The parts of a member's Letterboxd export -> one row a film: the latest rating, the latest note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.intake.reading import Problem
from bot.intake.rows import Row, RowKind, TableReading

HISTORY = "letterboxd history"
MERGED = "more rows about the same film"
_OTHERS = ("letterboxd feed", "letterboxd import")
_NAMESAKES = "Several films have this title and year: which one is it?"


def is_history(reading: TableReading) -> bool:
    """Tell whether a reading is a part of a Letterboxd export."""
    return reading.format.startswith("letterboxd ") and reading.format not in _OTHERS


def merge_history(readings: Sequence[TableReading], file: str = "") -> TableReading:
    """Return one reading with one row a film, from the parts of one member's export.

    The latest rating wins, a rating given on the same day in `ratings.csv` over one in the diary; the note is the
    latest review's; tags come together. Rows that are skipped stay as they are. Merging again changes nothing.
    """
    rows = [_placed(row, reading.file) for reading in _current_first(readings) for row in reading.rows]
    films = [row for row in rows if row.kind is not RowKind.SKIP]
    merged = [_merge(group) for group in _groups(films)]
    kept = [*merged, *(row for row in rows if row.kind is RowKind.SKIP)]
    counts = sum((Counter(reading.skipped) for reading in readings), Counter[str]())
    counts[MERGED] += len(films) - len(merged)
    return TableReading(
        file or ", ".join(reading.file for reading in readings),
        HISTORY,
        tuple(replace(row, number=number) for number, row in enumerate(kept, 1)),
        problems=tuple(_named(problem, each) for each in readings for problem in each.problems),
        skipped=dict(+counts),
    )


def _current_first(readings: Sequence[TableReading]) -> list[TableReading]:
    # `ratings.csv` holds what counts today; on equal days it goes before what was logged.
    return sorted(readings, key=lambda reading: reading.format != "letterboxd ratings")


def _placed(row: Row, file: str) -> Row:
    name = file.rpartition("/")[2]
    return row if row.seen_in else replace(row, seen_in=(f"{name}, line {row.line}",))


def _named(problem: Problem, reading: TableReading) -> Problem:
    if reading.format == HISTORY:
        return problem
    return Problem(problem.line, f"{reading.file.rpartition('/')[2]}: {problem.message}")


def _groups(rows: Iterable[Row]) -> list[list[Row]]:
    """Return the rows of each film together: by title and year, and by the film's address where namesakes need it."""
    titled: dict[tuple[str | None, int | None], list[Row]] = {}
    for row in rows:
        titled.setdefault((row.film.title, row.film.year), []).append(row)
    groups: list[list[Row]] = []
    for together in titled.values():
        if len({row.film.ids for row in together if row.film.ids}) > 1:
            groups += _namesakes(together)
        else:
            groups.append(together)
    return groups


def _namesakes(rows: Sequence[Row]) -> list[list[Row]]:
    """Return groups by address; an entry of the diary has none of the film's, so a person has to say."""
    groups: dict[object, list[Row]] = {}
    for row in rows:
        if row.film.ids:
            groups.setdefault(row.film.ids, []).append(row)
        else:
            groups[row.seen_in] = [replace(row, problem=Problem(row.line, _NAMESAKES))]
    return list(groups.values())


def _merge(rows: Sequence[Row]) -> Row:
    rated = _latest(rows, lambda row: row.half_stars is not None)
    noted = _latest(rows, lambda row: row.note is not None)
    base = rated or noted or rows[0]
    repeats = [row.rewatch for row in rows if row.rewatch is not None]
    return replace(
        base,
        film=next((row.film for row in rows if row.film.ids), base.film),
        kind=_kind(rows, rated, noted),
        note=noted.note if noted else None,
        review=noted.review if noted else None,
        watched_on=max((row.watched_on for row in rows if row.watched_on), default=None),
        rewatch=any(repeats) if repeats else None,
        tags=tuple(dict.fromkeys(tag for row in rows for tag in row.tags)),
        problem=next((row.problem for row in rows if row.problem), None),
        seen_in=tuple(dict.fromkeys(place for row in rows for place in row.seen_in)),
    )


def _kind(rows: Sequence[Row], rated: Row | None, noted: Row | None) -> RowKind:
    if noted:
        return RowKind.REVIEW
    if rated:
        return RowKind.RATING
    return RowKind.WATCHLIST if all(row.kind is RowKind.WATCHLIST for row in rows) else RowKind.WATCHED


def _latest(rows: Iterable[Row], fits: Callable[[Row], bool]) -> Row | None:
    """Return the latest of the rows that fit, the first of those of one day."""
    return max(filter(fits, rows), key=lambda row: row.rated_on or row.watched_on or date.min, default=None)
