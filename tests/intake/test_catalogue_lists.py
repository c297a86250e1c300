"""Lists of films as catalogues publish them, told by their first lines and read line by line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.listed import Listed, Skip
from bot.intake import catalogue_imdb as imdb
from bot.intake import catalogue_lens as lens
from bot.intake import catalogue_table as table
from bot.intake import catalogue_tmdb as tmdb
from bot.intake.catalogue_kinds import Kind, kind_of

BASICS = "\t".join(imdb.FILMS)
NOTHING = r"\N"


def basics(number: int = 1, **cells: str) -> str:
    standard = dict(
        zip(
            imdb.FILMS,
            (f"tt{number:07}", "movie", "Kite", "Kite", "0", "1990", NOTHING, "97", "Drama,War"),
            strict=True,
        )
    )
    return "\t".join((standard | cells).values()) + "\n"


def akas(number: int, title: str, types: str = "imdbDisplay", language: str = "fr", original: int = 0) -> str:
    return f"tt{number:07}\t1\t{title}\tFR\t{language}\t{types}\t{NOTHING}\t{original}\n"


def films(lines: list[str], **beside: object) -> list[Listed | Skip]:
    titles = imdb.Beside(imdb.read_titles(beside.get("akas", [])))  # type: ignore[arg-type]
    return list(imdb.read_films(lines, beside.get("votes", {}), titles))  # type: ignore[arg-type]


def test_a_film_of_imdb_brings_all_that_its_line_says() -> None:
    (film,) = films(
        [basics(originalTitle="Der Drache")],
        akas=[akas(1, "Kite"), akas(1, "Le cerf-volant"), akas(1, "K", "working"), akas(2, "Harbour")],
        votes={1: 120},
    )
    assert film == Listed(
        "Kite", "kite", 1990, "Der Drache", (), ("Drama", "War"), 97, 120, (("imdb", "tt0000001"),),
        ("Le cerf-volant",), True,
    )  # fmt: skip


def test_the_language_is_that_of_the_title_that_imdb_calls_the_original() -> None:
    told = [akas(1, "Kite"), akas(1, "Der Drache", "original", "de", 1), akas(2, "Kite", "original", NOTHING, 1)]
    assert [film.language for film in films([basics(1), basics(2)], akas=told) if isinstance(film, Listed)] == [
        "de",
        None,
    ]
    assert [film.language for film in imdb.read_titles(told)] == ["de", None]


def test_what_is_not_stated_is_left_empty() -> None:
    (film,) = films([basics(startYear=NOTHING, runtimeMinutes=NOTHING, genres=NOTHING)])
    assert isinstance(film, Listed)
    assert (film.year, film.runtime_minutes, film.genres, film.votes, film.original_title) == (None, None, (), 0, None)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"titleType": "tvEpisode"}, Skip.NOT_A_FILM),
        ({"titleType": "tvSeries"}, Skip.NOT_A_FILM),
        ({"titleType": "videoGame"}, Skip.NOT_A_FILM),
        ({"isAdult": "1"}, Skip.ADULT),
        ({"primaryTitle": NOTHING}, Skip.UNTITLED),
        ({"tconst": "nm0000001"}, Skip.BROKEN),
        ({"genres": "Drama\textra"}, Skip.BROKEN),
    ],
)
def test_lines_that_bring_no_film_say_why(cells: dict[str, str], why: Skip) -> None:
    assert films([basics(**cells)]) == [why]


@pytest.mark.parametrize("kind", ["movie", "tvMovie", "video"])
def test_films_for_the_cinema_for_television_and_for_the_shelf_count(kind: str) -> None:
    assert isinstance(films([basics(titleType=kind)])[0], Listed)


def test_titles_out_of_step_with_the_films_are_noticed() -> None:
    beside = imdb.Beside(imdb.read_titles([akas(2, "Zwei"), akas(1, "Eins")]))
    list(imdb.read_films([basics(1), basics(2), basics(3)], {}, beside))
    assert not beside.in_step


@given(st.dictionaries(st.integers(1, 60), st.sampled_from(("Eins", "Zwei")), max_size=20), st.sets(st.integers(1, 60)))
def test_titles_in_step_with_the_films_go_to_the_right_ones(called: dict[int, str], numbers: set[int]) -> None:
    beside = imdb.Beside(imdb.read_titles([akas(number, called[number]) for number in sorted(called)]))
    read = list(imdb.read_films([basics(number) for number in sorted(numbers)], {}, beside))
    assert [film.others for film in read if isinstance(film, Listed)] == [
        (called[number],) if number in called else () for number in sorted(numbers)
    ]
    assert beside.in_step


def test_ratings_are_read_by_number() -> None:
    lines = ["tt0000007\t6.1\t120\n", "tt12345678\t5.0\t9\n", "nonsense\n", "tt0000008\t6.1\tmany\n"]
    assert dict(imdb.read_ratings(lines)) == {7: 120, 12345678: 9}
    assert next(imdb.read_ratings_alone(lines)).ids == (("imdb", "tt0000007"),)


def test_movielens_titles_lose_year_brackets_and_trailing_articles() -> None:
    lines = [
        "movieId,title,genres\n",
        '7,"Kite, The (a.k.a. Dragon, The) (Drache, Der) (1990)",Drama|War\n',
        "8,Harbour,(no genres listed)\n",
        '9,"Two, Three (2001)",Comedy\n',
    ]
    kite, harbour, two = lens.read_films(lines, {7: (("imdb", "tt0000007"),)}, {7: 3})
    assert kite == Listed(
        "The Kite", "kite", 1990, genres=("Drama", "War"), votes=3, ids=(("imdb", "tt0000007"),),
        others=("The Dragon", "Der Drache"),
    )  # fmt: skip
    assert isinstance(harbour, Listed)
    assert isinstance(two, Listed)
    assert (harbour.title, harbour.year, harbour.genres) == ("Harbour", None, ())
    assert (two.title, two.year) == ("Two, Three", 2001)


def test_movielens_links_and_ratings_are_read_with_and_without_a_header() -> None:
    rows = ["7,0012345,99\n", "8,1234567,\n"]
    links = {7: (("imdb", "tt0012345"), ("tmdb", "99")), 8: (("imdb", "tt1234567"),)}
    assert lens.read_links(rows) == lens.read_links(["movieId,imdbId,tmdbId\n", *rows]) == links
    ratings = ["1,7,4.5,900\n", "2,7,3.0,901\n", "2,8,1.0,902\n"]
    assert (
        lens.read_counts(ratings) == lens.read_counts(["userId,movieId,rating,timestamp\n", *ratings]) == {7: 2, 8: 1}
    )


def tmdb_line(**fields: object) -> str:
    standard = {"adult": False, "id": 71, "original_title": "Kite", "popularity": 2.5, "video": False}
    return json.dumps(standard | fields) + "\n"


def test_the_export_of_tmdb_brings_titles_ids_and_popularity() -> None:
    assert list(tmdb.read_films([tmdb_line()])) == [Listed("Kite", "kite", votes=250, ids=(("tmdb", "71"),))]
    assert list(tmdb.read_films([tmdb_line(adult=True)])) == [Skip.ADULT]
    spoken = [tmdb_line(original_language=language) for language in ("cn", "xx", 5)]
    assert [getattr(film, "language", "") for film in tmdb.read_films(spoken)] == ["zh", None, None]
    assert list(tmdb.read_films([tmdb_line(video=True)])) == [Skip.NOT_A_FILM]
    assert list(tmdb.read_films(['{"id": 1}\n', "half a li"])) == [Skip.BROKEN, Skip.BROKEN]
    (half,) = tmdb.read_films([tmdb_line(original_title="Kite \ud800")])
    assert isinstance(half, Listed)
    half.title.encode()


def test_any_table_with_a_title_is_a_list() -> None:
    head = ["Film;Jahr;Regie;IMDb ID;Num Votes\n", '"Der Drache";1990;Ona Varga;tt7000001;"1.200"\n']
    delimiter, columns = table.columns_of(head) or ("", [])
    (film,) = table.read_films(head[1:], delimiter, columns)
    assert isinstance(film, Listed)
    assert (film.title, film.year, film.directors, film.ids) == (
        "Der Drache", 1990, ("Ona Varga",), (("imdb", "tt7000001"),),
    )  # fmt: skip


def test_a_table_of_series_and_films_brings_the_films() -> None:
    head = ["Title,Title Type\n", "Kite,Movie\n", "Harbour,TV Series\n"]
    delimiter, columns = table.columns_of(head) or ("", [])
    kite, harbour = table.read_films(head[1:], delimiter, columns)
    assert isinstance(kite, Listed)
    assert harbour is Skip.NOT_A_FILM


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ([BASICS + "\n"], Kind.IMDB_FILMS),
        (["\t".join(imdb.TITLES) + "\r\n"], Kind.IMDB_TITLES),
        (["\t".join(imdb.RATINGS)], Kind.IMDB_RATINGS),
        (["movieId,title,genres\n"], Kind.LENS_FILMS),
        (['1,"Kite, The (1990)",Drama\n'], Kind.LENS_FILMS),
        (["1,Kite (1990),Drama|War\n"], Kind.LENS_FILMS),
        (["1,Kite (1990),(no genres listed)\n"], Kind.LENS_FILMS),
        (["movieId,imdbId,tmdbId\n"], Kind.LENS_LINKS),
        (["1,0114709,862\n"], Kind.LENS_LINKS),
        (["userId,movieId,rating,timestamp\n"], Kind.LENS_RATINGS),
        (["1,31,2.5,1260759144\n"], Kind.LENS_RATINGS),
        ([tmdb_line()], Kind.TMDB_FILMS),
        (["title,year\n", "Kite,1990\n"], Kind.TABLE),
        (["name\tyear\n", "Kite\t1990\n"], Kind.TABLE),
        (['{"adult":false,"id":1,"name":"Ona Varga","popularity":1.0}\n'], None),
        (["userId,movieId,tag,timestamp\n", "1,2,war,3\n"], None),
        (["Ten soups for a rainy week\n", "Leek\n"], None),
        (["\x89PNG\r\n"], None),
        ([], None),
    ],
)
def test_a_list_is_told_by_its_first_lines(head: list[str], kind: Kind | None) -> None:
    assert kind_of(head) is kind


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=6))
def test_no_content_makes_a_reader_raise(lines: list[str]) -> None:
    kind_of(lines)
    readers = [
        imdb.read_films(lines, {}, imdb.Beside(imdb.read_titles(lines))),
        lens.read_films(lines, {}, {}),
        tmdb.read_films(lines),
        table.read_films(lines, ",", ["title", "year", "votes"]),
    ]
    for reader in readers:
        for line in reader:
            if isinstance(line, Listed):
                line.title.encode()
                assert line.title
    lens.read_links(lines)
    lens.read_counts(lines)
    list(imdb.read_ratings(lines))
