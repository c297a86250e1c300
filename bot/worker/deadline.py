"""The time a process has for one file and for all of them, after which it is ended."""

from __future__ import annotations

import subprocess
from threading import Timer
from time import monotonic
from types import TracebackType
from typing import Self


class Deadline:
    """End a process that takes longer than `seconds` for one step or than `most` seconds in all, while it is open.

    A timer and a kill need nothing of the process, be it in a regular expression or in a library written in C.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, most: float) -> None:
        self._process = process
        self._seconds = seconds
        self._end = monotonic() + most
        self._timer: Timer | None = None
        self._most = most
        self._given = 0.0
        #: How many seconds the process had, once it was ended for taking longer.
        self.passed = 0.0

    def __enter__(self) -> Self:
        """Begin the first step."""
        self.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the process live on."""
        self._stop()

    def begin(self) -> None:
        """Begin another step."""
        self._stop()
        left = max(0.0, self._end - monotonic())
        self._given = self._seconds if self._seconds <= left else self._most
        self._timer = Timer(min(self._seconds, left), self._pass)
        self._timer.daemon = True
        self._timer.start()

    @property
    def all_passed(self) -> bool:
        """Return whether the process was ended for taking longer than it may in all."""
        return bool(self.passed) and monotonic() >= self._end

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()

    def _pass(self) -> None:
        self.passed = self._given
        self._process.kill()
