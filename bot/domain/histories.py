"""A member's own ratings from elsewhere: what each row of a file states, and where it goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum

from bot.domain.drafts import Table
from bot.domain.known_films import KnownFilms, Remembered
from bot.domain.matching import Match
from bot.domain.titles import Film

#: In the middle of the day in UTC, a day without a time is that day nearly everywhere.
_NOON = time(12, tzinfo=UTC)
#: The row that holds a film so far: its position, its day, and where it stands.
_Holder = tuple[int, date, str]


class RowVerdict(StrEnum):
    """Name what is to be done with one row."""

    READY = "ready"
    NEEDS_YOU = "needs_you"
    SKIPPED = "skipped"
    LEFT_OUT = "left_out"


class Outcome(StrEnum):
    """Name what a row came to, or would: `kept` is the member's own rating that was to stay."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """Hold one row of a member's file; `place` says where it stands, `"ratings.csv, line 3"`.

    `half_stars` is 1..10; a row without it carries in `skipped` why it cannot be imported. `remark` is what was left
    out of a row that can.
    """

    place: str
    film: Film
    half_stars: int | None = None
    note: str | None = None
    rated_on: date | None = None
    skipped: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class MemberFile:
    """Hold what a member's file was read as: its rows, what is to be said about whole files, the tables in it."""

    rows: Collection[HistoryRow] = ()
    remarks: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Hold where a row goes: to a film that is here by its id, or (READY and None) to a new one."""

    verdict: RowVerdict
    film_id: int | None
    reason: str


def rated_at(row: HistoryRow, now: datetime) -> datetime | None:
    """Return the moment a rating counts from: noon (UTC) of the row's day where that lies in the past, else None."""
    moment = datetime.combine(row.rated_on, _NOON) if row.rated_on else None
    return moment if moment and moment < now else None


class RowPlacing:
    """Place the rows of one file in their order, some at a time; rows know the new films of those before them.

    Of several rows that rate one film the latest counts, the first of those of one day; the others are left out.
    """

    def __init__(self) -> None:
        self._known = KnownFilms(())
        self._places: list[RowPlace] = []
        self._holders: dict[int, _Holder] = {}

    def place(self, rows: Iterable[HistoryRow], films: Iterable[Film], remembered: Remembered) -> None:
        """Say where the next rows go, with the films that may be meant by them and what else leads to these."""
        self._known.meet(films, remembered)
        for row in rows:
            position = len(self._places)
            place = _place(row, position, self._known)
            self._places.append(place)
            if place.film_id is not None:
                self._hold(place.film_id, (position, _day(row), row.place))

    def places(self) -> list[RowPlace]:
        """Return where each row goes."""
        # A new film has no id before it is written: the one row that is left brings it.
        for position, place in enumerate(self._places):
            if (place.film_id or 0) < 0:
                self._places[position] = replace(place, film_id=None)
        return self._places

    def _hold(self, film_id: int, row: _Holder) -> None:
        holder = self._holders.setdefault(film_id, row)
        if holder != row:
            later, earlier = (row, holder) if row[1] > holder[1] else (holder, row)
            self._places[earlier[0]] = _repeats(later[2])
            self._holders[film_id] = later


def _place(row: HistoryRow, position: int, known: KnownFilms) -> RowPlace:
    if row.skipped is not None or row.half_stars is None:
        return RowPlace(RowVerdict.SKIPPED, None, row.skipped or "The row has no rating.")
    found = known.find(row.film)
    reason = f"{found.reason} {row.remark}" if row.remark else found.reason
    if found.film is not None:
        return RowPlace(RowVerdict.READY, found.film.id, reason)
    if asks := _question(row, found):
        return RowPlace(RowVerdict.NEEDS_YOU, None, asks)
    new = replace(row.film, id=-(position + 1))
    known.learn(new)
    return RowPlace(RowVerdict.READY, new.id, reason)


def _question(row: HistoryRow, found: Match) -> str | None:
    if not row.film.title:
        return "The row names its film by an id only, and no film here is known by it."
    return found.reason if found.is_unsure else None


def _repeats(later: str) -> RowPlace:
    return RowPlace(RowVerdict.LEFT_OUT, None, f"The same film stands on {later} too, and that rating counts.")


def _day(row: HistoryRow) -> date:
    return row.rated_on or date.min
