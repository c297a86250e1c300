"""A zip file -> its members, as far as it is safe to open them; nothing is ever written to a disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from bot.intake.table_text import LARGEST_FILE, too_large

MOST_FILES = 200
MOST_UNPACKED = 200_000_000
# Text packs 5 to 30 times smaller; deflate ends at 1,032 (https://www.zlib.net/feldspar.html). Small files may.
HIGHEST_RATIO = 150
_SMALL = 1_000_000
_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))
_FURNITURE = frozenset(("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"))
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_BROKEN = "The zip archive is broken or only half there: download it again."


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one file to read: its name, the archive it came in (empty for none), and how to get at its bytes.

    `load` gives all of them, `peek` the first so many; both give None where a member cannot be unpacked.
    """

    name: str
    archive: str
    load: Callable[[], bytes | None]
    peek: Callable[[int], bytes | None]


def open_archive(name: str, data: bytes) -> tuple[list[Part], list[str]]:
    """Return the parts of a zip and a sentence for each member left out; a file that is no zip is its own part."""
    if not data.startswith(_MARKS) and not (name.casefold().endswith(".zip") and data):
        return [Part(name, "", lambda: data, lambda count: data[:count])], []
    if problem := too_large(data):
        return [], [problem]
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS:
        return [], [_BROKEN]
    infos = [
        info for info in archive.infolist() if not info.filename.endswith("/") and not _is_furniture(info.filename)
    ]
    if refused := _refuse_all(infos):
        return [], [refused]
    judged = [(info, _refuse(archive, info)) for info in infos]
    return [_part(archive, name, info) for info, problem in judged if not problem], [why for _, why in judged if why]


def part_of(name: str, data: bytes, wanted: str) -> bytes | None:
    """Return the bytes of one part by its name, of a file or of a zip; None where it has none that can be unpacked."""
    part = next((part for part in open_archive(name, data)[0] if part.name == wanted), None)
    return part.load() if part else None


def _is_furniture(name: str) -> bool:
    return bool(_FURNITURE & set(PurePosixPath(name).parts))


def _refuse_all(infos: list[zipfile.ZipInfo]) -> str | None:
    if _OFFICE & {info.filename for info in infos}:
        return "This is an office document: save it as CSV, or as a web page, and hand that in."
    if not infos:
        return "The zip archive is empty."
    if len(infos) > MOST_FILES:
        return f"The zip archive has {len(infos):,} files; Matinee opens archives of up to {MOST_FILES}."
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MOST_UNPACKED:
        return f"The zip archive unpacks to {unpacked / 1e6:,.0f} MB; the limit is {MOST_UNPACKED // 1_000_000} MB."
    return None


def _refuse(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> str | None:
    """Return why a member is not opened, or None."""
    name = info.filename[:120]
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]:
        return f"“{name}” points out of the archive and was left out."
    if stat.S_ISLNK(info.external_attr >> 16):
        return f"“{name}” is a link and was not followed."
    if info.flag_bits & 1:
        return f"“{name}” is locked with a password and was left out."
    if info.file_size > LARGEST_FILE:
        return (
            f"“{name}” has {info.file_size / 1e6:,.0f} MB; Matinee reads files of up to {LARGEST_FILE // 1_000_000} MB."
        )
    if info.file_size > max(_SMALL, info.compress_size * HIGHEST_RATIO):
        return f"“{name}” unpacks to more than {HIGHEST_RATIO} times its size, as no text does; it was left out."
    if info.compress_type not in _METHODS:
        return f"“{name}” is packed in a way that Matinee does not know: zip it again."
    if (_bytes(archive, info, 4) or b"").startswith(_MARKS):
        return f"“{name}” is an archive in the archive and was not opened."
    return None


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | None:
    try:
        with archive.open(info) as file:
            return file.read(most)
    except _FAULTS:
        return None


def _part(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> Part:
    read = partial(_bytes, archive, info)
    return Part(f"{name}/{info.filename}", name, partial(read, info.file_size), read)
