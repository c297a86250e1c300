"""A table whose columns nobody explained -> what each is taken for: by its name, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.domain.printed_grades import is_grade_alone, number
from bot.intake.reading import Problem
from bot.intake.table_cells import Grid, Record, name_columns
from bot.intake.table_fields import fields_by_name, is_numbering, is_others_rating
from bot.intake.table_values import read_date

_SAMPLE = 300
_MOST = 0.8
_LONGEST_TITLE = 120
_LONG_TEXT = 80
_YEAR = re.compile(r"(?:18[89]|19\d|20[0-4])\d(?:\.0)?")
_LINK = re.compile(r"https?://\S+")
_IMDB = re.compile(r"tt\d{6,10}|https?://\S*imdb\.com/title/tt\d+\S*")
_LETTERBOXD = re.compile(r"https?://(?:boxd\.it|letterboxd\.com)/\S*")
_SCALES = (5, 10, 20, 100)
_STARS_OF_CRITICS = 4  # many critics give up to four stars, so numbers up to 4 say nothing about their scale


@dataclass(frozen=True, slots=True)
class Guess:
    """Hold what the columns are taken for, which of that is a guess, and the questions it leaves."""

    mapping: dict[str, str]
    guessed: frozenset[str]
    problems: tuple[Problem, ...] = ()


def guess_mapping(grid: Grid) -> Guess:
    """Return what each column is taken for; a column that says nothing is left out."""
    mapping = _without_text_ratings(fields_by_name(grid.columns), grid)
    guessed = set()
    for field, fits in _TESTS:
        if field in {value.partition("/")[0] for value in mapping.values()}:
            continue
        if column := _best_column(grid, mapping, fits):
            mapping[column] = field
            guessed.add(column)
    problems = _scale_rating(grid, mapping, guessed)
    return Guess(mapping, frozenset(guessed), problems)


def with_header(grid: Grid) -> Grid:
    """Return the grid with numbered columns where its first record is no header but a row like the others."""
    if not grid.columns or fields_by_name(grid.columns):
        return grid
    if not any(_YEAR.fullmatch(name) or _LINK.match(name) or number(name) is not None for name in grid.columns):
        return grid
    first = Record(1, grid.columns)
    return replace(grid, columns=name_columns([""] * len(grid.columns)), records=(first, *grid.records))


def cells_of(grid: Grid, column: str, most: int = _SAMPLE) -> list[str]:
    """Return the first cells of a column that hold something."""
    index = grid.columns.index(column)
    whole = (record.cells for record in grid.records[:most] if len(record.cells) == len(grid.columns))
    return [cell for cells in whole if (cell := cells[index].strip())]


def _share(cells: Sequence[str], fits: Callable[[str], object]) -> float:
    return sum(bool(fits(cell)) for cell in cells) / len(cells) if cells else 0.0


def _best_column(grid: Grid, mapping: dict[str, str], fits: Callable[[Sequence[str]], bool]) -> str | None:
    for column in grid.columns:
        if column in mapping or is_others_rating(column) or is_numbering(column):
            continue
        cells = cells_of(grid, column)
        if cells and fits(cells):
            return column
    return None


def _is_rating(cell: str) -> bool:
    value = number(cell)
    return (value is not None and 0 <= value <= 100) or is_grade_alone(cell)


def _is_title(cells: Sequence[str]) -> bool:
    wordy = _share(cells, lambda cell: len(cell) <= _LONGEST_TITLE and not _is_rating(cell) and not _LINK.match(cell))
    return wordy >= _MOST and len(set(cells)) > len(cells) / 2 and _share(cells, read_date) < 1 - _MOST


def _are_ratings(cells: Sequence[str]) -> bool:
    counts = [str(number) for number in range(1, len(cells) + 1)]
    return _share(cells, _is_rating) >= _MOST and (len(cells) < 3 or list(cells) != counts)


_TESTS: tuple[tuple[str, Callable[[Sequence[str]], bool]], ...] = (
    ("imdb", lambda cells: _share(cells, _IMDB.fullmatch) >= _MOST),
    ("letterboxd", lambda cells: _share(cells, _LETTERBOXD.fullmatch) >= _MOST),
    ("url", lambda cells: _share(cells, _LINK.fullmatch) >= _MOST),
    ("year", lambda cells: _share(cells, _YEAR.fullmatch) >= _MOST),
    ("rated_on", lambda cells: _share(cells, read_date) >= _MOST and max(map(len, cells)) <= 40),
    ("rating", _are_ratings),
    ("title", _is_title),
    ("text", lambda cells: sum(map(len, cells)) / len(cells) > _LONG_TEXT),
)


def _without_text_ratings(mapping: dict[str, str], grid: Grid) -> dict[str, str]:
    """Return the mapping with columns named "note" or "nota" as what they hold: numbers or sentences."""
    fields = set(mapping.values())
    for column, field in list(mapping.items()):
        cells = cells_of(grid, column)
        if field == "rating" and cells and _share(cells, _is_rating) < 0.5 and _share(cells, _looks_like_text) > 0.5:
            mapping[column] = "text"
            if "text" in fields:
                del mapping[column]
        if field == "text" and "rating" not in fields and cells and _share(cells, _is_rating) >= _MOST:
            mapping[column] = "rating"
    return mapping


def _looks_like_text(cell: str) -> bool:
    return len(cell.split()) > 3


def _scale_rating(grid: Grid, mapping: dict[str, str], guessed: set[str]) -> tuple[Problem, ...]:
    """Guess the scale of bare numbers from the largest; ask where they could be stars out of four."""
    column = next((name for name, field in mapping.items() if field == "rating"), None)
    if column is None:
        return ()
    values = [value for cell in cells_of(grid, column, len(grid.records)) if (value := number(cell)) is not None]
    if not values:
        return ()
    top = next((scale for scale in _SCALES if max(values) <= scale), None)
    if top is None:
        return (Problem(None, f"The numbers in “{column}” go up to {max(values):g}: on which scale are they?"),)
    if max(values) <= _STARS_OF_CRITICS and {"critic", "outlet"} & set(mapping.values()):
        return (Problem(None, f"The numbers in “{column}” go up to {max(values):g}: out of 4, 5 or 10?"),)
    mapping[column] = f"rating/{top}"
    guessed.add(column)
    return (Problem(None, f"The numbers in “{column}” are read as out of {top}, by the largest: correct it if not."),)
