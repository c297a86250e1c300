"""What happened in a club between two moments, as a digest tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.digests import FilmWeek
from db.database import Database, Statement

_LISTED = 3

# Films that were rated or got a review in the window, with all that the club and the critics ever gave them.
_FILMS = (
    "WITH fresh AS (SELECT film_id, COUNT(*) AS fresh FROM ratings"
    " WHERE guild_id = ? AND updated_at > ? AND updated_at <= ? GROUP BY film_id),"
    " touched AS (SELECT film_id FROM fresh UNION SELECT film_id FROM reviews"
    " WHERE guild_id = ? AND created_at > ? AND created_at <= ?),"
    " club AS (SELECT film_id, SUM(half_stars) AS total, COUNT(*) AS ratings FROM ratings"
    " WHERE guild_id = ? AND film_id IN (SELECT film_id FROM touched) GROUP BY film_id),"
    " critics AS (SELECT film_id, AVG(grade_hundredths) / 100.0 AS mean, COUNT(grade_hundredths) AS critics"
    " FROM reviews WHERE guild_id = ? AND film_id IN (SELECT film_id FROM touched) GROUP BY film_id)"
    " SELECT touched.film_id, COALESCE(club.total, 0) AS total, COALESCE(club.ratings, 0) AS ratings,"
    " COALESCE(fresh.fresh, 0) AS fresh, critics.mean, COALESCE(critics.critics, 0) AS critics FROM touched"
    " LEFT JOIN fresh ON fresh.film_id = touched.film_id LEFT JOIN club ON club.film_id = touched.film_id"
    " LEFT JOIN critics ON critics.film_id = touched.film_id"
)
_RATERS = (
    "SELECT user_id, COUNT(*) AS ratings FROM ratings WHERE guild_id = ? AND updated_at > ? AND updated_at <= ?"
    " AND NOT EXISTS (SELECT 1 FROM member_privacy WHERE member_privacy.guild_id = ratings.guild_id"
    " AND member_privacy.user_id = ratings.user_id) GROUP BY user_id ORDER BY ratings DESC, user_id LIMIT ?"
)
_COUNTS = (
    "SELECT half_stars, COUNT(*) AS members FROM ratings WHERE guild_id = ? AND updated_at > ? AND updated_at <= ?"
    " GROUP BY half_stars"
)
_REVIEWS = (
    "SELECT film_id, COUNT(*) AS reviews FROM reviews WHERE guild_id = ? AND created_at > ? AND created_at <= ?"
    " GROUP BY film_id ORDER BY reviews DESC, film_id"
)
_POLLS = (
    "SELECT id FROM polls WHERE guild_id = ? AND state = 'closed' AND closed_at > ? AND closed_at <= ?"
    " ORDER BY closed_at DESC, id DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Week:
    """Hold what happened.

    Films that were rated or reviewed, the club's mean in half stars (None: no ratings), ten counts of the new
    ratings, (member, ratings) of those who may be named, (film, new reviews), and the polls that closed.
    """

    films: tuple[FilmWeek, ...]
    club_mean: float | None
    counts: tuple[int, ...]
    raters: tuple[tuple[int, int], ...]
    reviews: tuple[tuple[int, int], ...]
    polls: tuple[int, ...]


async def week(database: Database, guild_id: int, since: datetime, until: datetime) -> Week:
    """Return what happened in a server after one moment and up to another; members who keep out are not named."""
    span = (guild_id, since.isoformat(), until.isoformat())
    mean: Statement = ("SELECT AVG(half_stars) AS mean FROM ratings WHERE guild_id = ?", (guild_id,))
    films, means, counts, raters, reviews, polls = await database.read(
        (_FILMS, (*span, *span, guild_id, guild_id)),
        mean,
        (_COUNTS, span),
        (_RATERS, (*span, _LISTED)),
        (_REVIEWS, span),
        (_POLLS, (*span, _LISTED)),
    )
    given = {row["half_stars"]: row["members"] for row in counts}
    return Week(
        tuple(FilmWeek(*row) for row in films),
        means[0]["mean"],
        tuple(given.get(half, 0) for half in range(1, 11)),
        tuple((row["user_id"], row["ratings"]) for row in raters),
        tuple((row["film_id"], row["reviews"]) for row in reviews),
        tuple(row["id"] for row in polls),
    )
