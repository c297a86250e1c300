"""The demo club is invented, whole and plausible: every screen of the demo has something to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean
from urllib.parse import urlsplit

import pytest

from bot.demo_club import DemoClub, load
from bot.domain.printed_grades import parse_grade

FILMS_IN_A_SELECT = 25
NEWCOMERS_FILMS = {"A Million Miles Away", "The Straight Story", "Arrival"}


@pytest.fixture(scope="module")
def club() -> DemoClub:
    return load()


def write_club(folder: Path, *, rated: str = "crab", noted_by: str = "Mina", reviewed: str = "crab", row: str = "[8]"):
    (folder / "demo_films.toml").write_text(
        '[[films]]\nkey = "crab"\ntitle = "The Crab"\nyear = 1999\ndirectors = ["A"]\ncast = ["B"]\n'
        'genres = ["Drama"]\nruntime = 90\n'
    )
    (folder / "demo_ratings.toml").write_text(
        f'[[members]]\nname = "Mina"\n[[notes]]\nfilm = "crab"\nmember = "{noted_by}"\ntext = "Sideways."\n'
        f"[half_stars]\n{rated} = {row}\n"
    )
    (folder / "demo_reviews.toml").write_text(
        f'[[reviews]]\nfilm = "{reviewed}"\ncritic = "C"\noutlet = "O"\nurl = "https://o.example/"\n'
        'published = 2000-01-02\nbody = "\\nShort.\\n"\n'
    )


def test_the_same_club_every_time(club: DemoClub) -> None:
    assert load() == club


def test_films_are_distinct_and_varied(club: DemoClub) -> None:
    keys = [film.key for film in club.films]
    assert len(set(keys)) == len(keys) >= 30
    assert len({film.year // 10 for film in club.films}) >= 8
    assert sum(film.original_title is not None for film in club.films) >= 10
    assert {"Solaris"} <= {title for title, count in Counter(film.title for film in club.films).items() if count == 2}
    assert not NEWCOMERS_FILMS & {film.title for film in club.films}


def test_every_film_has_what_its_card_shows(club: DemoClub) -> None:
    for film in club.films:
        assert film.title.strip(), film.key
        assert film.directors, film.key
        assert film.cast, film.key
        assert film.genres, film.key
        assert 1900 < film.year < 2030, film.key
        assert 40 < film.runtime_minutes < 300, film.key
        assert film.original_title != film.title, film.key


def test_two_viewers_one_of_them_the_admin(club: DemoClub) -> None:
    viewers = [member for member in club.members if member.viewer]
    assert [(member.name, member.admin) for member in viewers] == [("Mina", False), ("Ada", True)]
    assert len({member.name for member in club.members}) == len(club.members) == 12


def test_ratings_are_one_each_and_within_the_scale(club: DemoClub) -> None:
    pairs = [(rating.film_key, rating.member) for rating in club.ratings]
    assert len(set(pairs)) == len(pairs) >= 300
    assert {rating.half_stars for rating in club.ratings} <= set(range(1, 11))
    assert {member for _, member in pairs} == {member.name for member in club.members}


def test_the_last_week_has_ratings_and_none_lies_ahead(club: DemoClub) -> None:
    assert min(rating.days_ago for rating in club.ratings) == 0
    assert sum(rating.days_ago < 7 for rating in club.ratings) >= 10


def test_films_differ_in_love_and_in_agreement(club: DemoClub) -> None:
    stars = defaultdict(list)
    for rating in club.ratings:
        stars[rating.film_key].append(rating.half_stars)
    means = [mean(row) for row in stars.values() if len(row) >= 3]
    assert max(means) - min(means) >= 3
    assert any(sum(half_stars >= 9 for half_stars in row) >= 10 for row in stars.values())
    assert any(min(row) <= 2 and max(row) == 10 for row in stars.values())


def test_there_are_films_hardly_anyone_has_seen(club: DemoClub) -> None:
    seen = Counter(rating.film_key for rating in club.ratings)
    assert {seen[film.key] for film in club.films} >= {0, 2, len(club.members)}


def test_watchlists_have_films_that_whoever_wants_them_has_not_rated(club: DemoClub) -> None:
    rated = {(rating.film_key, rating.member) for rating in club.ratings}
    own = [(wish.film_key, wish.member) for wish in club.wishes if not wish.shared]
    shared = [wish.film_key for wish in club.wishes if wish.shared]
    assert len(set(own)) == len(own)
    assert len(set(shared)) == len(shared) >= 5
    assert not rated & set(own)
    assert {member for _, member in own} >= {"Mina", "Ada"}


def test_notes_are_short_and_some_are_spoilers(club: DemoClub) -> None:
    notes = [rating for rating in club.ratings if rating.note]
    assert 55 <= len(notes) <= 70
    assert all(len(rating.note or "") <= 200 for rating in notes)
    assert sum(rating.spoilers for rating in notes) == 10
    assert not any(rating.spoilers for rating in club.ratings if not rating.note)


def test_one_film_has_more_reviews_than_a_select_can_hold(club: DemoClub) -> None:
    reviews = Counter(review.film_key for review in club.reviews)
    assert reviews.most_common(1)[0][1] > FILMS_IN_A_SELECT
    assert sum(count >= 3 for count in reviews.values()) >= 6
    assert any(film.key not in reviews for film in club.films)


def test_reviews_link_to_reserved_names_only(club: DemoClub) -> None:
    links = [review.url for review in club.reviews]
    assert len(set(links)) == len(links)
    for link in links:
        parts = urlsplit(link)
        assert parts.scheme == "https"
        assert (parts.hostname or "").endswith(".example"), link


def test_reviews_are_signed_dated_and_after_their_film(club: DemoClub) -> None:
    years = {film.key: film.year for film in club.films}
    for review in club.reviews:
        assert review.critic, review.url
        assert review.outlet, review.url
        assert review.body == review.body.strip() != ""
        assert review.published.year >= years[review.film_key], review.url
        assert review.language in {"en", "es", "fr", "de"}
    assert len({review.language for review in club.reviews}) == 4


def test_every_printed_grade_is_understood(club: DemoClub) -> None:
    printed = [review.grade_printed for review in club.reviews if review.grade_printed]
    grades = {print_: parse_grade(print_) for print_ in printed}
    assert len(grades) >= 30
    assert [print_ for print_, grade in grades.items() if grade is None] == []
    assert {print_ for print_, grade in grades.items() if grade and grade.score is None} == {"★★★", "★★★★½"}


def test_reviews_show_each_way_of_grading(club: DemoClub) -> None:
    derived = [review for review in club.reviews if review.sub_grades and not review.grade_printed]
    assert all(0 <= value <= top for review in derived for _, value, top in review.sub_grades)
    assert len(derived) >= 2
    assert any(not review.sub_grades and not review.grade_printed for review in club.reviews)
    assert any(review.after_credits for review in club.reviews)


def test_a_small_club_is_read_from_its_own_folder(tmp_path: Path) -> None:
    write_club(tmp_path)
    small = load(tmp_path)
    (rating,) = small.ratings
    assert (rating.member, rating.half_stars, rating.note, rating.spoilers) == ("Mina", 8, "Sideways.", False)
    assert small.reviews[0].body == "Short."
    assert small.reviews[0].after_credits is None


@pytest.mark.parametrize("wrong", [{"rated": "lobster"}, {"noted_by": "Nobody"}, {"reviewed": "lobster"}])
def test_a_name_that_is_not_there_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    write_club(tmp_path, **wrong)
    with pytest.raises(ValueError, match="does not have"):
        load(tmp_path)


@pytest.mark.parametrize("row", ["[]", "[8, 9]"])
def test_a_row_with_a_seat_too_few_or_too_many_is_refused(tmp_path: Path, row: str) -> None:
    write_club(tmp_path, row=row)
    with pytest.raises(ValueError, match="zip"):
        load(tmp_path)
