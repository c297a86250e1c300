"""Grades as critics print them, in forms that a reader of plain numbers gets wrong."""

from __future__ import annotations

import pytest

from bot.domain.printed_grades import find_fraction, is_grade_alone, parse_grade


@pytest.mark.parametrize(
    ("printed", "score"),
    [
        ("★★★★½ / 5", 90),
        ("★★★★½ out of 5", 90),
        ("★★½ of 4", 62.5),
        ("⭐⭐⭐ (out of 4)", 75),
        ("½ / 5", 10),
        ("★ ★ (out of five)", 40),
    ],
)
def test_a_half_star_belongs_to_the_stars_before_it(printed: str, score: float) -> None:
    grade = parse_grade(printed)
    assert grade
    assert (grade.printed, grade.score) == (printed, score)


def test_more_stars_than_the_scale_has_are_no_fraction() -> None:
    assert find_fraction("★★★★★★/5") is None


@pytest.mark.parametrize("printed", ["5 étoiles.", "7 Punkte", "three stars", "★★★"])
def test_counted_stars_and_points_stand_alone(printed: str) -> None:
    assert is_grade_alone(printed)


@pytest.mark.parametrize("text", ["4 points of order", "five stars of the silent era", "12 points"])
def test_stars_and_points_of_something_are_no_grade_or_one_without_a_scale(text: str) -> None:
    grade = parse_grade(text)
    assert grade is None or grade.score is None
