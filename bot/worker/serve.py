"""The worker's side: read what comes down the pipe, send back what it says, until the pipe closes.

Whatever goes wrong ends the process, with its traceback in the operator's log; the bot starts another.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
from collections.abc import Callable, Mapping
from typing import IO, Any

from bot.domain.errors import UserError
from bot.worker import frames, limits, pieces

Readings = Mapping[str, Callable[..., Any]]

#: What reads one part after another and says which it begins.
_IN_PARTS = ("together", "member")


def serve(readings: Readings) -> None:
    """Serve one request after another; return when the bot has closed the pipe."""
    requests, answers = sys.stdin.buffer, _own_output()
    # Libraries warn about what they find in a page; an operator's log is no place for other people's pages.
    logging.disable()
    limits.lock()
    frames.send(answers, ("ready", None))
    while True:
        try:
            kind, given, seconds = pickle.loads(frames.receive(requests))
        except EOFError:
            return
        frames.send(answers, ("begun", None))
        with limits.ends_after(seconds):
            answer = _answer(readings, kind, given, answers)
        # Packing 50,000 rows takes as long as reading a page, and has time of its own.
        frames.send(answers, ("begun", None))
        pieces.send(answers, answer)


def _own_output() -> IO[bytes]:
    """Return the pipe to the bot, and send whatever else is printed to the error output."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return pipe


def _answer(readings: Readings, kind: str, given: tuple[Any, ...], answers: IO[bytes]) -> tuple[str, Any]:
    told = {"begin": lambda name: frames.send(answers, ("at", name))} if kind in _IN_PARTS else {}
    try:
        return "read", readings[kind](*given, **told)
    except UserError as error:
        return "refused", str(error)
