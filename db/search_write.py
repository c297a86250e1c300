"""Writing films into the title index and taking them out again."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.folding import fold
from bot.domain.numerals import canonical
from bot.domain.titles import front_article, title_key

Entry = (
    tuple[int, int | None, str, int | None, float, Sequence[str]]
    | tuple[int, int | None, str, int | None, float, Sequence[str], Sequence[str]]
)

_RANK_BITS = 40


@dataclass(frozen=True, slots=True)
class _Document:
    """One film as the index keeps it; `space` parts the words of one server from everybody else's."""

    space: str
    forms: tuple[str, ...]
    people: tuple[str, ...]
    year: int | None

    @property
    def keys(self) -> set[str]:
        return {self.space + squash(form) for form in self.forms}

    @property
    def words(self) -> set[str]:
        words = {word for text in (*self.forms, *self.people) for word in text.split()}
        words |= {canonical(word) for word in words}
        if self.year:
            words.add(str(self.year))
        return {self.space + word for word in words}


def space_of(guild_id: int | None) -> str:
    """Return what a server's words begin with, so that no query of another server can meet them."""
    return "" if guild_id is None else f"\ue000{guild_id:x}\ue001"


def squash(form: str) -> str:
    """Return the key of a title without its gaps: `blade runner` and `bladerunner` meet here."""
    return title_key(form).replace(" ", "")


def rank(popularity: float) -> int:
    """Return a bucket that falls as popularity grows (any scale, 0 and up)."""
    height = 256 * math.log2(1 + max(0.0, popularity)) if math.isfinite(popularity) else 0
    return 16383 - min(16383, int(height))


def insert(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Write films, each replacing what the index held under its id."""
    for entry in {entry[0]: entry for entry in entries}.values():
        _insert(connection, entry)


def _insert(connection: sqlite3.Connection, entry: Entry) -> None:
    film_id, guild_id, title, year, popularity, others = entry[:6]
    remove(connection, [film_id])
    forms = tuple(dict.fromkeys(form for text in (title, *others) if (form := fold(front_article(text)))))
    people = tuple(fold(name) for name in (entry[6] if len(entry) == 7 else ()))
    document = _Document(space_of(guild_id), forms, people, year)
    low = rank(popularity) << _RANK_BITS
    last = connection.execute(
        "SELECT max(doc) FROM film WHERE doc BETWEEN ? AND ?", (low, low + (1 << _RANK_BITS) - 1)
    ).fetchone()[0]
    doc = low if last is None else last + 1
    connection.execute(
        "INSERT INTO film VALUES (?, ?, ?, ?, ?, ?, ?)",
        (doc, film_id, guild_id, year, popularity, "\n".join(forms), "\n".join(people)),
    )
    connection.executemany("INSERT INTO spelling VALUES (?, ?)", [(key, doc) for key in document.keys])
    connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (doc, " ".join(sorted(document.words))))
    _count(connection, Counter(document.words))


def remove(connection: sqlite3.Connection, film_ids: Iterable[int]) -> None:
    """Take films out of the index; an id it does not hold is fine."""
    for film_id in film_ids:
        row = connection.execute(
            "SELECT doc, guild_id, year, forms, people FROM film WHERE film_id = ?", (film_id,)
        ).fetchone()
        if row is not None:
            _remove(connection, *row)


def _remove(
    connection: sqlite3.Connection, doc: int, guild_id: int | None, year: int | None, forms: str, people: str
) -> None:
    document = _Document(space_of(guild_id), tuple(forms.split("\n")), tuple(people.split("\n")), year)
    connection.execute(
        "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", (doc, " ".join(sorted(document.words)))
    )
    connection.executemany("DELETE FROM spelling WHERE key = ? AND doc = ?", [(key, doc) for key in document.keys])
    connection.execute("DELETE FROM film WHERE doc = ?", (doc,))
    _count(connection, Counter(dict.fromkeys(document.words, -1)))


def _count(connection: sqlite3.Connection, films: Counter[str]) -> None:
    connection.executemany(
        "INSERT INTO vocabulary VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET films = films + excluded.films",
        films.items(),
    )
