"""The records of a table, read by its layout -> rows: what each says about one film."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.domain.grades import Grade
from bot.intake.reading import Problem, ReadFilm, ReadReview
from bot.intake.rows import Row, RowKind
from bot.intake.table_cells import Grid, Record
from bot.intake.table_fields import scale_of
from bot.intake.table_film import Cells, film_of, link, short
from bot.intake.table_formats import CRITICS, Layout
from bot.intake.table_values import half_stars, month_first, plain_text, read_date, read_grade, read_yes, split_list
from bot.intake.table_verdicts import Said, Verdict, judge
from bot.intake.written import plain

_DATES = ("rated_on", "watched_on", "published")
_BROKEN = "lines that do not fit the header"


def read_rows(grid: Grid, layout: Layout, films: Mapping[str, ReadFilm]) -> tuple[tuple[Row, ...], Counter[str]]:
    """Return a row for every record, in their order, and how many are skipped for which reason."""
    reader = RowReader(grid, layout, films)
    rows = tuple(reader.read(number, record) for number, record in enumerate(grid.records, 1))
    return rows, reader.skipped


def read_films(grid: Grid, layout: Layout) -> dict[str, ReadFilm]:
    """Return the films of a table that names each by an id, as Rotten Tomatoes' do."""
    reader = RowReader(grid, layout, {})
    films = {}
    for record in grid.records:
        cells = reader.cells(record)
        film = film_of(cells)
        if not record.problem and film.title and "film" in cells:
            films[cells["film"]] = film
    return films


@dataclass(slots=True, init=False)
class RowReader:
    """Read the records of one table; it remembers what repeats from row to row, dates and grades."""

    layout: Layout
    films: Mapping[str, ReadFilm]
    skipped: Counter[str]
    _fields: Sequence[tuple[int, str]]
    _top: float | None
    _months_first: Mapping[str, bool | None]
    _dates: dict[tuple[str, str], date | None] = field(default_factory=dict)
    _grades: dict[str, Grade] = field(default_factory=dict)

    def __init__(self, grid: Grid, layout: Layout, films: Mapping[str, ReadFilm]) -> None:
        self.layout, self.films, self.skipped = layout, films, Counter()
        self._dates, self._grades = {}, {}
        self._top = next((top for name in layout.mapping.values() if (top := scale_of(name))), None)
        places = {column: index for index, column in enumerate(grid.columns)}
        self._fields = [(places[column], name.partition("/")[0]) for column, name in layout.mapping.items()]
        self._months_first = {
            name: month_first(record.cells[index] for record in grid.records if index < len(record.cells))
            for index, name in self._fields
            if name in _DATES
        }

    def cells(self, record: Record) -> Cells:
        """Return the cells of a record that hold something, by field."""
        found = record.cells
        return {
            name: plain(cell) for index, name in self._fields if index < len(found) and (cell := found[index].strip())
        }

    def read(self, number: int, record: Record) -> Row:
        """Return the row of one record; one that cannot be imported is a `SKIP` with its problem."""
        said = self._said(self.cells(record))
        verdict = judge(said, self.layout)
        if record.problem:
            verdict = Verdict(RowKind.SKIP, record.problem, _BROKEN)
        if verdict.reason:
            self.skipped[verdict.reason] += 1
        return self._row(number, record.line, said, verdict)

    def _said(self, cells: Cells) -> Said:
        is_critics = self.layout.format == CRITICS or "critic" in cells or "outlet" in cells
        grade = self._grade(cells.get("rating"))
        scored = grade is not None and grade.score is not None and not is_critics
        return Said(
            cells=cells,
            film=self.films.get(cells.get("film", "")) or film_of(cells),
            grade=grade,
            stars=half_stars(grade.score) if scored and grade and grade.score is not None else None,
            text=plain_text(cells["text"]) if "text" in cells else "",
            days={name: self._date(name, cells[name]) for name in _DATES if name in cells},
            is_critics=is_critics,
        )

    def _row(self, number: int, line: int, said: Said, verdict: Verdict) -> Row:
        days, cells = said.days, said.cells
        return Row(
            number,
            line,
            said.film,
            verdict.kind,
            half_stars=said.stars or None,
            printed=said.grade.printed if said.grade else None,
            review=_review(said) if said.is_critics or said.text else None,
            rated_on=days.get("rated_on") or days.get("published"),
            watched_on=days.get("watched_on"),
            note=said.text or None if not said.is_critics else None,
            rewatch=self._rewatch(cells),
            tags=self.layout.tags + (split_list(cells["tags"]) if "tags" in cells else ()),
            problem=Problem(line, verdict.problem) if verdict.problem else None,
        )

    def _rewatch(self, cells: Cells) -> bool | None:
        if "rewatch" in cells:
            return read_yes(cells["rewatch"])
        return False if "rewatch" in self.layout.mapping.values() else None

    def _date(self, name: str, cell: str) -> date | None:
        if (name, cell) not in self._dates:
            self._dates[name, cell] = read_date(cell, self._months_first[name])
        return self._dates[name, cell]

    def _grade(self, cell: str | None) -> Grade | None:
        if cell is None:
            return None
        if cell not in self._grades:
            self._grades[cell] = read_grade(cell, self._top)
        return self._grades[cell]


def _review(said: Said) -> ReadReview:
    cells = said.cells
    return ReadReview(
        said.film,
        critic=short(cells.get("critic")),
        outlet=short(cells.get("outlet")),
        url=link(cells.get("url")),
        published=said.days.get("published") or said.days.get("rated_on"),
        language=cells.get("language", "")[:2].lower() or None,
        grade=said.grade,
        body=said.text,
    )
