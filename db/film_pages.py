"""Everything a film card says, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.reviews import Review
from bot.domain.titles import Film
from db import films, ratings, reviews
from db.database import Database
from db.film_redirects import TARGET, target

# The graded and latest first. The texts are long, and a card shows nothing of them.
_COLUMNS = reviews.COLUMNS.replace("body", "'' AS body")
_REVIEWS = (
    f"SELECT {_COLUMNS} FROM reviews WHERE guild_id = ?"
    f" AND film_id = {TARGET} ORDER BY grade_hundredths IS NULL, published IS NULL, published DESC, id"
)


@dataclass(frozen=True, slots=True)
class FilmPage:
    """Hold a film with its reviews (their texts left out), the club's ten counts and the number of members' notes."""

    film: Film
    reviews: tuple[Review, ...]
    histogram: tuple[int, ...]
    notes: int


async def load(database: Database, guild_id: int, film_id: int) -> FilmPage | None:
    """Return the page of a film as this server sees it, or of the film it was merged into; None when there is none."""
    film, written, counts, notes = await database.read(
        films.by_id(guild_id, film_id),
        (_REVIEWS, (guild_id, *target(guild_id, film_id))),
        ratings.counts(guild_id, film_id),
        ratings.notes_counted(guild_id, film_id),
    )
    if not film:
        return None
    return FilmPage(
        films.film_of(film[0]),
        tuple(map(reviews.review_of, written)),
        ratings.ten_counts(counts),
        notes[0]["notes"],
    )
