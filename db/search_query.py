"""Finding the films that somebody may mean: net by net until enough fit, then the best of the catch."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from db.search_lexicon import LAST
from db.search_nets import Nets
from db.search_rank import Candidate, Ranking
from db.search_words import SPACE, SPACE_END, read, space_of

_POOR, _GOOD = 45.0, 74.0
_LIFT = 4.0
_AT_A_TIME = 24  # films ranked in one go
_FULL, _SOME = 10, 3  # good hits that make wider nets needless at once, and after slips were allowed for
_LONG = 8  # letters of a title that, once a film is found that people know, leave little room for another
_NETS = (Nets.as_typed, Nets.nearly_so, Nets.one_slip, Nets.most_words, Nets.two_slips)
_ALIKE = 2  # letters that a lifted film must share with what is typed to be looked at
_NAMESAKES, _STEP_BACK = 5, 5.0  # so that "ladder" still shows Ladder 49 where forty films are called Ladder


@dataclass(frozen=True, slots=True)
class Hit:
    """One film that fits, with a score of 0 to 100.

    `whole` when one of its titles is just what was typed, `known` when it is among the better known films.
    """

    film_id: int
    score: float
    whole: bool = False
    known: bool = False


def find(
    connection: sqlite3.Connection, text: str, guild_id: int | None, limit: int, lifted: frozenset[int] = frozenset()
) -> list[Hit]:
    """Return the films that fit `text` best first, among the shared ones and those of `guild_id`.

    `lifted` films come first among equals.
    """
    typed = read(text)
    if typed is None or limit < 1:
        return []
    spaces = [Nets(connection, space, typed) for space in _spaces(connection, guild_id)]
    ranking = Ranking(typed, _loudest(connection))
    found = _lifted(connection, guild_id, lifted, typed.words[-1][:_ALIKE])
    seen: set[int] = set()
    hits: list[Hit] = []
    wanted = min(limit, _FULL)
    for net in _NETS:
        found.update(doc for space in spaces for doc in net(space))
        hits += _fitting(ranking, _films(connection, found - seen), lifted)
        seen |= found
        good = [hit for hit in hits if hit.score >= _GOOD]
        if len(good) >= wanted or (len(typed.key) >= _LONG and any(hit.known for hit in good)):
            break
        if net is not Nets.as_typed:
            wanted = 1 if good else min(limit, _SOME)
    return _best(hits, limit)


def _fitting(ranking: Ranking, films: Iterable[Candidate], lifted: frozenset[int]) -> Iterator[Hit]:
    for film in films:
        score = ranking.score(film) + _LIFT * (film.film_id in lifted)
        if score >= _POOR:
            yield Hit(film.film_id, min(100.0, score), ranking.whole(film), ranking.known(film))


def _best(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """Return the best hits; of many films with the very title that was typed, all but a few step back a little."""
    ranked = sorted(hits, key=lambda hit: -hit.score)
    namesakes = [hit for hit in ranked if hit.whole][_NAMESAKES:]
    if namesakes:
        back = {hit.film_id for hit in namesakes}
        ranked.sort(key=lambda hit: -(hit.score - _STEP_BACK * (hit.film_id in back)))
    return ranked[:limit]


def _spaces(connection: sqlite3.Connection, guild_id: int | None) -> list[str]:
    """Return the spaces that hold words: in an empty one every net would be cast for nothing."""
    query = "SELECT 1 FROM vocabulary WHERE word > ? AND word < ? LIMIT 1"

    def holds_words(start: str, end: str) -> bool:
        return connection.execute(query, (start, end)).fetchone() is not None

    shared = holds_words("", SPACE) or holds_words(SPACE_END, LAST)
    own = space_of(guild_id)
    return [""] * shared + [own] * bool(own and holds_words(own, own + LAST))


def _lifted(connection: sqlite3.Connection, guild_id: int | None, film_ids: frozenset[int], part: str) -> set[int]:
    if not film_ids:
        return set()
    query = (
        "SELECT doc FROM json_each(?) CROSS JOIN film ON film_id = value WHERE instr(forms, ?)"
        " AND (guild_id IS NULL OR guild_id = ?)"
    )
    return {row[0] for row in connection.execute(query, (json.dumps([*film_ids]), part, guild_id))}


def _loudest(connection: sqlite3.Connection) -> float:
    row = connection.execute("SELECT popularity FROM film ORDER BY doc LIMIT 1").fetchone()
    return float(row[0]) if row else 0.0


def _films(connection: sqlite3.Connection, docs: Iterable[int]) -> Iterator[Candidate]:
    # One row with everything in it: each row fetched would take the interpreter's lock once more.
    query = (
        "SELECT json_group_array(json_array(film_id, year, popularity, forms, people)) FROM film"
        " WHERE doc IN (SELECT value FROM json_each(?))"
    )
    rows = json.loads(connection.execute(query, (json.dumps([*docs]),)).fetchone()[0])
    for at, row in enumerate(rows, start=1):
        if at % _AT_A_TIME == 0:
            time.sleep(0)  # lets the event loop have the interpreter's lock, which it else waits 5 ms for
        yield Candidate._make(row)
