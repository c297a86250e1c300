"""The words that the title index knows: which there are, which begin so, and which are a slip or two away."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.slips import slips

LAST = "\U0010ffff"  # sorts behind every letter, so that `text` to `text + LAST` holds all that begins with it
_BEGUN = 100  # words taken for a beginning, those of the best known films first
_REPAIRS = 30
_TOO_MANY = 2  # letters that too many words begin with to count their films
COUNTLESS = 1 << 30
_READ = 4000  # words looked at, at most, for one that is two slips away
_FAR_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of one space, read through one connection."""

    connection: sqlite3.Connection
    space: str

    def films(self, words: Iterable[str]) -> dict[str, int]:
        """Return for each word that is known in how many films it is."""
        query = "SELECT word, films FROM json_each(?) CROSS JOIN vocabulary ON word = value"
        return {self._bare(word): films for word, films in self.connection.execute(query, (self._full(words),))}

    def beginning(self, start: str) -> dict[str, int]:
        """Return the words that begin with `start`, those of the best known films first, each with its films."""
        full = self.space + start
        query = "SELECT word, films FROM vocabulary WHERE word >= ? AND word < ? ORDER BY best LIMIT ?"
        return {self._bare(word): films for word, films in self.connection.execute(query, (full, full + LAST, _BEGUN))}

    def begun_films(self, start: str) -> int:
        """Return how many films have words that begin so, one for each word; COUNTLESS where that would take long."""
        full = self.space + start
        if len(start) <= _TOO_MANY:
            query = "SELECT 1 FROM vocabulary WHERE word >= ? AND word < ? LIMIT 1"
            return COUNTLESS if self.connection.execute(query, (full, full + LAST)).fetchone() else 0
        query = "SELECT total(films) FROM vocabulary WHERE word >= ? AND word < ?"
        return int(self.connection.execute(query, (full, full + LAST)).fetchone()[0])

    def one_slip(self, word: str, *, begun: bool) -> list[str]:
        """Return the words one slip from `word`, or, where it is only begun, from one of their beginnings."""
        shared = common_start(self.connection, "vocabulary", "word", self.space + word) - len(self.space)
        options = self._full(slips(word, shared + 1))
        match = "word >= value AND word < value || ?" if begun else "word = value AND ? IS NOT NULL"
        query = f"SELECT DISTINCT word FROM json_each(?) CROSS JOIN vocabulary ON {match} ORDER BY best LIMIT ?"
        return self._column(query, options, LAST, _BEGUN if begun else _REPAIRS)

    def two_slips(self, word: str) -> list[str]:
        """Return the words two slips from `word`, nearest first.

        Two slips leave one half of a word whole, or do one to each: so the words read are those that share an end
        with it, and those whose beginning is one slip from its own.
        """
        if len(word) < _FAR_LETTERS:
            return []
        half = (len(word) + 1) // 2
        near = "length(word) BETWEEN ? AND ?"
        reach = (len(self.space + word) - 2, len(self.space + word) + 2)
        starts = self._full([word[:half], *slips(word[:half], half)])
        query = f"SELECT word FROM json_each(?) CROSS JOIN vocabulary ON word >= value AND word < value || ? AND {near}"
        words = self._column(f"{query} LIMIT ?", starts, LAST, *reach, _READ)
        end = self.space + word[half:][::-1]
        query = f"SELECT word FROM mirror WHERE word >= ? AND word < ? AND {near} LIMIT ?"
        words += [mirrored[::-1] for mirrored in self._column(query, end, end + LAST, *reach, _READ)]
        close = process.extract(word, words, scorer=OSA.distance, score_cutoff=2, limit=_REPAIRS)
        return list(dict.fromkeys(found for found, _, _ in close))

    def parts(self, word: str) -> list[str]:
        """Return the longest known words that `word` begins and ends with, where somebody missed the gap."""
        cuts = range(4, len(word) - 1)
        known = self.films([word[:cut] for cut in cuts] + [word[-cut:] for cut in cuts])
        starts = [part for part in known if word.startswith(part)]
        ends = [part for part in known if word.endswith(part)]
        return [max(group, key=len) for group in (starts, ends) if group]

    def _full(self, words: Iterable[str]) -> str:
        return json.dumps([self.space + word for word in words])

    def _bare(self, word: str) -> str:
        return word[len(self.space) :]

    def _column(self, query: str, *values: object) -> list[str]:
        return [self._bare(row[0]) for row in self.connection.execute(query, values)]


def common_start(connection: sqlite3.Connection, table: str, column: str, text: str) -> int:
    """Return how many first letters of `text` also begin something in the table: no single slip lies beyond them."""
    neighbours = connection.execute(
        f"SELECT (SELECT {column} FROM {table} WHERE {column} >= ?1 ORDER BY {column} LIMIT 1),"
        f" (SELECT {column} FROM {table} WHERE {column} < ?1 ORDER BY {column} DESC LIMIT 1)",
        (text,),
    ).fetchone()
    return max(_alike(text, neighbour or "") for neighbour in neighbours)


def _alike(one: str, other: str) -> int:
    for at, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return at
    return min(len(one), len(other))
