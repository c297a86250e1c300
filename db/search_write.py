"""Writing films into the title index, one batch or a whole catalogue, and taking them out again."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from db.search_schema import FILM_IDS, get_meta, set_meta
from db.search_words import SPACE_END, Document, Form, space_of

Entry = (
    tuple[int, int | None, str, int | None, float, Sequence[str]]
    | tuple[int, int | None, str, int | None, float, Sequence[str], Sequence[str]]
)
_FilmRow = tuple[int, int, int | None, int | None, float, str, str]
_RANK_BITS = 40
_SEQUENCE = (1 << _RANK_BITS) - 1
_CHUNK = 20_000


@dataclass(slots=True)
class Vocabulary:
    """In how many films each word is, and the rank of the best known of them."""

    films: Counter[str] = field(default_factory=Counter)
    best: dict[str, int] = field(default_factory=dict)

    def note(self, words: list[str], doc: int) -> None:
        """Count the words of one film; films come best known first."""
        self.films.update(words)
        for word in words:
            self.best.setdefault(word, doc)


def insert(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Write films, each replacing what the index held under its id; of one that comes twice the later stays."""
    remaining = iter(entries)
    while some := list(islice(remaining, _CHUNK)):
        _insert(connection, some)


def _insert(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    latest = {entry[0]: entry for entry in entries}
    remove(connection, latest)
    rows = sorted(_rows(connection, latest.values()))
    _write_films(connection, rows)
    vocabulary = Vocabulary()
    _write_words(connection, rows, vocabulary)
    _count(connection, vocabulary)


def remove(connection: sqlite3.Connection, film_ids: Iterable[int]) -> None:
    """Take films out of the index; an id it does not hold is fine."""
    query = "SELECT * FROM film WHERE film_id = ?"
    rows = [row for film_id in set(film_ids) for row in connection.execute(query, (film_id,))]
    gone: Counter[str] = Counter()
    for row in sorted(rows):  # full text rows out of order would each be flushed alone
        gone.update(_remove(connection, row))
    _discount(connection, gone)


def stage(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Write films of a new index without making them findable; `finish` does that for all of them at once."""
    _write_films(connection, _rows(connection, entries))


def nobody(_: int) -> None:
    """Tell nobody how many films are done."""


def finish(connection: sqlite3.Connection, progress: Callable[[int], None] = nobody) -> None:
    """Make all staged films findable; of a film staged twice the later one stays."""
    _index_ids(connection)
    connection.execute("CREATE TEMP TABLE staged (key TEXT NOT NULL, doc INTEGER NOT NULL)")
    vocabulary = Vocabulary()
    films = connection.execute("SELECT * FROM film ORDER BY doc")
    while rows := films.fetchmany(_CHUNK):
        _write_words(connection, rows, vocabulary, "temp.staged")
        progress(len(rows))
    connection.execute("INSERT INTO spelling SELECT key, doc FROM temp.staged ORDER BY key, doc")
    connection.execute("DROP TABLE temp.staged")
    _count(connection, vocabulary)


def _index_ids(connection: sqlite3.Connection) -> None:
    try:
        connection.execute(FILM_IDS)
    except sqlite3.IntegrityError:
        connection.execute(
            "DELETE FROM film WHERE doc IN (SELECT doc FROM (SELECT doc, row_number() OVER "
            f"(PARTITION BY film_id ORDER BY doc & {_SEQUENCE} DESC) AS age FROM film) WHERE age > 1)"
        )
        connection.execute(FILM_IDS)


def _rows(connection: sqlite3.Connection, entries: Iterable[Entry]) -> Iterator[_FilmRow]:
    number = get_meta(connection, "sequence")
    for entry in entries:
        film_id, guild_id, title, year, popularity, others = entry[:6]
        document = Document.of(guild_id, [title, *others], list(entry[6]) if len(entry) == 7 else [], year)
        forms = "\n".join(f"{form.text}\t{form.key}" for form in document.forms)
        number += 1
        fame = float(popularity) if math.isfinite(popularity) else 0.0
        doc = _bucket(fame) << _RANK_BITS | number
        yield doc, film_id, guild_id, year, fame, forms, "\n".join(document.people)
    set_meta(connection, "sequence", number)


def _bucket(popularity: float) -> int:
    """Return a rank that falls as popularity grows, on any scale from 0 up."""
    return 16383 - min(16383, int(256 * math.log2(1 + max(0.0, popularity))))


def _write_films(connection: sqlite3.Connection, rows: Iterable[_FilmRow]) -> None:
    connection.executemany("INSERT INTO film VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _write_words(
    connection: sqlite3.Connection, rows: Sequence[_FilmRow], vocabulary: Vocabulary, keys: str = "spelling"
) -> None:
    """Write keys and words of films that come in the order of their rank, and note the words."""
    documents = [(row[0], _document(row)) for row in rows]
    texts = []
    for doc, document in documents:
        words = document.words
        vocabulary.note(words, doc)
        texts.append((doc, " ".join((*words, *document.starts))))
    connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", texts)
    connection.executemany(
        f"INSERT INTO {keys} VALUES (?, ?)", ((key, doc) for doc, document in documents for key in document.keys)
    )


def _document(row: _FilmRow) -> Document:
    _, _, guild_id, year, _, forms, people = row
    pairs = (form.split("\t") for form in forms.split("\n") if form)
    return Document(
        space_of(guild_id), tuple(Form(text, key) for text, key in pairs), tuple(filter(None, people.split("\n"))), year
    )


def _mirror(word: str) -> str:
    """Return a word back to front, behind the mark of its space."""
    space, mark, bare = word.rpartition(SPACE_END)
    return space + mark + bare[::-1]


def _remove(connection: sqlite3.Connection, row: _FilmRow) -> list[str]:
    doc, document = row[0], _document(row)
    words = document.words
    told = " ".join((*words, *document.starts))
    # A contentless table forgets words only when it is told them again (https://sqlite.org/fts5.html#the_delete_command).
    connection.execute("INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", (doc, told))
    connection.executemany("DELETE FROM spelling WHERE key = ? AND doc = ?", [(key, doc) for key in document.keys])
    connection.execute("DELETE FROM film WHERE doc = ?", (doc,))
    return words


def _count(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    connection.executemany(
        "INSERT INTO vocabulary VALUES (?, ?, ?) ON CONFLICT (word) DO UPDATE"
        " SET films = films + excluded.films, best = min(best, excluded.best)",
        sorted((word, films, vocabulary.best[word]) for word, films in vocabulary.films.items()),
    )
    mirrored = sorted((_mirror(word),) for word in vocabulary.films)
    connection.executemany("INSERT INTO mirror VALUES (?) ON CONFLICT DO NOTHING", mirrored)


def _discount(connection: sqlite3.Connection, gone: Counter[str]) -> None:
    connection.executemany("UPDATE vocabulary SET films = films - ? WHERE word = ?", [(n, w) for w, n in gone.items()])
    connection.executemany("DELETE FROM vocabulary WHERE word = ? AND films <= 0", [(word,) for word in gone])
    unused = "DELETE FROM mirror WHERE word = ? AND NOT EXISTS (SELECT 1 FROM vocabulary WHERE word = ?)"
    connection.executemany(unused, [(_mirror(word), word) for word in gone])
