"""Which film a page names, where its site, its date, its tagline and its text stand in the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.nominees import best_nominee
from bot.intake.openings import opening_title, quoted_title, title_year
from bot.intake.pages import read_text
from bot.intake.words import Line

SAYS = (
    "Salt Harbour is a film that takes its time, and the camera waits with it, patient and kind, until the first boats "
    "come home. Nothing happens for an hour, and yet Salt Harbour never bored me; the acting is quiet and true."
)
PLAIN = (
    "The town wakes slowly in this film, and the camera waits with it, patient and kind, until the first boats come "
    "home in the rain. Nothing much happens for an hour, and yet I was never bored; the acting is quiet."
)
SPANISH = (
    "La película empieza despacio y la cámara espera con paciencia a que los barcos vuelvan, como si no tuviera prisa "
    "por contar nada. El guion es sencillo, las actuaciones son estupendas y me gustó mucho el final."
)


def film_of(text):
    reading = read_text("page.txt", text)
    assert reading.is_film_review, reading.reason
    (review,) = reading.reviews
    return review


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("Harbour Film Reviews\n\nSaturday, 5 April 2014\n\nGulls Movie Review", "Gulls", "Harbour Film Reviews"),
        ("Reviews by Nell\n\nGulls: Low Tide\n\nApril 26, 2019", "Gulls: Low Tide", "Reviews by Nell"),
        ("Two Reviews\n\nTuesday, April 22, 2014\n\nGulls", "Gulls", "Two Reviews"),
        ("El Cinéfilo del Puerto\n\nGaviotas", "Gaviotas", "El Cinéfilo del Puerto"),
        ("top of page\n\nGulls 2049 - 3/5", "Gulls 2049", None),
        ("Home / Críticas / Crítica- Gaviotas (2019)\n\nCrítica- Gaviotas (2019)", "Gaviotas", None),
        (
            "PORT APP IN\nAPP STORE\n\nPORT APP IN\nPLAY STORE\n\nFilm\n2016\nGulls\nA fine hour by the sea",
            "Gulls",
            None,
        ),
    ],
)
def test_the_title_is_told_from_the_site_and_the_menu(head, title, outlet):
    review = film_of(f"{head}\n\n{SPANISH if 'Gaviotas' in head else PLAIN}\n\n{PLAIN}\n\nRating: 3/5")
    assert (review.film.title, review.outlet) == (title, outlet)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("The Verdict….’Salt Harbour: Low Tide’", "Salt Harbour: Low Tide"),
        ("SALT HARBOUR 3, once more around the bay", "SALT HARBOUR 3"),
        ('Salt Harbour: "The Sea Forgets Nothing"', "Salt Harbour"),
        ("Fantasy Film-Tipp: Salt Harbour", "Salt Harbour"),
        ("My thoughts on Salt Harbour", "Salt Harbour"),
        ("Mon avis sur Salt Harbour", "Salt Harbour"),
        ("Análisis de Salt Harbour", "Salt Harbour"),
        ("Just watched: Salt Harbour (2019)", "Salt Harbour"),
        ("Gesehen: Salt Harbour", "Salt Harbour"),
        ("At the Movies: Salt Harbour", "Salt Harbour"),
        ("Cinéma - Salt Harbour", "Salt Harbour"),
        ("Chronique Salt Harbour", "Salt Harbour"),
        ("Film Friday: Salt Harbour", "Salt Harbour"),
        ("Salt Harbour: My Review", "Salt Harbour"),
        ("Salt Harbour - Movie Review by Nell Marsh", "Salt Harbour"),
        ("Salt Harbour (2019), dir. Ines Calder", "Salt Harbour"),
        ("Salt Harbour, 2019", "Salt Harbour"),
        ("Salt Harbour - The Last Tide", "Salt Harbour - The Last Tide"),
        ("Salt Harbour - Insel des Windes", "Salt Harbour - Insel des Windes"),
        ("Salt Harbour - The Film Blog", "Salt Harbour"),
        ("Salt Harbour - Boldly goes where no boat has gone", "Salt Harbour"),
        ("SALT HARBOUR FALLS ASLEEP AT THE QUAY", "SALT HARBOUR"),
        ("Salt Harbour (3 1/2 stars)", "Salt Harbour"),
        (
            "‘Salt Harbour’ Review: Ines Calder Delivers Her Best Film in Years by Writing About Sailors Instead of "
            "Captains Who Act Like Them",
            "Salt Harbour",
        ),
    ],
)
def test_headlines_that_say_more_than_the_title(headline, title):
    assert film_of(f"{headline}\n\n{SAYS}\n\n{SAYS}\n\n4/5").film.title == title


def test_a_column_that_the_text_never_names_is_the_site():
    review = film_of(f"My Thoughts On Media\n\nGulls\n\n4 May 2019\n\n{PLAIN} Gulls is fine.\n\n{PLAIN}\n\n4/5")
    assert (review.film.title, review.outlet) == ("Gulls", "My Thoughts On Media")


def test_a_masthead_that_says_what_the_site_keeps_and_who_keeps_it():
    head = "Subscribe\n\nHarbour Lights - Film reviews by Nell Marsh\n\n24 March 2014\n\nGulls\n\nDirector: Ines Calder"
    review = film_of(f"{head}\n\n{PLAIN} Gulls is fine.\n\n4/5")
    assert (review.film.title, review.outlet, review.critic) == ("Gulls", "Harbour Lights", "Nell Marsh")


def test_a_cast_in_a_column_and_one_with_its_parts():
    page = "Director: Ines Calder\nStarring: Mira Osei\n    Tom Vale\n    Ada Marsh\nRating: ****\n\n"
    assert film_of(f"Salt Harbour\n\n{page}{SAYS}").film.cast == ("Mira Osei", "Tom Vale", "Ada Marsh")
    page = (
        f"Le port\n\n{PLAIN}\n\nMa note : 15/20\nDurée : 102 min\nCasting :\nMira Osei : la mère\nTom Vale : le fils\n"
    )
    assert film_of(page).film.cast == ("Mira Osei", "Tom Vale")


def test_two_films_under_stars_and_facts_run_together():
    reading = read_text("a.txt", f"Gulls ★★☆☆\n\n{PLAIN}\n\nSalt Harbour ★★★☆\n\n{SAYS}\n")
    assert [review.film.title for review in reading.reviews] == ["Gulls", "Salt Harbour"]
    film = film_of(
        f"Review: Salt Harbour\n\nUSA. 2012. Regie: Ines Calder. Buch: Tom Vale. Länge: 87 Minuten.\n\n{SAYS}"
    ).film
    assert (film.year, film.directors, film.runtime_minutes) == (2012, ("Ines Calder",), 87)


def test_text_without_headline_names_its_film_in_its_first_sentence():
    assert film_of(f"Starring: Mira Osei, Tom Vale.\nDirected by Ines Calder.\n\n{SAYS}").film.title == "Salt Harbour"


def test_a_paragraph_that_opens_with_title_and_year_names_both():
    film = film_of(f"what I saw in May\n\nSalt Harbour (1946) - {PLAIN}\n\nmy IMDB: 9/10").film
    assert (film.title, film.year) == ("Salt Harbour", 1946)


def test_people_and_pronouns_open_sentences_but_name_no_film():
    for start in ("Mira Osei", "This film", "It", "The director"):
        line = Line(
            1, f"{start} is the best thing about a film of boats, and nobody will forget it soon. {start} waits."
        )
        found = opening_title([line])
        assert found is None or start == "Mira Osei"
    assert opening_title([Line(1, "Mira Osei is a delight throughout, and " + PLAIN)]) is None


def test_a_quoted_name_counts_with_and_without_the_comma_inside():
    lines = [Line(1, "No, “Salt Harbour,” is quiet."), Line(2, "“Salt Harbour” waits, “Gulls” does not.")]
    quoted = quoted_title(lines)
    assert quoted is not None
    assert quoted.text == "Salt Harbour"


@pytest.mark.parametrize(
    ("page", "year"),
    [
        ("Salt Harbour\n2015\nInes Calder\n\n", 2015),
        ("Salt Harbour\n\nRegie Ines Calder\nDeutschland / Frankreich 2019\n118 min\n\n", 2019),
        ("Salt Harbour\n\nde Ines Calder et Tom Vale, 2011\n\n", 2011),
        (
            "Review: Salt Harbour\n\nNow that “Salt Harbour” (2018) is here, I can say how much I enjoyed it.\n\n",
            2018,
        ),
    ],
)
def test_the_year_stands_alone_beside_a_country_or_in_brackets(page, year):
    assert film_of(f"{page}{SAYS}\n\n{SAYS}\n\n8/10").film.year == year


def test_two_years_for_one_title_are_no_year():
    assert title_year([Line(1, "Salt Harbour (1950) and Salt Harbour (2019)")], "Salt Harbour") is None


@given(st.lists(st.text(max_size=90), max_size=12))
def test_any_lines_may_stand_at_the_top(texts):
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    found = best_nominee(lines, lambda line: bool(line.text.strip()))
    assert found is None or found[0] in lines
    opening_title(lines)
    title_year(lines, texts[0] if texts else "")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{PLAIN} I had long wanted to see the film “Gulls”.\n\n{PLAIN}\n\n4/5", "Gulls"),
        (f"Sinopsis\n\n{SPANISH}\n\nCrítica\n\n'Gaviotas' es la película del año. {SPANISH}\n\n4/5", "Gaviotas"),
        (
            "Всё в этом фильме отлично!\nФильм «Чайки» - это крепкая драма с хорошими актерами, и мне понравилось.",
            "Чайки",
        ),
        (f"{PLAIN} The film “Gulls” is like the film “Low Tide”.\n\n4/5", None),
    ],
    ids=["called a film", "says it is one", "under an exclamation", "two"],
)
def test_a_name_that_the_text_calls_a_film(text, title):
    assert film_of(text).film.title == title


def test_nothing_above_the_headline_of_a_review_is_the_review():
    privacy = (
        "By providing your details, you agree to our terms and to our policy. We use vendors that may read them too."
    )
    review = film_of(f"{privacy}\n\n‘Salt Harbour’ Review: A Quiet Tide\n\n{SAYS}\n\n{SAYS}\n")
    assert review.body.startswith("Salt Harbour is a film that takes")
