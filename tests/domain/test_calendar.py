"""Weekly slots, held against a clock that is looked at every minute."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import WeeklySlot

# Half hours, a change of half an hour, both hemispheres, no change at all, a date line.
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland", "UTC"]
MINUTE = timedelta(minutes=1)


def first_minute_shown(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Look at the clock every minute of the day: when does it first show this time, or, in a gap, has it passed it."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)
    while True:
        local = moment.astimezone(zone)
        if local.date() == day and (local.hour, local.minute) == (at.hour, at.minute):
            return moment
        jumped = (moment + MINUTE).astimezone(zone).replace(tzinfo=None) - local.replace(tzinfo=None) - MINUTE
        wanted = datetime.combine(day, at)
        if jumped > timedelta(0) and local.replace(tzinfo=None) < wanted < local.replace(tzinfo=None) + MINUTE + jumped:
            return moment + (wanted - local.replace(tzinfo=None))
        moment += MINUTE


_SLOTS = st.builds(
    WeeklySlot,
    st.integers(0, 6),
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59])),
    st.sampled_from(ZONES).map(ZoneInfo),
)
# Around the changes of the clocks of 2026 in these zones, and anywhere else in the year.
_MOMENTS = st.one_of(
    st.sampled_from(["2026-03-08", "2026-03-29", "2026-04-05", "2026-09-27", "2026-10-04", "2026-10-25", "2026-11-01"])
    .map(datetime.fromisoformat)
    .flatmap(lambda day: st.integers(-4000, 4000).map(lambda minutes: day.replace(tzinfo=UTC) + minutes * MINUTE)),
    st.integers(0, 525_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + minutes * MINUTE),
)


@settings(max_examples=60, deadline=None)
@given(_SLOTS, _MOMENTS)
def test_a_slot_comes_round_when_the_clock_on_the_wall_says_so(slot: WeeklySlot, now: datetime) -> None:
    moments = [slot.last(now), *slot.after(now, 2)]
    assert moments[0] <= now < moments[1] < moments[2]
    days = [_day_of(slot, moment) for moment in moments]
    assert [day.weekday() for day in days] == [slot.weekday] * 3
    assert [(after - before).days for before, after in itertools.pairwise(days)] == [7, 7]
    assert moments[1] == first_minute_shown(days[1], slot.at, slot.zone)


def _day_of(slot: WeeklySlot, moment: datetime) -> date:
    """Return the local day of a moment; 23:30 in a gap may show on the next day already."""
    day = moment.astimezone(slot.zone).date()
    return day if day.weekday() == slot.weekday else day - timedelta(days=1)


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_has_fifty_two_or_fifty_three_posts_each_a_week_apart_on_the_wall(zone: str) -> None:
    slot = WeeklySlot(6, time(2, 30), ZoneInfo(zone))
    moments = slot.after(datetime(2026, 1, 1, tzinfo=UTC), 52)
    assert len(set(moments)) == 52
    apart = {after - before for before, after in itertools.pairwise(moments)}
    assert apart <= {timedelta(days=7) + shift * timedelta(minutes=30) for shift in (-2, -1, 0, 1, 2)}


def test_the_moment_itself_is_the_last_one() -> None:
    slot = WeeklySlot(4, time(20), ZoneInfo("Europe/Berlin"))
    friday = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
    assert slot.last(friday) == friday
    assert slot.last(friday - timedelta(seconds=1)) == friday - timedelta(days=7)
    assert slot.after(friday, 1) == [friday + timedelta(days=7)]
