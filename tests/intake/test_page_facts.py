"""Facts that pages state in forms of their own: certificates, credits without labels, grades among other words."""

from __future__ import annotations

import pytest

from bot.intake.pages import read_text
from bot.intake.reading import ReadReview

TEXT = (
    "The town wakes slowly in this film, and the camera waits with it, patient and kind, until the first boats come "
    "home in the rain. Nothing much happens for an hour, and yet I was never bored; the acting is quiet."
)
GERMAN = (
    "Die Stadt erwacht langsam in diesem Film, und die Kamera wartet geduldig mit ihr, bis die ersten Boote im Regen "
    "heimkommen. Eine Stunde lang geschieht wenig, und doch habe ich mich nie gelangweilt."
)


def read(text: str) -> ReadReview:
    (review,) = read_text("page.txt", text).reviews
    return review


@pytest.mark.parametrize(
    "line",
    [
        "Drama / 2019 / 132m / FSK 16",
        "FSK: freigegeben ab 16 Jahren",
        "FSK: 16",
        "Freigegeben ab 16 Jahren",
        "Altersfreigabe: ab 16",
    ],
)
def test_german_certificates_are_their_age(line: str) -> None:
    review = read(f"Kritik: Salzhafen\n\n{line}\nRegie: Ines Kalder\n\n{GERMAN}\n\n8/10\n")
    assert review.film.certificate == "16"


def test_a_certificate_in_a_sentence() -> None:
    review = read(f"Salt Harbour review\n\n{TEXT} The film is rated PG-13 for some language.\n\n8/10\n")
    assert (review.film.certificate, review.film.certificate_reason) == ("PG-13", "some language")


@pytest.mark.parametrize(
    ("block", "language"),
    [
        ("Director: Ines Calder\nLanguage: Japanese\nRunning time: 98 min", "ja"),
        ("Dirección: Ines Calder\nIdioma: Español e inglés\nDuración: 98 min", "es"),
        ("Réalisation : Ines Calder\nLangue : anglais\nDurée : 98 min", "en"),
        ("Regie: Ines Kalder\nSprache: Deutsch, Polnisch\nLaufzeit: 98 min", "de"),
        ("Original language: Wolof", "wo"),
        ("Language: strong\nDirector: Ines Calder", None),
        ("Language: 3/10\nDirector: Ines Calder", None),
    ],
    ids=["english", "spanish", "french", "german", "original", "a warning", "an aspect"],
)
def test_the_language_of_a_film_stands_among_its_facts(block: str, language: str | None) -> None:
    review = read(f"Salt Harbour review\n\n{block}\n\n{TEXT}\n\n8/10\n")
    assert (review.film.language, review.language) == (language, "en")
    assert ("film.language" in review.evidence) == (language is not None)


def test_a_language_by_itself_is_the_pages() -> None:
    review = read(f"Language: French\n\nSalt Harbour review\n\n{TEXT}\n\n{TEXT}\n\n8/10\n")
    assert review.film.language is None


def test_a_distributor_beside_a_cast() -> None:
    credits = "Réalisation : Ines Calder\nDistribution : La Marée\nCasting :\nMira Osei : Ada\nTom Vale : le père\n"
    assert read(f"Critique : Le Port de sel\n\n{credits}\n{TEXT}\n\n15/20\n").film.cast == ("Mira Osei", "Tom Vale")
    alone = "Réalisation : Ines Calder\nDistribution : Mira Osei, Tom Vale\n"
    assert read(f"Critique : Le Port de sel\n\n{alone}\n{TEXT}\n\n15/20\n").film.cast == ("Mira Osei", "Tom Vale")


def test_title_year_and_director_one_under_the_other() -> None:
    film = read(f"Le Port de sel\n2015\nInes Calder\n\n{TEXT}\n\n8/10\n").film
    assert (film.title, film.year, film.directors) == ("Le Port de sel", 2015, ("Ines Calder",))
    assert read(f"Salt Harbour\n2015\n\nInes Calder\n\n{TEXT}\n\n8/10\n").film.directors == ()
    assert read(f"Salt Harbour\n2015\nSalt Harbour\n\n{TEXT}\n\n8/10\n").film.directors == ()


def test_a_german_head_in_small_letters() -> None:
    film = read(
        f"Salzhafen\nmit Mira Osei, Tom Vale\nRegie: Ines Kalder\nDeutschland / 2007\n\n{GERMAN}\n\nWertung: 8/10\n"
    ).film
    assert (film.cast, film.year) == (("Mira Osei", "Tom Vale"), 2007)


def test_a_grade_below_a_paragraph_that_names_a_catalogue() -> None:
    review = read(f"Salt Harbour\n\n{TEXT} The plot is as told on IMDb.\n\n7 out of 10\n\n{TEXT}\n")
    assert review.grade
    assert review.grade.score == 70
    assert read(f"Salt Harbour review\n\n{TEXT}\n\nIMDb rating\n\n7 out of 10\n").grade is None


def test_a_labelled_paragraph_and_a_closing_head_do_not_end_the_review() -> None:
    text = f"Salt Harbour\n2015\n\n{TEXT}\n\nThe premise: {TEXT}\n\nGo and see it!\n"
    assert read(text).body.endswith("Go and see it!")
    assert read(f"Salzhafen\n2015\n\n{GERMAN}\n\nFAZIT\n\nZu Recht gefeiert.\n").body.endswith("Zu Recht gefeiert.")


def test_a_wrapped_paragraph_goes_on_after_a_comma() -> None:
    text = (
        "---\ntitle: Salt Harbour\nrating: 7\n---\n\n"
        "Salt Harbour is brilliant until it decides to explain itself to us. The "
        "best\nfilms trust you to keep up with them. For thirty minutes or so,\nSalt Harbour is that film.\n\n"
        f"> Everybody down! One... Two... Three\n\n{TEXT}\n"
    )
    assert read(text).body.startswith("Salt Harbour is brilliant")


def test_the_last_paragraph_of_a_saved_page_is_kept() -> None:
    paragraphs = "".join(f"<p>{TEXT}</p>" for _ in range(2))
    page = (
        f"<html><head><title>Review: Salt Harbour (2012)</title></head><body><h2>Salt Harbour | 2012</h2>"
        f"<p>Genre: Drama</p>{paragraphs}<p>Ada, played with patience by Mira Osei, and her father, played by Tom "
        "Vale, are the best thing here.</p></body></html>"
    )
    assert read(page).body.endswith("are the best thing here.")
