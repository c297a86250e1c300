"""One worker process as the bot sees it: start it, ask it, end it."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from bot.domain.errors import UserError
from bot.worker import frames, pieces
from bot.worker.deadline import Deadline

_log = logging.getLogger(__name__)

#: `-P`: what lies in the folder the bot was started from is not to be imported by chance.
PROGRAM = (sys.executable, "-P", "-W", "ignore", "-m", "bot.worker")
#: Starting means importing what parses HTML: half a second here, more on a slow disk.
START_SECONDS = 20.0
#: What Python needs to find itself. Everything else, the bot's token first, stays with the bot.
_KEPT = ("PATH", "PYTHONHOME", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")
_TOO_LONG = "It took longer than {:.0f} s to read and was given up. Hand it in as plain text, or in smaller pieces."
_FAILED = "Reading it failed, so it was given up. Save it again as plain text, HTML or CSV and hand that in."
_NOT_NOW = "No file can be read just now, so nothing was kept. Try again in a minute."


#: What a pipe to a process that has gone, or has gone mad, raises.
_ENDS = (OSError, EOFError, ValueError, TypeError)


class LostError(UserError):
    """Say why a reading came to no end; `at` is the place of the part that was being read, where that is known.

    `begun` is false where the worker was gone before, so that the file has nothing to do with it.
    """

    def __init__(self, sentence: str, at: int | None = None, *, begun: bool = False) -> None:
        super().__init__(sentence)
        self.at = at
        self.begun = begun


class WorkerProcess:
    """Hold a running worker; its methods block, so they are for a thread of their own."""

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        """Start the program and wait until it is ready; raise LostError where it does not start."""
        try:
            self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment())
        except OSError as error:
            _log.error("the worker that reads files does not start: %s", error)
            raise LostError(_NOT_NOW) from error
        try:
            with Deadline(self._process, START_SECONDS, START_SECONDS):
                self._receive()
        except _ENDS as error:
            self.end()
            _log.error("the worker that reads files ended at its start, exit code %s", self._process.returncode)
            raise LostError(_NOT_NOW) from error

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None

    def ask(self, kind: str, given: tuple[Any, ...], seconds: float, most: float) -> Any:
        """Return what the worker read, in up to `seconds` a part and `most` in all.

        Raises UserError with a sentence of the worker's own, LostError where it came to no end; it is ended then.
        """
        at: int | None = None
        begun = False
        ahead: list[bytes] = []
        with Deadline(self._process, seconds, most) as deadline:
            try:
                self._send((kind, given, most + seconds))
                while (answer := self._receive(ahead))[0] in ("begun", "at", "piece"):
                    if answer[0] == "piece":
                        pieces.take(ahead, answer[1])
                        continue
                    begun, at = True, answer[1]
                    deadline.begin()
            except _ENDS as error:
                self.end()
                _log.warning("a worker was lost reading %s: %s", kind, "too slow" if deadline.passed else repr(error))
                why = _TOO_LONG.format(deadline.passed) if deadline.passed else _FAILED
                raise LostError(why, None if deadline.all_passed else at, begun=begun) from error
        word, value = answer
        if word == "refused":
            raise UserError(str(value))
        return value

    def kill(self) -> None:
        """Kill the process from any thread; the one that waits for it hears that it is gone."""
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it is doing; one that has ended already stays so."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was still to be sent has nowhere to go
                if pipe:
                    pipe.close()

    def _send(self, request: object) -> None:
        assert self._process.stdin is not None, "asked for at the start"
        frames.send(self._process.stdin, request)

    def _receive(self, ahead: Sequence[bytes] = ()) -> tuple[str, Any]:
        assert self._process.stdout is not None, "asked for at the start"
        word, value = pieces.open_answer(frames.receive(self._process.stdout), ahead)
        return word, value


def environment() -> dict[str, str]:
    """Return what a process of ours is told of the bot's surroundings: nothing that is secret."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
