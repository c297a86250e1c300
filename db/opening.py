"""How the file is opened: for writing, for reading, and for reading alone when it cannot be written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import aiosqlite

from db.commits import Commits
from db.faults import StorageError, StorageMissingError, is_unwritable, vanished
from db.hop import hop, wait_for_thread
from db.migrate import Step, check_not_newer, migrate, version

# What a crash may leave behind is cut back to this after a checkpoint; an import makes it far longer.
_WAL_BYTES = 16 * 1024 * 1024


async def connect(path: Path, mode: str, busy_timeout: float) -> aiosqlite.Connection:
    """Connect in autocommit mode with rows that know their column names; `mode` as in SQLite's URIs, e.g. `rwc`.

    https://www.sqlite.org/uri.html
    """
    connection = aiosqlite.connect(_uri(path, mode), uri=True, isolation_level=None, timeout=busy_timeout)
    try:
        await connection
    except sqlite3.Error:
        wait_for_thread(connection)
        raise
    connection.row_factory = sqlite3.Row
    return connection


def listen(path: Path) -> Commits:
    """Open what tells whether anything was committed; it never waits for another program."""
    return Commits(sqlite3.connect(_uri(path, "ro"), uri=True, isolation_level=None, timeout=0.0))


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"  # as_uri quotes what SQLite would take for a parameter


def check_folder(path: Path) -> None:
    """Raise StorageMissingError when the folder of the file is not there."""
    if not path.absolute().parent.is_dir():
        raise StorageMissingError(
            f"The folder {path.absolute().parent} does not exist, so {path.name} cannot be kept there; nothing was "
            "changed. Create the folder or point the data folder elsewhere, then start again."
        )


async def open_writer(path: Path, steps: Sequence[Step], busy_timeout: float) -> aiosqlite.Connection:
    """Open or create the file, bring its schema up to date, and return the connection that writes.

    Raises sqlite3.Error as SQLite gave it, StorageNewerError for a file from a newer version.
    """
    connection = await connect(path, "rwc", busy_timeout)
    try:
        await hop(connection, _prepare_writer, steps, str(path))
    except BaseException:
        await connection.close()
        raise
    return connection


def _prepare_writer(connection: sqlite3.Connection, steps: Sequence[Step], file: str) -> None:
    check_not_newer(connection, steps, file)  # before anything is written to it, be it the journal mode
    (journal,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if journal != "wal":
        raise StorageError(
            f"{file} lies on a file system that cannot share memory between connections, which Matinee needs; "
            "nothing was changed. Move the data folder to a local disk."
        )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is taken back, a secret ballot's voter above all, must not linger in the file's free space.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_BYTES}")
    _try_writing(connection)
    migrate(connection, steps, file)


def _try_writing(connection: sqlite3.Connection) -> None:
    # A read-only file says so neither when it is opened nor at BEGIN IMMEDIATE, only at the first real write.
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA user_version = {version(connection)}")
    finally:
        connection.execute("ROLLBACK")


async def open_readers(
    path: Path, count: int, mode: str, busy_timeout: float, check: Callable[[sqlite3.Connection], None]
) -> list[aiosqlite.Connection]:
    """Open `count` connections that cannot write; `check` looks at each and may raise."""
    connections: list[aiosqlite.Connection] = []
    try:
        for _ in range(count):
            connections.append(await connect(path, mode, busy_timeout))
            await hop(connections[-1], _prepare_reader, check)
    except BaseException:
        for connection in connections:
            await connection.close()
        raise
    return connections


def _prepare_reader(connection: sqlite3.Connection, check: Callable[[sqlite3.Connection], None]) -> None:
    connection.execute("PRAGMA query_only = ON")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # opens the file, which connecting does not
    check(connection)


def nothing_to_check(_: sqlite3.Connection) -> None:
    """Accept the connection: the writer has looked at the file already."""


async def open_readers_alone(
    path: Path, count: int, steps: Sequence[Step], busy_timeout: float
) -> list[aiosqlite.Connection]:
    """Open a file nobody may write: look-ups work, provided the schema is the one this version knows."""
    check = partial(_check_current, steps=steps, file=str(path))
    try:
        return await open_readers(path, count, "ro", busy_timeout, check)
    except sqlite3.Error as error:
        # WAL wants an index beside the file; where the folder is read-only too and no log is left over, the file
        # alone is the whole truth. https://www.sqlite.org/wal.html#read_only_databases
        if _has_log(path) or not is_unwritable(error):
            raise
    return await open_readers(path, count, "ro&immutable=1", busy_timeout, check)


def may_be_read_alone(error: sqlite3.Error, path: Path) -> bool:
    """Tell whether the file is there and `error` says no more than that it cannot be written."""
    return is_unwritable(error) and path.is_file()


def _has_log(path: Path) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _check_current(connection: sqlite3.Connection, steps: Sequence[Step], file: str) -> None:
    check_not_newer(connection, steps, file)
    if version(connection) < len(steps):
        raise StorageError(
            f"{file} comes from an older Matinee and is read-only, so it cannot be brought up to date; it was left as "
            "it is. Make the file and its folder writable and start again."
        )


def watch(path: Path) -> Callable[[], None]:
    """Return a check that raises StorageMissingError once the file at `path` is no longer the one that is there now.

    SQLite writes on happily into a file that was unlinked; what it acknowledges then is gone at the next start.
    """
    there = path.stat()

    def still_there() -> None:
        try:
            same = os.path.samestat(there, path.stat())
        except OSError:
            same = False
        if not same:
            raise vanished(path)

    return still_there
