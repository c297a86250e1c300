"""What the bot and its worker say to each other through a pipe: a length, then one pickled value."""

from __future__ import annotations

import io
import pickle
import struct
from collections.abc import Callable
from typing import IO, Any

#: 50,000 rows with long notes take about 60 MB; a worker that says more has gone wrong.
LARGEST = 200_000_000
_LENGTH = struct.Struct("!Q")
_OURS = ("bot.domain.", "bot.intake.")
_PLAIN = {("datetime", "date"), ("builtins", "frozenset")}


class SpoiledError(ValueError):
    """Say that what came through the pipe is not what a worker would say."""


class Readings(pickle.Unpickler):
    """Build the dataclasses of reading and nothing else.

    The worker has chewed a stranger's file: what it says must not be able to call anything in the bot.
    https://docs.python.org/3/library/pickle.html#restricting-globals
    """

    def find_class(self, module: str, name: str) -> Any:
        """Return a plain class of the rules or of reading; raise SpoiledError for everything else."""
        found = super().find_class(module, name) if "." not in name and self._is_ours(module, name) else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise SpoiledError(f"{module}.{name} is no part of a reading")

    @staticmethod
    def _is_ours(module: str, name: str) -> bool:
        return (module, name) in _PLAIN or module.startswith(_OURS)


def send(pipe: IO[bytes], value: object) -> None:
    """Write one value; raise OSError where nobody is left to read it."""
    write(pipe, pickle.dumps(value, protocol=5))


def write(pipe: IO[bytes], data: bytes) -> None:
    """Write a value that is pickled already; raise OSError where nobody is left to read it."""
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Return the next value as it came; raise EOFError where there is none, SpoiledError for one too long."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST:
        raise SpoiledError(f"{length:,} bytes are more than any reading has")
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def open_reading(data: bytes, opener: Callable[[IO[bytes]], Readings] = Readings) -> Any:
    """Return the value in bytes that a worker sent; raise SpoiledError where it holds anything but readings."""
    try:
        return opener(io.BytesIO(data)).load()
    # What broken bytes make it raise is "not necessarily limited to" a list: https://docs.python.org/3/library/pickle.html
    except Exception as error:
        raise SpoiledError(f"the worker's answer is broken: {error}") from error
