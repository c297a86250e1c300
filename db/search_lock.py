"""Who makes the title index anew, among all processes that have it open."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class MakerLock:
    """Tell processes that make an index anew from those that keep it in step; the system lets go for whoever dies.

    Neither waits: both say at once whether they have the lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Hold the lock as the one that makes the index anew; False where somebody has it."""
        with self._held(fcntl.LOCK_EX) as held:
            yield held

    @contextmanager
    def shared(self) -> Iterator[bool]:
        """Hold the lock as one of those that keep the index in step; False while it is made anew."""
        with self._held(fcntl.LOCK_SH) as held:
            yield held

    @contextmanager
    def _held(self, kind: int) -> Iterator[bool]:
        try:
            file = self._path.open("ab")
        except OSError:
            yield True  # where no file can be made nobody makes an index either
            return
        with file:
            try:
                fcntl.flock(file, kind | fcntl.LOCK_NB)
            except OSError:
                yield False
            else:
                yield True
