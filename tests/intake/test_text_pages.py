"""Pages as people paste them, each an invented one in a shape that many sites share."""

from datetime import date

import pytest

from bot.domain.grades import Grade, SubGrade
from bot.intake.pages import read_text

LONG = (
    "The harbour town wakes slowly in this film, and the camera waits with it, patient and kind, until the first "
    "boats come home in the rain. Nothing much happens for an hour, and yet I was never bored; the acting is quiet."
)
LAST = "Go and see it on the largest screen you can find."
BODY = f"{LONG}\n\n{LONG}\n\n{LAST}"
SPANISH = (
    "La película empieza despacio y la cámara espera con paciencia a que los barcos vuelvan al puerto, como si no "
    "tuviera prisa por contar nada. El guion es sencillo, las actuaciones son estupendas y el final emociona."
)
FRENCH = (
    "Le film commence lentement et la caméra attend que les bateaux rentrent au port, comme si rien ne pressait dans "
    "cette petite ville. Le scénario est simple, l'interprétation est magnifique et la fin touche juste."
)
GERMAN = (
    "Der Film beginnt langsam, und die Kamera wartet geduldig, bis die Boote in den Hafen zurückkehren, als gäbe es "
    "nichts zu erzählen. Die Handlung ist schlicht, die Schauspieler überzeugen, und das Ende ist sehr gelungen."
)


def read(text):
    reading = read_text("page.txt", text)
    assert reading.is_film_review, reading.reason
    (review,) = reading.reviews
    return review


def test_english_labels_and_a_newspaper_head():
    review = read(
        "'The Salt Harbour' is a quiet triumph (review)\n\n"
        "Updated: Mar. 12, 2021, 9:00 a.m. | Published: Mar. 11, 2021, 8:00 a.m.\n\n"
        f"By Nell Marsh | The Plainsville Times\n\n{BODY}\n\n"
        "Grade: A-\n\nMPA rating: R (violence, language)\n\nRunning time: 98 minutes\n"
    )
    assert (review.film.title, review.critic) == ("The Salt Harbour", "Nell Marsh")
    assert review.published == date(2021, 3, 11)
    assert (review.film.certificate, review.film.certificate_reason) == ("R", "violence, language")
    assert (review.film.runtime_minutes, review.grade) == (98, Grade("A-", 91.0))
    assert review.body == BODY


def test_spanish_labels():
    review = read(
        f"Crítica de «El puerto de sal», una joya silenciosa\n\nPor Clara Ríos | 12 de marzo de 2021\n\n{SPANISH}\n\n"
        "Calificación: 8,5/10\n\nFicha técnica\n\nTítulo original: Salt Harbour\nDirección: Inés Caldera\n"
        "Reparto: Tomás Valle, Mira Osés y José Bello\nDuración: 115 min.\nGénero: Drama\n"
        "Estreno: 5 de marzo de 2021\n\n"
        "Escena poscréditos: no hay\n\nEntradas relacionadas\n\nCrítica de otra cosa\n"
    )
    assert (review.film.title, review.film.original_title, review.film.year) == (
        "El puerto de sal",
        "Salt Harbour",
        2021,
    )
    assert review.film.directors == ("Inés Caldera",)
    assert review.film.cast == ("Tomás Valle", "Mira Osés", "José Bello")
    assert (review.film.runtime_minutes, review.film.genres) == (115, ("Drama",))
    assert (review.critic, review.language) == ("Clara Ríos", "es")
    assert review.published == date(2021, 3, 12)
    assert review.grade == Grade("8,5/10", 85.0)
    assert review.after_credits is False
    assert review.body == SPANISH


def test_french_labels_and_the_note_of_others():
    review = read(
        "[Critique] Le Port de sel : une merveille\n\nPublié le 4 mai 2019 par Léa Martin\n\nLe Port de sel\n\n"
        "Un film de Inès Caldère\n\nAvec Tom Val, Mira Osset\n\nDurée : 1h54\n\nSynopsis :\nUn port se réveille.\n\n"
        f"{FRENCH}\n\nNote spectateurs : 4,2/5\n\nMa note : 3,5/5\n\nPartager :\n\nLaisser un commentaire"
    )
    assert (review.film.title, review.film.directors) == ("Le Port de sel", ("Inès Caldère",))
    assert review.film.cast == ("Tom Val", "Mira Osset")
    assert (review.film.runtime_minutes, review.grade) == (114, Grade("3,5/5", 70.0))
    assert (review.critic, review.published, review.language) == ("Léa Martin", date(2019, 5, 4), "fr")
    assert review.body == FRENCH


def test_german_labels():
    review = read(
        f"Filmkritik: Der Salzhafen\n\nvon Lena Brandt am 3. April 2022\n\n{GERMAN}\n\nRegie: Ines Kalder\n"
        "Darsteller: Tom Vahl, Mira Osel, u.a.\nLaufzeit: 112 Minuten\nFSK: ab 12\nGenre: Drama\n"
        "Kinostart: 31.03.2022\n"
        "Schulnote: 2\nIMDb: 7,9/10\n\nSchreibe einen Kommentar\n"
    )
    assert (review.film.title, review.film.year) == ("Der Salzhafen", 2022)
    assert (review.film.directors, review.film.cast) == (("Ines Kalder",), ("Tom Vahl", "Mira Osel"))
    assert (review.film.runtime_minutes, review.film.certificate) == (112, "12")
    assert (review.critic, review.published) == ("Lena Brandt", date(2022, 4, 3))
    assert review.language == "de"
    assert review.grade == Grade("Schulnote 2", 80.0)


def test_a_line_of_facts_without_labels():
    review = read(
        f"Film Review: ‘Salt Harbour’\n\nPG-13 | 1h 55min | Drama, Romance | 2022\n\n{BODY}\n\n3 out of 5 stars"
    )
    assert (review.film.certificate, review.film.runtime_minutes) == ("PG-13", 115)
    assert (review.film.genres, review.film.year) == (("Drama", "Romance"), 2022)
    assert review.grade == Grade("3 out of 5 stars", 60.0)
    assert review.body == BODY


def test_several_labels_on_one_line_and_a_label_above_its_value():
    credits = "Director: Ines Calder Cast: Tom Vale, Mira Osei\n\nRuntime\n\n98 min"
    review = read(f"Review: Salt Harbour\n\n{credits}\n\n{BODY}\n\nScore: 4/5")
    assert (review.film.directors, review.film.cast) == (("Ines Calder",), ("Tom Vale", "Mira Osei"))
    assert review.film.runtime_minutes == 98


@pytest.mark.parametrize(
    ("block", "score"),
    [
        ("Out of 10\n\nStory: 10/ Acting: 9/ Sound: 8/ Light: 8.5", 88.75),
        ("Scores (out of 5)\nStory: 4\nActing: 5", 90),
        ("Story: ★★★★☆\nActing: ★★☆☆☆", 60),
        ("Story – 7/10\nActing – 8/10", 75),
    ],
)
def test_sub_grades_alone_give_a_derived_grade(block, score):
    review = read(f"Movie Review: Salt Harbour\n\n{BODY}\n\n{block}\n")
    assert review.grade == Grade(None, score, derived=True)
    assert review.sub_grades[0].name == "Story"


def test_a_printed_grade_beats_the_mean_of_the_sub_grades():
    review = read(f"Movie Review: Salt Harbour\n\n{BODY}\n\nStory: 4/5\nActing: 5/5\nOverall: 3/5")
    assert review.grade == Grade("3/5", 60.0)
    assert review.sub_grades == (SubGrade("Story", 4, 5), SubGrade("Acting", 5, 5))


@pytest.mark.parametrize(
    ("sentence", "printed", "score"),
    [
        ("I give it a solid 8 out of 10.", "8 out of 10", 80),
        ("Le doy un 7 sobre 10.", "7 sobre 10", 70),
        ("Je lui donne 4 sur 5.", "4 sur 5", 80),
        ("Ich gebe dem Film 8 von 10 Sternen.", "8 von 10 Sternen", 80),
        ("Le doy un ocho.", "un ocho", None),
        ("A lovely thing to see. 4/5", "4/5", 80),
    ],
)
def test_a_grade_in_the_last_sentence(sentence, printed, score):
    review = read(f"Movie Review: Salt Harbour\n\n{BODY} {sentence}\n\n87% on Rotten Tomatoes\n")
    assert review.grade == Grade(printed, score)


@pytest.mark.parametrize("line", ["IMDb: 7.1/10", "Audience score: 91%", "Netflix guess: 4/5", "Rotten Tomatoes: 93%"])
def test_the_grades_of_others_are_not_the_critics(line):
    assert read(f"Movie Review: Salt Harbour\n\n{BODY}\n\n{line}\n").grade is None


def test_a_number_without_a_scale_is_asked_about():
    reading = read_text("a.txt", f"Movie Review: Salt Harbour\n\n{BODY}\n\nRating: 8\n")
    assert reading.reviews[0].grade == Grade("8", None)
    (problem,) = reading.problems
    assert reading.lines[problem.line - 1] == "Rating: 8"


@pytest.mark.parametrize(
    "below",
    [
        "2 thoughts on “Salt Harbour”\n\nI disagree with every word of this, it was a terrible film and I left. 1/10",
        "Related posts\n\nTidewater review: a film that nobody asked for, in which nothing works as it should at all.",
        "Tags: drama, sea\n\nPosted by Nell at 9:00\n\nShare this:\n\nTwitter",
        "Check out the trailer below:\n\nRecent Posts\n\nSee All",
        "Subscribe\n\nThanks for reading! Subscribe for free to receive new posts and support my work, dear reader.",
        "Leave a Reply\n\nYour email address will not be shown. Required fields are marked *",
    ],
)
def test_what_follows_the_review_is_not_the_review(below):
    assert read(f"Movie Review: Salt Harbour\n\n{BODY}\n\n{below}\n").body == BODY


def test_what_interrupts_the_review_is_left_out():
    between = "- Advertisement -\n\nAlso Read: Tidewater review\n\n(Image: © Blue Lamp)"
    review = read(f"Movie Review: Salt Harbour\n\n{LONG}\n\n{between}\n\n{LAST}")
    assert review.body == f"{LONG}\n\n{LAST}"


def test_a_page_that_states_nothing_yields_nothing():
    review = read(f"Movie Review: Salt Harbour\n\n{BODY}")
    film = review.film
    assert (film.year, film.directors, film.cast, film.runtime_minutes, film.certificate) == (None, (), (), None, None)
    assert (review.critic, review.outlet, review.url, review.published, review.grade) == (None,) * 5
    assert review.after_credits is None


def test_other_scripts_survive():
    review = read(
        "映画レビュー：塩の港\n\nこの映画はとても静かで美しい作品です。俳優の演技も素晴らしかったです。\n\n評価：★★★★☆\n"
    )
    assert (review.film.title, review.language) == ("塩の港", "ja")
    assert review.grade == Grade("★★★★☆", 80.0)
    assert review.body.startswith("この映画")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"Book Review: Salt Harbour\n\n{BODY.replace('film', 'novel')}\n\n4/5", "book"),
        (f"Salt Harbour Season 2 review\n\n{BODY.replace('film', 'show')}\n\n8/10", "television"),
        (f"Salt Harbour PC review\n\n{BODY.replace('film', 'game')} The game has multiplayer.\n\n87", "game"),
        ("Ten Films To See By The Sea\n\nHere are five films we like. Salt Harbour is one of the films.", "list"),
        ("Salt Harbour sequel announced\n\nThe studio has announced a second film, and the company said more.", "news"),
        ("Episode 12: Salt Harbour\n\nIn this podcast episode we talk about the film with our guest.", "podcast"),
    ],
)
def test_what_is_no_film_review_is_said_to_be_so(text, word):
    reading = read_text("a.txt", text)
    assert not reading.is_film_review
    assert word in reading.reason
