"""Rows kept as JSON come back as they were; a member's history merges without losing anything."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grades import Grade, SubGrade
from bot.intake.history import MERGED, merge_history
from bot.intake.reading import Problem, ReadFilm, ReadReview
from bot.intake.rows import Row, RowKind, TableReading, row_from_dict, row_to_dict, table_from_dict, table_to_dict

_WORDS = st.text(max_size=20)
_SOME = st.none() | _WORDS
_DAYS = st.none() | st.dates()
_NAMES = st.lists(_WORDS, max_size=3).map(tuple)
_FILMS = st.builds(
    ReadFilm, _SOME, st.none() | st.integers(1880, 2049), _NAMES, _NAMES, st.none() | st.integers(1, 900), _SOME, _SOME,
    _NAMES, _SOME, st.lists(st.tuples(_WORDS, _WORDS), max_size=3).map(tuple),
)  # fmt: skip
_REVIEWS = st.builds(
    ReadReview,
    _FILMS,
    critic=_SOME,
    published=_DAYS,
    grade=st.none() | st.builds(Grade, _SOME, st.none() | st.floats(0, 100), st.booleans()),
    sub_grades=st.just(()) | st.just((SubGrade("Story", 3.0, 5.0),)),
    after_credits=st.none() | st.booleans(),
    body=_WORDS,
)
_PROBLEMS = st.none() | st.builds(Problem, st.none() | st.integers(1, 99), _WORDS)
_ROWS = st.builds(
    Row, st.integers(1, 99), st.integers(1, 99), _FILMS, st.sampled_from(RowKind), st.none() | st.integers(1, 10),
    _SOME, st.none() | _REVIEWS, _DAYS, _DAYS, _SOME, st.none() | st.booleans(), _NAMES, _PROBLEMS, _NAMES,
)  # fmt: skip


@given(_ROWS)
def test_a_row_comes_back_from_json_as_it_was(row: Row) -> None:
    assert row_from_dict(json.loads(json.dumps(row_to_dict(row)))) == row


@given(st.lists(_ROWS, max_size=4))
def test_a_reading_comes_back_from_json_as_it_was(rows: list[Row]) -> None:
    reading = TableReading(
        "x.csv",
        "table",
        tuple(rows),
        {"Title": "title"},
        frozenset({"Title"}),
        ("Title",),
        (Problem(1, "?"),),
        {"a": 2},
    )

    assert table_from_dict(json.loads(json.dumps(table_to_dict(reading)))) == reading


def test_a_row_of_ratings_takes_little_room_in_a_draft() -> None:
    row = Row(1, 2, ReadFilm("Fog Street", 1961), RowKind.RATING, half_stars=8)

    assert len(json.dumps(row_to_dict(row))) < 120


def _row(line: int, half_stars: int | None, day: int, **fields: object) -> Row:
    film = ReadFilm("Fog Street", 1961, ids=fields.pop("ids", ()))
    kind = RowKind.RATING if half_stars else RowKind.WATCHED
    return Row(line - 1, line, film, fields.pop("kind", kind), half_stars, rated_on=date(2020, 1, day), **fields)


def _part(name: str, *rows: Row) -> TableReading:
    return TableReading(f"me.zip/{name}.csv", f"letterboxd {name}", rows)


def test_the_latest_rating_wins_and_of_one_day_the_one_that_counts_today() -> None:
    later = merge_history([_part("ratings", _row(2, 4, 1)), _part("diary", _row(2, 8, 9))])
    same = merge_history([_part("diary", _row(2, 8, 1)), _part("ratings", _row(2, 4, 1))])

    assert [row.half_stars for row in later.rows] == [8]
    assert [row.half_stars for row in same.rows] == [4]


def test_a_later_row_without_a_rating_takes_none_away() -> None:
    (row,) = merge_history([_part("diary", _row(2, 8, 1), _row(3, None, 9))]).rows

    assert (row.half_stars, row.seen_in) == (8, ("diary.csv, line 2", "diary.csv, line 3"))


def test_a_film_that_was_watched_leaves_the_watchlist() -> None:
    wish = _row(2, None, 1, kind=RowKind.WATCHLIST)
    both = merge_history([_part("watchlist", wish), _part("watched", _row(2, None, 3))])
    only = merge_history([_part("watchlist", wish)])

    assert [row.kind for row in both.rows] == [RowKind.WATCHED]
    assert [row.kind for row in only.rows] == [RowKind.WATCHLIST]


def test_namesakes_of_one_year_stay_two_films_and_the_diary_asks_which() -> None:
    one, two = (("letterboxd", "https://boxd.it/a"),), (("letterboxd", "https://boxd.it/b"),)
    history = merge_history(
        [_part("ratings", _row(2, 4, 1, ids=one), _row(3, 6, 1, ids=two)), _part("diary", _row(2, 8, 9))]
    )

    assert [row.half_stars for row in history.rows] == [4, 6, 8]
    assert [row.problem is None for row in history.rows] == [True, True, False]


_HISTORY_ROWS = st.lists(
    st.builds(
        lambda title, half_stars, day, note, skip: Row(
            1, 2, ReadFilm(title, 1961), RowKind.SKIP if skip else RowKind.RATING, half_stars, rated_on=day, note=note
        ),
        st.sampled_from("ABC"),
        st.none() | st.integers(1, 10),
        _DAYS,
        st.none() | st.just("words"),
        st.booleans(),
    ),
    max_size=12,
)


@given(_HISTORY_ROWS, _HISTORY_ROWS)
def test_merging_keeps_every_film_counts_every_row_and_changes_nothing_the_second_time(
    ratings: list[Row], diary: list[Row]
) -> None:
    once = merge_history([_part("ratings", *ratings), _part("diary", *diary)], "me.zip")
    again = merge_history([once], "me.zip")

    assert len(once.rows) + once.skipped.get(MERGED, 0) == len(ratings) + len(diary)
    assert {row.film for row in once.rows} == {row.film for row in ratings + diary}
    assert again.rows == once.rows
