"""The invented club behind `make demo`: real films, and everything that is said about them written for the demo."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

DAYS_BETWEEN_NIGHTS = 7
DAYS_TO_RATE = 6


@dataclass(frozen=True, slots=True)
class DemoFilm:
    """Hold the facts of one film; what is not certain is None.

    `key` names the film inside the demo only; `original_title` is None where it is the title.
    """

    key: str
    title: str
    original_title: str | None
    year: int
    directors: tuple[str, ...]
    cast: tuple[str, ...]
    genres: tuple[str, ...]
    runtime_minutes: int
    certificate: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class DemoMember:
    """Hold one member of the club; `viewer` marks the two whose eyes the demo lends to a newcomer."""

    name: str
    bio: str | None
    admin: bool
    viewer: bool


@dataclass(frozen=True, slots=True)
class DemoRating:
    """Hold one member's rating of one film: 1..10 half stars, given `days_ago` days before the evening."""

    film_key: str
    member: str
    half_stars: int
    note: str | None
    spoilers: bool
    days_ago: int


@dataclass(frozen=True, slots=True)
class DemoWish:
    """Hold one film that is on a watchlist: `member`'s own, or where `shared` the server's."""

    film_key: str
    member: str
    shared: bool


@dataclass(frozen=True, slots=True)
class DemoReview:
    """Hold one invented critic's review.

    `grade_printed` is the grade as the page shows it, None where the critic gives none or sub-grades only;
    each sub-grade is (name, value, top of its scale); `after_credits` is None where the review does not say.
    """

    film_key: str
    critic: str
    outlet: str
    url: str
    published: date
    language: str
    grade_printed: str | None
    sub_grades: tuple[tuple[str, float, float], ...]
    after_credits: bool | None
    body: str


@dataclass(frozen=True, slots=True)
class DemoClub:
    """Hold the whole club, films from the latest film night backwards."""

    films: tuple[DemoFilm, ...]
    members: tuple[DemoMember, ...]
    ratings: tuple[DemoRating, ...]
    reviews: tuple[DemoReview, ...]
    wishes: tuple[DemoWish, ...] = ()


def load(folder: Traversable | None = None) -> DemoClub:
    """Read the club from the files in `folder`, by default those beside this module; the same club every time.

    Raises ValueError where a file names a film, a member or a rating that is not there.
    """
    folder = folder or files("bot")
    films = tuple(_film(row) for row in _read(folder, "demo_films.toml")["films"])
    table = _read(folder, "demo_ratings.toml")
    members = tuple(_member(row) for row in table["members"])
    notes = {(row["film"], row["member"]): row for row in table["notes"]}
    ratings = _ratings(films, members, table["half_stars"], notes)
    reviews = tuple(_review(row) for row in _read(folder, "demo_reviews.toml")["reviews"])
    wishes = tuple(DemoWish(row["film"], row["member"], row.get("shared", False)) for row in table.get("wishes", []))
    keys = {film.key for film in films}
    _refuse_strangers(keys, {review.film_key for review in reviews}, "review")
    _refuse_strangers(keys, set(table["half_stars"]), "row of ratings")
    _refuse_strangers(keys, {wish.film_key for wish in wishes}, "wish")
    _refuse_strangers({member.name for member in members}, {wish.member for wish in wishes}, "wish")
    _refuse_strangers({(rating.film_key, rating.member) for rating in ratings}, set(notes), "note")
    return DemoClub(films, members, ratings, reviews, wishes)


def _read(folder: Traversable, name: str) -> dict[str, Any]:
    return tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))


def _film(row: dict[str, Any]) -> DemoFilm:
    return DemoFilm(
        key=row["key"],
        title=row["title"],
        original_title=row.get("original_title"),
        year=row["year"],
        directors=tuple(row["directors"]),
        cast=tuple(row["cast"]),
        genres=tuple(row["genres"]),
        runtime_minutes=row["runtime"],
        certificate=row.get("certificate"),
        language=row.get("language"),
    )


def _member(row: dict[str, Any]) -> DemoMember:
    return DemoMember(row["name"], row.get("bio"), row.get("admin", False), row.get("viewer", False))


def _review(row: dict[str, Any]) -> DemoReview:
    return DemoReview(
        film_key=row["film"],
        critic=row["critic"],
        outlet=row["outlet"],
        url=row["url"],
        published=row["published"],
        language=row.get("language", "en"),
        grade_printed=row.get("grade"),
        sub_grades=tuple((name, float(value), float(top)) for name, value, top in row.get("sub_grades", [])),
        after_credits=row.get("after_credits"),
        body=row["body"].strip(),
    )


def _ratings(
    films: tuple[DemoFilm, ...],
    members: tuple[DemoMember, ...],
    table: dict[str, list[int]],
    notes: dict[tuple[str, str], dict[str, Any]],
) -> tuple[DemoRating, ...]:
    """Read one row of half stars a film, one column a member in the members' order, 0 for not seen."""
    ratings = []
    for night, film in enumerate(films):
        for seat, (member, half_stars) in enumerate(zip(members, table.get(film.key, []), strict=film.key in table)):
            if half_stars:
                note = notes.get((film.key, member.name), {})
                days_ago = night * DAYS_BETWEEN_NIGHTS + _days_before_next_night(night, seat)
                ratings.append(
                    DemoRating(
                        film.key, member.name, half_stars, note.get("text"), note.get("spoilers", False), days_ago
                    )
                )
    return tuple(ratings)


def _days_before_next_night(night: int, seat: int) -> int:
    """Return 0..6, so that a film's ratings come in over the week that follows its night."""
    return DAYS_TO_RATE - (night + 5 * seat) % DAYS_BETWEEN_NIGHTS


def _refuse_strangers(known: set[Any], named: set[Any], what: str) -> None:
    strangers = sorted(named - known)
    if strangers:
        raise ValueError(f"The demo has a {what} of something it does not have: {strangers[0]}.")
