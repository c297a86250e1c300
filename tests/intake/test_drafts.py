"""Bytes that somebody hands in become drafts, or a sentence why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.drafts import drafts_of, read_drafts
from bot.intake.reading import PageReading, Problem, ReadFilm, ReadReview

PAGE = """Review: The Salt Road (1961)

Directed by: Hedda Brandt

A road, a salt pan, two sisters who have not spoken for a year. The film waits for them longer than I would have, and \
it is right to wait. When they speak at last it is about the price of salt, and everything is in it.

Rating: 4/5
"""


def test_a_page_becomes_a_draft_with_its_evidence_and_source() -> None:
    (draft,) = read_drafts("salt.txt", PAGE.encode())
    assert (draft.name, draft.is_review, draft.readable) == ("salt.txt", True, True)
    assert (draft.film.title, draft.film.year, draft.film.directors) == ("The Salt Road", 1961, ("Hedda Brandt",))
    assert draft.review.grade is not None
    assert draft.review.grade.score == 80
    assert draft.source.splitlines()[draft.evidence["film.directors"][0] - 1] == "Directed by: Hedda Brandt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_give_the_same_draft(encoding: str) -> None:
    (draft,) = read_drafts("salt.txt", PAGE.encode(encoding))
    assert draft.film.title == "The Salt Road"


@pytest.mark.parametrize("data", [b"", b"  \n ", b"\0\0\0", b"%PDF-1.7\n\0\x01"])
def test_what_is_no_text_says_so(data: bytes) -> None:
    (draft,) = read_drafts("x.bin", data)
    assert not draft.readable
    assert draft.reason
    assert draft.reason.endswith(".")


def test_every_review_of_a_page_is_a_draft_with_the_pages_questions() -> None:
    reviews = tuple(ReadReview(ReadFilm(title=title), body=title) for title in ("One", "Two"))
    reading = PageReading("two.txt", False, "A list.", (Problem(3, "Which?"),), reviews, ("One", "Two"))
    drafts = drafts_of(reading)
    assert [draft.film.title for draft in drafts] == ["One", "Two"]
    assert all(draft.reason == "A list." and not draft.is_review and draft.remarks[0].line == 3 for draft in drafts)


def test_a_page_without_any_review_is_not_readable() -> None:
    (draft,) = drafts_of(PageReading("x.txt", False, None, (Problem(1, "It is cut off."),)))
    assert (draft.readable, draft.reason) == (False, "It is cut off.")


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_bytes_of_any_kind_never_raise(data: bytes) -> None:
    for draft in read_drafts("any", data):
        assert draft.readable or draft.reason
