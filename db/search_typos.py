"""What somebody may have meant to type: every spelling one slip away that the index knows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

_LAST = "\U0010ffff"
_REACH = 14  # letters in which a slip is looked for; of titles alike for longer than that few are left to read
_ALPHABETS = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "greek": "αβγδεζηθικλμνξοπρσςτυφχψω",
    "cyrillic": "абвгдежзиклмнопрстуфхцчшщъыьэюяіїєґ",
    "hebrew": "אבגדהוזחטיכלמנסעפצקרשתםןץףך",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقکلمنهوی",
    "kana": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンー",
}


def slips(text: str, reach: int) -> list[str]:
    """Return what `text` becomes by one letter swapped, left out, replaced or put in among its first `reach`.

    The likeliest kinds come first. Letters are those of the text's own script; digits stand in for digits.
    """
    cuts = range(min(len(text), reach))
    letters = _letters(text)
    found = [text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in cuts if at + 1 < len(text)]
    found += [text[:at] + text[at + 1 :] for at in cuts]
    found += [text[:at] + letter + text[at + 1 :] for at in cuts for letter in letters]
    found += [text[:at] + letter + text[at:] for at in range(min(len(text) + 1, reach)) for letter in letters]
    return [spelling for spelling in dict.fromkeys(found) if spelling and spelling != text]


def _letters(text: str) -> str:
    for letters in _ALPHABETS.values():
        if any(letter in letters for letter in text):
            return letters
    return "0123456789" if text.isdecimal() else ""


def known_words(connection: sqlite3.Connection, space: str, word: str, *, begun: bool, limit: int) -> list[str]:
    """Return words of the index one slip from `word`, commonest first; with `begun`, beginnings of words."""
    table = "vocabulary WHERE word"
    reach = 1 + _shared(connection, "vocabulary", "word", space + word) - len(space)
    options = json.dumps([space + spelling for spelling in slips(word, reach)])
    if begun:
        query = (
            f"SELECT value, (SELECT max(films) FROM (SELECT films FROM {table} >= value AND word < value || ? LIMIT 20))"
            " AS common FROM json_each(?) WHERE common > 0 ORDER BY common DESC LIMIT ?"
        )
        rows = connection.execute(query, (_LAST, options, limit))
    else:
        query = "SELECT word FROM json_each(?) CROSS JOIN vocabulary ON word = value ORDER BY films DESC LIMIT ?"
        rows = connection.execute(query, (options, limit))
    return [row[0].removeprefix(space) for row in rows]


def known_keys(connection: sqlite3.Connection, space: str, key: str, *, begun: bool, limit: int) -> list[int]:
    """Return the films whose key is one slip from `key`; with `begun`, those whose key so begins."""
    full = space + key
    shared = _shared(connection, "spelling", "key", full)
    options = json.dumps([space + spelling for spelling in slips(key, min(_REACH, 1 + shared - len(space)))])
    match = "s.key >= value AND s.key < value || ?" if begun else "s.key = value AND ? IS NOT NULL"
    query = f"SELECT doc FROM json_each(?) CROSS JOIN spelling AS s ON {match} LIMIT ?"
    return [row[0] for row in connection.execute(query, (options, _LAST, limit))]


def _shared(connection: sqlite3.Connection, table: str, column: str, text: str) -> int:
    """Return how much of the beginning of `text` also begins something in the table: no slip lies beyond it."""
    neighbours = connection.execute(
        f"SELECT (SELECT {column} FROM {table} WHERE {column} >= ?1 ORDER BY {column} LIMIT 1),"
        f" (SELECT {column} FROM {table} WHERE {column} < ?1 ORDER BY {column} DESC LIMIT 1)",
        (text,),
    ).fetchone()
    return max(_common(text, neighbour or "") for neighbour in neighbours)


def _common(one: str, other: str) -> int:
    for at, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return at
    return min(len(one), len(other))
