"""Rows of tables, feeds and exports as drafts of reviews."""

from __future__ import annotations

import pytest

from bot.intake.row_drafts import handed_in
from bot.intake.tables import read_together

CRITICS = b"""Film,Year,Critic,Outlet,Score,Link,Date
The Paper Kite,2011,Ona Varga,The Lantern,4/5,https://lantern.example/kite,2012-03-04
The Salt Road,1961,Ona Varga,The Lantern,B-,https://lantern.example/salt,2012-03-05
,1961,Ona Varga,The Lantern,B-,,
"""


def drafts(*files: tuple[str, bytes]) -> list:
    given = handed_in(read_together(list(files)))
    made = list(given.drafts)
    assert len(made) == given.count
    return made


def test_a_critics_row_is_a_review_without_a_text() -> None:
    kite, salt, nameless = drafts(("critics.csv", CRITICS))
    assert (kite.name, kite.film.label, kite.review.critic) == (
        "critics.csv, line 2",
        "The Paper Kite (2011)",
        "Ona Varga",
    )
    assert kite.review.grade.score == 80.0
    assert kite.review.body == ""
    assert kite.is_review
    assert kite.table == 0
    assert kite.evidence["grade"] == (2,)
    assert "body" not in kite.evidence
    assert salt.review.grade.score == 67.0
    assert not nameless.is_review
    assert nameless.reason == "The row names no film."


def test_how_the_columns_were_read_comes_with_the_rows() -> None:
    (table,) = handed_in(read_together([("critics.csv", CRITICS)])).tables
    assert table.mapping["Critic"] == "critic"
    assert table.can_be_corrected
    assert table.columns == ("Film", "Year", "Critic", "Outlet", "Score", "Link", "Date")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ratings.csv", b"Date,Name,Year,Letterboxd URI,Rating\n2024-01-02,The Paper Kite,2011,https://boxd.it/x,4\n"),
        ("imdb.csv", b"Const,Your Rating,Date Rated,Title,Title Type\ntt0000001,8,2024-01-02,The Paper Kite,Movie\n"),
    ],
)
def test_a_members_own_history_is_sent_to_where_it_belongs(name: str, data: bytes) -> None:
    (draft,) = drafts((name, data))
    assert not draft.readable
    assert "/myratings import" in draft.reason


def test_a_row_without_a_critic_is_no_review_unless_an_admin_says_so() -> None:
    (draft,) = drafts(("mine.csv", b"Title,Year,Rating\nThe Paper Kite,2011,8/10\n"))
    assert draft.readable
    assert not draft.is_review
    assert draft.review.grade.score == 80.0


def test_critics_rows_meet_the_films_of_the_other_file_which_is_no_row_itself() -> None:
    films = b"movieId,movieTitle,movieYear\nkite,The Paper Kite,2011\n"
    rows = b"movieId,criticName,originalScore,publicationName,reviewUrl\nkite,Ona Varga,3/4,The Lantern,https://l.example/1\n"
    (draft,) = drafts(("critics.csv", rows), ("films.csv", films))
    assert draft.film.label == "The Paper Kite (2011)"
    assert draft.review.grade.score == 75.0
    (alone,) = drafts(("films.csv", films))
    assert not alone.readable


def test_a_file_that_cannot_be_read_is_one_draft_with_the_reason() -> None:
    (draft,) = drafts(("kaputt.zip", b"PK\x03\x04 half of it"))
    assert not draft.readable
    assert "broken" in draft.reason
