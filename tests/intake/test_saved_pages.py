"""Web pages as a browser saves them: large for what nobody reads in them, and read all the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.ballast import count_elements, readable_lines, without_ballast
from bot.intake.pages import read_page
from bot.intake.tables import read_any

REVIEW = """<h1>Review: Salt Harbour (2019)</h1>
<p>Directed by: Ada Fink</p>
<p>A film about rope and rust that I liked very much indeed, and so will you, if you have patience with the sea.</p>
<p>Rating: 8/10</p>"""


def page(*ballast: str) -> str:
    return "<!doctype html><html><head>\n<title>Salt Harbour</title>\n" + "".join(ballast) + f"</head><body>{REVIEW}\n"


@pytest.mark.parametrize(
    "ballast",
    [
        "<script>" + "go();" * 1_000_000 + "</script>\n",
        "<script>\n" + "go();\n" * 30_000 + "</script>\n",
        "<SCRIPT type='text/javascript'>" + "if (a < b) go();" * 300_000 + "</SCRIPT>\n",
        "<style>" + "p { color: red } " * 300_000 + "</style>\n",
        "<!-- " + "nobody reads this " * 300_000 + "-->\n",
        f'<img src="data:image/png;base64,{"iVBORw0K" * 700_000}=">\n',
        "\n" * 60_000,
    ],
    ids=["script", "lines of script", "SCRIPT", "style", "comment", "picture", "blank lines"],
)
def test_what_nobody_reads_in_a_page_does_not_count(ballast: str) -> None:
    plain = read_page("page.html", page("\n").encode())
    read = read_page("page.html", page(ballast).encode())

    assert read.is_film_review
    assert read.reviews[0].film == plain.reviews[0].film
    assert read.reviews[0].grade == plain.reviews[0].grade
    assert read.reviews[0].body == plain.reviews[0].body
    further = ballast.count("\n") - 1
    (line,) = plain.reviews[0].evidence["grade"]
    assert read.reviews[0].evidence["grade"] == (line + further,)


def test_what_a_page_says_for_machines_is_no_ballast() -> None:
    stated = '<script type="application/ld+json">{"@type": "Movie"}</script>'
    assert without_ballast(f"a{stated}b<script>c</script>d") == f"a{stated}bd"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<script>b\nc</script>d", "a\nd"),
        ("a<style>b</style >c<!-- d\n -->e", "ac\ne"),
        ("a<script>never closed", "a"),
        ("a<!-- never closed", "a"),
        ('<img src="data:image/gif;base64,R0lGOD/+=">', '<img src="">'),
        ("some data: of ours, and scripted <scripts>", "some data: of ours, and scripted <scripts>"),
    ],
)
def test_ballast_goes_and_the_lines_stay(html: str, left: str) -> None:
    assert without_ballast(html) == left


@given(st.lists(st.sampled_from(["<script>", "</script>", "<!--", "-->", "data:a,", "<style>", "\n", "text", "<p>"])))
def test_any_mixture_keeps_its_lines_until_something_never_ends(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert without_ballast(html).count("\n") == html.count("\n")
    assert readable_lines(html) <= html.count("\n") + 2 * html.count("<p>") + 1
    assert count_elements("<p>" + without_ballast(html)) <= html.count("<p>") + 1


def test_a_table_of_short_rows_is_no_page_with_too_many_lines() -> None:
    (reading,) = read_any("short.csv", b"title,year\n" + b"a,1\n" * 30_000)
    assert len(reading.rows) == 30_000
