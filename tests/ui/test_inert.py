"""The short cut for ordinary text comes to the same as the long way round."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.ui.inert import clean, mark

NOTHING = "\u200b"  # shows nothing and is dropped, but bars the short cut


@given(st.text(st.characters(max_codepoint=0x2700), max_size=20))
@example("  Amélie   Poulain ")
@example("no\u00a0break and\u00adhyphen")
def test_ordinary_text_is_cleaned_as_all_text_is(text: str) -> None:
    assert clean(text) == clean(text + NOTHING)


@given(st.text(st.characters(max_codepoint=0x2700), max_size=20))
def test_text_without_marks_is_left_as_it_is_and_marks_never_are(text: str) -> None:
    seen = clean(text)
    assert mark(seen) + "\n\\*" == mark(seen + "\n*")
