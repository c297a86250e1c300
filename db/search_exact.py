"""Films of the title index by whole titles, many at once: for imports, where nearly the title is not enough."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from db.search_words import Form, space_of, squash

_ALIKE = 40


def find_exact(connection: sqlite3.Connection, titles: Iterable[str], guild_id: int | None) -> dict[str, list[int]]:
    """Return the ids of the films that have each title among their names; titles without a film are left out.

    Shared films count and those of `guild_id`, never another server's.
    """
    spaces = [space_of(None)] if guild_id is None else [space_of(None), space_of(guild_id)]
    found = {}
    for title in titles:
        key = squash(Form.of(title).key)
        films = [film_id for space in spaces for film_id in _films(connection, space + key)] if key else []
        if films:
            found[title] = films
    return found


def _films(connection: sqlite3.Connection, key: str) -> list[int]:
    query = "SELECT film_id FROM spelling JOIN film USING (doc) WHERE key = ? LIMIT ?"
    return [row[0] for row in connection.execute(query, (key, _ALIKE))]
