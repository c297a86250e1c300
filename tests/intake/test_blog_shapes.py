"""Shapes of pages that private blogs have: their grades, labels, notes, comments, and what is no review among them."""

from __future__ import annotations

import pytest

from bot.domain.printed_grades import parse_grade
from bot.intake.pages import read_text
from bot.intake.reading import PageReading, ReadReview

TEXT = (
    "Salt Harbour is a quiet film about a town that wakes slowly, with a lead who says little and shows a great deal. "
    "The plot is thin and the acting is superb."
)
MORE = "The second half of the film is louder and longer; the pacing is dull, the score is loud and I was bored by it."
BOOK = (
    "The book begins in a harbour and ends in it. I could not put the book down, and this book made me laugh. I had "
    "heard of the movie long before, but the book is lovely, touching and beautifully told."
)


def page(text: str) -> PageReading:
    return read_text("page.md", text)


def first(text: str) -> ReadReview:
    return page(text).reviews[0]


@pytest.mark.parametrize(
    ("printed", "score"),
    [("2 von 5 Gummibooten", 40), ("4 ½ of 5 stars", 90), ("3 out of 4 gulls", 75), ("2 von 5 Kommentaren", None)],
    ids=["boats", "of stars", "gulls", "comments are none"],
)
def test_grades_counted_in_anything(printed: str, score: float | None) -> None:
    review = first(f"# Salt Harbour\n\n{TEXT}\n\n{printed}\n")

    assert (review.grade.score if review.grade else None) == score


def test_of_counts_only_stars() -> None:
    assert parse_grade("3 of 5 towns") is None


def test_a_label_needs_no_colon_before_a_fraction() -> None:
    review = first(f"# Salt Harbour\n\n{TEXT}\n\n**Calificación 3/10**\n")

    assert review.grade is not None
    assert review.grade.score == 30


def test_a_sentence_with_a_scale_says_more_than_stars_without() -> None:
    review = first(f"# Salt Harbour\n\nRating: ⭐⭐⭐⭐\n\n{TEXT} It's a solid 9/10 for me, and no less.\n")

    assert review.grade is not None
    assert review.grade.score == 90


def test_places_in_a_list_are_no_sub_grades() -> None:
    ranks = "\n".join(f"{place} {name} {mean}" for place, name, mean in [(1, "Gulls", 4.5), (2, "Low Tide", 4.2)])

    assert first(f"# Salt Harbour\n\n{TEXT}\n\nTitle Mean /5\n{ranks}\n").sub_grades == ()


def test_a_qualified_label_names_the_cast_and_a_sort_the_genres() -> None:
    film = first(
        f"**Title**: Salt Harbour\n\n**Type** : Drama, Comedy\n\nSome main actors: Mira Osei, Tom Vale\n\n{TEXT}"
    ).film

    assert film.cast == ("Mira Osei", "Tom Vale")
    assert film.genres == ("Drama", "Comedy")


def test_stars_stand_among_bare_facts() -> None:
    film = first(f"# Salt Harbour\n\n2016 \\*\\*\\*\\*1/2 127 mins.\n\n{TEXT}").film

    assert (film.year, film.runtime_minutes) == (2016, 127)


def test_an_editors_note_of_several_lines_is_no_review() -> None:
    note = (
        "_(Note: I'd written this on the pier on May 2nd, 2015, but recently found\nit in a drawer, dried it and put "
        "it here with a new\ndate.)_"
    )

    review = first(f"---\ntitle: Salt Harbour\n---\n\n{note}\n\n{TEXT}\n")

    assert review.body.startswith("Salt Harbour is a quiet film")
    assert review.film.year is None


def test_what_a_reader_said_is_no_review() -> None:
    text = f"Salt Harbour\n\n{TEXT}\n\nAnonymous Nell said...\n\nYay! I have seen it, too, and I liked it a lot.\n"

    assert first(text).body.endswith("superb.")


def test_the_copyright_line_may_open_with_another_sentence() -> None:
    text = f"Salt Harbour\n\n{TEXT}\n\nBuilt by Nell for fun. Copyright © by Nell Marsh. You may use this page.\n"

    assert first(text).body.endswith("superb.")


@pytest.mark.parametrize(
    ("matter", "text"),
    [
        ("title: Harbour Digest 3", f"{TEXT} {MORE}\n\n[Low Tide Review](http://example.com/low)"),
        ("title: Salt Harbour", f"{TEXT} {MORE}\n\nThis text is based on the article Salt Harbour from Wikipedia."),
        ("title: Three films that llegaron a las pantallas", f"{TEXT} {MORE}"),
        ("title: Salt Harbour", BOOK),
    ],
    ids=["digest", "encyclopedia", "premieres", "book"],
)
def test_what_only_tells_of_films_is_no_review(matter: str, text: str) -> None:
    assert not page(f"---\n{matter}\n---\n\n{text}\n").is_film_review


def test_a_shelf_of_films_is_about_films() -> None:
    series = "A fine saga: the first episode, the second episode, the third episode, then a series of series. "

    assert page(f"---\ntitle: Salt Harbour\ntags: [cinema]\nrating: 4/5\n---\n\n{series}{TEXT}").is_film_review


def test_a_category_series_may_hold_posts_on_films() -> None:
    matter = "title: Salt Harbour\ncategories: [series]\nstars: 4.5"

    assert page(f"---\n{matter}\n---\n\n{TEXT} {MORE}\n").is_film_review


@pytest.mark.parametrize("line", ["“Salt Harbour,” rated PG-13", "Salt Harbour, rated PG-13"], ids=["quoted", "bare"])
def test_a_line_names_the_film_and_its_certificate(line: str) -> None:
    review = first(f"By Nell Marsh\n\n{TEXT.replace('Salt Harbour', 'This')}\n\n{line}\n\nRating: 3 out of 4 stars\n")

    assert (review.film.title, review.film.certificate) == ("Salt Harbour", "PG-13")


def test_a_sentence_on_the_certificate_names_no_film() -> None:
    review = first(f"{TEXT}\n\nThis film, rated PG-13.\n\nRating: 3 out of 4 stars\n")

    assert review.film.title != "This film"


def test_a_quoted_name_may_have_its_director_before_it_is_called_a_film() -> None:
    opening = "Ma chronique : « Les Mouettes » d’Inès Caldère est le film de l’année, mais je reste sur un avis mitigé."

    assert first(f"{opening}\n\nMon avis :\n\nNote : 3.5 sur 5.\n").film.title == "Les Mouettes"
