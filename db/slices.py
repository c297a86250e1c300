"""Queries about many values, cut into pieces that fit SQLite's limit on parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from sqlite3 import Row
from typing import TypeVar

from db.database import Database

_SLICE = 500  # SQLite's oldest limit on parameters is 999
_T = TypeVar("_T")


async def in_slices(
    database: Database, sql: Callable[[str], str], first: Sequence[object], values: Sequence[object]
) -> list[Row]:
    """Return the rows of a query whose parameters are the `first` ones, with the server, and some of the values.

    `sql` makes the query from as many marks as there are values in a slice.
    """
    found: list[Row] = []
    for some in slices(values):
        found += await database.fetch_all(sql(", ".join("?" * len(some))), (*first, *some))
    return found


async def made_in_slices(
    database: Database,
    sql: Callable[[str], str],
    first: Sequence[object],
    values: Sequence[object],
    make: Callable[[Row], _T],
) -> list[_T]:
    """Return what `make` makes of each row that `in_slices` finds, slice by slice: the loop is never held for long."""
    made: list[_T] = []
    for some in slices(values):
        made += map(make, await in_slices(database, sql, first, some))
    return made


def slices(values: Sequence[_T], size: int = _SLICE) -> Iterator[Sequence[_T]]:
    """Cut a list into pieces, by default such that fit one query."""
    return (values[start : start + size] for start in range(0, len(values), size))
