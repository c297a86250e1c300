"""The demo club moved into an empty database, through the functions that every other room uses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.demo_club import DemoClub, DemoFilm, DemoReview
from bot.domain.grades import Grade, SubGrade, derive
from bot.domain.printed_grades import parse_grade
from bot.domain.reviews import Review
from bot.domain.titles import Film
from bot.ui.services import Services
from db import films, ratings, reviews, title_sync, watchlist
from db.database import Database
from db.ratings import Rating


async def seed(services: Services, guild_id: int, members: Mapping[str, int], club: DemoClub, now: datetime) -> bool:
    """Write films, reviews, ratings and watchlists of the demo unless this server has films; say whether it did.

    `members` gives the simulated user id of each name in the club.
    """
    database = services.database
    if await films.recent_for(database, guild_id, user_id=0, limit=1):
        return False
    ids = await _films(database, guild_id, club, now)
    async with database.transaction() as tx:
        for written in club.reviews:
            review = _review(written, ids[written.film_key])
            await reviews.insert(tx, guild_id, review, evidence={}, batch_id=None, created_by=None, now=now)
    for given in club.ratings:
        at = now - timedelta(days=given.days_ago, minutes=len(given.member))
        rating = Rating(ids[given.film_key], members[given.member], given.half_stars, given.note, given.spoilers, at)
        await ratings.rate(database, guild_id, rating)
    for days_ago, wish in enumerate(reversed(club.wishes)):
        owner = watchlist.SERVER if wish.shared else members[wish.member]
        added = now - timedelta(days=days_ago)
        await watchlist.add(database, guild_id, owner, ids[wish.film_key], members[wish.member], added)
    await title_sync.settle(database, services.titles)
    return True


async def _films(database: Database, guild_id: int, club: DemoClub, now: datetime) -> dict[str, int]:
    async with database.transaction() as tx:
        return {
            film.key: await films.insert(tx, guild_id, _film(film, guild_id), now - timedelta(days=7 * week))
            for week, film in enumerate(club.films)
        }


def _film(film: DemoFilm, guild_id: int) -> Film:
    return Film(
        id=0,
        guild_id=guild_id,
        title=film.title,
        year=film.year,
        directors=film.directors,
        cast=film.cast,
        genres=film.genres,
        runtime_minutes=film.runtime_minutes,
        certificate=film.certificate,
        original_title=film.original_title,
        language=film.language,
    )


def _review(written: DemoReview, film_id: int) -> Review:
    parts = tuple(SubGrade(*part) for part in written.sub_grades)
    printed = parse_grade(written.grade_printed) if written.grade_printed else None
    grade: Grade | None = printed or derive(parts)
    return Review(
        id=0,
        film_id=film_id,
        critic=written.critic,
        outlet=written.outlet,
        url=written.url,
        published=written.published,
        language=written.language,
        grade=grade,
        sub_grades=parts,
        after_credits=written.after_credits,
        body=written.body,
    )
