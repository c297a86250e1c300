"""Time zones as people type them."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.zones import USUAL, nearest_zones, zone_named


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" Berlin ", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("NEW_YORK", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("UTC", "UTC"),
        ("Etc/GMT+2", "Etc/GMT+2"),
    ],
)
def test_a_name_or_a_city_is_enough(typed: str, name: str) -> None:
    assert zone_named(typed) == ZoneInfo(name)


@pytest.mark.parametrize("typed", ["", "???", "Europe/Brelin", "25:61", "Mars", "UTC+2", "a" * 500])
def test_what_is_no_zone_is_none(typed: str) -> None:
    assert zone_named(typed) is None


def test_the_nearest_come_first() -> None:
    assert nearest_zones("Europe/Brelin")[0] == "Europe/Berlin"
    assert nearest_zones("brelin")[0] == "Europe/Berlin"
    assert nearest_zones("lond")[0] == "Europe/London"
    assert nearest_zones("")[0] == "UTC"
    assert nearest_zones("???") == []


def test_a_zone_that_runs_the_other_way_is_never_offered() -> None:
    for typed in ("utc+2", "gmt+2", "GMT-5", "etc"):
        assert not [name for name in nearest_zones(typed, 25) if "+" in name or "-" in name], typed


def test_what_is_offered_at_first_exists() -> None:
    assert set(USUAL) <= available_timezones()
    assert len(set(USUAL)) == 25


@given(st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"})))
def test_every_zone_is_found_by_its_own_name(name: str) -> None:
    assert zone_named(name) == ZoneInfo(name)


@given(st.text(max_size=60), st.integers(1, 25))
def test_nothing_typed_does_harm(typed: str, limit: int) -> None:
    zone_named(typed)
    found = nearest_zones(typed, limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    for name in found:
        assert zone_named(name) is not None
