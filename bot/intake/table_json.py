"""JSON and JSON Lines -> the same grid that a CSV file gives."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from bot.intake.reading import Problem
from bot.intake.table_cells import MOST_COLUMNS, Grid, Record, name_columns, too_many_rows
from bot.intake.table_text import MOST_ROWS

_LONGEST_CELL = 131_072
_DEEPEST = 3
_MOST_IN_LIST = 50
_NOT_AN_OBJECT = "This is no JSON object."
_BROKEN = "The JSON breaks off or has an error here; nothing was read from this line on."


def looks_like_json(text: str) -> bool:
    """Tell whether a text is a JSON list or object, or JSON Lines, not Markdown that opens with a bracket."""
    head = "".join(text.lstrip()[:200].split())[:2]
    return head in ('{"', "{}", "[{", "[]")


def read_json_grid(text: str) -> Grid:
    """Return the grid in JSON Lines, a JSON list, or the first list in a JSON object; never raises on content."""
    objects = list(islice(_objects(text), MOST_ROWS + 1))
    problems = []
    if len(objects) > MOST_ROWS:
        problems.append(too_many_rows(objects.pop()[0]))
    flat = [(line, _flatten(value) if isinstance(value, dict) else None, value) for line, value in objects]
    names = dict.fromkeys(name for _, cells, _ in flat if cells for name in cells)
    if len(names) > MOST_COLUMNS:
        message = f"The objects have {len(names):,} different keys; a table may have {MOST_COLUMNS} columns."
        return Grid((), (), (Problem(None, message),))
    records = []
    for line, cells, value in flat:
        problem = value.message if isinstance(value, _Fault) else _NOT_AN_OBJECT
        found = [cells.get(name, "") for name in names] if cells is not None else []
        records.append(Record(line, found, None if cells is not None else problem))
    return Grid(name_columns(list(names)), tuple(records), tuple(problems), Counter())


class _Fault:
    """Stand where a value should be that cannot be read."""

    def __init__(self, message: str) -> None:
        self.message = message


class _Cursor:
    """Walk through a text value by value, counting its lines."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.line = text, 0, 1
        # NaN and Infinity are no JSON, yet Python writes them: as text they are at least seen.
        self._decoder = json.JSONDecoder(parse_constant=str)

    def move(self, to: int) -> None:
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def skip(self, blanks: str = " \t\r\n") -> str:
        """Move behind blanks and return the character there, empty at the end."""
        to = self.at
        while to < len(self.text) and self.text[to] in blanks:
            to += 1
        self.move(to)
        return self.text[to : to + 1]

    def value(self) -> Any:
        """Return the JSON value here and move behind it; a fault, and the end of the text, where there is none."""
        try:
            value, end = self._decoder.raw_decode(self.text, self.at)
        except (ValueError, RecursionError):
            self.move(len(self.text))
            return _Fault(_BROKEN)
        self.move(end)
        return value


def _objects(text: str) -> Iterator[tuple[int, Any]]:
    """Yield each object with the line it begins on."""
    cursor = _Cursor(text)
    if cursor.skip() == "[":
        cursor.move(cursor.at + 1)
        yield from _values(cursor)
        return
    start = cursor.at
    first = cursor.value()
    inner = next((key for key, value in first.items() if _is_rows(value)), None) if isinstance(first, dict) else None
    behind = cursor.skip()
    cursor.at, cursor.line = start, 1 + text.count("\n", 0, start)
    if inner is not None and not behind:
        _enter(cursor, inner)
    yield from _values(cursor)


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value[:20])


def _enter(cursor: _Cursor, key: str) -> None:
    """Move behind the bracket that opens the list under a key of the object here."""
    cursor.move(cursor.at + 1)
    while True:
        cursor.skip(" \t\r\n,")
        name = cursor.value()
        cursor.skip(" \t\r\n:")
        if name == key or isinstance(name, _Fault):
            cursor.move(cursor.at + 1)
            return
        cursor.value()


def _values(cursor: _Cursor) -> Iterator[tuple[int, Any]]:
    while cursor.skip(" \t\r\n,") not in ("", "]"):
        line = cursor.line
        value = cursor.value()
        yield line, value
        if isinstance(value, _Fault):
            return


def _flatten(value: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, each in value.items():
        name = f"{prefix}{key}"
        if isinstance(each, dict) and depth < _DEEPEST:
            cells |= _flatten(each, f"{name}.", depth + 1)
        else:
            cells[name] = _cell(each, depth)
    return cells


def _cell(value: object, depth: int) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        if isinstance(value, dict) or depth > _DEEPEST:
            return "…"  # str() of something nested a thousand deep would raise
        return ", ".join(_cell(each, depth + 1) for each in value[:_MOST_IN_LIST])[:_LONGEST_CELL]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:_LONGEST_CELL]
