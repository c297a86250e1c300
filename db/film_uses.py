"""What a club did with a film beside rating it and writing about it: asked before a film is taken back."""

from __future__ import annotations

_NAMED_IN = ("poll_options", "watchlist", "weekly_posts", "not_for_us")

#: SQL that says whether a poll, a list, a weekly post, somebody's "not for us" or a thread is about a row of films.
IS_USED = " OR ".join(
    [
        *(
            f"EXISTS (SELECT 1 FROM {table} WHERE {table}.guild_id = films.guild_id AND {table}.film_id = films.id)"
            for table in _NAMED_IN
        ),
        "EXISTS (SELECT 1 FROM discussions WHERE discussions.guild_id = films.guild_id AND discussions.kind = 'film'"
        " AND discussions.subject_id = films.id)",
    ]
)
