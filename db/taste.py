"""What picking learns from: a server's ratings, what critics say, and the films that come into question."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.pick_facts import PickFilm, Prior
from bot.domain.pick_table import PIECE, Packed
from db.database import Database

#: So many films of a shelf come into question beside those that are rated, reviewed or on a list.
_BEST_KNOWN, _OWN = 3_000, 1_000
_FACTS = "films.id, films.genres, films.year, films.directors, films.popularity, films.language"
_HERE = (
    "films.removed_at IS NULL AND (films.guild_id IS NULL OR films.guild_id = :guild)"
    " AND films.id NOT IN (SELECT film_id FROM film_redirects WHERE guild_id = :guild)"
)
_RATINGS = (
    "SELECT user_id, film_id, half_stars FROM ratings JOIN films ON films.id = ratings.film_id"
    " WHERE ratings.guild_id = :guild AND films.removed_at IS NULL"
)
_CRITICS = (
    "SELECT film_id, AVG(grade_hundredths) / 100.0, COUNT(*) FROM reviews"
    " WHERE guild_id = :guild AND grade_hundredths IS NOT NULL GROUP BY film_id"
)
_SHARED = "guild_id IS NULL AND removed_at IS NULL"
# Every part reads an index; none walks through a catalogue of a million films.
_FILMS = (
    f"SELECT {_FACTS} FROM films WHERE films.id IN (SELECT film_id FROM ratings WHERE guild_id = :guild"
    " UNION SELECT film_id FROM reviews WHERE guild_id = :guild"
    f" UNION SELECT film_id FROM watchlist WHERE guild_id = :guild) AND {_HERE}",
    f"SELECT {_FACTS} FROM films WHERE films.guild_id = :guild AND {_HERE} ORDER BY films.updated_at DESC LIMIT {_OWN}",
    f"SELECT {_FACTS} FROM films WHERE films.guild_id IS NULL AND {_HERE}"
    f" ORDER BY films.popularity DESC LIMIT {_BEST_KNOWN}",
)
# Whatever changes what is learned changes this; the products make it notice one rating moved to another film, and the
# first and the last of the best known films tell one load of the catalogue from another.
_VERSION = (
    "SELECT COUNT(*), MAX(updated_at), SUM((user_id % 1009) * (film_id % 1000003) * half_stars) FROM ratings"
    " WHERE guild_id = :guild",
    "SELECT COUNT(*), MAX(id), SUM((film_id % 1000003) * COALESCE(grade_hundredths, 0)) FROM reviews"
    " WHERE guild_id = :guild",
    "SELECT COUNT(*), MAX(added_at) FROM watchlist WHERE guild_id = :guild",
    "SELECT MAX(updated_at) FROM films WHERE guild_id = :guild",
    "SELECT change_id, undo = '' FROM film_changes WHERE guild_id = :guild",
    f"SELECT id, popularity FROM films WHERE {_SHARED} ORDER BY popularity DESC LIMIT 1",
    f"SELECT id, popularity FROM films WHERE {_SHARED} ORDER BY popularity DESC LIMIT 1 OFFSET {_BEST_KNOWN - 1}",
)

#: Tells one state of a server's taste from another.
Version = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Taste:
    """Hold all that a server's model is fitted from: (member, film, half stars), facts of films, and critics."""

    ratings: Packed = field(default_factory=Packed)
    films: Mapping[int, PickFilm] = field(default_factory=dict)
    prior: Mapping[int, Prior] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Hold what one answer minds beside the model: who keeps out, "not for us" by film, former picks, oldest first."""

    hidden: frozenset[int]
    vetoes: Mapping[int, int]
    history: tuple[int, ...]


async def load(database: Database, guild_id: int) -> Taste:
    """Return what a server's model is fitted from, read in one go and off the loop."""

    def read(connection: sqlite3.Connection) -> Taste:
        guild = {"guild": guild_id}
        ratings = Packed()
        rows = connection.execute(_RATINGS, guild)
        while piece := rows.fetchmany(PIECE):
            ratings.extend(piece)
        films: dict[int, PickFilm] = {}
        for query in _FILMS:
            films.update((row[0], _film_of(row)) for row in connection.execute(query, guild))
        return Taste(ratings, films, _priors(films, connection.execute(_CRITICS, guild)))

    return await database.alongside(read)


async def version(database: Database, guild_id: int) -> Version:
    """Return what changes with the ratings, reviews, lists and films of a server."""

    def read(connection: sqlite3.Connection) -> Version:
        return tuple(
            tuple(row) for query in _VERSION for row in connection.execute(query, {"guild": guild_id}).fetchall()
        )

    return await database.alongside(read)


async def bounds(database: Database, guild_id: int) -> Bounds:
    """Return who keeps out, what was said to be not for us, and what was picked for the server before."""
    hidden, vetoes, posts = await database.read(
        ("SELECT user_id FROM member_privacy WHERE guild_id = ?", (guild_id,)),
        ("SELECT film_id, COUNT(*) AS members FROM not_for_us WHERE guild_id = ? GROUP BY film_id", (guild_id,)),
        (
            "SELECT film_id FROM weekly_posts WHERE guild_id = ? AND film_id <> 0 AND state <> 'skipped'"
            " ORDER BY due_at, id",
            (guild_id,),
        ),
    )
    return Bounds(
        frozenset(row["user_id"] for row in hidden),
        {row["film_id"]: row["members"] for row in vetoes},
        tuple(row["film_id"] for row in posts),
    )


async def seen_by(database: Database, guild_id: int, members: Sequence[int]) -> set[int]:
    """Return every film that one of these members has rated."""
    marks = ", ".join("?" * len(members))
    rows = await database.fetch_all(
        f"SELECT DISTINCT film_id FROM ratings WHERE guild_id = ? AND user_id IN ({marks})", (guild_id, *members)
    )
    return {row["film_id"] for row in rows}


async def rated_by(database: Database, guild_id: int, members: Sequence[int]) -> dict[int, int]:
    """Return how many films each of these members has rated."""
    marks = ", ".join("?" * len(members))
    rows = await database.fetch_all(
        f"SELECT user_id, COUNT(*) AS films FROM ratings WHERE guild_id = ? AND user_id IN ({marks}) GROUP BY user_id",
        (guild_id, *members),
    )
    return {**dict.fromkeys(members, 0), **{row["user_id"]: row["films"] for row in rows}}


def _film_of(row: tuple[int, str, int | None, str, int, str | None]) -> PickFilm:
    film_id, genres, year, directors, popularity, language = row
    return PickFilm(
        film_id,
        genres=tuple(json.loads(genres)),
        year=year,
        directors=tuple(json.loads(directors)),
        language=language,
        popularity=float(popularity),
    )


def _priors(films: Mapping[int, PickFilm], graded: Iterable[tuple[int, float, int]]) -> dict[int, Prior]:
    critics = {film_id: (mean, count) for film_id, mean, count in graded}
    priors = {}
    for film_id, film in films.items():
        grade, count = critics.get(film_id, (None, 0))
        priors[film_id] = Prior(grade, count, film.popularity)
    return priors
