"""JSON, JSON Lines and wrapped lists -> the same rows as CSV."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.rows import RowKind, TableReading
from bot.intake.table_json import read_json_grid
from bot.intake.tables import read_any, read_table

FILMS = [{"title": "Fog Street", "year": 1961, "rating": "8/10"}, {"title": "Salt", "year": None, "rating": "3/5"}]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(FILMS),
        json.dumps(FILMS, indent=2),
        "\n".join(json.dumps(film) for film in FILMS),
        json.dumps({"exported": "today", "films": FILMS, "page": 1}),
    ],
)
def test_every_shape_of_json_gives_the_same_rows(text: str) -> None:
    (reading,) = read_any("films.json", text.encode())

    assert isinstance(reading, TableReading)
    assert [(row.film.title, row.film.year, row.half_stars) for row in reading.rows] == [
        ("Fog Street", 1961, 8),
        ("Salt", None, 6),
    ]


def test_each_row_knows_its_line() -> None:
    text = '{\n"films": [\n  {"title": "A", "rating": "1/5"},\n  {"title": "B",\n "rating": "2/5"},\n{"title": "C"}]}'

    assert [row.line for row in read_table("x.json", text.encode()).rows] == [3, 4, 6]


def test_nested_objects_and_lists_become_columns() -> None:
    data = json.dumps([{"film": {"title": "Fog", "directors": ["Ada Fink", "Bo Lund"]}, "rating": 9.0}]).encode()
    reading = read_table("x.json", data, {"film.title": "title", "film.directors": "directors", "rating": "rating/10"})

    assert reading.rows[0].film.directors == ("Ada Fink", "Bo Lund")
    assert reading.rows[0].half_stars == 9


def test_json_that_breaks_off_keeps_what_came_before_and_names_the_line() -> None:
    text = '{"title": "A", "rating": "1/5"}\n{"title": "B", "rating": "2/5"}\n{"title": "C", "rat'
    a, b, c = read_table("x.jsonl", text.encode()).rows

    assert (a.half_stars, b.half_stars) == (2, 4)
    assert (c.kind, c.problem is not None and c.problem.line) == (RowKind.SKIP, 3)


def test_what_is_no_object_is_a_row_with_a_problem() -> None:
    rows = read_table("x.json", b'[{"title": "A", "rating": "1/5"}, 5, "x"]').rows

    assert [row.kind for row in rows] == [RowKind.RATING, RowKind.SKIP, RowKind.SKIP]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "[" + "9" * 10_000 + "]", "{}", "[]", "[NaN]", "null"]
)
def test_hostile_json_gives_a_sentence(text: str) -> None:
    reading = read_table("x.json", text.encode())

    assert reading.problems or all(row.problem for row in reading.rows)


def test_a_list_nested_deeper_than_anyone_needs_is_no_trouble() -> None:
    deep = "[" * 400 + "]" * 400
    (row,) = read_table("x.json", f'[{{"title": "A", "rating": "1/5", "cast": {deep}}}]'.encode()).rows

    assert row.half_stars == 2


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=15,
)


@given(st.lists(st.dictionaries(st.text(max_size=8), _VALUES, max_size=4), min_size=1, max_size=8))
def test_any_list_of_objects_gives_a_record_for_each(objects: list[dict]) -> None:
    grid = read_json_grid(json.dumps(objects))

    assert len(grid.records) == len(objects)
    assert all(len(record.cells) == len(grid.columns) for record in grid.records)
    assert len(set(grid.columns)) == len(grid.columns)
