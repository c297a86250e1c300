"""A weekly slot in a time zone, and the moments at which it comes round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from bot.domain.moments import in_zone

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeeklySlot:
    """Name a weekday (0 Monday to 6 Sunday) and a time of day in a time zone.

    The slot comes round exactly once a week. On the night the clocks go forward, a time that does not exist moves on
    by the hour that is missing; on the night they go back, a time that exists twice means the first.
    """

    weekday: int
    at: time
    zone: ZoneInfo

    def last(self, now: datetime) -> datetime:
        """Return the latest moment at or before `now`, in UTC."""
        today = now.astimezone(self.zone).date()
        day = today - timedelta(days=(today.weekday() - self.weekday) % 7)
        moment = in_zone(day, self.at, self.zone)
        return moment if moment <= now else in_zone(day - _WEEK, self.at, self.zone)

    def after(self, now: datetime, many: int = 3) -> list[datetime]:
        """Return the next moments after `now`, in UTC."""
        return list(islice(self._from(now), many))

    def _from(self, now: datetime) -> Iterator[datetime]:
        # A week from the last one in local days, not in hours: the time of day stays through the change of the clocks.
        first = self.last(now).astimezone(self.zone).date()
        first -= timedelta(days=(first.weekday() - self.weekday) % 7)
        return (moment for week in count(1) if (moment := in_zone(first + week * _WEEK, self.at, self.zone)) > now)
