"""Pages whose markup a copy has lost: facts side by side, names that sign without "by", stars written out."""

from __future__ import annotations

import pytest

from bot.domain.printed_grades import parse_grade
from bot.intake.pages import read_text
from bot.intake.reading import ReadReview

TEXT = (
    "Salt Harbour is a quiet film about a town that wakes slowly, with a lead who says little and shows a great deal. "
    "The plot is thin and the acting is superb."
)
MORE = "The second half is louder and longer, and its boats are painted on; the pacing is dull and the score is loud."


def first(text: str) -> ReadReview:
    return read_text("page.txt", text).reviews[0]


@pytest.mark.parametrize(
    ("facts", "year", "minutes", "certificate", "genres"),
    [
        ("2013 PG 102 Minutes", 2013, 102, "PG", ()),
        ("Documentary 2024 / 110 minutes", 2024, 110, None, ("Documentary",)),
        (
            "Tidal Works – 131 mins – 2008 – Rated R – 1080p Widescreen 1.78:1 – five point one channels",
            2008,
            131,
            "R",
            (),
        ),
        ("2019 film\n\n• Film\n• 115 minutes", 2019, 115, None, ()),
        ("2015\nAnimation | Adventure | Family", 2015, None, None, ("Animation", "Adventure", "Family")),
    ],
    ids=["spaces", "genre and year", "dashes", "one a line", "genres alone"],
)
def test_facts_without_labels(
    facts: str, year: int, minutes: int | None, certificate: str | None, genres: tuple[str, ...]
) -> None:
    film = first(f"Salt Harbour\n\n{facts}\n\n{TEXT}\n\n{MORE}\n").film
    assert (film.year, film.runtime_minutes, film.certificate, film.genres) == (year, minutes, certificate, genres)


def test_a_short_time_alone_may_be_how_long_the_page_takes_to_read() -> None:
    assert first(f"Salt Harbour\n\n8 min\n\n{TEXT}\n").film.runtime_minutes is None


def test_a_cast_goes_on_while_its_lines_end_with_a_comma() -> None:
    text = f"Salt Harbour review\n\nStarring Mira Osei,\nTom Vale,\nNell Marsh\nDirected by Ines Calder\n\n{TEXT}\n"
    assert first(text).film.cast == ("Mira Osei", "Tom Vale", "Nell Marsh")


@pytest.mark.parametrize(
    ("head", "critic", "outlet"),
    [
        (
            "‘Salt Harbour’ makes the sea look small again\n\nNell Marsh\nThe Harbour News",
            "Nell Marsh",
            "The Harbour News",
        ),
        ("‘Salt Harbour’ Review: Ines Calder Waits and Wins\n\nNell Marsh.", "Nell Marsh", None),
        ("Salt Harbour\n\nDisc reviews by Nell Marsh of The Low Tide", "Nell Marsh", "The Low Tide"),
        ("Nell’s Review (21/12/2019):", "Nell", None),
    ],
    ids=["newspaper", "full stop", "reviews by", "owned"],
)
def test_a_name_signs_without_by(head: str, critic: str, outlet: str | None) -> None:
    review = first(f"{head}\n\n{TEXT}\n\n{MORE}\n")
    assert (review.critic, review.outlet) == (critic, outlet)


def test_a_name_under_a_bare_title_does_not_sign() -> None:
    assert first(f"Salt Harbour\n\nInes Calder\n\n{TEXT}\n").critic is None


@pytest.mark.parametrize(
    ("headline", "title", "year"),
    [
        ("Salt Harbour (Blu-ray Disc)", "Salt Harbour", None),
        ("Salt Harbour [4K UHD] review", "Salt Harbour", None),
        ("A Shelf of Horrors in Review: Salt Harbour (1981)", "Salt Harbour", 1981),
        ("Salt Harbour (Mira Osei)", "Salt Harbour", None),
    ],
    ids=["disc", "disc review", "in review", "cast"],
)
def test_what_is_no_part_of_the_title(headline: str, title: str, year: int | None) -> None:
    film = first(f"{headline}\n\n{TEXT}\n\n{MORE}\n").film
    assert (film.title, film.year) == (title, year)


def test_the_film_that_the_text_keeps_quoting_beats_another_story_on_top() -> None:
    text = (
        "Old Singer of ‘The Long Pier’ dead at 81\n\nThe tide carries 'Salt Harbour's' small story\n\n"
        f'"Salt Harbour" is plenty of fun, a sea flick with much charm.\n\n{MORE}\n\n'
        'There is little wrong with "Salt Harbour" that a shorter cut would not mend, and its lead is superb in it.\n\n'
        'See "Salt Harbour" for the sea, for the gulls, and for Mira Osei, who has never been better than here.\n'
    )
    assert first(text).film.title == "Salt Harbour"


@pytest.mark.parametrize(
    "sentence",
    [
        "Here is the review of Ines Calder's 2019 adaptation of “Salt Harbour” that you all waited for so long.",
        "Released in 2019, Ines Calder's Salt Harbour was soon forgotten, and that is a shame for so good a film.",
        "Salt Harbour was released in 2019 and has been waiting on my shelf since then, for no good reason, I admit.",
    ],
    ids=["adaptation of", "released in", "was released"],
)
def test_a_sentence_dates_the_film(sentence: str) -> None:
    assert first(f"Salt Harbour review\n\n{sentence}\n\n{MORE}\n").film.year == 2019


def test_the_year_of_what_was_remade_is_not_the_films() -> None:
    text = f"Salt Harbour review\n\nThis is a remake of the 1977 film Salt Harbour, and a good one. {MORE}\n"
    assert first(text).film.year is None


@pytest.mark.parametrize(
    ("printed", "score"),
    [("8 gulls out of 8 gulls", 100), ("4 buckets of salt out of 5", 80), ("3½ anchors out of five", 70)],
    ids=["gulls", "buckets", "anchors"],
)
def test_critics_count_in_what_they_like(printed: str, score: float) -> None:
    grade = parse_grade(printed)
    assert grade is not None
    assert grade.score == score
    review = first(f"Salt Harbour\n\n{TEXT}\n\nI give this film:\n\n{printed}\n")
    assert review.grade is not None
    assert review.grade.score == score


def test_people_counted_in_a_sentence_are_no_grade() -> None:
    assert first(f"Salt Harbour review\n\nNine people out of ten in the town are fishers. {TEXT}\n").grade is None


def test_a_letter_alone_closes_the_last_paragraph() -> None:
    review = first(f"Salt Harbour\n\n{MORE}\n\n{TEXT} Good things come in small boats. B\n")
    assert review.grade is not None
    assert review.grade.score == 75


def test_aspects_graded_above_paragraphs_are_one_review() -> None:
    text = (
        f"Salt Harbour review\n\nPlot: 4/5\n{MORE}\nProduction Values: 2/5\nThe boats are good and the sea is better.\n"
        "Rough Weather/Storms: 3/5\nThere is a storm, and it is loud enough for two films.\nFinal Score: 3.5/5\n"
    )
    reviews = read_text("page.txt", text).reviews
    assert [review.film.title for review in reviews] == ["Salt Harbour"]
    assert reviews[0].grade is not None
    assert reviews[0].grade.score == 70
    assert [(sub.name, sub.value) for sub in reviews[0].sub_grades] == [
        ("Plot", 4.0), ("Production Values", 2.0), ("Rough Weather/Storms", 3.0)
    ]  # fmt: skip
    assert reviews[0].body.endswith("loud enough for two films.")


def test_an_aspect_brings_its_own_scale_beside_its_name() -> None:
    subs = first(f"Salt Harbour (DVD)\n\nFilm Rating: C+\nVideo (1-20): 19\nAudio (1-20): 18.5\n\n{TEXT}\n").sub_grades
    assert [(sub.name, sub.value, sub.max) for sub in subs] == [("Video", 19.0, 20.0), ("Audio", 18.5, 20.0)]


def test_a_sentence_before_a_colon_opens_the_review() -> None:
    text = f"Salt Harbour review\n\nThis film has two flaws:\n\nFirst, {TEXT}\n\nSecond, {MORE}\n"
    assert first(text).body.startswith("This film has two flaws:")
