"""Lists of films read by a process of its own, so that reading the next films and writing the last go side by side."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from bot.catalogue_lines import Batch, batches
from bot.catalogue_source import Source
from bot.domain.errors import UserError

_LENGTH = 8  # bytes in which each message says how long it is
_GONE = "The process that reads the files ended before its time ({}). What was read is kept; load them again."


async def read(paths: Sequence[Path], size: int) -> AsyncIterator[Batch]:
    """Yield the films that files list, `size` at a time.

    Raises UserError, after all that could be read, where a file is torn.
    """
    program = (sys.executable, "-P", "-m", __name__, str(size), *map(str, paths))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = await asyncio.create_subprocess_exec(*program, stdout=PIPE, env=environment, limit=2**20)
    try:
        while (message := await _next(process)) is not None:
            yield message
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _next(process: Process) -> Batch | None:
    assert process.stdout is not None
    try:
        length = int.from_bytes(await process.stdout.readexactly(_LENGTH), "big")
        message: Any = pickle.loads(await process.stdout.readexactly(length))
    except asyncio.IncompleteReadError as error:
        raise UserError(_GONE.format(await process.wait())) from error
    if isinstance(message, str):
        raise UserError(message)
    return Batch(*message) if message else None


def _serve(size: int, paths: Sequence[Path]) -> None:
    """Write each batch to stdout, then nothing more or the sentence why it ends before its end."""
    try:
        for batch in batches([Source(path) for path in paths], size):
            _send(tuple(batch))
        _send(())
    except UserError as error:
        _send(str(error))


def _send(message: object) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.write(len(data).to_bytes(_LENGTH, "big") + data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells both; the one that writes ends this one
    try:
        _serve(int(sys.argv[1]), [Path(path) for path in sys.argv[2:]])
    except BrokenPipeError:
        # Nobody listens any more. https://docs.python.org/3/library/signal.html#note-on-sigpipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
