"""Finding films by what somebody has typed so far."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.domain.folding import fold
from bot.domain.titles import title_key
from db.search_write import space_of, squash


@dataclass(frozen=True, slots=True)
class Hit:
    """One film that fits, with a score of 0 to 100."""

    film_id: int
    score: float


def find(connection: sqlite3.Connection, text: str, guild_id: int | None, limit: int) -> list[Hit]:
    """Return the films that fit `text` best first, among the shared ones and those of `guild_id`."""
    typed = fold(text[:200])
    if not typed or limit < 1:
        return []
    spaces = [""] if guild_id is None else ["", space_of(guild_id)]
    docs = {doc for space in spaces for doc in _candidates(connection, space, typed)}
    marks = ",".join("?" * len(docs))
    rows = connection.execute(f"SELECT film_id, popularity, forms FROM film WHERE doc IN ({marks})", [*docs])
    key = title_key(text)
    scored = [
        (
            max(
                fuzz.ratio(key, title_key(form)) + fuzz.partial_ratio(key, title_key(form))
                for form in forms.split("\n")
            ),
            popularity,
            film_id,
        )
        for film_id, popularity, forms in rows
    ]
    scored.sort(reverse=True)
    return [Hit(film_id, score / 2) for score, _, film_id in scored[:limit]]


def _candidates(connection: sqlite3.Connection, space: str, typed: str) -> list[int]:
    key = space + squash(typed)
    rows = connection.execute(
        "SELECT doc FROM spelling WHERE key >= ? AND key < ? LIMIT 200", (key, key + "\U0010ffff")
    ).fetchall()
    *words, last = typed.split()
    terms = [f'"{space}{word}"' for word in words] + [f'"{space}{last}"*']
    for joint in (" AND ", " OR "):
        if len(rows) < 200:
            rows += connection.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT 200", (joint.join(terms),)
            ).fetchall()
    return [row[0] for row in rows]
