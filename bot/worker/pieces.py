"""Long tables on their way to the bot: their rows go ahead in pieces, and each piece is opened where it is used.

Opened at once, 50,000 rows are some 400,000 objects: the loop waits for their unpickling, for every collection of
garbage that walks them, and for their end.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import IO, Any

from bot.domain.errors import UserError
from bot.domain.histories import HistoryRow
from bot.intake.rows import Row
from bot.worker import frames

#: Rows opened together, which takes about 2 ms.
ROWS = 200
_BROKEN = "What was read of it came broken, so it was given up. Hand it in again."


class Pieces(Collection[Any]):
    """Hold the rows of a long table as bytes; whoever goes over them has those of one piece at a time."""

    def __init__(self, packed: Sequence[bytes], count: int) -> None:
        self._packed, self._count = packed, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows in their order; raise UserError where a piece holds anything but rows."""
        for data in self._packed:
            yield from _opened(data)

    def __contains__(self, row: object) -> bool:
        return any(each == row for each in self)


def _opened(data: bytes) -> tuple[Any, ...]:
    try:
        rows = frames.open_reading(data)
    except frames.SpoiledError as error:
        raise UserError(_BROKEN) from error
    if not isinstance(rows, tuple):
        raise UserError(_BROKEN)
    return rows


class _Packer(pickle.Pickler):
    """Send the rows of long tables ahead of the answer that they belong to, and name their pieces in it.

    https://docs.python.org/3/library/pickle.html#persistence-of-external-objects
    """

    def __init__(self, file: IO[bytes], pipe: IO[bytes]) -> None:
        super().__init__(file, protocol=5)
        self._pipe, self._sent = pipe, 0

    def persistent_id(self, given: object) -> tuple[int, int, int] | None:
        """Return the pieces that hold a long tuple of rows: the first, the one behind the last, and how many rows."""
        if type(given) is not tuple or len(given) <= ROWS or not isinstance(given[0], Row | HistoryRow):
            return None
        first = self._sent
        for begin in range(0, len(given), ROWS):
            frames.send(self._pipe, ("piece", pickle.dumps(given[begin : begin + ROWS], protocol=5)))
            self._sent += 1
        return first, self._sent, len(given)


class _Opener(frames.Readings):
    """Put the pieces that came before an answer in the places that name them."""

    def __init__(self, file: IO[bytes], pieces: Sequence[bytes]) -> None:
        super().__init__(file)
        self._pieces = pieces

    def persistent_load(self, named: Any) -> Pieces:
        """Return rows of a table, still packed."""
        first, behind, count = named
        return Pieces(self._pieces[first:behind], count)


def send(pipe: IO[bytes], answer: object) -> None:
    """Write an answer behind the pieces of its long tables; raise OSError where nobody is left to read it."""
    packed = io.BytesIO()
    _Packer(packed, pipe).dump(answer)
    frames.write(pipe, packed.getvalue())


def open_answer(data: bytes, pieces: Sequence[bytes]) -> Any:
    """Return an answer with the pieces that came before it; raise SpoiledError where it holds anything but readings."""
    return frames.open_reading(data, partial(_Opener, pieces=pieces))


def take(pieces: list[bytes], piece: bytes) -> None:
    """Add a piece that came; raise SpoiledError where all of them are more than any reading has."""
    if len(piece) + sum(map(len, pieces)) > frames.LARGEST:
        raise frames.SpoiledError(f"more than {frames.LARGEST:,} bytes came, which no reading has")
    pieces.append(piece)
