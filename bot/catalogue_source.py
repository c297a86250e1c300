"""A list of films as a file: opened, told by its first lines, packed or not, and read line by line."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from bot.domain.errors import UserError
from bot.intake.catalogue_kinds import COMPANIONS, Kind, has_header, kind_of

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_HEAD_LINES, _LONGEST_LINE, _SAMPLE = 20, 100_000, 64_000
_CSV = frozenset((Kind.LENS_FILMS, Kind.TABLE))  # their cells may hold line ends
_UNKNOWN = (
    "{} is no list of films that Matinee knows: IMDb's title.basics, title.akas and title.ratings, MovieLens's movies,"
    " links and ratings, TMDB's daily export of film ids, or a CSV with a column of titles. Nothing was changed."
)
_TORN = "{} ends in the middle or is damaged. What was read of it is kept; fetch the file anew and load it again."


class Source:
    """Hold one file that lists films; `done` of its `size` bytes are read.

    Raises UserError for a file that cannot be opened, is torn at its very beginning, or is no list of films.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done = 0
        self._encoding = "utf-8"
        with self._opened() as stream:
            self.size = path.stat().st_size
            self.head = self._read_head(stream)
        kind = kind_of(self.head)
        if kind is None:
            raise UserError(_UNKNOWN.format(path))
        self.kind: Kind = kind

    def lines(self) -> Iterator[str]:
        """Yield the lines behind the header; raise UserError where the file ends before its end."""
        self.done = 0
        with self._opened() as stream:
            newline = "" if self.kind in _CSV else "\n"
            text = io.TextIOWrapper(stream, self._encoding, errors="replace", newline=newline)
            if has_header(self.kind, self.head[0]):
                _pass(text, self.head[0])
            yield from text

    def _read_head(self, stream: io.BufferedReader) -> list[str]:
        sample = stream.read1(_SAMPLE)
        if sample.startswith(_ZIP):
            raise UserError(f"{self.path} is a zip archive: unpack it and load the lists in it. Nothing was changed.")
        self._encoding = _encoding(sample)
        text = sample.decode(self._encoding, "replace").removeprefix("\ufeff")
        return [line for line in text.splitlines()[:_HEAD_LINES] if line.strip()]

    @contextmanager
    def _opened(self) -> Iterator[io.BufferedReader]:
        """Open the file; whatever goes wrong while it is read becomes a sentence."""
        try:
            with self.path.open("rb") as file:
                counted = _Counted(file, self)
                packed = file.peek(2)[:2] == _GZIP
                yield io.BufferedReader(_unpacked(counted) if packed else counted, _SAMPLE)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise UserError(_TORN.format(self.path)) from error
        except OSError as error:
            raise UserError(f"{self.path} cannot be read: {error.strerror}.") from error


def _unpacked(file: io.RawIOBase) -> io.RawIOBase:
    return cast(io.RawIOBase, gzip.GzipFile(fileobj=cast(BinaryIO, file)))  # it has what a raw file has


class _Counted(io.RawIOBase):
    """Read a file and note how far."""

    def __init__(self, file: io.BufferedReader, source: Source) -> None:
        self._file = file
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._file.readinto(buffer)
        self._source.done += count
        return count


def check_companions(sources: list[Source]) -> None:
    """Raise UserError where a list that names no films came without the one that does."""
    kinds = {source.kind for source in sources}
    for source in sources:
        wanted = COMPANIONS.get(source.kind)
        if wanted and wanted not in kinds:
            raise UserError(f"{source.path} holds no titles: load it together with {wanted}. Nothing was changed.")


def _pass(text: io.TextIOWrapper, header: str) -> None:
    while (line := text.readline()) and line.rstrip("\r\n") != header:
        pass


def _encoding(sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # a letter cut in two by the end of the sample is fine
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
