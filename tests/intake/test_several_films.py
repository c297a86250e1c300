"""Pages of several films that print no headings: told by the grade that each block prints."""

from __future__ import annotations

import pytest

from bot.intake.pages import read_text

FIRST = "A quiet film about a harbour town that wakes slowly, with a lead who says little and shows a great deal."
SECOND = "The second one is louder and longer, and its boats are painted on; the acting is stiff and the plot is thin."


def films(text: str) -> list[tuple[str | None, float | None]]:
    return [
        (review.film.title, review.grade.score if review.grade else None)
        for review in read_text("page.txt", text).reviews
    ]


def test_a_grade_under_each_paragraph() -> None:
    assert films(
        f"Movie Glance\n\n'Salt Harbour'\n\n{FIRST}\n\nRated: R for language\n\nGrade: B\n\n\n"
        f"'Gulls'\n\n{SECOND}\n\nRated: PG-13\n\nGrade: F\n"
    ) == [("Salt Harbour", 75), ("Gulls", 0)]


def test_a_grade_under_each_name_with_its_certificate() -> None:
    text = (
        f"Film round-up\n\nSalt Harbour (15)\nDirected by Ines Calder\n5/5\n\n{FIRST}\n\nReview by Nell Marsh\n\n"
        f"Gulls (PG)\nDirected by Tom Vale\n2/5\n\n{SECOND}\n"
    )
    assert films(text) == [("Salt Harbour", 100), ("Gulls", 40)]
    assert [r.film.certificate for r in read_text("page.txt", text).reviews] == ["15", "PG"]
    assert [r.film.directors for r in read_text("page.txt", text).reviews] == [("Ines Calder",), ("Tom Vale",)]


def test_linked_names_before_a_sentence_and_stars_drawn_as_pictures() -> None:
    item = "[**{}**](https://films.example/{}): {} ![{}](/stars.gif)\n\n"
    assert films(
        "---\ntitle: Short reviews\n---\n\n"
        + item.format("Salt Harbour", 1, FIRST, "4/5")
        + item.format("Gulls", 2, SECOND, "1/5")
        + item.format("The Long Pier", 3, FIRST, "3/5")
    ) == [("Salt Harbour", 80), ("Gulls", 20), ("The Long Pier", 60)]


@pytest.mark.parametrize(
    "names", [("Acting", "Visuals"), ("The Good", "The Bad"), ("Overall", "Soundtrack")], ids=lambda names: names[0]
)
def test_aspects_of_one_film_are_no_films(names: tuple[str, str]) -> None:
    first, second = names
    text = f"Salt Harbour review\n\n{FIRST}\n\n{first}\n\n{FIRST}\n\n7/10\n\n{second}\n\n{SECOND}\n\n8/10\n"
    assert [title for title, _ in films(text)] == ["Salt Harbour"]


def test_voices_about_one_film_are_no_films() -> None:
    text = (
        f"Le Port de sel\n\n1h52 - Sortie le 2 mars 2011\n\n{FIRST}\n\nMoyenne des Gardiens : 4/5\n\n"
        f"Le point de vue de Léa : 4.5/5\n{FIRST}\n\nL'avis de Paul : 3,5/5\n{SECOND}\n"
    )
    (review,) = read_text("page.txt", text).reviews
    assert (review.film.title, review.film.runtime_minutes, review.film.year) == ("Le Port de sel", 112, 2011)
    assert review.grade
    assert (review.grade.score, review.sub_grades) == (80, ())
