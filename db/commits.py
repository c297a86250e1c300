"""Whether anything was committed since, asked without a hop: what was read before may then be shown again."""

from __future__ import annotations

import sqlite3


class Commits:
    """Number the states of the file, whoever changes them: this program's writer or another program.

    SQLite keeps the number in memory that all connections share, so asking waits for nobody and reads the first page
    at most: a few microseconds, where a look-up takes a hop. https://www.sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def number(self) -> int | None:
        """Return a number that every commit changes, or None where it cannot be told just now."""
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:  # damaged, held or closed: whoever asks looks things up instead, and is told there
            return None

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
