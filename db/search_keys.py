"""The keys of whole titles in the title index: the same, begun the same, and one slip away."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from bot.domain.slips import slips
from db.search_lexicon import LAST, common_start
from db.search_words import Typed, sorted_key, squash

_ALIKE = 40  # films taken for one key: remakes and namesakes, best known first
_BEGUN = 80
_NEAR = 60
_REACH = 14  # letters in which a slip is looked for; titles alike for longer are few, and are all read
_SHORTEST_BEGUN, _SHORTEST_NEAR, _SHORTEST_NEAR_BEGUN = 4, 4, 6


@dataclass(frozen=True, slots=True)
class Keys:
    """The spellings of one space, read through one connection."""

    connection: sqlite3.Connection
    space: str

    def same(self, typed: Typed) -> list[int]:
        """Return the films whose title is this, also with its words in another order, or begins with it."""
        key = squash(typed.key)
        docs: list[int] = []
        for option in dict.fromkeys((key, sorted_key(typed.key))):
            docs += self._column("SELECT doc FROM spelling WHERE key = ? LIMIT ?", self.space + option, _ALIKE)
        if len(key) >= _SHORTEST_BEGUN:
            docs += self._begun(key, _BEGUN)
        return docs

    def dated(self, typed: Typed) -> list[int]:
        """Return the films with this title from the year typed or the years beside it."""
        if len(typed.year) < 4:
            return []
        year = int(typed.year)
        query = "SELECT doc FROM spelling JOIN film USING (doc) WHERE key = ? AND year BETWEEN ? AND ? LIMIT ?"
        return self._column(query, self.space + squash(typed.key), year - 1, year + 1, _ALIKE)

    def one_slip(self, typed: Typed) -> list[int]:
        """Return the films whose title is, or begins, one slip from this."""
        key = squash(typed.key)
        if len(key) < _SHORTEST_NEAR:
            return []
        shared = common_start(self.connection, "spelling", "key", self.space + key) - len(self.space)
        options = json.dumps([self.space + spelling for spelling in slips(key, min(_REACH, shared + 1))])
        query = "SELECT doc FROM json_each(?) CROSS JOIN spelling AS s ON s.key = value ORDER BY doc LIMIT ?"
        docs = self._column(query, options, _NEAR)
        if len(key) >= _SHORTEST_NEAR_BEGUN:
            query = (
                "SELECT doc FROM json_each(?) CROSS JOIN spelling AS s"
                " ON s.key > value AND s.key < value || ? ORDER BY doc LIMIT ?"
            )
            docs += self._column(query, options, LAST, _NEAR)
        if shared >= _REACH:
            docs += self._begun(key[:_REACH], _NEAR)
        return docs

    def _begun(self, key: str, limit: int) -> list[int]:
        full = self.space + key
        return self._column("SELECT doc FROM spelling WHERE key > ? AND key < ? LIMIT ?", full, full + LAST, limit)

    def _column(self, query: str, *values: object) -> list[int]:
        return docs_of(self.connection, query, *values)


def docs_of(connection: sqlite3.Connection, query: str, *values: object) -> list[int]:
    """Return the column `doc` of a query, fetched as one row: each row would take the interpreter's lock once more."""
    docs: list[int] = json.loads(
        connection.execute(f"SELECT json_group_array(doc) FROM ({query})", values).fetchone()[0]
    )
    return docs
