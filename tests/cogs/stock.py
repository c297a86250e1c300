"""What a club has on its shelf before a walk begins, and how a member reads a form."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.grades import Grade, SubGrade
from bot.domain.reviews import Review
from bot.domain.titles import Film
from db import films, ratings, reviews, title_sync
from tests.conftest import NOW, Club, labels


async def add_review(
    club: Club,
    film: Film,
    outlet: str = "The Lantern",
    *,
    score: float | None = None,
    printed: str | None = None,
    body: str | None = None,
    critic: str | None = None,
    sub_grades: tuple[SubGrade, ...] = (),
    after_credits: bool | None = None,
    published: date | None = None,
    url: str | None = None,
    guild_id: int | None = None,
) -> int:
    """Put a review on the shelf; its text differs by outlet unless given."""
    grade = None if score is None and printed is None else Grade(printed, score, printed is None)
    text = body if body is not None else f"What {outlet} wrote about {film.title}."
    review = Review(0, film.id, critic, outlet, url, published, "en", grade, sub_grades, after_credits, text)
    async with club.bot.services.database.transaction() as tx:
        review_id = await reviews.insert(
            tx, guild_id or club.guild.id, review, evidence={}, batch_id=None, created_by=None, now=NOW
        )
    assert review_id is not None, "the shelf has this review already"
    return review_id


async def add_shared_film(club: Club, title: str, year: int) -> Film:
    """Put a film into the catalogue that every server sees."""
    services = club.bot.services
    async with services.database.transaction() as tx:
        film_id = await films.insert(tx, None, Film(0, None, title, year), NOW)
    await title_sync.settle(services.database, services.titles)
    return Film(film_id, None, title, year)


async def add_rating(
    club: Club,
    film: Film,
    user_id: int,
    half_stars: int,
    note: str | None = None,
    *,
    spoilers: bool = False,
    day: int = 0,
) -> None:
    """Let somebody have rated a film; `day` counts from the evening on which tests begin, backwards too."""
    at: datetime = NOW + timedelta(days=day)
    rating = ratings.Rating(film.id, user_id, half_stars, note, spoilers, at)
    await ratings.rate(club.bot.services.database, club.guild.id, rating)


def filled_in(result: Any) -> dict[str, str]:
    """Return what a form shows in its text fields when it opens."""
    assert result.modal is not None, "no form was opened"
    boxes = [label["component"] for label in result.modal["components"]]
    return {box["custom_id"]: box.get("value", "") for box in boxes if box["type"] == 4}


def label_with(message: Any, part: str) -> str:
    """Return the label of the one button whose words contain this part."""
    (label,) = [label for label in labels(message) if part in label]
    return label
