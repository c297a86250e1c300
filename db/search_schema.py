"""The title index's file: its tables, opening it, and starting over when it is missing, stale or damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

VERSION = 6  # raise it with every change of the tables, of a film's names, of `fold`, of `title_key`: older files go

# `film.doc` is both the row and its rank: the popularity bucket in the high bits, most popular first, so that a full
# text query in rowid order streams the best films and stops at its limit (https://sqlite.org/fts5.html).
# `vocabulary.best` is the rank of the best known film with that word; `mirror` holds the words back to front, by which
# those that end alike are found.
# The ascii tokenizer keeps every character beyond ASCII, also the vowel signs that unicode61 would split words at.
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE film (
    doc INTEGER PRIMARY KEY,
    film_id INTEGER NOT NULL,
    guild_id INTEGER,
    year INTEGER,
    popularity REAL NOT NULL,
    forms TEXT NOT NULL,
    people TEXT NOT NULL
);
CREATE TABLE vocabulary (word TEXT PRIMARY KEY, films INTEGER NOT NULL, best INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE mirror (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE spelling (key TEXT NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (key, doc)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    text, content='', columnsize=0, detail='none', prefix='1 2 3 4', tokenize='ascii'
);
INSERT INTO words (words, rank) VALUES ('hashsize', 33554432);
"""
_PATIENCE = 30.0  # seconds; another process may be putting a whole new index in place
FILM_IDS = "CREATE UNIQUE INDEX film_by_id ON film (film_id)"


def open_index(path: Path) -> sqlite3.Connection:
    """Return a writing connection to the index at `path`, started over empty where there is no sound one.

    Raises:
        sqlite3.OperationalError: the file cannot be opened or written.
    """
    try:
        connection = _connect(path)
        if _version(connection) == VERSION:
            return connection
        connection.close()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
    except sqlite3.DatabaseError:
        pass  # damaged; everything in it can be made again
    discard(path)
    connection = create(path)
    connection.execute(FILM_IDS)
    return connection


def create(path: Path) -> sqlite3.Connection:
    """Return a writing connection to a new, empty index at `path`, without its index of film ids."""
    connection = _connect(path)
    connection.executescript(_TABLES)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads, and reads consistently while another one writes."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    return connection


def discard(path: Path) -> None:
    """Delete the index at `path` with its journal; a file that is not there is fine."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def get_meta(connection: sqlite3.Connection, name: str) -> int:
    """Return a number kept beside the films, 0 where none was stored."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return 0 if row is None else int(row[0])


def set_meta(connection: sqlite3.Connection, name: str, value: int) -> None:
    """Store a number beside the films."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
    )


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_PATIENCE)
    connection.execute("PRAGMA journal_mode = WAL")
    # The main database forgets that it owes an update once it is made here, so it must not be lost to a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _version(connection: sqlite3.Connection) -> int:
    connection.execute("SELECT count(*) FROM meta").fetchone()
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
