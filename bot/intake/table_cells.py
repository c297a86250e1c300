"""The text of a CSV file -> its columns and records, with the line of each, and a word for every line left out."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

from bot.intake.reading import Problem
from bot.intake.table_text import LONGEST_LINE, MOST_ROWS

DELIMITERS = ",;\t|"
MOST_COLUMNS = 200
EMPTY_LINES = "empty lines"
_MOST_BROKEN = 200  # rows whose quotes do not close: behind so many the rest is given up, so that time stays linear
_SAMPLE_LINES = 30
_UNCLOSED = "A quotation mark opens on this line and is not closed: close it, or take it out."
_RULE = frozenset("|:- \t\r\n")
_SEPARATOR = re.compile(r"^sep=(?P<delimiter>[,;\t|])\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """Hold one record: the 1-based line it begins on, its cells, and what is wrong with it, if anything."""

    line: int
    cells: Sequence[str]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold a table as text: unique column names, records as wide as the columns, unless they carry a problem."""

    columns: tuple[str, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    skipped: Counter[str] = field(default_factory=Counter)


def read_grid(text: str, delimiter: str | None = None) -> Grid:
    """Return the grid in a CSV text; its first record names the columns."""
    lines = _without_frame(list(StringIO(text, newline="")))
    start = 0
    if lines and (stated := _SEPARATOR.match(lines[0])):
        delimiter, start = stated["delimiter"], 1
    delimiter = delimiter or find_delimiter(lines)
    problems: list[Problem] = []
    skipped: Counter[str] = Counter()
    records = _without_empty(_records(_bounded(lines, problems), start, delimiter), skipped)
    first = next(records, None)
    if first is None:
        return Grid((), (), tuple(problems), skipped)
    if len(first.cells) > MOST_COLUMNS:
        message = f"The header has {len(first.cells):,} columns; a table may have {MOST_COLUMNS}."
        return Grid((), (), (Problem(first.line, message),), skipped)
    kept = list(islice(records, MOST_ROWS + 1))
    if len(kept) > MOST_ROWS:
        problems.append(too_many_rows(kept.pop().line))
    columns = name_columns(first.cells)
    return Grid(columns, tuple(fit(record, len(columns)) for record in kept), tuple(problems), skipped)


def too_many_rows(line: int | None) -> Problem:
    """Return the problem of a table that goes on behind the last row that is read."""
    return Problem(line, f"Only the first {MOST_ROWS:,} rows were read: split the file and hand in the rest.")


def find_delimiter(lines: Sequence[str]) -> str:
    """Return the character that parts the first lines into the most columns, the same number in each."""
    sample = [line[:4000] for line in lines[:_SAMPLE_LINES]]

    def fitness(delimiter: str) -> tuple[float, int]:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter) if cells]
        if not widths or widths[0] < 2:
            return 0.0, 0
        return round(widths.count(widths[0]) / len(widths), 1), widths[0]

    return max(DELIMITERS, key=fitness)


def name_columns(cells: Sequence[str]) -> tuple[str, ...]:
    """Return a name of its own for each column: `Rating` and `Rating (2)`, `column 3` where there is none."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = stem = " ".join(cell.split())[:80] or f"column {number}"
        again = 1
        while name in names:
            again += 1
            name = f"{stem} ({again})"
        names.append(name)
    return tuple(names)


def fit(record: Record, width: int) -> Record:
    """Return the record as wide as the table; where cells are missing or left over it carries a problem."""
    cells = record.cells
    if len(cells) == width or record.problem:
        return record
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return Record(record.line, cells[:width])
    message = f"The row has {len(cells)} cells and the header {width}: put in what is missing, or quote the commas."
    return Record(record.line, cells, message)


def _without_frame(lines: list[str]) -> list[str]:
    """Return the lines of a Markdown table without the bars around them and the rule below its header."""
    if len(lines) < 2 or not lines[0].startswith("|") or not ("---" in lines[1] and set(lines[1]) <= _RULE):
        return lines
    framed = [
        line.strip().removeprefix("|").removesuffix("|") + "\n" if line.startswith("|") else line for line in lines
    ]
    framed[1] = "\n"
    return framed


def _bounded(lines: list[str], problems: list[Problem]) -> list[str]:
    for number, line in enumerate(lines):
        if len(line) > LONGEST_LINE:
            message = f"Line {number + 1} has more than {LONGEST_LINE:,} characters and was left out."
            problems.append(Problem(number + 1, message))
            lines[number] = "\n"
    return lines


def _without_empty(records: Iterator[Record], skipped: Counter[str]) -> Iterator[Record]:
    for record in records:
        if record.problem or any(cell and not cell.isspace() for cell in record.cells):
            yield record
        elif record.cells:
            skipped[EMPTY_LINES] += 1


def _from(lines: Sequence[str], start: int) -> Iterator[str]:
    return (lines[index] for index in range(start, len(lines)))


def _records(lines: Sequence[str], start: int, delimiter: str) -> Iterator[Record]:
    """Yield each record; one whose quotes are out of order costs its own line only, not those behind it."""
    broken = 0
    while start < len(lines):
        # Strict, or a quotation mark that nobody closes swallows the rows behind it without a word.
        reader = csv.reader(_from(lines, start), delimiter=delimiter, strict=True)
        done = 0
        try:
            for cells in reader:
                yield Record(start + done + 1, cells)
                done = reader.line_num
            return
        except csv.Error as error:
            first, last = start + done, start + reader.line_num
            record, start = _mended(lines, first, last, delimiter, str(error))
        yield record
        broken += last - first > 1
        if broken > _MOST_BROKEN:
            yield Record(start + 1, (), "The quotation marks are out of order; nothing was read from this line on.")
            return


def _mended(lines: Sequence[str], first: int, last: int, delimiter: str, error: str) -> tuple[Record, int]:
    """Return the record at a broken place, and the index of the line to go on with."""
    if "field limit" in error:
        limit = f"A cell has more than {csv.field_size_limit():,} characters; the row was not read."
        return Record(first + 1, (), limit), _end_of_quotes(lines, first)
    # Quotes within one line, `"Alien" again,8`: what is meant is plain enough.
    cells = next(csv.reader([lines[first]], delimiter=delimiter), [])
    open_ = last - first > 1 or lines[first].count('"') % 2
    return Record(first + 1, cells, _UNCLOSED if open_ else None), first + 1


def _end_of_quotes(lines: Sequence[str], first: int) -> int:
    marks = 0
    for index in range(first, len(lines)):
        marks += lines[index].count('"')
        if marks % 2 == 0:
            return index + 1
    return first + 1
