"""Credits as European pages print them: bills, slashes, countries with years, ages, shared surnames, signatures."""

from __future__ import annotations

import pytest

from bot.intake.origins import made_in
from bot.intake.pages import read_text
from bot.intake.reading import ReadReview
from bot.intake.values import certificate, directors, names

TEXT = (
    "Der Film wartet mit seinen Leuten am Kai, die Schauspieler sind großartig, und das Ende ist gelungen; ein "
    "langsamer, schöner Abend im Kino, den man nicht so bald vergisst."
)


def read(page: str) -> ReadReview:
    (review,) = read_text("page.txt", page).reviews
    return review


def test_a_bill_says_all_in_one_breath() -> None:
    film = read(f"Les Mouettes\nDe Inès Caldère (Fr., 1h38) avec Mira Osei, Tom Vale...\nMon avis : {TEXT}\n").film
    assert (film.directors, film.cast, film.runtime_minutes) == (("Inès Caldère",), ("Mira Osei", "Tom Vale"), 98)


def test_a_bill_may_open_with_the_title() -> None:
    bill = "Gabbiani di sale, di Ines Calder, con Mira Osei, Tom Vale (Italia/Francia, 2013, 142’). In sala a Porto."
    review = read(f"Mi è piaciuto molto. {TEXT}\n{bill}\n")
    film = review.film
    assert (film.title, film.year, film.runtime_minutes) == ("Gabbiani di sale", 2013, 142)
    assert (film.directors, film.cast) == (("Ines Calder",), ("Mira Osei", "Tom Vale"))


def test_slashes_part_facts_and_a_name_above_them_signs_the_text() -> None:
    review = read(
        f"Möwen (Filmkritik)\n\n{TEXT}\n\nNele Marsch\n\nMöwen / Drama/ Regie und Drehbuch: Ines Kalder / Mit: Mira "
        "Osei, Tom Vale u.a. / 98 Minuten / USA, Kanada 2019 / Verleih: Kai Film\n"
    )
    film = review.film
    assert (film.year, film.runtime_minutes, film.genres) == (2019, 98, ("Drama",))
    assert (film.directors, film.cast) == (("Ines Kalder",), ("Mira Osei", "Tom Vale"))
    assert review.critic == "Nele Marsch"


def test_a_name_that_the_text_speaks_of_signs_nothing() -> None:
    assert read(f"Möwen (Filmkritik)\n\nMira Osei wartet. {TEXT}\n\nMira Osei\n\nRegie: Ines Kalder\n").critic is None


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("Möwen\nUSA 2019, Laufzeit: 98 Min., FSK 16", 2019),
        ("Möwen\n*USA/Tschechien (2001)*", 2001),
        ("Möwen\n\nMöwen D 2006", 2006),
        ("Möwen\n\nUSA 2019 - mit Mira Osei, Tom Vale ...", 2019),
    ],
)
def test_countries_and_a_year(head: str, year: int) -> None:
    assert read(f"{head}\n\n{TEXT}\n").film.year == year


def test_the_year_of_a_plot_is_not_the_film_s() -> None:
    assert read(f"Möwen\n\nInhalt: Oslo, 1981. {TEXT}\n\nKritik: {TEXT}\n").film.year is None


@pytest.mark.parametrize("text", ["Oslo 1981", "In USA 2019 gesehen", "2019", "Haus 2019"])
def test_no_country_no_year(text: str) -> None:
    assert made_in(text) is None


@pytest.mark.parametrize(
    ("printed", "mark"),
    [
        ("Apta para mayores de 16 años", "16"),
        ("From 12 years", "12"),
        ("FSK 16", "16"),
        ("interdit aux moins de 12 ans", "12"),
        ("PG-13", "PG-13"),
    ],
)
def test_ages_are_certificates(printed: str, mark: str) -> None:
    assert certificate(printed) == (mark, None)


def test_the_number_of_an_issue_is_no_certificate() -> None:
    assert certificate("Nr. 37/2021 vom 16.09.2021") is None


def test_two_directors_share_a_surname() -> None:
    assert directors("Albert und Tom Kalder") == ("Albert Kalder", "Tom Kalder")
    assert directors("Ines Kalder und Tom Vale") == ("Ines Kalder", "Tom Vale")
    assert directors("Tarsem") == ("Tarsem",)


def test_and_others_are_nobody() -> None:
    assert names("Mira Osei (Ada), Tom Vale (Inspektor Sir Charles) und andere Hafenleute") == ("Mira Osei", "Tom Vale")


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        ("Sitzenbleiben lohnt sich nicht: Nach dem Abspann kommt nichts mehr.", False),
        ("Y un consejo: quédense hasta que terminen los créditos.", True),
        ("Restez jusqu'à la fin du générique.", True),
    ],
)
def test_what_follows_the_credits(said: str, follows: bool) -> None:
    assert read(f"Möwen (Filmkritik)\n\n{TEXT} {said}\n").after_credits is follows


@pytest.mark.parametrize(
    ("opening", "score"),
    [("2,5/5 ", 50), ("🟡🟡⚪ ", 66.6667), ("★★★☆ – ", 75)],
)
def test_a_grade_may_open_the_text(opening: str, score: float) -> None:
    grade = read(f"Möwen\n\n{opening}{TEXT}\n").grade
    assert grade is not None
    assert grade.score == pytest.approx(score, abs=0.01)


def test_titles_in_two_languages_and_bare_grades_head_sections() -> None:
    page = "".join(
        f"\n{head}\n\nDirector: {who}\n\n{TEXT}\n" for head, who in (("Gaviotas (8)", "A B"), ("Sal (4,5)", "C D"))
    )
    graded = read_text("page.txt", page).reviews
    assert [(r.film.title, r.grade and r.grade.printed) for r in graded] == [("Gaviotas", "8"), ("Sal", "4,5")]
    page = page.replace("Gaviotas (8)", "Gaviotas (Gulls)").replace("Sal (4,5)", "Sal (Salt Harbour)")
    named = read_text("page.txt", page).reviews
    assert [(r.film.title, r.film.original_title) for r in named] == [("Gaviotas", "Gulls"), ("Sal", "Salt Harbour")]


def test_a_column_keeps_its_films_and_leaves_its_series() -> None:
    parts = [f"Critique\n\n{name}\n\n⭐️⭐️⭐️ – {TEXT}\n" for name in ("MÖWEN | SAISON 1", "SALZ", "KAI")]
    assert [review.film.title for review in read_text("page.txt", "\n".join(parts)).reviews] == ["SALZ", "KAI"]


def test_comments_signed_below_are_no_review() -> None:
    page = (
        f"Les Mouettes : critique\n\n{TEXT}\nJe n'ai pas vu ce film et je n'irai pas le voir, c'est dit.\n"
        f"Rédigé par : Nell | 18 février 2013 à 18:29\n{TEXT} Moi non plus.\n"
        "Rédigé par : Tom | 19 février 2013 à 08:29\n"
    )
    review = read(page)
    assert review.body == TEXT
    assert review.published is None


@pytest.mark.parametrize(
    "notice", ["Diese Website verwendet Cookies, um zu zählen, wer hier liest; wer das nicht mag, kann es abstellen."]
)
def test_a_cookie_notice_is_no_review(notice: str) -> None:
    assert read(f"Möwen (Filmkritik)\n\n{TEXT}\n\nDatenschutz-Übersicht\n\n{notice} {notice}\n").body == TEXT


def test_sentences_of_credits_are_no_part_of_the_text() -> None:
    review = read(
        f"{TEXT}\n\nLes Mouettes (V.O.) ★★★ Norvège, 2016, 98 min. Drame de Inès Caldère. Avec Mira Osei et Tom Vale."
    )
    film = review.film
    assert (film.title, film.year, film.runtime_minutes, film.genres) == ("Les Mouettes", 2016, 98, ("Drame",))
    assert (film.directors, film.cast) == (("Inès Caldère",), ("Mira Osei", "Tom Vale"))
    assert review.body == TEXT
    film = read(f"Mouettes (critique)\n\n{TEXT}\n\nThriller de Inès Caldère. Avec Mira Osei, Tom Vale. 2011.").film
    assert (film.directors, film.year) == (("Inès Caldère",), 2011)


def test_a_label_may_part_from_what_goes_on_after_a_comma() -> None:
    film = read(f"Mouettes (critique)\nRéalisé par Inès Caldère, sorti le 25 avril 2001\n\n{TEXT}").film
    assert (film.directors, film.year) == (("Inès Caldère",), 2001)


def test_a_director_stands_before_what_a_page_adds() -> None:
    film = read(f"Gabbiani (recensione)\nRegia di Ines Calder vedi scheda tecnica\n\n{TEXT}").film
    assert film.directors == ("Ines Calder",)


def test_who_may_see_a_film_is_its_certificate() -> None:
    assert read(f"Mouettes (critique)\nPublic : Interdit moins de 12 ans\n\n{TEXT}").film.certificate == "12"


def test_a_french_goodbye_is_no_grade() -> None:
    page = "Les Mouettes (critique)\n\nC'est un film lent et beau, et les acteurs sont justes dans le port.\n\nA+\n"
    assert read(page).grade is None


def test_pages_that_quote_papers_review_nothing() -> None:
    quotes = "\n\n".join(
        f'"Ein großartiger, berührender Film." {paper}' for paper in ("Hafenblatt", "Kai & Meer", "Die Möwe")
    )
    assert not read_text("page.txt", f"Möwen\n\nDer Film läuft im Juni.\n\n{quotes}\n").is_film_review


@pytest.mark.parametrize("headline", ["Recensione su Gabbiani", "Reseña sobre Gabbiani"])
def test_reviews_on_a_film(headline: str) -> None:
    assert read(f"{headline}\n\n{TEXT}").film.title == "Gabbiani"
