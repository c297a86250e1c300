"""Numbered steps of the schema, forward only, each whole; a file from a newer Matinee is refused."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from db.faults import StorageNewerError

_NAME = re.compile(r"(\d{4})_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one step: its number (1, 2, …), its file name and its SQL."""

    number: int
    name: str
    sql: str


def packaged_steps() -> tuple[Step, ...]:
    """Return the steps that ship with this version, in order."""
    return steps_in(resources.files("db.migrations"))


def steps_in(folder: Traversable) -> tuple[Step, ...]:
    """Return the steps `0001_name.sql`, `0002_….sql` of a folder, in order.

    Raises ValueError when a number is missing or taken twice: a gap would be skipped for ever in files that
    have moved past it.
    """
    files = [(match, entry) for entry in folder.iterdir() if (match := _NAME.fullmatch(entry.name))]
    steps = [Step(int(match[1]), entry.name, entry.read_text(encoding="utf-8")) for match, entry in files]
    steps.sort(key=lambda step: (step.number, step.name))
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise ValueError(f"steps must be numbered 1, 2, 3, … each once: {[step.name for step in steps]}")
    return tuple(steps)


def version(connection: sqlite3.Connection) -> int:
    """Return how many steps the file has taken (0 for a new one)."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_not_newer(connection: sqlite3.Connection, steps: Sequence[Step], file: str) -> None:
    """Raise StorageNewerError when the file has taken steps this version does not know."""
    if (taken := version(connection)) > len(steps):
        raise StorageNewerError(
            f"{file} was written by a newer Matinee (schema {taken}, this one knows {len(steps)}); it was left "
            "as it is. Start the newer Matinee, or put back the backup made before the update."
        )


def migrate(connection: sqlite3.Connection, steps: Sequence[Step], file: str = "the database") -> int:
    """Take every step the file has not taken yet and return how many there were.

    Wants a connection in autocommit mode (`isolation_level=None`). A step that fails raises its sqlite3 error
    and leaves the file as the step before it left it. Raises StorageNewerError for a newer file.
    """
    check_not_newer(connection, steps, file)
    # A step may rebuild a table that others point to: https://www.sqlite.org/lang_altertable.html#otheralter
    (enforced,) = connection.execute("PRAGMA foreign_keys").fetchone()
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        return sum(_take(connection, step) for step in steps[version(connection) :])
    finally:
        connection.execute(f"PRAGMA foreign_keys = {enforced}")


def _take(connection: sqlite3.Connection, step: Step) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version(connection) >= step.number:  # another process took it while we waited for the lock
            connection.execute("ROLLBACK")
            return False
        for statement in statements(step.sql):
            connection.execute(statement)
        _check_references(connection, step)
        connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return True


def _check_references(connection: sqlite3.Connection, step: Step) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise sqlite3.IntegrityError(f"{step.name} leaves rows of {broken[0]} that point to no row of {broken[2]}")


def statements(sql: str) -> Iterator[str]:
    """Split a script into its statements; triggers and quoted semicolons stay whole.

    `executescript` would commit before it starts, so a step could not be one transaction with its number.
    """
    pending = ""
    for piece in re.split(r"(?<=;)", sql):
        pending += piece
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        yield pending.strip()
