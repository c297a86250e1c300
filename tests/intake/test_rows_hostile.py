"""Whatever is handed in, reading gives rows, pages or a sentence, and never raises."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.intake.rows import RowKind, TableReading
from bot.intake.tables import read_any, read_table

NAMES = st.sampled_from(
    ["x.csv", "x.tsv", "x.json", "x.jsonl", "x.xml", "x.zip", "x.txt", "x", "ratings.csv", "likes/films.csv"]
)
HEADERS = st.sampled_from(
    [
        "Title,Year,Rating\n",
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n",
        "Const,Your Rating,Date Rated,Title,Title Type,Runtime (mins),Genres,Directors\n",
        "movieId,criticName,publicationName,originalScore,quote,creationDate\n",
        "Titel;Jahr;Bewertung;Datum\n",
        '{"title": ',
        '<?xml version="1.0"?><rss xmlns:letterboxd="https://letterboxd.com"><channel><item>',
        "",
    ]
)


@given(NAMES, st.binary(max_size=400))
@example("x.csv", b"PK\x03\x04")
@example("x.csv", b"\xff\xfe\x00")
@example("x.xml", b"<?xml version='1.0' encoding='utf-7'?><rss/>")
def test_no_bytes_raise(name: str, data: bytes) -> None:
    for reading in read_any(name, data):
        assert reading.file
        assert (
            getattr(reading, "rows", None) or getattr(reading, "skipped", None) or reading.problems or reading.reviews
        )


@given(NAMES, HEADERS, st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
@settings(deadline=None)
def test_no_text_raises(name: str, header: str, text: str, encoding: str) -> None:
    assert read_any(name, (header + text).encode(encoding, "replace"))


@given(HEADERS, st.lists(st.lists(st.text(max_size=12), min_size=9, max_size=9), min_size=1, max_size=5))
def test_every_line_of_a_table_has_a_row_and_ratings_stay_on_their_scale(header: str, lines: list[list[str]]) -> None:
    body = "\n".join(",".join("".join(filter(str.isalnum, cell)) for cell in line) for line in lines)
    reading = read_table("x.csv", (header + body).encode())

    assert all(row.half_stars is None or 1 <= row.half_stars <= 10 for row in reading.rows)
    assert all(row.problem for row in reading.rows if row.kind is RowKind.SKIP)
    assert [row.number for row in reading.rows] == list(range(1, len(reading.rows) + 1))


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
RANDOM = random.Random(7).randbytes(300_000)


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.xml", "x.zip", "x.txt", "x"])
@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + RANDOM,
        PNG,
        b"\x00" * 1_000_000,
        RANDOM,
        b"",
        b"\xd0\xcf\x11\xe0" + RANDOM,
        b"\x1f\x8b" + RANDOM,
        b"x" * 25_000_001,
    ],
    ids=["pdf", "image", "nul", "random", "empty", "office", "gzip", "too large"],
)
def test_what_is_no_text_gets_a_sentence(name: str, data: bytes) -> None:
    (reading,) = read_any(name, data)

    assert not getattr(reading, "rows", ())
    assert len(reading.problems[0].message) > 15


def test_zeros_behind_a_clean_head_are_noticed() -> None:
    (reading,) = read_any("x.csv", b"Title,Year,Rating\n" + b"Fog Street,1961,8/10\n" * 10_000 + b"\x00" * 500_000)

    assert reading.problems


BAITS = {
    "one line": "x" * 10_000_000,
    "one line of cells": "a," * 5_000_000,
    "one line of quotes": '"' * 10_000_000,
    "open quotes": '"a\n' * 500_000,
    "quotes that never close": '"' + 'a,""\n' * 500_000,
    "quotes out of order": 'a,"b"c\nd,"e\n' * 200_000,
    "blanks": "Title,Rating\n" + "a" + " " * 100_000 + ",5\n",
    "brackets": "Title,Rating\n" + "(" * 100_000 + ",5\n",
    "tags": "Title,Review\n" + "a," + "<p " * 40_000 + "\n",
    "comments": "Title,Review\n" + "a," + "<!-- -" * 20_000 + "\n",
    "numbers": "Title,Rating\n" + "a," + "1" * 100_000 + "\n",
    "json depth": "[" * 5_000_000,
    "json quotes": '["' * 2_000_000,
    "json commas": "[" + "," * 5_000_000,
    "xml depth": "<rss>" + "<a>" * 1_000_000,
    "xml angles": "<rss>" + "<" * 5_000_000,
    "xml attributes": "<rss " + "a='b' " * 500_000,
    "xml prefixes": "<rss><channel>" + "<x:item><x:title>a</x:title></x:item>" * 20_000,
    "xml ampersands": "<rss><channel><item><title>" + "&" * 2_000_000,
    "xml comments": "<rss><!--" + "-" * 2_000_000,
}


@pytest.mark.parametrize("bait", BAITS)
@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.xml", "x"])
def test_bait_gives_rows_or_a_sentence(name: str, bait: str) -> None:
    readings = read_any(name, BAITS[bait].encode())

    assert readings
    for reading in readings:
        assert isinstance(reading, TableReading) or name == "x"
        assert reading.problems or getattr(reading, "rows", ())
