"""What a member takes away reads back as what it was, whatever they wrote, and opens safely in a spreadsheet."""

from __future__ import annotations

import csv
import io
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.titles import Film
from bot.intake.member_rows import member_rows
from bot.intake.tables import read_together
from bot.ui.history_files import export_files
from db.history_export import Kept

AT = datetime(2024, 5, 1, 18, 30, 5, tzinfo=UTC)
IDS = (("imdb", "tt0000001"), ("tmdb", "77"), ("letterboxd", "film/osa"))
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Cf")), max_size=80)
LINES = st.lists(WORDS, max_size=4).map("\n".join)


def kept(note: str | None, title: str = "Osa", half_stars: int = 7) -> Kept:
    return Kept(Film(1, 5, title, 2001, ("Inés Pardo",)), half_stars, note, False, AT, AT, IDS)


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


@given(st.lists(st.tuples(LINES, st.integers(1, 10)), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
async def test_stars_notes_and_ids_come_back(given: list[tuple[str, int]]) -> None:
    ratings = [kept(note, f"Osa {number}", half) for number, (note, half) in enumerate(given)]
    for file in await export_files(ratings):
        rows = member_rows(read_together([(file.filename, file.fp.read())]))
        assert [row.half_stars for row in rows] == [half for _, half in given]
        assert [flat(row.note) for row in rows] == [flat(note) for note, _ in given]
        assert {row.skipped for row in rows} == {None}
        assert {row.film.year for row in rows} == {2001}
        assert all(len(row.film.ids) == 3 for row in rows)


@pytest.mark.parametrize("note", ["=1+1", "+cmd", "-2 stars", "@here", "\tx", '=HYPERLINK("https://evil.example")'])
async def test_no_cell_is_a_formula(note: str) -> None:
    for file in await export_files([kept(note, title=note)]):
        for line in csv.reader(io.StringIO(file.fp.read().decode("utf-8-sig"))):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in line)


async def test_very_many_ratings_go_as_one_zip_that_comes_back() -> None:
    dice = random.Random(7)
    notes = [dice.randbytes(8_000).hex() for _ in range(300)]
    (file,) = await export_files([kept(note, f"Osa {number}") for number, note in enumerate(notes)])
    assert file.filename == "my-ratings.zip"
    rows = member_rows(read_together([(file.filename, file.fp.read())]))
    assert {row.film.title for row in rows} == {f"Osa {number}" for number in range(300)}
