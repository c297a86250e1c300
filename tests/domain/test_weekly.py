"""A weekly post's hour as admins type it, and the next moments at which it comes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.domain.moments import read_clock
from bot.domain.weekly import Weekly

MINUTE = timedelta(minutes=1)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"])
MOMENTS = st.integers(0, 6 * 365 * 24 * 60).map(lambda late: datetime(2024, 1, 1, tzinfo=UTC) + late * MINUTE)


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_time_of_day_is_read_in_both_ways_of_writing(at: time) -> None:
    assert read_clock(f"{at.hour}:{at.minute:02}") == at
    assert read_clock(at.strftime("%I.%M %p").lower()) == at


@pytest.mark.parametrize(("typed", "at"), [("8 pm", time(20)), ("noon", time(12)), ("midnight", time(0))])
def test_words_and_hours_alone(typed: str, at: time) -> None:
    assert read_clock(typed) == at


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_time_or_a_sentence(typed: str) -> None:
    said = ""
    try:
        read_clock(typed)
    except UserError as error:
        said = str(error)
    assert not said or "“20:00”" in said


@given(st.integers(0, 6), st.integers(0, 1439), ZONES, MOMENTS)
def test_the_next_posts_are_a_week_apart_and_leave_out_the_one_called_off(
    weekday: int, minute: int, zone: str, now: datetime
) -> None:
    plain = Weekly(1, 2, weekday, minute, ZoneInfo(zone), 3)
    first, second, third = plain.next_posts(now)
    assert now < first
    assert all(abs(gap - timedelta(days=7)) <= timedelta(hours=1) for gap in (second - first, third - second))
    skipping = Weekly(1, 2, weekday, minute, ZoneInfo(zone), 3, skips=first)
    assert skipping.next_posts(now)[:2] == [second, third]
