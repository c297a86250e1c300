"""What can go wrong below the rules, each with a sentence: what happened, what was kept, what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.domain.errors import UserError


class StorageError(UserError):
    """Say that the storage could not do it; the base of every fault here."""


class StorageMissingError(StorageError):
    """Say that the file or its folder is not there, or cannot be opened."""


class StorageReadOnlyError(StorageError):
    """Say that the file can be read but not written."""


class StorageDamagedError(StorageError):
    """Say that the file is corrupt or no database at all."""


class StorageNewerError(StorageError):
    """Say that a newer Matinee wrote the file."""


class StorageFullError(StorageError):
    """Say that there is no room left."""


class StorageBusyError(StorageError):
    """Say that another program holds the file."""


class StorageFailingError(StorageError):
    """Say that the disk or the operating system failed a read or a write."""


# Primary result codes, https://www.sqlite.org/rescode.html; extended ones carry the primary in the low byte.
_FAULTS: dict[int, tuple[type[StorageError], str]] = {
    sqlite3.SQLITE_FULL: (
        StorageFullError,
        "There is no room left for {file}, so nothing new was saved; everything saved before is kept and "
        "look-ups go on. Whoever runs Matinee must free some disk space, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        StorageReadOnlyError,
        "{file} is read-only, so nothing new was saved; everything saved before is kept and look-ups go on. "
        "Whoever runs Matinee must make the file and its folder writable and restart it.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        StorageDamagedError,
        "{file} is damaged, so nothing new was saved; the file was left as it is. "
        "Whoever runs Matinee must stop it, move the file aside, put a backup in its place and start again.",
    ),
    sqlite3.SQLITE_NOTADB: (
        StorageDamagedError,
        "{file} is not a database Matinee can read; it was left as it is. "
        "Move it aside, put a backup in its place (or nothing, to begin afresh) and start again.",
    ),
    sqlite3.SQLITE_BUSY: (
        StorageBusyError,
        "Another program holds {file}, so nothing new was saved; everything saved before is kept. "
        "Close the other program (a second Matinee, a backup, a database browser), then try again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        StorageMissingError,
        "{file} could not be opened, so nothing was changed. "
        "Check that its folder exists and that Matinee may read and write there.",
    ),
    sqlite3.SQLITE_IOERR: (
        StorageFailingError,
        "The disk failed while Matinee used {file}, so nothing new was saved; everything saved "
        "before is kept. Whoever runs Matinee must look after the disk, then try again.",
    ),
}
_FAULTS[sqlite3.SQLITE_LOCKED] = _FAULTS[sqlite3.SQLITE_BUSY]
_FAULTS[sqlite3.SQLITE_PERM] = _FAULTS[sqlite3.SQLITE_CANTOPEN]


def fault(error: BaseException | None, file: str) -> StorageError | None:
    """Return the StorageError that tells a person about `error`, or None when it is no fault of the storage.

    A violated constraint or wrong SQL is the caller's business and stays the sqlite3 exception it is.
    `file` is how the sentence names the database: the whole path for an operator, the bare name for a member.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, sqlite3.Error) or code is None or code & 0xFF not in _FAULTS:
        return None
    kind, sentence = _FAULTS[code & 0xFF]
    told = kind(sentence.format(file=file))
    told.__cause__ = error
    return told


class Telling:
    """Turn the faults of what happens inside `with` into StorageErrors; everything else passes as it is."""

    __slots__ = ("file",)

    def __init__(self, file: str) -> None:
        self.file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None and (told := fault(error, self.file)) is not None:
            raise told from error


def is_unwritable(error: sqlite3.Error) -> bool:
    """Tell whether opening for writing failed in a way that reading alone may survive."""
    primary = error.sqlite_errorcode & 0xFF
    return primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


def vanished(path: Path) -> StorageMissingError:
    """Return the fault of a file that was removed or replaced while Matinee had it open."""
    return StorageMissingError(
        f"{path.name} was removed or replaced while Matinee was running, so nothing new was saved. "
        "Whoever runs Matinee must put the file back in its place and restart it."
    )
