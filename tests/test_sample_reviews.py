"""The two pages in docs/ that a newcomer imports first are read as a careful reader would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.domain.grades import SubGrade
from bot.intake.pages import read_page
from bot.intake.reading import ReadReview

DOCS = Path(__file__).resolve().parents[1] / "docs"


def only_review(name: str) -> ReadReview:
    reading = read_page(name, (DOCS / name).read_bytes())
    assert reading.is_film_review
    (review,) = reading.reviews
    return review


def test_the_page_with_a_grade() -> None:
    review = only_review("sample-review.txt")
    assert (review.film.title, review.film.year) == ("The Straight Story", 1999)
    assert review.film.directors == ("David Lynch",)
    assert review.film.cast == ("Richard Farnsworth", "Sissy Spacek", "Harry Dean Stanton")
    assert (review.film.runtime_minutes, review.film.certificate) == (112, "G")
    assert (review.critic, review.outlet) == ("Hedda Lindqvist", "The Harbour Reel")
    assert review.published == date(1999, 12, 3)
    assert review.grade
    assert review.grade.score == 75
    assert "mowerfan" not in review.body
    assert review.body.startswith("An old man hears")


def test_the_page_with_sub_grades_only() -> None:
    review = only_review("sample-review-2.txt")
    assert (review.film.title, review.film.year) == ("Arrival", 2016)
    assert review.film.directors == ("Denis Villeneuve",)
    assert (review.film.runtime_minutes, review.film.certificate) == (116, "PG-13")
    assert review.after_credits is False
    assert review.sub_grades == tuple(
        SubGrade(name, value, 10) for name, value in [("Story", 8), ("Acting", 9), ("Directing", 9), ("Visuals", 8.5)]
    )
    assert "popcorn" not in review.body
    assert review.body.endswith("landing for days.")


def test_the_mean_of_sub_grades_is_the_grade_where_no_other_is_printed() -> None:
    grade = only_review("sample-review-2.txt").grade
    assert grade
    assert (grade.printed, grade.score, grade.derived) == (None, 86.25, True)
