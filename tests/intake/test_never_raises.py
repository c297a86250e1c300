"""Reading is total: whatever a page holds, there is an answer, and evidence that points into the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.pages import read_page, read_text

FRAGMENTS = st.sampled_from(
    [
        "Movie Review: ", "Director: ", "Starring – ", "Rated PG for ", "Runtime", ": ", "8/10", "★★★½", "B+",
        "Story: 4 ", "Out of 10", "\n", "\n\n", "---\n", "+++\n", "# ", "## A (1999)", "<p>", "</div>",
        "<script>", "<!--", "-->", "[[", "]]", "{{<", "%}", "| a | b |", "http://a.b/film/c", "tt1234567",
        "2020-02-30", "31.12.2020", "By Nell on May 1, 2020", "3 comments", "©", "I give it ",
        "Le doy un ocho.", "Schulnote 7", "a long sentence that ends with a full stop. ", '{"@type":"Review"',
        "itemscope", "hreview", "&#0;", "\ufeff", "\u202e", "\x0b", "\x85", "½", "1/2", "²", "٣/٥", "Ⅳ",
    ]
)  # fmt: skip
PAGES = st.lists(FRAGMENTS | st.text(max_size=12), max_size=40).map("".join)


def check(reading):
    assert reading.reason
    for review in reading.reviews:
        grade = review.grade
        assert grade is None or grade.score is None or 0 <= grade.score <= 100
        for lines in review.evidence.values():
            assert all(1 <= line <= len(reading.lines) for line in lines)
    for problem in reading.problems:
        assert problem.message
        assert problem.line is None or 1 <= problem.line <= len(reading.lines)


@settings(deadline=None)
@given(PAGES)
def test_any_text_is_read(text):
    check(read_text("page.txt", text))


@settings(deadline=None, max_examples=60)
@given(PAGES)
def test_any_html_is_read(text):
    check(read_page("page.html", f"<html><body>{text}</body></html>".encode()))


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read(data):
    check(read_page("page", data))


@pytest.mark.parametrize(
    "seed",
    [
        "a",
        "A ",
        "(",
        "[",
        "*",
        "★",
        "1/1 ",
        "by A ",
        "Director: A ",
        "<a ",
        "“",
        "{{<",
        "|",
        "1,",
        "© ",
        "# a (1990)\n\n",
    ],
)
def test_a_page_of_one_repeated_piece_is_read(seed):
    check(read_text("page.txt", seed * (20_000 // len(seed))))


def test_reading_twice_gives_the_same():
    text = "Movie Review: Salt Harbour\n\nDirector: Ines Calder\n\nA film that I liked very much indeed. 4/5\n"
    assert read_text("a", text) == read_text("a", text)
