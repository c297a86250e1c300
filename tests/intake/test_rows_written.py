"""CSV for people: no cell runs, and what was written is read back."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.tables import read_table
from bot.intake.written import LETTERBOXD_COLUMNS, Logged, neutral, plain, write_csv, write_letterboxd


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", '=HYPERLINK("x")', "--", "-30-"])
def test_what_opens_a_formula_is_shown_as_text(cell: str) -> None:
    ((_,), (shown,)) = cells(write_csv(["Title"], [[cell]]))

    assert shown == f"'{cell}"
    assert plain(shown) == cell


@pytest.mark.parametrize("cell", ["-5", "+1", "1-2", "Alien", "", "'quoted'", "a=b"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert neutral(cell) == cell


@given(st.text())
def test_no_cell_opens_a_formula_and_none_is_lost(cell: str) -> None:
    written = neutral(cell)

    assert not written.startswith(("=", "@", "\t", "\r"))
    assert plain(written) == cell or cell.startswith("'")


def test_accents_are_seen_by_spreadsheets_and_empty_cells_are_empty() -> None:
    data = write_csv(["Título", "Año"], [["Peña", None]])

    assert data.startswith(b"\xef\xbb\xbf")
    assert cells(data) == [["Título", "Año"], ["Peña", ""]]


def test_a_lone_surrogate_breaks_no_file() -> None:
    assert write_csv(["Title"], [["\ud800"]])


_TITLES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=30)


@given(
    st.lists(
        st.builds(
            Logged,
            _TITLES.filter(lambda title: not title.startswith("'")),
            st.none() | st.integers(1888, 2049),
            half_stars=st.integers(1, 10),
            watched_on=st.none() | st.dates(),
            rewatch=st.none() | st.booleans(),
            ids=st.sampled_from([(), (("imdb", "tt0000001"),), (("tmdb", "12"),)]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_letterboxd_file_is_read_back_as_it_was(films: list[Logged]) -> None:
    reading = read_table("mine.csv", write_letterboxd(films))

    assert reading.format == "letterboxd import"
    for film, row in zip(films, reading.rows, strict=True):
        assert (row.film.title, row.film.year, row.half_stars) == (film.title, film.year, film.half_stars)
        assert (row.watched_on, row.rewatch or False, row.film.ids) == (
            film.watched_on,
            film.rewatch or False,
            film.ids,
        )


def test_letterboxd_is_given_its_own_columns_and_scale() -> None:
    film = Logged(
        "Fog Street", 1961, ("Ada Fink",), half_stars=7, watched_on=date(2020, 2, 3), tags=("rain",), review="Wet"
    )
    header, row = cells(write_letterboxd([film]))

    assert tuple(header) == LETTERBOXD_COLUMNS
    said = dict(zip(header, row, strict=True))
    assert (said["Rating"], said["WatchedDate"], said["Review"], said["tmdbID"]) == ("3.5", "2020-02-03", "Wet", "")
