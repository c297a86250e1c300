"""Ways of stating a fact that many sites share, each on an invented page."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.grades import SubGrade
from bot.intake.pages import read_text
from bot.intake.reading import ReadReview

PARAGRAPH = (
    "The harbour town wakes slowly in this film, and the camera waits with it, patient and kind, until the first "
    "boats come home in the rain. Nothing much happens for an hour, and yet I was never bored; the acting is quiet."
)
FRENCH = (
    "Le film commence lentement et la caméra attend que les bateaux rentrent au port, comme si rien ne pressait dans "
    "cette petite ville. Le scénario est simple, l'interprétation est magnifique et la fin touche juste."
)


def read(text: str) -> ReadReview:
    reading = read_text("page.txt", text)
    assert reading.is_film_review, reading.reason
    (review,) = reading.reviews
    return review


def test_a_table_of_credits_copied_from_a_browser() -> None:
    review = read(
        "Review: Salt Harbour\n\nDirector(s)\tInes Calder\nPrincipal Cast\tTom Vale as Edwin\nMira Osei as Ruth\n"
        f"Ada Quill as Mrs Penhale\nRelease Date\t2016\nRunning Time\t100 minutes\n\n{PARAGRAPH}\n"
    )
    assert review.film.directors == ("Ines Calder",)
    assert review.film.cast == ("Tom Vale", "Mira Osei", "Ada Quill")
    assert (review.film.year, review.film.runtime_minutes) == (2016, 100)


def test_the_names_of_a_french_head() -> None:
    review = read(
        f"Le Port de sel\n8/10\nDe Inès Caldère, Paul Osset\nSortie le 2 mars 2011\nDurée : 1h 52min\n\n{FRENCH}\n"
    )
    assert review.film.directors == ("Inès Caldère", "Paul Osset")
    assert (review.film.year, review.published) == (2011, None)


def test_a_film_by_and_with_on_one_line() -> None:
    review = read(f"Critique : Le Port de sel\n\nUn film d'Inès Caldère avec Tom Val et Mira Osset\n\n{FRENCH}\n")
    assert review.film.directors == ("Inès Caldère",)
    assert review.film.cast == ("Tom Val", "Mira Osset")


@pytest.mark.parametrize(
    "line",
    ["Réalisé par Inès Caldère, scénario de Paul Osset et musique de Jean Bel.", "Directed by Inès Caldère and written "
     "by Paul Osset."],
)  # fmt: skip
def test_who_wrote_it_did_not_direct_it(line: str) -> None:
    assert read(f"Review: Le Port de sel\n\n{line}\n\n{FRENCH}\n").film.directors == ("Inès Caldère",)


def test_a_line_that_begins_with_of_proves_no_director_alone() -> None:
    assert read(f"Critique : Le Port de sel\n\nDe Inès Caldère\n\n{FRENCH}\n").film.directors == ()


@pytest.mark.parametrize(
    ("signed", "critic"),
    [
        ("Publié par marin42 à 09:12 Aucun commentaire:", "marin42"),
        ("Posted by tide at 10:01 PM No comments:", "tide"),
        ("Publié le par Léa Brun", "Léa Brun"),
    ],
)
def test_how_blogs_sign(signed: str, critic: str) -> None:
    assert read(f"Critique : Le Port de sel\n\n{FRENCH}\n\n{signed}\n").critic == critic


def test_a_verdict_that_opens_with_its_grade() -> None:
    opinion = "One of the quiet pleasures of this year, and a film that you should see as soon as it comes near you."
    grade = read(f"Review: Salt Harbour\n\n{PARAGRAPH}\n\nOur Grade: A+, {opinion}\n").grade
    assert grade
    assert (grade.printed, grade.score) == ("A+", 100)


def test_an_overall_mark_stands_on_the_scale_of_its_sub_grades() -> None:
    review = read(
        f"Review: Salt Harbour\n\n{PARAGRAPH}\n\nActing: 9.5/10\nSound: 9/10\n\nOverall mark: 9.7\n",
    )
    assert review.sub_grades == (SubGrade("Acting", 9.5, 10), SubGrade("Sound", 9, 10))
    assert review.grade
    assert (review.grade.score, review.grade.derived) == (97, False)


def test_a_grade_given_in_the_past_tense() -> None:
    grade = read(f"Salt Harbour review\n\n{PARAGRAPH}\n\nI gave it 7 out of 10 shells, and would again.\n").grade
    assert grade
    assert grade.score == 70


def test_a_british_certificate() -> None:
    review = read(f"Film Review — Salt Harbour\n\n{PARAGRAPH}\n\nBBFC rating: 15 for strong language\n")
    assert (review.film.certificate, review.film.certificate_reason) == ("15", "strong language")


def test_the_day_of_release_is_not_the_day_of_the_review() -> None:
    review = read(f"mercredi 4 mai 2011\n\nLe Port de sel\n\nSortie le 20 avril 2011\n\n{FRENCH}\n\nNote : 4/5\n")
    assert (review.published, review.film.year) == (date(2011, 5, 4), 2011)


WRAPPED = """I watched this one on a wet evening, and the harbour town of the film wakes as slowly
as mine does; the camera waits with it, patient and kind, until the boats of old
Captain Penhale come home.

Nothing much happens for an hour, and yet I was never bored, because the acting is so
quiet that every word counts."""


def test_paragraphs_broken_into_lines_are_put_together() -> None:
    review = read(f"---\ntitle: Salt Harbour\nrating: 4/5\n---\n\n# Recommendation\n\n{WRAPPED}\n")
    assert review.body == "\n\n".join(" ".join(part.split("\n")) for part in WRAPPED.split("\n\n"))


def test_lists_and_labels_are_no_broken_paragraphs() -> None:
    review = read(
        "Review: Salt Harbour\n\nStarring: Tom Vale, Mira Osei, Ada Quill, Edwin Marsh, Ruth Penhale\n"
        f"runtime: 98 min\n\n{PARAGRAPH}\n"
    )
    assert review.film.cast[-1] == "Ruth Penhale"
    assert review.film.runtime_minutes == 98


@pytest.mark.parametrize("label", ["My opinion :", "Mon avis :", "What We Think:", "Meinung:"])
def test_the_critics_own_paragraph_is_the_review_and_the_summary_above_it_is_not(label: str) -> None:
    review = read(
        "Salt Harbour (2019)\n\nAn old fisherman takes a stranger in for the winter and learns where his own daughter "
        f"has gone to.\n\nDirector: Ines Calder\n\n{label} {PARAGRAPH}\n\nRating: 4/5\n"
    )
    assert review.body == PARAGRAPH


def test_readers_under_the_buttons_of_a_blog_are_not_the_critic() -> None:
    review = read(f"Salt Harbour review\n\n{PARAGRAPH}\n\nI did not like it one bit, sorry.\nReplyDelete\nMe too!\n")
    assert review.body == PARAGRAPH


def test_a_label_for_the_title_beats_the_name_of_the_site() -> None:
    review = read(
        f"Horror Review\n\n07/07/2017\n\nFilm: Salt Harbour\n\nDirector: Ines Calder\n\n{PARAGRAPH}\n\nRating: 3/5\n"
    )
    assert review.film.title == "Salt Harbour"


@pytest.mark.parametrize(
    ("title", "said"),
    [("Salt Harbour", "In Salt Harbour the boats come home."), ("SALT HARBOUR", "Salt Harbour is a quiet film to see."),
     ("Salt Harbour (2019)", "The boats come home in the rain here.")],
)  # fmt: skip
def test_the_line_that_the_page_proves_is_the_title_and_the_first_is_the_site(title: str, said: str) -> None:
    review = read(
        f"The Quiet Projector\n\n{title}\n\n4 Feb\n\nDirector: Ines Calder\n\n{PARAGRAPH} {said}\n\nRating: 3/5\n"
    )
    assert review.film.title
    assert review.film.title.casefold() == "salt harbour"
    assert review.outlet == "The Quiet Projector"


def test_the_phrase_quoted_most_names_the_film_where_no_headline_does() -> None:
    review = read(
        f"{PARAGRAPH} Who is the 'Salt Harbour' of it? Not 'Gulls' again.\n\n> 'Salt Harbour' is a film "
        "to love and to keep, as every film about boats should be.\n\nI gave it 7 out of 10, and would again.\n"
    )
    assert review.film.title == "Salt Harbour"


def test_the_upper_of_two_headings_in_the_page_title_is_the_site() -> None:
    html = (
        "<html><head><title>Salt Harbour **** | Filmlight</title></head><body><div><h1>Filmlight</h1></div>"
        f"<div><h2>Salt Harbour ****</h2><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"
        "<p>Posted in Cinema Reviews | No Comments »</p></div></body></html>"
    )
    review = read(html)
    assert (review.film.title, review.outlet) == ("Salt Harbour", "Filmlight")
    assert review.grade
    assert review.grade.printed == "****"


@pytest.mark.parametrize(
    ("sentence", "follows"),
    [("There is no scene after the credits.", False), ("There is no “scene” during or after the credits.", False),
     ("There is a scene after the credits.", True), ("Nobody mentions the credits.", None)],
)  # fmt: skip
def test_a_sentence_about_the_credits(sentence: str, follows: bool | None) -> None:
    assert read(f"Review: Salt Harbour\n\n{PARAGRAPH} {sentence}\n").after_credits is follows


def test_no_scene_here_outweighs_the_scene_of_another_film() -> None:
    last = "There is no scene after the credits."
    text = f"Review: Salt Harbour\n\n{PARAGRAPH} See Gulls with its post-credits scene first.\n\n{last}\n"
    assert read(text).after_credits is False


def test_a_review_inside_the_front_matter() -> None:
    review = read(f'---\nname: Salt Harbour\nyear: 2019\nrating: 2.5\nreview: "{PARAGRAPH}"\n---\n')
    assert (review.film.title, review.film.year, review.body) == ("Salt Harbour", 2019, PARAGRAPH)


def test_a_scale_of_grades_is_no_review() -> None:
    reading = read_text("page.txt", f"Rating System\n\n5 / 5 : Excellent\n{PARAGRAPH}\n\n4 / 5 : Great\nWhat a ride.\n")
    assert not reading.is_film_review


def test_a_member_signs_beside_the_date() -> None:
    review = read(f"Salt Harbour Kritik\n\n1 Kommentar - 18.07.2017 von gull92\n\n{PARAGRAPH}\n\nBewertung: 3.5 / 5\n")
    assert (review.critic, review.published) == ("gull92", date(2017, 7, 18))


def test_the_day_of_the_screening_is_not_the_day_of_the_review() -> None:
    review = read(
        f"Monday, 28 November 2016\n\nSalt Harbour Review\n\nOn: Sunday, January 20th, 2008.\n\n{PARAGRAPH}\n"
    )
    assert review.published == date(2016, 11, 28)
