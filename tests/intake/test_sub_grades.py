"""Sub-grades as critics print them: with a scale each, with one for all, in tables, lists and front matter."""

from __future__ import annotations

import pytest

from bot.intake.pages import read_text
from bot.intake.reading import ReadReview

TEXT = (
    "The town wakes slowly in this film, and the camera waits with it, patient and kind, until the first boats come "
    "home in the rain. Nothing much happens for an hour, and yet I was never bored; the acting is quiet."
)


def read(text: str) -> ReadReview:
    (review,) = read_text("page.md", text).reviews
    return review


def subs(review: ReadReview) -> dict[str, tuple[float, float | None]]:
    return {sub.name: (sub.value, sub.max) for sub in review.sub_grades}


@pytest.mark.parametrize(
    "block",
    [
        "Story: 8/10\nMusic: 7/10",
        "Story: 8 out of 10\nMusic: 7 out of 10",
        "Story: 8 von 10\nMusic: 7 von 10",
        "Story: 8 sur 10\nMusic: 7 sur 10",
        "Story - 8/10\nMusic - 7/10",
        "Story: 8 | Music: 7 (out of 10)",
        "Rating (out of 10): Story 8, Music 7",
        "Story\n8/10\n\nMusic\n7/10",
        "| Aspect | Score |\n|---|---|\n| Story | 8/10 |\n| Music | 7/10 |",
        "| Category | Score (out of 10) |\n|---|---|\n| Story | 8 |\n| Music | 7 |",
    ],
)
def test_two_aspects_give_a_derived_grade(block: str) -> None:
    review = read(f"Salt Harbour review\n\n{TEXT}\n\n{block}\n")
    assert subs(review) == {"Story": (8, 10), "Music": (7, 10)}
    assert review.grade
    assert (review.grade.score, review.grade.derived) == (75, True)


@pytest.mark.parametrize(
    ("block", "names", "score"),
    [
        ("Handlung: 4/5\nDarsteller: 5/5\nRegie: 3/5\n\nGesamtwertung: 4/5", {"Handlung", "Darsteller", "Regie"}, 80),
        ("Schauspiel: 7 von 10\nBild: 8 von 10\nGesamt: 7,5 von 10", {"Schauspiel", "Bild"}, 75),
        ("Scénario : 3/5\nRéalisation : 4/5\nNote globale : 3/5", {"Scénario", "Réalisation"}, 60),
        ("Guion: 8\nDirección: 7\nActuaciones: 9\nNota final: 8/10", {"Guion", "Dirección", "Actuaciones"}, 80),
        ("Acting\n6/10\n\nMusic\n8/10\n\nOverall\n7/10", {"Acting", "Music"}, 70),
    ],
)
def test_the_whole_beside_its_aspects_is_the_grade(block: str, names: set[str], score: float) -> None:
    review = read(f"Salt Harbour review\n\n{TEXT}\n\n{block}\n")
    assert subs(review).keys() == names
    assert review.grade
    assert (review.grade.score, review.grade.derived) == (score, False)
    assert (review.film.directors, review.film.cast) == ((), ())


@pytest.mark.parametrize(
    ("matter", "found", "score"),
    [
        ("ratings:\n  story: 8\n  music: 7\n  max: 10", {"story": (8, 10), "music": (7, 10)}, 75),
        (
            "scores:\n  - name: Story\n    score: 8/10\n  - name: Music\n    score: 6/10",
            {"Story": (8, 10), "Music": (6, 10)},
            70,
        ),
        (
            "ratings:\n- heading: Overall\n  number: 4\n- heading: Music\n  number: 3\nrating_max: 5",
            {"Music": (3, 5)},
            80,
        ),
        ("rating:\n  value: 4\n  best: 5", {}, 80),
        ("rating: 4 of 5", {}, 80),
    ],
)
def test_front_matter_grades_aspects(matter: str, found: dict[str, tuple[float, float | None]], score: float) -> None:
    review = read(f"---\ntitle: Salt Harbour\n{matter}\n---\n\n{TEXT}\n")
    assert (review.film.title, subs(review)) == ("Salt Harbour", found)
    assert review.grade
    assert review.grade.score == score


@pytest.mark.parametrize(
    "block",
    ["Oscars: 3\nPages: 5\nRating: 8/10", "Harbour: 3\nQuay: 5\nRating: 8/10", "IMDb: 7/10\nMetacritic: 65/100"],
)
def test_other_numbers_are_no_sub_grades(block: str) -> None:
    assert read(f"Salt Harbour review\n\n{TEXT}\n\n{block}\n").sub_grades == ()


@pytest.mark.parametrize(("answer", "follows"), [("Yes, one.", True), ("No.", False)])
def test_an_answer_about_the_credits(answer: str, follows: bool) -> None:
    review = read(f"Salt Harbour review\n\n{TEXT}\n\nIs there a post-credits scene? {answer}\n")
    assert review.after_credits is follows
