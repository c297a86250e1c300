"""Whom a pick is for: one member, several, or the whole club, as one row of ratings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from bot.domain.pick_axis import Axis
from bot.domain.pick_facts import Column, Floats, Ints
from bot.domain.pick_table import Table, repeated, tally

Members: TypeAlias = int | Iterable[int] | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Hold the ratings of `size` people, of whom those that `starts` begins have rated something that is weighed.

    Each rating: `columns` its film's place, `values` what it counts, `shares` its share of the mean row, in which
    everybody weighs the same however much they rated; `users` who it is of, `high` whether it is of a film they loved.
    """

    size: int
    columns: Ints
    values: Floats
    shares: Floats
    starts: Ints
    users: Column
    liking: Floats
    high: Column

    @property
    def depth(self) -> float:
        """Return how many ratings those who rated have, on average."""
        return len(self.columns) / max(1, len(self.starts))

    def row(self, films: int) -> tuple[Ints, Floats]:
        """Return the mean row over the first `films` places: which are rated, and how much each counts."""
        total = tally(self.columns, films, self.shares)
        rated = np.flatnonzero(total)
        return rated, total[rated]


def crowd_of(table: Table, axis: Axis, members: Members) -> Crowd:
    """Gather the ratings of members: one id, several, or None for everyone who rated. Unknown ids have none."""
    size, chosen = _chosen(table, members)
    begins, ends = table.starts[chosen], table.starts[chosen + 1]
    owner, rows = repeated(chosen, ends - begins), _ranges(begins, ends)
    inside = axis.place[table.column[rows]] < len(axis)
    rows, owner = rows[inside], owner[inside]
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    values = table.value[rows]
    length = np.sqrt(np.add.reduceat(values**2, starts)) if len(starts) else values
    shares = values / repeated(length, np.diff(starts, append=len(rows))) / max(1, size)
    columns = axis.place[table.column[rows]]
    return Crowd(size, columns, values, shares, starts, table.users[owner], table.liking[rows], table.high[rows])


def who_rated(table: Table, films: Collection[int]) -> list[int] | None:
    """Return the ids of those who rated exactly these films, or None where nobody did."""
    if not films or not len(table.column):
        return None
    among = np.isin(table.films, np.asarray(list(films)))[table.column]
    inside = np.add.reduceat(among, table.starts[:-1], dtype=np.int64)
    same = (inside == len(set(films))) & (np.diff(table.starts) == inside)
    return table.users[same].tolist() or None


def _ranges(begins: Ints, ends: Ints) -> Ints:
    """Return all numbers from each beginning up to its end, one range after the other; none of them is empty."""
    counts = ends - begins
    steps = np.ones(int(counts.sum()), np.int64)
    if len(begins):
        steps[np.cumsum(counts) - counts] = begins - np.concatenate(([0], ends[:-1] - 1))
    return np.cumsum(steps)


_NONE = np.empty(0, np.int64)


def _chosen(table: Table, members: Members) -> tuple[int, Ints]:
    """Return how many people are meant, and which of the table's users they are."""
    if members is None:
        return len(table.users), np.arange(len(table.users))
    named = list(members) if isinstance(members, Iterable) and not isinstance(members, str) else [members]
    if not named or not len(table.users):
        return len(set(named)), _NONE
    asked = np.unique(np.asarray(named))
    at = np.minimum(np.searchsorted(table.users, asked), len(table.users) - 1)
    return len(asked), at[table.users[at] == asked]
