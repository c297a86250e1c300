"""Finding the films that somebody may mean: the exact ones first, then wider and wider nets."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.numerals import canonical
from db.search_rank import Candidate, score
from db.search_typos import known_keys, known_words
from db.search_words import Form, Typed, read, sorted_key, space_of, squash

_LAST = "\U0010ffff"
_ENOUGH, _GOOD = 10, 74.0
_ALIKE = 40  # films taken for one key: remakes and namesakes, best known first
_STREAM = 100  # films taken from one full text query, best known first


@dataclass(frozen=True, slots=True)
class Hit:
    """One film that fits, with a score of 0 to 100."""

    film_id: int
    score: float


@dataclass(frozen=True, slots=True)
class _Search:
    connection: sqlite3.Connection
    space: str
    typed: Typed


def find(connection: sqlite3.Connection, text: str, guild_id: int | None, limit: int) -> list[Hit]:
    """Return the films that fit `text` best first, among the shared ones and those of `guild_id`."""
    typed = read(text)
    if typed is None or limit < 1:
        return []
    searches = [_Search(connection, space, typed) for space in _spaces(connection, guild_id)]
    loudest = _loudest(connection)
    seen: set[int] = set()
    hits: dict[int, Hit] = {}
    for net in _NETS:
        docs = {doc for search in searches for doc in net(search)} - seen
        seen |= docs
        for film in _films(connection, docs):
            hits[film.film_id] = Hit(film.film_id, score(typed, film, loudest))
        if sum(hit.score >= _GOOD for hit in hits.values()) >= min(limit, _ENOUGH):
            break
    return sorted(hits.values(), key=lambda hit: -hit.score)[:limit]


def _spaces(connection: sqlite3.Connection, guild_id: int | None) -> list[str]:
    space = space_of(guild_id)
    query = "SELECT 1 FROM vocabulary WHERE word > ? AND word < ? LIMIT 1"
    own = space and connection.execute(query, (space, space + _LAST)).fetchone()
    return ["", space] if own else [""]


def _loudest(connection: sqlite3.Connection) -> float:
    row = connection.execute("SELECT popularity FROM film ORDER BY doc LIMIT 1").fetchone()
    return float(row[0]) if row else 0.0


def _films(connection: sqlite3.Connection, docs: Iterable[int]) -> list[Candidate]:
    # One row with everything in it: each row fetched would take the interpreter's lock once more.
    query = (
        "SELECT json_group_array(json_array(film_id, year, popularity, forms, people)) FROM film"
        " WHERE doc IN (SELECT value FROM json_each(?))"
    )
    rows = json.loads(connection.execute(query, (json.dumps([*docs]),)).fetchone()[0])
    return [
        Candidate(
            film_id,
            year,
            popularity,
            tuple(Form(*form.split("\t")) for form in forms.split("\n") if form),
            tuple(filter(None, people.split("\n"))),
        )
        for film_id, year, popularity, forms, people in rows
    ]


def _readings(search: _Search) -> list[Typed]:
    bare = search.typed.without_year()
    return [search.typed] if bare is None else [search.typed, bare]


def _as_typed(search: _Search) -> Iterable[int]:
    """Find titles that are, or begin with, exactly this; then those that have all of its words."""
    docs: list[int] = []
    for typed in _readings(search):
        key = search.space + squash(typed.key)
        for option in {key, search.space + sorted_key(typed.key)}:
            docs += _column(search, "SELECT doc FROM spelling WHERE key = ? LIMIT ?", option, _ALIKE)
        if len(squash(typed.key)) > 3:
            query = "SELECT doc FROM spelling WHERE key > ? AND key < ? LIMIT ?"
            docs += _column(search, query, key, key + _LAST, 2 * _ALIKE)
    return docs + _with_words(search, [_options(word) for word in search.typed.words])


def _options(word: str) -> list[str]:
    return list(dict.fromkeys((word, canonical(word))))


def _with_words(search: _Search, groups: list[list[str]]) -> list[int]:
    """Find films that have one word of every group, the last of them perhaps only begun."""
    terms = [[f'"{search.space}{word}"' for word in words] for words in groups]
    terms[-1] = [f"{word}*" for word in terms[-1]]
    match = " AND ".join(f"({' OR '.join(words)})" for words in terms)
    return _column(search, "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?", match, _STREAM)


def _with_slips(search: _Search) -> Iterable[int]:
    """Find titles one slip away, as a whole and word by word."""
    docs: list[int] = []
    for typed in _readings(search):
        key = squash(typed.key)
        if len(key) > 3:
            docs += known_keys(search.connection, search.space, key, begun=False, limit=_STREAM)
        if len(key) > 5:
            docs += known_keys(search.connection, search.space, key, begun=True, limit=_STREAM)
    groups = _corrected(search)
    return docs + (_with_words(search, groups) if all(groups) and groups != [[w] for w in search.typed.words] else [])


def _corrected(search: _Search) -> list[list[str]]:
    groups = []
    *whole, last = search.typed.words
    for word in whole:
        groups.append(_known(search, word, begun=False) or _repaired(search, word, begun=False))
    return [*groups, _known(search, last, begun=True) or _repaired(search, last, begun=True)]


def _known(search: _Search, word: str, *, begun: bool) -> list[str]:
    query = f"SELECT 1 FROM vocabulary WHERE word >= ? AND word {'<' if begun else '<='} ? LIMIT 1"
    full = search.space + word
    found = _column(search, query, full, full + _LAST * begun)
    return _options(word) if found else []


def _repaired(search: _Search, word: str, *, begun: bool) -> list[str]:
    if len(word) < 3:
        return []
    return known_words(search.connection, search.space, word, begun=begun, limit=30)


def _with_most_words(search: _Search) -> Iterable[int]:
    """Find films that have all the words but one."""
    groups = [words for words in _corrected(search) if words]
    docs: list[int] = []
    if len(groups) < len(search.typed.words) and groups:
        docs += _with_words(search, groups)
    for left_out in range(len(groups) if len(groups) > 1 else 0):
        docs += _with_words(search, groups[:left_out] + groups[left_out + 1 :])
    return docs


def _column(search: _Search, query: str, *values: object) -> list[int]:
    return [row[0] for row in search.connection.execute(query, values)]


_NETS: tuple[Callable[[_Search], Iterable[int]], ...] = (_as_typed, _with_slips, _with_most_words)
