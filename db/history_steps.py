"""The statements that bring a stretch of an import's rows into the club, in their order, each about all of them.

A thousand rows take about ten statements: a loop over rows would be forty times as slow as the disk allows.
Parameters: :history, :guild, :user, :low and :high (positions), :keep (1: the member's own ratings stay), :now.
"""

from __future__ import annotations

from db.film_ids import RETARGET

_LEFT = (
    "history_rows.history_id = :history AND history_rows.guild_id = :guild AND history_rows.position BETWEEN :low"
    " AND :high AND history_rows.verdict = 'ready' AND history_rows.outcome IS NULL"
)

_FOLLOW_MERGES = (
    "UPDATE history_rows SET film_id = (SELECT target_id FROM film_redirects WHERE film_redirects.guild_id = :guild"
    f" AND film_redirects.film_id = history_rows.film_id) WHERE {_LEFT}"
    " AND film_id IN (SELECT film_redirects.film_id FROM film_redirects WHERE film_redirects.guild_id = :guild)"
)
_ASK_AGAIN = (
    "UPDATE history_rows SET verdict = 'needs_you', film_id = NULL, reason = 'The film was removed meanwhile.'"
    f" WHERE {_LEFT} AND film_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM films WHERE films.id = history_rows.film_id"
    " AND films.removed_at IS NULL AND (films.guild_id IS NULL OR films.guild_id = :guild))"
)
# A film counts from the day of its rating, or a thousand old ones would be all that is recent in the club.
_MAKE_FILMS = (
    "INSERT INTO films (guild_id, title, title_key, original_title, year, directors, genres, runtime_minutes,"
    " language, history_id, history_row, created_at, updated_at) SELECT guild_id, title, title_key, original_title,"
    " year, directors, genres, runtime_minutes, language, history_id, position, :now, COALESCE(rated_at, :now)"
    f" FROM history_rows WHERE {_LEFT} AND film_id IS NULL ORDER BY position"
)
_NAME_FILMS = (
    "UPDATE history_rows SET made_film = 1, film_id = (SELECT films.id FROM films"
    " WHERE films.history_id = history_rows.history_id AND films.history_row = history_rows.position)"
    f" WHERE {_LEFT} AND film_id IS NULL"
)
_OWE_TITLES = (
    f"INSERT INTO title_outbox (film_id) SELECT film_id FROM history_rows WHERE {_LEFT} AND made_film = 1"
    " ON CONFLICT (film_id) DO NOTHING"
)
_MEET_RATINGS = (
    "UPDATE history_rows SET was_half_stars = ratings.half_stars, was_note = ratings.note,"
    " was_spoilers = ratings.spoilers, was_rated_at = ratings.rated_at, was_updated_at = ratings.updated_at"
    " FROM ratings WHERE ratings.guild_id = :guild AND ratings.film_id = history_rows.film_id"
    f" AND ratings.user_id = :user AND {_LEFT}"
)
_SAME = "(half_stars = was_half_stars AND (note IS NULL OR note IS NOT DISTINCT FROM was_note))"
# A note without a new text stays, and so does its spoiler mark.
_RATE = (
    "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, note, spoilers, rated_at, updated_at)"
    " SELECT guild_id, film_id, :user, half_stars, note, 0, COALESCE(rated_at, :now), COALESCE(rated_at, :now)"
    f" FROM history_rows WHERE {_LEFT} AND (was_half_stars IS NULL OR (:keep = 0 AND NOT {_SAME}))"
    " ON CONFLICT (guild_id, film_id, user_id) DO UPDATE SET"
    " half_stars = excluded.half_stars, note = COALESCE(excluded.note, ratings.note), spoilers ="
    " CASE WHEN excluded.note IS NULL OR excluded.note = ratings.note THEN ratings.spoilers ELSE 0 END,"
    " updated_at = excluded.updated_at"
)
# Last of all, for whoever comes second finds nothing left to do.
_SETTLE = (
    "UPDATE history_rows SET rated_at = COALESCE(rated_at, :now), outcome = CASE WHEN was_half_stars IS NULL"
    f" THEN 'added' WHEN {_SAME} THEN 'same' WHEN :keep = 1 THEN 'kept' ELSE 'changed' END WHERE {_LEFT}"
)


def _learn(catalogue: str) -> str:
    # What a member chose by hand is a decision of that member's alone, and teaches the server no ids.
    return (
        "INSERT INTO film_ids (film_id, guild_id, kind, value, history_id)"
        f" SELECT film_id, guild_id, '{catalogue}', {catalogue}, history_id FROM history_rows"
        f" WHERE {_LEFT} AND {catalogue} IS NOT NULL AND (chosen = 0 OR made_film = 1){RETARGET}"
    )


STEPS = (
    _FOLLOW_MERGES,
    _ASK_AGAIN,
    _MAKE_FILMS,
    _NAME_FILMS,
    _OWE_TITLES,
    *map(_learn, ("imdb", "tmdb", "letterboxd")),
    _MEET_RATINGS,
    _RATE,
    _SETTLE,
)
