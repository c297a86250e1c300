"""The statements that bring a stretch of a batch's items into the club, in their order, each about all of them.

A thousand items take about ten statements: a loop over items would be ten times as slow as the disk allows.
Parameters: :guild, :batch, :low and :high (positions), :user, :now; :before is the youngest review so far, and :films
the youngest film.
"""

from __future__ import annotations

from db.import_staging import FILM, REVIEW

LEFT = (
    "import_items.batch_id = :batch AND import_items.guild_id = :guild"
    " AND import_items.position BETWEEN :low AND :high AND import_items.verdict = 'ready'"
)
_STAGED = "import_reviews.batch_id = import_items.batch_id AND import_reviews.position = import_items.position"
_WITH_FILM = (
    f"import_items JOIN import_reviews ON {_STAGED} AND import_reviews.touched = import_items.touched"
    " LEFT JOIN import_made ON import_made.batch_id = import_items.batch_id"
    " AND import_made.position = -1 - import_items.film_id"
)
#: The film of a row of _WITH_FILM: one that is here, or the one that was made for it.
_FILM_ID = "COALESCE(import_made.film_id, import_items.film_id)"
_MERGED = "(SELECT film_redirects.film_id FROM film_redirects WHERE film_redirects.guild_id = :guild)"
_TARGET = "(SELECT target_id FROM film_redirects WHERE film_redirects.guild_id = :guild AND film_redirects.film_id ="
_REFERRED = f"(SELECT -1 - import_items.film_id FROM import_items WHERE {LEFT} AND import_items.film_id < 0)"

# The very words are here by now: nothing else that the item states counts.
KNOWN = (
    "UPDATE import_items SET verdict = 'here', film_id = reviews.film_id, review_id = reviews.id"
    " FROM import_reviews JOIN reviews ON reviews.guild_id = import_reviews.guild_id"
    f" AND reviews.fingerprint = import_reviews.fingerprint WHERE {_STAGED} AND {LEFT}"
)
# Without words of its own a review is known by its film, too, which is another one now.
_FORGET_PRINTS = (
    "UPDATE import_reviews SET fingerprint = '' WHERE batch_id = :batch AND position IN"
    f" (SELECT import_items.position FROM import_items WHERE {LEFT} AND import_items.film_id IN {_MERGED})"
)
_FOLLOW_MERGES = (
    f"UPDATE import_items SET film_id = {_TARGET} import_items.film_id) WHERE {LEFT} AND film_id IN {_MERGED}"
)
ASK_AGAIN = (
    "UPDATE import_items SET verdict = 'needs_you', film_id = NULL,"
    """ place = '{"reason":"The film was removed meanwhile."}'"""
    f" WHERE {LEFT} AND film_id > 0 AND NOT EXISTS (SELECT 1 FROM films WHERE films.id = import_items.film_id"
    " AND films.removed_at IS NULL AND (films.guild_id IS NULL OR films.guild_id = :guild))"
)
_FOLLOW_NEW = (
    f"UPDATE import_made SET film_id = {_TARGET} import_made.film_id)"
    f" WHERE batch_id = :batch AND position IN {_REFERRED} AND film_id IN {_MERGED}"
)
MERGES = (_FORGET_PRINTS, _FOLLOW_MERGES, _FOLLOW_NEW)

#: What is asked before a chunk is written: the youngest review and film, and whether rarer things have to be done.
FIRST = (
    "SELECT (SELECT status FROM import_batches WHERE guild_id = :guild AND id = :batch) AS status,"
    " (SELECT COALESCE(MAX(id), 0) FROM reviews) AS before,"
    " (SELECT COALESCE(MAX(id), 0) FROM films) AS films,"
    " EXISTS (SELECT 1 FROM film_redirects WHERE guild_id = :guild) AS has_merged, EXISTS (SELECT 1 FROM import_items"
    " WHERE guild_id = :guild AND batch_id = :batch AND position BETWEEN :low AND :high AND verdict = 'changed')"
    " AS has_changed"
)
_IS_MADE = "EXISTS (SELECT 1 FROM films WHERE films.id = import_made.film_id AND films.removed_at IS NULL)"
#: Whether any item brings more than its review, or is known by a film that has no number yet.
BRINGS_MORE = (
    f"SELECT 1 FROM {_WITH_FILM} WHERE {LEFT} AND (import_reviews.adds = 1 OR import_reviews.fingerprint = ''"
    f" OR (import_items.film_id < 0 AND NOT {_IS_MADE})) LIMIT 1"
)

# A film that this batch made and somebody removed comes anew.
NUMBER = (
    "INSERT INTO import_made (batch_id, position, guild_id, film_id)"
    " SELECT import_new_films.batch_id, import_new_films.position, import_new_films.guild_id,"
    " :films + ROW_NUMBER() OVER (ORDER BY import_new_films.position) FROM import_new_films"
    " LEFT JOIN import_made USING (batch_id, position)"
    f" WHERE import_new_films.batch_id = :batch AND import_new_films.position IN {_REFERRED} AND NOT {_IS_MADE}"
    " ON CONFLICT (batch_id, position) DO UPDATE SET film_id = excluded.film_id"
)
_JUST_MADE = (
    "FROM import_made JOIN import_new_films USING (batch_id, position, guild_id)"
    f" WHERE batch_id = :batch AND position IN {_REFERRED} AND film_id > :films"
)
MAKE = (
    f"INSERT INTO films (id, guild_id, {FILM}, batch_id, created_at, updated_at)"
    f" SELECT film_id, guild_id, {FILM}, :batch, :now, :now {_JUST_MADE} ORDER BY position",
    f"INSERT INTO import_films (guild_id, film_id, facts) SELECT guild_id, film_id, facts {_JUST_MADE}",
    f"INSERT INTO title_outbox (film_id) SELECT film_id {_JUST_MADE} ON CONFLICT (film_id) DO NOTHING",
)
WITH_IDS = f"SELECT film_id, ids {_JUST_MADE} AND ids <> '[]'"
THAT_ADD = (
    f"SELECT import_items.position, draft, chosen, {_FILM_ID} AS film_id FROM {_WITH_FILM} JOIN import_drafts"
    " ON import_drafts.batch_id = import_items.batch_id AND import_drafts.position = import_items.position"
    f" WHERE {LEFT} AND import_reviews.adds = 1 AND {_FILM_ID} > 0 ORDER BY import_items.position"
)
WITHOUT_PRINT = (
    f"SELECT 0 AS id, {_FILM_ID} AS film_id, critic, outlet, url, published, language, grade_printed,"
    " grade_hundredths, grade_derived, sub_grades, import_reviews.after_credits, body, import_items.position"
    f" FROM {_WITH_FILM} WHERE {LEFT} AND import_reviews.fingerprint = ''"
)

BRING = (
    f"INSERT INTO reviews (guild_id, film_id, {REVIEW}, batch_id, created_by, created_at)"
    f" SELECT import_items.guild_id, {_FILM_ID}, {REVIEW}, :batch, :user, :now FROM {_WITH_FILM}"
    f" WHERE {LEFT} AND {_FILM_ID} > 0 ORDER BY import_items.position"
    " ON CONFLICT (guild_id, fingerprint) DO NOTHING"
)
SETTLE = (
    "UPDATE import_items SET verdict = CASE WHEN reviews.id > :before THEN 'kept' ELSE 'here' END,"
    " film_id = reviews.film_id, review_id = reviews.id"
    " FROM import_reviews JOIN reviews ON reviews.guild_id = import_reviews.guild_id"
    f" AND reviews.fingerprint = import_reviews.fingerprint WHERE {_STAGED} AND {LEFT}"
)
# Two that came to be the same, because their films were made one: the first brought it.
TELL_TWINS = (
    "UPDATE import_items SET verdict = 'here' WHERE guild_id = :guild AND batch_id = :batch"
    " AND position BETWEEN :low AND :high AND verdict = 'kept' AND review_id > :before"
    " AND position NOT IN (SELECT MIN(position) FROM import_items WHERE guild_id = :guild AND batch_id = :batch"
    " AND position BETWEEN :low AND :high AND verdict = 'kept' GROUP BY review_id)"
)
