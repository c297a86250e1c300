"""The rows of a member's own history -> what each says about one film, or why it is not imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.histories import HistoryRow
from bot.intake.reading import PageReading
from bot.intake.row_drafts import film_of
from bot.intake.rows import Row, RowKind, TableReading

_NO_TABLE = "It is no table: hand in a Letterboxd or IMDb export, or a table with titles and ratings."
_WHY_NOT = {
    RowKind.WATCHED: "Watched, but not rated.",
    RowKind.WATCHLIST: "On the watchlist, not rated.",
    RowKind.REVIEW: "A review without a rating in stars.",
}


def member_rows(readings: Sequence[PageReading | TableReading]) -> list[HistoryRow]:
    """Return every row of the tables among the readings, those that cannot be imported with their reason."""
    return [_row(reading, row) for reading in readings if isinstance(reading, TableReading) for row in reading.rows]


def file_remarks(readings: Sequence[PageReading | TableReading]) -> list[str]:
    """Return what a member should know about whole files: what was not read, mended or taken for something."""
    return [remark for reading in readings for remark in _remarks(reading)]


def _remarks(reading: PageReading | TableReading) -> Iterator[str]:
    name = reading.file.rpartition("/")[2]
    if isinstance(reading, PageReading):
        yield f"{name}: {_NO_TABLE}"
        return
    for problem in reading.problems:
        line = f", line {problem.line}" if problem.line else ""
        yield f"{name}{line}: {problem.message}"
    if not reading.rows:
        yield from (f"{name}: {count} × {reason}, not imported." for reason, count in reading.skipped.items())


def _row(reading: TableReading, row: Row) -> HistoryRow:
    place = "; ".join(row.seen_in) or f"{reading.file.rpartition('/')[2]}, line {row.line}"
    return HistoryRow(
        place=place,
        film=film_of(row.film),
        half_stars=row.half_stars,
        note=row.note,
        rated_on=row.rated_on or row.watched_on,
        skipped=_why_not(row),
        remark=row.problem.message if row.problem else None,
    )


def _why_not(row: Row) -> str | None:
    problem = row.problem.message if row.problem else None
    if row.kind is RowKind.SKIP:
        return problem or "The row has no rating."
    if row.review is not None and (row.review.critic or row.review.outlet):
        return "A critic's review: an admin brings it with /import files."
    if row.half_stars is None:
        return problem or _WHY_NOT.get(row.kind, "The row has no rating.")
    return None
