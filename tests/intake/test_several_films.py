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


def test_list_items_in_bold_with_a_grade_each() -> None:
    text = (
        "---\ntitle: Films I watched\n---\n\n## 2020\n\n"
        "- **Salt Harbour (2019)** (4/5) A fun afternoon by the sea. [IMDb](https://www.imdb.com/title/tt0000001/)\n"
        "- **Gulls** - (2/5) I had no idea what was going on.\n"
        "- **The Long Pier (2011)** - (3/5) Better than its title.\n"
    )
    assert films(text) == [("Salt Harbour", 80), ("Gulls", 40), ("The Long Pier", 60)]
    assert [review.film.year for review in read_text("page.md", text).reviews] == [2019, None, 2011]


def test_items_whose_links_are_defined_at_the_foot() -> None:
    text = (
        ".. title: Cine, mucho\n\nLo que vi este mes.\n\n"
        "-  `Puerto de sal`_: La quise ver por la actriz. Una película hermosa,\n   con buenas actuaciones.\n\n"
        "-  `Gaviotas`_: Otra comedia. Me aburrí.\n\n-  `El muelle`_: ¡Qué película rara!\n\n"
        + "".join(
            f".. _{name}: http://www.imdb.com/title/tt000000{n}/\n"
            for n, name in enumerate(("Puerto de sal", "Gaviotas", "El muelle"))
        )
    )
    assert [title for title, _ in films(text)] == ["Puerto de sal", "Gaviotas", "El muelle"]


def test_paragraphs_that_open_with_a_name_in_quotation_marks() -> None:
    assert films(
        f"Film guide for the week\n\nFrom news services\n\n‘Salt Harbour’: (PG) (for language) {FIRST} Grade: ****\n\n"
        f"‘Gulls’: (R) {SECOND} 1 hour, 45 minutes. Grade: B\n\n‘The Long Pier’: (PG-13) {FIRST} Grade: C+\n"
    ) == [("Salt Harbour", None), ("Gulls", 75), ("The Long Pier", 58)]


def test_paragraphs_that_open_in_capitals_and_close_with_a_letter_in_brackets() -> None:
    assert films(
        f"Nell Marsh looks at the films of the week.\n\nSALT HARBOUR--{FIRST} It is a joy. (A MINUS.)\n\n"
        f"THE LONG PIER--{SECOND} It drags. (C.)\n"
    ) == [("SALT HARBOUR", 91), ("THE LONG PIER", 50)]


def test_headings_above_a_link_into_a_catalogue_or_with_the_director() -> None:
    link = "[Fiche](http://www.allocine.fr/film/fichefilm_gen_cfilm={}.html).\n\n"
    assert [
        title
        for title, _ in films(
            "Mes films du mois\n\n## Le Port : marée basse ##\n"
            + link.format(1)
            + FIRST
            + "\n\n## Mouettes ##\n"
            + link.format(2)
            + SECOND
            + "\n\n## C'est tout ? ##\n\nOui, c'est tout."
        )
    ] == ["Le Port : marée basse", "Mouettes"]
    text = f"Ce mois-ci, 2 films :\n\n## Le Port, de Ines Calder\n\n{FIRST}\n\n## Mouettes, de Tom Vale\n\n{SECOND}\n"
    assert [title for title, _ in films(text)] == ["Le Port", "Mouettes"]
    assert [review.film.directors for review in read_text("page.md", text).reviews] == [("Ines Calder",), ("Tom Vale",)]


def test_films_listed_in_the_front_matter() -> None:
    text = (
        "---\ntitle: Summer films\nfilms:\n  - name: Salt Harbour\n    rating: 8/10\n    pub_year: 2019\n"
        "    comment: >-\n      A quiet film about the harbour, and it is good.\n  - name: Gulls\n    stars: 2\n---\n"
    )
    assert films(text) == [("Salt Harbour", 80), ("Gulls", None)]
    first, second = read_text("page.md", text).reviews
    assert (first.film.year, first.body, first.language) == (
        2019,
        "A quiet film about the harbour, and it is good.",
        "en",
    )
    assert (first.evidence["film.title"], second.evidence["film.title"]) == ((4,), (9,))


def test_blocks_that_repeat_their_labels() -> None:
    block = "{}\n\nStoryanriss:\n\n{}\n\nFazit:\nEin sehr guter Film, den ich gerne noch einmal sehen möchte.\n\n"
    assert [
        title
        for title, _ in films(
            "Round-Up | Sommer 2018\n\n" + block.format("Salzhafen", FIRST) + block.format("Möwen", SECOND)
        )
    ] == ["Salzhafen", "Möwen"]
    credits = "{}\n\nRegie: {}\nGenre: Drama\n\n{}\n\n"
    assert [
        title
        for title, _ in films(
            credits.format("Salzhafen", "Ines Kalder", FIRST) + credits.format("Möwen", "Tom Vale", SECOND)
        )
    ] == ["Salzhafen", "Möwen"]


@pytest.mark.parametrize(
    "extra",
    [
        f"- **Strong direction**: {FIRST}\n- **Fine acting**: {SECOND}\n- **A patient camera**: {FIRST}\n",
        f"NELL MARSH: {FIRST}\n\nTOM VALE: {SECOND}\n\nINES CALDER: {FIRST}\n",
        f"Photo: the harbour\n\n{FIRST}\n\nPhoto: the gulls\n\n{SECOND}\n",
    ],
    ids=["points", "speakers", "captions"],
)
def test_what_repeats_within_one_review_is_no_film(extra: str) -> None:
    assert [title for title, _ in films(f"Salt Harbour review\n\n{FIRST}\n\n{extra}\n\n8/10\n")] == ["Salt Harbour"]
