"""The film that an id means in a server: itself, or what an admin merged it into."""

from __future__ import annotations

#: SQL for the film that an id leads to, with the three parameters of `target`.
TARGET = "COALESCE((SELECT target_id FROM film_redirects WHERE guild_id = ? AND film_id = ?), ?)"


def target(guild_id: int, film_id: int) -> tuple[int, int, int]:
    """Return the parameters of TARGET."""
    return (guild_id, film_id, film_id)
