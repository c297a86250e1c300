"""Moments as people type them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.domain.moments import FARTHEST, read_moment

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # 19:00 in Berlin


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("friday 20:00", "2026-11-20T19:00"),
        ("Friday 18:00", "2026-11-27T17:00"),
        ("sat 8pm", "2026-11-21T19:00"),
        ("tomorrow at 19:30", "2026-11-21T18:30"),
        ("tonight 22:00", "2026-11-20T21:00"),
        ("20:00", "2026-11-20T19:00"),
        ("7 am", "2026-11-21T06:00"),
        ("12am", "2026-11-20T23:00"),
        ("3 days", "2026-11-23T18:00"),
        ("in 90 minutes", "2026-11-20T19:30"),
        ("a week", "2026-11-27T18:00"),
        ("2h", "2026-11-20T20:00"),
        ("2026-12-24 18:00", "2026-12-24T17:00"),
        ("2026-12-24T18:00", "2026-12-24T17:00"),
    ],
)
def test_what_people_type_is_what_they_mean(typed: str, meant: str) -> None:
    assert read_moment(typed, FRIDAY, BERLIN) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "soon", "25:61", "friday", "2026-02-30 18:00", "13pm", "3 fortnights", "20"])
def test_what_is_no_moment_gets_a_sentence_with_examples(typed: str) -> None:
    with pytest.raises(UserError, match="Write it like"):
        read_moment(typed, FRIDAY, BERLIN)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("today 18:00", "is over"),
        ("yesterday 20:00", "is over"),
        ("yesterday", "is over"),
        ("2020-01-01", "is over"),
        ("9999 weeks", "more than a year"),
        ("in 3 years", "more than a year"),
        ("9999 years", "more than a year"),
    ],
)
def test_what_is_over_or_far_away_is_refused(typed: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read_moment(typed, FRIDAY, BERLIN)


@pytest.mark.parametrize("typed", ["friday", "tomorrow", "2026-12-24"])
def test_a_day_alone_is_told_that_its_time_is_missing(typed: str) -> None:
    with pytest.raises(UserError, match=f"“{typed}” is a day without a time. Write it like"):
        read_moment(typed, FRIDAY, BERLIN)


def test_a_time_that_does_not_exist_moves_on_and_one_that_exists_twice_is_the_first() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    assert read_moment("2026-03-29 02:30", before, BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    before = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    assert read_moment("2026-10-25 02:30", before, BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


_ANY_TIME = st.integers(946_684_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(st.text(max_size=60), _ANY_TIME)
def test_whatever_is_typed_becomes_a_moment_to_come_or_a_sentence(typed: str, now: datetime) -> None:
    try:
        moment = read_moment(typed, now, BERLIN)
    except UserError:
        return
    assert timedelta(0) < moment - now <= FARTHEST
