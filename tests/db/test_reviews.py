"""Critics' reviews: kept once by a server, whole, and listed with the graded and latest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.grades import Grade, SubGrade
from bot.domain.reviews import Review
from bot.domain.titles import Film
from db import reviews
from tests.db.shelf import CLUB, ELSEWHERE, NOW, Shelf

BLANK = Review(0, 0, None, None, None, None, None, None, (), None, "")


async def keep(shelf: Shelf, film: Film, guild_id: int = CLUB, **fields: object) -> int | None:
    review = replace(BLANK, film_id=film.id, **fields)  # type: ignore[arg-type]
    async with shelf.database.transaction() as tx:
        return await reviews.insert(
            tx, guild_id, review, evidence={"film.title": (1,)}, batch_id=None, created_by=7, now=NOW
        )


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "Plain words."},
        {"body": "Words.", "grade": Grade("7/10 or B-", 70.0, False)},
        {"body": "Words.", "grade": Grade(None, 88.75, True), "sub_grades": (SubGrade("Story", 10.0, 10.0),)},
        {"body": "Words.", "grade": Grade("two thumbs", None, False)},
        {"body": "Words.", "after_credits": False},
        {
            "body": "Wörter. 映画",
            "critic": "Ida Voss",
            "outlet": "The Lantern",
            "url": "https://lantern.example/1",
            "published": date(2024, 2, 29),
            "language": "de",
            "after_credits": True,
        },
    ],
)
async def test_a_review_comes_back_as_it_was_kept(shelf: Shelf, fields: dict[str, object]) -> None:
    film = await shelf.film("Stalker")
    review_id = await keep(shelf, film, **fields)
    assert review_id is not None
    wanted = replace(BLANK, id=review_id, film_id=film.id, **fields)  # type: ignore[arg-type]
    assert await reviews.get(shelf.database, CLUB, review_id) == wanted
    assert await reviews.of_film(shelf.database, CLUB, film.id) == [wanted]


async def test_the_same_words_are_one_review_however_they_were_pasted(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    first = await keep(shelf, film, body="“It rains,” she said.\n\nAnd it rained.")
    assert await keep(shelf, film, body='"IT RAINS," she said. And it   rained.', outlet="The Lantern") is None
    same = replace(BLANK, film_id=film.id, body="It rains she said and it rained")
    assert await reviews.known(shelf.database, CLUB, same) == first
    assert await reviews.known(shelf.database, ELSEWHERE, same) is None
    assert await keep(shelf, film, body="It snowed.") is not None


async def test_reviews_without_words_are_told_apart_by_their_source(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    assert await keep(shelf, film, url="https://lantern.example/1") is not None
    assert await keep(shelf, film, url="https://lantern.example/2") is not None
    assert await keep(shelf, film, url="https://lantern.example/2") is None


async def test_servers_keep_their_reviews_apart(shelf: Shelf) -> None:
    film = await shelf.film("Stalker", None)
    here = await keep(shelf, film, body="The same words.")
    there = await keep(shelf, film, ELSEWHERE, body="The same words.")
    assert here is not None
    assert there is not None
    assert await reviews.get(shelf.database, ELSEWHERE, here) is None
    assert [review.id for review in await reviews.of_film(shelf.database, CLUB, film.id)] == [here]


async def test_the_graded_and_latest_come_first(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    grade = Grade("4/5", 80.0, False)
    await keep(shelf, film, body="1", published=date(2026, 1, 1))
    await keep(shelf, film, body="2", grade=grade)
    await keep(shelf, film, body="3", grade=grade, published=date(2020, 1, 1))
    await keep(shelf, film, body="4", grade=grade, published=date(2024, 1, 1))
    assert await shelf.written(film) == ["4", "3", "2", "1"]
