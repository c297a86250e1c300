"""Languages as sources state them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.languages import NAMES, language_name, language_of


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("Japanese", "ja"),
        ("ja", "ja"),
        ("JPN", "ja"),
        ("français", "fr"),
        ("Alemán", "de"),
        ("Englisch", "en"),
        ("Mandarin", "zh"),
        ("cn", "zh"),
        ("Norwegian Bokmål", "nb"),
        ("English, French, Latin", "en"),
        ("German / Polish", "de"),
        ("Wolof (with English subtitles)", "wo"),
        ("Arabic and Hebrew", "ar"),
        ("['Spanish', 'English']", "es"),
        (" 한국어 ", "ko"),
    ],
)
def test_what_is_stated_first_counts(stated: str, code: str) -> None:
    assert language_of(stated) == code


@pytest.mark.parametrize("stated", ["", None, "xx", "en-US", "pt_BR", "none", "some language", "3/10", "Klingon"])
def test_what_is_no_language_or_a_sites_own(stated: str | None) -> None:
    assert language_of(stated) is None


@given(st.sampled_from(sorted(NAMES)))
def test_every_code_and_name_means_itself(code: str) -> None:
    assert language_of(code) == language_of(language_name(code)) == language_of(NAMES[code].upper()) == code


@given(st.text() | st.lists(st.sampled_from(sorted(NAMES.values())), max_size=4).map(", ".join))
def test_whatever_is_stated_comes_to_a_known_code_or_none(stated: str) -> None:
    assert language_of(stated) in {*NAMES, None}
