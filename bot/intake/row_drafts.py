"""The rows of a table, a feed or an export -> drafts of reviews, each with the line it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.drafts import Draft, Remark, Table, nothing_read
from bot.domain.grades import Grade
from bot.domain.reviews import Review
from bot.domain.titles import Film
from bot.intake.history import is_history
from bot.intake.page_drafts import drafts_of, review_of
from bot.intake.page_drafts import film_of as film_of
from bot.intake.reading import PageReading, ReadReview
from bot.intake.rows import Row, RowKind, TableReading
from bot.intake.table_formats import CRITICS, CRITICS_FILMS

GENERIC = "table"
_OWN = "These are somebody's own ratings: that member brings them with /myratings import."
_ONE_RATING = "No critic, outlet or text: own ratings come with /myratings import."
_NO_ROWS = "It has no rows."
_FILM = {
    "title": "film.title",
    "year": "film.year",
    "directors": "film.directors",
    "cast": "film.cast",
    "runtime_minutes": "film.runtime_minutes",
    "certificate": "film.certificate",
    "genres": "film.genres",
    "original_title": "film.original_title",
    "language": "film.language",
}
_REVIEW = ("critic", "outlet", "url", "published", "language", "grade", "sub_grades", "after_credits", "body")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Hold what files handed in together give: the tables among them, and drafts in their order."""

    tables: tuple[Table, ...]
    drafts: Iterator[Draft]
    count: int


def handed_in(readings: Sequence[PageReading | TableReading]) -> HandedIn:
    """Return the drafts of everything that was read; they are made one by one as they are asked for."""
    formats = {reading.format for reading in readings if isinstance(reading, TableReading)}
    # The films that critics' rows name by a number are in those rows by now.
    kept = [each for each in readings if CRITICS not in formats or getattr(each, "format", "") != CRITICS_FILMS]
    tables = [reading for reading in kept if isinstance(reading, TableReading)]
    return HandedIn(tuple(map(table_of, tables)), _each(kept), sum(map(_count, kept)))


def table_of(reading: TableReading) -> Table:
    """Return how a table was read, as it is kept beside its rows."""
    remarks = tuple(Remark(problem.line, problem.message) for problem in reading.problems)
    return Table(
        reading.file,
        reading.format,
        reading.columns,
        dict(reading.mapping),
        reading.guessed,
        remarks,
        can_be_corrected=reading.format == GENERIC,
    )


def rows_drafted(reading: TableReading, table: int) -> Iterator[Draft]:
    """Yield a draft for each row; a file that holds no critics' reviews gives one draft that says so."""
    if why := _no_reviews(reading):
        yield replace(nothing_read(reading.file, why), table=table)
        return
    for row in reading.rows:
        yield draft_of_row(reading.file, row, table)


def draft_of_row(file: str, row: Row, table: int) -> Draft:
    """Return the draft of one row; what it does not state is empty, and every field stands on the row's line."""
    name = f"{file}, line {row.line}"
    problem = row.problem.message if row.problem else None
    if row.kind is RowKind.SKIP and not row.film.title and row.review is None:
        return replace(nothing_read(name, problem or "The row says nothing."), table=table)
    # A rating with a text beside it is a review of whoever wrote it, also where nobody is named.
    is_review = row.kind is RowKind.REVIEW or (row.kind is RowKind.RATING and row.review is not None)
    film, review = film_of(row.film), _review(row)
    return Draft(
        name=name,
        film=film,
        review=review,
        evidence=_evidence(row, film, review),
        remarks=(Remark(row.line, problem),) if problem and is_review else (),
        is_review=is_review,
        reason=None if is_review else problem or _ONE_RATING,
        table=table,
    )


def _each(readings: Iterable[PageReading | TableReading]) -> Iterator[Draft]:
    tables = 0
    for reading in readings:
        if isinstance(reading, TableReading):
            yield from rows_drafted(reading, tables)
            tables += 1
        else:
            yield from drafts_of(reading)


def _count(reading: PageReading | TableReading) -> int:
    if isinstance(reading, PageReading):
        return max(1, len(reading.reviews))
    return 1 if _no_reviews(reading) else len(reading.rows)


def _no_reviews(reading: TableReading) -> str | None:
    """Return why nothing of a file can be a critic's review, or None."""
    if is_history(reading) or reading.format in ("letterboxd import", "imdb ratings", "imdb watchlist"):
        return _OWN
    if reading.rows:
        return None
    if reading.skipped:
        return f"It holds {next(iter(reading.skipped))}, which nobody imports by themselves."
    return reading.problems[0].message if reading.problems else _NO_ROWS


def _review(row: Row) -> Review:
    read = row.review or ReadReview(row.film, grade=_own_grade(row), body=row.note or "", published=row.rated_on)
    return review_of(read)


def _own_grade(row: Row) -> Grade | None:
    return Grade(row.printed, None if row.half_stars is None else row.half_stars * 10.0) if row.printed else None


def _evidence(row: Row, film: Film, review: Review) -> dict[str, tuple[int, ...]]:
    line = (row.line,)
    proof: dict[str, tuple[int, ...]] = {key: line for name, key in _FILM.items() if getattr(film, name)}
    return proof | {name: line for name in _REVIEW if getattr(review, name)}
