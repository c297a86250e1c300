"""The exports of Letterboxd, IMDb and Rotten Tomatoes, with invented films in their real columns."""

from datetime import date

import pytest

from bot.domain.grades import Grade
from bot.intake.rows import Row, RowKind, TableReading
from bot.intake.tables import read_any, read_table, read_together

RATINGS = b"Date,Name,Year,Letterboxd URI,Rating\n2020-01-05,The Glass Harbour,1977,https://boxd.it/aa1,3.5\n"
DIARY = (
    b"Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
    b'2020-02-02,The Glass Harbour,1977,https://boxd.it/ent99,4,Yes,"rain, cinema",2020-02-01\n'
    b"2020-03-02,Salt and Smoke,,https://boxd.it/ent98,,,,2020-03-01\n"
)
REVIEWS = (
    b"Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
    b'2020-02-02,The Glass Harbour,1977,https://boxd.it/ent99,4,Yes,"<b>Wet</b>.\r\n\r\nStill &amp; good.",,'
    b"2020-02-01\n"
)
NEW_IMDB = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,"
    "Num Votes,Release Date,Directors\n"
    "tt0000001,8,2021-05-04,Fog Street,Nebelgasse,https://www.imdb.com/title/tt0000001,Movie,9.9,101,1961,"
    '"Drama, War",7,1961-02-03,"Ada Fink, Bo Lund"\n'
    "tt0000002,9,2021-05-05,The Lamp Years,The Lamp Years,https://www.imdb.com/title/tt0000002,TV Series,9.9,50,2001,"
    "Drama,7,2001-02-03,\n"
)
OLD_IMDB = (
    '"position","const","created","modified","description","Title","Title type","Directors","You rated","IMDb Rating",'
    '"Runtime (mins)","Year","Genres","Num. Votes","Release Date (month/day/year)","URL"\n'
    '"1","tt0000001","Sat Dec 31 00:00:00 2016","","","Café Zürich","Feature Film","Ada Fink","7","9.9","101",'
    '"1961","drama, war","7","1961-02-03","http://www.imdb.com/title/tt0000001/"\n'
    '"2","tt0000003","Sun Mar  1 00:00:00 2015","","","A Game of Salt","Video Game","","7","9.9","","2011",'
    '"","7","",""\n'
)
CRITICS_HEADER = (
    '"reviewId","movieId","creationDate","criticName","criticPageUrl","reviewState","isFresh","isRotten","isRtUrl",'
    '"isTopCritic","publicationUrl","publicationName","reviewUrl","quote","scoreSentiment","originalScore"\n'
)
FILMS = (
    b'"movieId","movieTitle","movieYear","movieURL","movieRank","critic_score","audience_score"\n'
    b'"m-1","Fog Street",1961,"https://films.example/fog_street",1,"99%","91%"\n'
)


def critic(score: str, film: str = "m-1", quote: str = "Foggy&#44; fine.") -> str:
    return (
        f'1,"{film}","2017-04-07","Ida Moor","/critics/ida","fresh",True,False,False,False,"/s/1","The Lantern",'
        f'"https://lantern.example/fog","{quote}","POSITIVE","{score}"\n'
    )


def only(readings: list) -> TableReading:
    (reading,) = readings
    assert isinstance(reading, TableReading)
    return reading


def test_letterboxd_ratings_carry_the_films_address() -> None:
    reading = read_table("ratings.csv", RATINGS)

    assert reading.format == "letterboxd ratings"
    (row,) = reading.rows
    assert (row.kind, row.half_stars, row.printed) == (RowKind.RATING, 7, "3.5")
    assert row.film.ids == (("letterboxd", "https://boxd.it/aa1"),)
    assert row.rated_on == date(2020, 1, 5)


def test_a_diary_entrys_address_is_not_taken_for_the_films() -> None:
    rated, watched = read_table("diary.csv", DIARY).rows

    assert rated.film.ids == ()
    assert (rated.watched_on, rated.rewatch, rated.tags) == (date(2020, 2, 1), True, ("rain", "cinema"))
    assert (watched.kind, watched.film.year, watched.rewatch) == (RowKind.WATCHED, None, False)


def test_a_letterboxd_review_is_plain_text() -> None:
    (row,) = read_table("reviews.csv", REVIEWS).rows

    assert row.kind is RowKind.REVIEW
    assert row.note == "Wet.\n\nStill & good."
    assert row.review is not None
    assert row.review.url == "https://boxd.it/ent99"
    assert row.review.grade == Grade("4", 80.0)


@pytest.mark.parametrize(
    ("name", "format_", "kind"),
    [
        ("watched.csv", "letterboxd watched", RowKind.WATCHED),
        ("me/watchlist.csv", "letterboxd watchlist", RowKind.WATCHLIST),
        ("likes/films.csv", "letterboxd likes", RowKind.WATCHED),
        ("renamed.csv", "letterboxd films", RowKind.WATCHED),
    ],
)
def test_lists_with_the_same_columns_are_told_apart_by_their_name(name: str, format_: str, kind: RowKind) -> None:
    reading = read_table(name, b"Date,Name,Year,Letterboxd URI\n2020-01-05,Fog Street,1961,https://boxd.it/aa2\n")

    assert reading.format == format_
    assert [row.kind for row in reading.rows] == [kind]
    assert bool(reading.problems) == (name == "renamed.csv")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("profile.csv", b"Date Joined,Username,Given Name,Favorite Films\n2017-12-15,mina,M,https://boxd.it/1\n"),
        ("comments.csv", b"Date,Content,Comment\n2019-10-22,https://boxd.it/1,Lovely\n"),
        ("deleted/ratings.csv", RATINGS),
        ("orphaned/diary.csv", DIARY),
        ("lists/rain.csv", b"Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2020-01-01,Rain,,https://x,\n"),
    ],
)
def test_what_nobody_imports_is_counted_with_a_word(name: str, data: bytes) -> None:
    reading = only(read_any(name, data))

    assert reading.rows == ()
    assert sum(reading.skipped.values()) > 0


def test_a_film_rated_logged_and_reviewed_is_one_row_with_the_latest_of_each() -> None:
    history = only(read_together([("diary.csv", DIARY), ("ratings.csv", RATINGS), ("reviews.csv", REVIEWS)]))
    harbour, salt = history.rows

    assert history.format == "letterboxd history"
    assert (harbour.half_stars, harbour.rated_on) == (8, date(2020, 2, 2))
    assert harbour.note == "Wet.\n\nStill & good."
    assert harbour.film.ids == (("letterboxd", "https://boxd.it/aa1"),)
    assert (harbour.tags, harbour.rewatch) == (("rain", "cinema"), True)
    assert set(harbour.seen_in) == {"ratings.csv, line 2", "diary.csv, line 2", "reviews.csv, line 2"}
    assert (salt.kind, salt.number) == (RowKind.WATCHED, 2)


def test_imdb_ratings_keep_films_and_name_what_is_none() -> None:
    reading = read_table("ratings.csv", NEW_IMDB.encode())
    film, series = reading.rows

    assert reading.format == "imdb ratings"
    assert (film.half_stars, film.rated_on, film.film.ids) == (8, date(2021, 5, 4), (("imdb", "tt0000001"),))
    assert (film.film.original_title, film.film.runtime_minutes) == ("Nebelgasse", 101)
    assert (film.film.directors, film.film.genres) == (("Ada Fink", "Bo Lund"), ("Drama", "War"))
    assert series.kind is RowKind.SKIP
    assert reading.skipped == {"TV Series": 1}


@pytest.mark.parametrize("rated", ["You rated", "mina_k rated"])
def test_the_old_imdb_header_is_read_too(rated: str) -> None:
    data = OLD_IMDB.replace("You rated", rated).encode("cp1252")
    film, game = read_table("ratings.csv", data).rows

    assert (film.film.title, film.half_stars, film.rated_on) == ("Café Zürich", 7, date(2016, 12, 31))
    assert game.kind is RowKind.SKIP


def test_an_imdb_watchlist_rates_nothing() -> None:
    header = b"Position,Const,Created,Title,Title Type,Year,Your Rating,Date Rated\n"
    data = header + b"1,tt0000001,2020-01-01,Fog,Movie,1961,,\n"

    assert [row.kind for row in read_table("WATCHLIST.csv", data).rows] == [RowKind.WATCHLIST]
    (row,) = read_table("list.csv", data).rows
    assert (row.kind, row.problem is not None) == (RowKind.SKIP, True)


@pytest.mark.parametrize(
    ("printed", "score"),
    [
        ("3.5/5", 70.0),
        ("B-", 67.0),
        ("+1 out of -4..+4", 62.5),
        ("8/10", 80.0),
        ("85/100", 85.0),
        ("7", None),
        ("3 stars", None),
    ],
)
def test_critics_scores_are_worth_what_their_scale_says(printed: str, score: float | None) -> None:
    (row,) = read_table("critics.csv", (CRITICS_HEADER + critic(printed)).encode()).rows

    assert row.review is not None
    assert row.review.grade == Grade(printed, score)
    assert row.half_stars is None


def test_fresh_alone_is_no_score() -> None:
    (row,) = read_table("critics.csv", (CRITICS_HEADER + critic("")).encode()).rows

    assert row.review is not None
    assert (row.review.grade, row.tags) == (None, ("fresh",))
    assert row.review.body == "Foggy, fine."


def test_critics_rows_find_their_films_in_the_file_beside_them() -> None:
    critics = (CRITICS_HEADER + critic("3/4") + critic("4/4", film="m-2")).encode()
    reading, films = read_together([("critics.csv", critics), ("films.csv", FILMS)])
    known, unknown = reading.rows

    assert (known.film.title, known.film.year, known.problem) == ("Fog Street", 1961, None)
    assert known.review.film == known.film
    assert (unknown.film.title, unknown.kind) == (None, RowKind.REVIEW)
    assert "films" in unknown.problem.message
    assert films.skipped == {"films": 1}


def test_what_letterboxd_imports_is_read_back() -> None:
    header = b"LetterboxdURI,tmdbID,imdbID,Title,Year,Rating,WatchedDate,Rewatch,Review\n"
    (row,) = read_table("mine.csv", header + b",12,tt0000001,'=Fog,1961,4.5,2020-02-03,true,Fine\n").rows

    assert (row.film.title, row.half_stars, row.watched_on, row.rewatch) == ("=Fog", 9, date(2020, 2, 3), True)
    assert row.film.ids == (("imdb", "tt0000001"), ("tmdb", "12"))


def seen(row: Row) -> tuple:
    return row.half_stars, row.kind, row.problem is None


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        ("10", (10, RowKind.RATING, True)),
        ("1", (1, RowKind.RATING, True)),
        ("0", (None, RowKind.SKIP, False)),
        ("11", (None, RowKind.SKIP, False)),
        ("-3", (None, RowKind.SKIP, False)),
        ("good", (None, RowKind.SKIP, False)),
        ("", (None, RowKind.SKIP, False)),
    ],
)
def test_a_rating_off_the_scale_is_never_kept(rating: str, expected: tuple) -> None:
    data = f"Const,Your Rating,Title,Year\ntt0000001,{rating},Fog Street,1961\n".encode()

    assert seen(read_table("ratings.csv", data).rows[0]) == expected
