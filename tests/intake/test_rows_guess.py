"""Tables that nobody explained: columns by their names in four languages, by their content, or as a person says."""

from datetime import date

import pytest

from bot.domain.errors import UserError
from bot.domain.grades import Grade
from bot.intake.reading import PageReading
from bot.intake.rows import RowKind, TableReading
from bot.intake.table_fields import FIELDS
from bot.intake.tables import read_any, read_table


@pytest.mark.parametrize(
    "header",
    [
        "Title,Year,Director,Rating (1-10),Date,Notes",
        "Película,Año,Dirección,Puntuación /10,Fecha,Comentario",
        "Titre du film,Année,Réalisateur,Note sur 10,Date,Avis",
        "Filmtitel,Jahr,Regie,Bewertung (von 10),Datum,Kritik",
    ],
)
def test_columns_are_known_by_their_names_in_four_languages(header: str) -> None:
    reading = read_table("mine.csv", f"{header}\nFog Street,1961,Ada Fink,7.5,2021-05-04,Quite wet\n".encode())
    (row,) = reading.rows

    assert list(reading.mapping.values()) == ["title", "year", "directors", "rating/10", "rated_on", "text"]
    assert reading.guessed == frozenset()
    assert (row.film.title, row.film.year, row.film.directors) == ("Fog Street", 1961, ("Ada Fink",))
    assert (row.half_stars, row.rated_on, row.note) == (8, date(2021, 5, 4), "Quite wet")


def test_critics_tables_become_reviews() -> None:
    data = b"Film,Critic,Outlet,Grade,Link\nFog Street,Ida Moor,The Lantern,B-,https://lantern.example/fog\n"
    (row,) = read_table("critics.csv", data).rows

    assert (row.kind, row.half_stars) == (RowKind.REVIEW, None)
    assert row.review is not None
    assert (row.review.critic, row.review.outlet, row.review.grade) == ("Ida Moor", "The Lantern", Grade("B-", 67.0))
    assert row.review.url == "https://lantern.example/fog"


@pytest.mark.parametrize(
    ("table", "film", "review"),
    [
        ("Title,Original Language,Rating\nFog Street,ja,8\n", "ja", None),
        ("Title,Language,Year\nFog Street,French,1961\n", "fr", None),
        ("Film,Critic,Grade,Language\nFog Street,Ida Moor,B-,es\n", None, "es"),
        ("Film,Critic,Grade,Language,Original language\nFog Street,Ida Moor,B-,es,Italian\n", "it", "es"),
    ],
    ids=["named", "alone", "beside a critic", "both"],
)
def test_a_language_is_the_films_unless_a_critic_wrote_in_it(table: str, film: str | None, review: str | None) -> None:
    (row,) = read_table("films.csv", table.encode()).rows

    assert row.film.language == film
    assert (row.review and row.review.language) == review


def test_a_table_without_a_header_is_read_by_what_stands_in_it() -> None:
    rows = "".join(
        f"Street {n},{1950 + n},{n * 3 % 10 + 1},https://films.example/{n},2021-05-0{n + 1}\n" for n in range(9)
    )
    reading = read_table("mine.csv", rows.encode())

    assert list(reading.columns) == [f"column {n}" for n in range(1, 6)]
    assert set(reading.mapping.values()) == {"title", "year", "rating/10", "url", "rated_on"}
    assert reading.guessed == set(reading.mapping)
    assert len(reading.rows) == 9
    assert (reading.rows[0].film.title, reading.rows[0].line) == ("Street 0", 1)


@pytest.mark.parametrize(
    ("values", "scale", "half_stars"),
    [(("4", "3.5"), "rating/5", [8, 7]), (("4", "9"), "rating/10", [4, 9]), (("40", "91"), "rating/100", [4, 9])],
)
def test_the_scale_of_bare_numbers_is_guessed_from_the_largest_and_said(
    values: tuple[str, str], scale: str, half_stars: list[int]
) -> None:
    reading = read_table("mine.csv", f"Title,Score\nOne,{values[0]}\nTwo,{values[1]}\n".encode())

    assert reading.mapping["Score"] == scale
    assert "Score" in reading.guessed
    assert [row.half_stars for row in reading.rows] == half_stars
    assert any("Score" in problem.message for problem in reading.problems)


def test_a_critics_stars_up_to_four_are_asked_about_and_not_guessed() -> None:
    reading = read_table("critics.csv", b"Title,Critic,Stars\nOne,Ida Moor,3.5\nTwo,Ida Moor,4\n")

    assert reading.mapping["Stars"] == "rating"
    assert [row.review.grade for row in reading.rows] == [Grade("3.5", None), Grade("4", None)]
    assert all(row.problem for row in reading.rows)


def test_what_the_public_thinks_is_nobodys_rating() -> None:
    reading = read_table("list.csv", b"Rank,Title,IMDb Rating,Votes\n1,One,8.8,1000\n2,Two,7.7,2000\n")

    assert reading.mapping == {"Title": "title"}
    assert {row.kind for row in reading.rows} == {RowKind.SKIP}


def test_a_column_called_note_is_what_it_holds() -> None:
    french = read_table("mes.csv", b"Titre,Note\nUn,8\nDeux,6\n")
    english = read_table("mine.csv", b"Title,Rating,Note\nOne,8,I liked every minute of it\nTwo,6,It was too long\n")

    assert [row.half_stars for row in french.rows] == [8, 6]
    assert [row.half_stars for row in english.rows] == [8, 6]


def test_a_year_in_brackets_belongs_to_the_film() -> None:
    (row,) = read_table("mine.csv", b"Title,Rating\nFog Street (1961),8/10\n").rows

    assert (row.film.title, row.film.year) == ("Fog Street", 1961)


def test_a_corrected_mapping_is_read_as_it_says() -> None:
    data = b"A,B,C\n4,Fog Street,1961\n3,Salt,1962\n"
    reading = read_table("mine.csv", data, mapping={"A": "rating/4", "B": "title", "C": "year"})

    assert [(row.film.title, row.film.year, row.half_stars) for row in reading.rows] == [
        ("Fog Street", 1961, 10),
        ("Salt", 1962, 8),
    ]
    assert reading.guessed == frozenset()


@pytest.mark.parametrize("mapping", [{"Z": "title"}, {"A": "colour"}, {"A": "rating/0"}, {"A": "rating/9999"}])
def test_a_mapping_that_fits_nothing_is_refused_with_a_sentence(mapping: dict[str, str]) -> None:
    with pytest.raises(UserError):
        read_table("mine.csv", b"A,B\nFog,4\n", mapping=mapping)


def test_a_column_may_be_left_out() -> None:
    (row,) = read_table(
        "mine.csv", b"Title,Rating,Notes\nFog,8/10,no\n", {"Title": "title", "Rating": "rating", "Notes": ""}
    ).rows

    assert row.note is None


def test_there_are_few_enough_fields_for_a_menu() -> None:
    assert len(FIELDS) <= 25


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("04/25/2021", "05/04/2021"), [date(2021, 4, 25), date(2021, 5, 4)]),
        (("25/04/2021", "05/04/2021"), [date(2021, 4, 25), date(2021, 4, 5)]),
        (("05/04/2021", "06/04/2021"), [None, None]),
    ],
)
def test_the_order_of_days_and_months_is_the_columns(cells: tuple[str, str], days: list[date | None]) -> None:
    rows = "".join(f"Film {n},8/10,{cell}\n" for n, cell in enumerate(cells))
    reading = read_table("mine.csv", f"Title,Rating,Date\n{rows}".encode())

    assert [row.rated_on for row in reading.rows] == days
    assert [row.problem is None for row in reading.rows] == [day is not None for day in days]


def test_a_row_without_a_film_or_without_a_word_about_it_is_skipped() -> None:
    reading = read_table("mine.csv", b"Title,Rating\n,8/10\nFog Street,\n")

    assert [row.kind for row in reading.rows] == [RowKind.SKIP, RowKind.SKIP]
    assert reading.skipped == {"no film named": 1, "no rating": 1}


def test_a_table_without_titles_asks_which_column_has_them() -> None:
    reading = read_table("numbers.csv", b"A,B\n1,2\n3,4\n")

    assert any("titles" in problem.message for problem in reading.problems)


@pytest.mark.parametrize(
    "text",
    [
        "Title\tYear\tRating\nFog Street\t1961\t8/10\n",
        "Title;Year;Rating\nFog Street;1961;8/10\n",
        "| Title | Year | Rating |\n|:---|---:|---|\n| Fog Street | 1961 | 8/10 |\n",
        '{"title": "Fog Street", "year": 1961, "rating": "8/10"}',
    ],
)
def test_a_pasted_table_is_known_as_one(text: str) -> None:
    (reading,) = read_any("pasted text", text.encode())

    assert isinstance(reading, TableReading)
    assert [(row.film.title, row.film.year, row.half_stars) for row in reading.rows] == [("Fog Street", 1961, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "Title: Fog Street, Year: 1961\n\nIt rains, and nobody minds.\n",
        "Name, critic, date\n\nA long text, with commas, and such things.\n\nMore text.\nAnd more, still.\n",
        "[Fog Street](https://films.example), a review\n\nThe film is great.\n",
        "{{ front }} of the review\n\nThe film is great.\n",
    ],
)
def test_prose_with_commas_is_a_page(text: str) -> None:
    (reading,) = read_any("pasted text", text.encode())

    assert isinstance(reading, PageReading)
