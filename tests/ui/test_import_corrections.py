"""One field of a draft as an admin types it: read, refused with a sentence, or taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.drafts import Draft, Remark, nothing_read
from bot.domain.errors import UserError
from bot.domain.grades import Grade, SubGrade
from bot.ui.import_corrections import correct
from bot.ui.import_fields import FIELDS, attribute, typed_value

BY_KEY = {field.key: field for field in FIELDS}
BLANK = nothing_read("page.txt", "")
DRAFT = replace(
    BLANK,
    film=replace(BLANK.film, title="Soup"),
    review=replace(BLANK.review, grade=Grade("8", None), body="Two\nThree"),
    evidence={"grade": (4,), "body": (2, 3), "film.title": (1,)},
    remarks=(Remark(4, "What is it out of?"), Remark(None, "Anything else?")),
    readable=True,
    source="One\n Two \nThree\n8",
)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("film.title", "  The  Salt Road ", "The Salt Road"),
        ("film.year", "1961", 1961),
        ("film.directors", "Ana López, Rui Lobo", ("Ana López", "Rui Lobo")),
        ("film.runtime_minutes", "2 h 1 min", 121),
        ("film.runtime_minutes", "121", 121),
        ("film.certificate", "PG-13", "PG-13"),
        ("film.genres", "Drama, Comedy, Drama", ("Drama", "Comedy")),
        ("url", "https://reviews.example/1", "https://reviews.example/1"),
        ("published", "2023-09-15", date(2023, 9, 15)),
        ("published", "15 September 2023", date(2023, 9, 15)),
        ("published", "September 15, 2023", date(2023, 9, 15)),
        ("language", "ES", "es"),
        ("language", "spanish", "es"),
        ("film.language", "Japonés", "ja"),
        ("grade", "8/10", Grade("8/10", 80.0)),
        ("after_credits", "No", False),
        ("body", "2", "Two"),
        ("body", "1–3", "One\nTwo\nThree"),
        ("critic", "", None),
        ("film.cast", " ", ()),
    ],
)
def test_a_value_is_read_as_it_is_typed(key: str, typed: str, value: object) -> None:
    assert attribute(correct(DRAFT, BY_KEY[key], typed), key) == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("film.title", "!!!"),
        ("film.title", "x" * 201),
        ("film.year", "61"),
        ("film.year", "1492"),
        ("film.runtime_minutes", "long"),
        ("film.runtime_minutes", "PG"),
        ("film.language", "Klingon"),
        ("film.certificate", "x" * 31),
        ("url", "ftp://reviews.example"),
        ("url", "https://[broken"),
        ("url", "https://reviews.example/" + "a" * 500),
        ("published", "2023-02-30"),
        ("language", "Klingonese"),
        ("grade", "very good indeed"),
        ("sub_grades", "Story 12/10"),
        ("sub_grades", "good"),
        ("after_credits", "maybe"),
        ("body", "3-2"),
        ("body", "1-99"),
        ("body", "all of it"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(key: str, typed: str) -> None:
    with pytest.raises(UserError) as refused:
        correct(DRAFT, BY_KEY[key], typed)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 2000


def test_a_year_typed_with_the_title_is_the_films_year() -> None:
    film = correct(DRAFT, BY_KEY["film.title"], "The Salt Road (1961)").film
    assert (film.title, film.year) == ("The Salt Road", 1961)


def test_a_corrected_field_is_by_hand_and_answers_its_question() -> None:
    fixed = correct(DRAFT, BY_KEY["grade"], "8/10")
    assert fixed.evidence["grade"] == ()
    assert [remark.line for remark in fixed.remarks] == [None]
    assert fixed.evidence["film.title"] == (1,)


def test_the_mean_of_sub_grades_stands_in_until_a_grade_is_typed() -> None:
    ungraded = correct(DRAFT, BY_KEY["grade"], "")
    derived = correct(ungraded, BY_KEY["sub_grades"], "Story 8/10, Visual effects: 9,5/10")
    assert derived.review.sub_grades == (SubGrade("Story", 8, 10), SubGrade("Visual effects", 9.5, 10))
    assert derived.review.grade == Grade(None, 87.5, derived=True)
    assert correct(derived, BY_KEY["grade"], "3/5").review.grade == Grade("3/5", 60.0)
    assert correct(correct(derived, BY_KEY["grade"], "3/5"), BY_KEY["grade"], "").review.grade == derived.review.grade


@given(st.sampled_from(FIELDS), st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_and_reads_back_the_same(field, typed: str) -> None:
    try:
        fixed: Draft = correct(DRAFT, field, typed)
    except UserError:
        return
    assert attribute(correct(fixed, field, typed_value(fixed, field.key)), field.key) == attribute(fixed, field.key)
