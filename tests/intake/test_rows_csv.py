"""CSV as programs and people really write it: encodings, delimiters, quotes, and lines that do not fit."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.rows import Row, RowKind
from bot.intake.table_cells import read_grid
from bot.intake.tables import read_any, read_table

TABLE = "Title,Year,Rating\nDer grüne Fluß,1964,8\nLa Mañana,1971,6.5\n"


def titles(rows: tuple[Row, ...]) -> list[str | None]:
    return [row.film.title for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_titles_keep_their_accents_in_every_encoding(encoding: str) -> None:
    reading = read_table("films.csv", TABLE.encode(encoding))

    assert titles(reading.rows) == ["Der grüne Fluß", "La Mañana"]
    assert [row.half_stars for row in reading.rows] == [8, 7]
    assert ("Windows-1252" in str(reading.problems)) == (encoding == "cp1252")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    out = io.StringIO()
    rows = [["Title", "Year", "Rating"], ["Salt, and Smoke", "1988", "3.5"], ["Who; Me?", "1990", "4"]]
    csv.writer(out, delimiter=delimiter).writerows(rows)

    reading = read_table("films.csv", out.getvalue().encode())

    assert titles(reading.rows) == ["Salt, and Smoke", "Who; Me?"]
    assert reading.columns == ("Title", "Year", "Rating")


def test_decimal_commas_survive_a_table_with_semicolons() -> None:
    reading = read_table("filme.csv", b"Titel;Jahr;Bewertung (1-10)\nNebel;1962;7,5\n")

    assert (reading.rows[0].half_stars, reading.rows[0].printed) == (8, "7,5")


def test_the_line_that_spreadsheets_put_first_is_no_row() -> None:
    reading = read_table("films.csv", b"sep=;\nTitle;Year;Rating\nGlass Harbour;1977;4\n")

    assert titles(reading.rows) == ["Glass Harbour"]
    assert reading.rows[0].line == 3


def test_line_breaks_in_quotes_belong_to_the_cell_and_count_as_lines() -> None:
    data = b'Title,Year,Rating,Review\nOne,1980,4,"first\r\n\r\nsecond"\nTwo,1981,3,fine\n'
    one, two = read_table("films.csv", data).rows

    assert one.note == "first\n\nsecond"
    assert (one.line, two.line) == (2, 5)
    assert (one.number, two.number) == (1, 2)


@pytest.mark.parametrize("bad", ["Short,1999", "Long,1999,8,and,more"])
def test_a_line_that_does_not_fit_is_shown_and_not_imported(bad: str) -> None:
    reading = read_table("films.csv", f"Title,Year,Rating\nBefore,1990,5\n{bad}\nAfter,1991,6\n".encode())
    before, broken, after = reading.rows

    assert (before.half_stars, after.half_stars) == (5, 6)
    assert broken.kind is RowKind.SKIP
    assert broken.film.title == bad.split(",")[0]
    assert broken.problem is not None
    assert broken.problem.line == 3
    assert sum(reading.skipped.values()) == 1


def test_empty_cells_at_the_end_of_a_line_are_no_fault() -> None:
    (row,) = read_table("films.csv", b"Title,Year,Rating\nCrane,1990,5,,\n").rows

    assert row.kind is RowKind.RATING


def test_lines_without_content_are_counted_and_left_out() -> None:
    reading = read_table("films.csv", b"Title,Year,Rating\n,,\n\nCrane,1990,5\n , ,\n")

    assert titles(reading.rows) == ["Crane"]
    assert reading.skipped == {"empty lines": 2}


def test_a_quotation_mark_that_nobody_closes_costs_one_line_only() -> None:
    rows = "".join(f'Film {n},{1950 + n},"{n % 10 + 1}"\n' for n in range(20))
    reading = read_table("films.csv", f'Title,Year,Rating\nOpen,1949,"8\n{rows}'.encode())

    assert len(reading.rows) == 21
    assert reading.rows[0].problem is not None
    assert reading.rows[0].problem.line == 2
    assert [row.half_stars for row in reading.rows[1:]] == [n % 10 + 1 for n in range(20)]


def test_a_table_cut_off_within_quotes_says_so() -> None:
    reading = read_table("films.csv", b'Title,Year,Rating,Review\nOne,1980,4,fine\nTwo,1981,3,"it was')

    assert [row.problem is None for row in reading.rows] == [True, False]


def test_columns_of_one_name_stay_apart() -> None:
    reading = read_table("films.csv", b"Title,Rating,Rating,\nCrane,5,9,x\n")

    assert reading.columns == ("Title", "Rating", "Rating (2)", "column 4")
    assert reading.rows[0].printed == "5"


def test_a_cell_without_end_is_named_and_the_rows_behind_it_are_read() -> None:
    data = f'Title,Year,Rating,Review\nOne,1980,4,"{"x" * 150_000}"\nTwo,1981,3,fine\n'.encode()
    one, two = read_table("films.csv", data).rows

    assert one.problem is not None
    assert "131,072" in one.problem.message
    assert two.note == "fine"


def test_no_more_than_fifty_thousand_rows_are_read_and_it_is_said() -> None:
    reading = read_table("films.csv", b"Title,Year,Rating\n" + b"Crane,1990,5\n" * 50_001)

    assert len(reading.rows) == 50_000
    assert [problem.line for problem in reading.problems if "50,000" in problem.message] == [50_002]


@pytest.mark.parametrize("data", [b"", b"   \n\n", b"\xef\xbb\xbf", b"Title,Year,Rating\n"])
def test_a_table_without_rows_says_so(data: bytes) -> None:
    (reading,) = read_any("films.csv", data)

    assert not reading.rows
    assert reading.problems


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=3, max_size=3), min_size=1
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]], end: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([["Title", "Year", "Rating"], *rows])

    grid = read_grid(out.getvalue(), ",")

    assert [list(record.cells) for record in grid.records] == [row for row in rows if any(c.strip() for c in row)]
    assert not any(record.problem for record in grid.records)


@given(st.text(st.sampled_from('"",;x\n\r \t|é'), max_size=300))
def test_no_arrangement_of_quotes_and_commas_raises_or_loses_a_line(text: str) -> None:
    grid = read_grid("Title,Year\n" + text, ",")
    kept = {record.line for record in grid.records}

    assert all(1 < line <= text.count("\n") + text.count("\r") + 2 for line in kept)
    if text.strip('", \t\n\r'):
        assert grid.records
