"""The files that go with a member's own ratings: every row's fate, and all ratings to take away."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Sequence
from html import escape as as_html

import discord

from bot.domain.film_ids import address
from bot.domain.histories import Outcome, RowVerdict
from bot.intake.written import Logged, write_csv, write_letterboxd
from db.history_export import Kept
from db.history_rows import SeenRow

FATES = "import.csv"
#: Discord takes 10 MB in a server without boosts; what is nearer to that goes as one zip.
_LARGE = 8_000_000
_FATES_HEADER = ("Stands on", "Title", "Year", "Rating (of 5)", "Rated", "What became of it", "Film here", "Why")
_HEADER = (
    "Title", "Year", "Directors", "IMDb", "TMDB", "Letterboxd", "Rating (of 5)", "Review", "Spoilers", "Date rated",
    "Last changed",
)  # fmt: skip
_WORDS = {
    Outcome.ADDED: "added",
    Outcome.CHANGED: "changed",
    Outcome.SAME: "the same already",
    Outcome.KEPT: "kept as rated here",
    RowVerdict.NEEDS_YOU: "needs you",
    RowVerdict.LEFT_OUT: "left out",
    RowVerdict.SKIPPED: "not imported",
}


async def fates_file(rows: AsyncIterator[list[SeenRow]]) -> discord.File:
    """Return a CSV file of every row's fate, safe to open in a spreadsheet."""
    lines = [_fate(seen) async for some in rows for seen in some]
    data = await asyncio.to_thread(write_csv, _FATES_HEADER, lines)
    return discord.File(io.BytesIO(data), FATES)


async def export_files(ratings: Sequence[Kept]) -> list[discord.File]:
    """Return all ratings as a CSV that `/myratings import` reads back, and as one that Letterboxd imports."""
    whole, letterboxd = await asyncio.to_thread(_export, ratings)
    if len(whole) + len(letterboxd) > _LARGE:
        return [discord.File(io.BytesIO(await asyncio.to_thread(_zip, whole, letterboxd)), "my-ratings.zip")]
    return [
        discord.File(io.BytesIO(whole), "my-ratings.csv"),
        discord.File(io.BytesIO(letterboxd), "for-letterboxd.csv"),
    ]


def _fate(seen: SeenRow) -> tuple[object, ...]:
    row = seen.row
    word = _WORDS[RowVerdict(seen.fate) if seen.fate in set(RowVerdict) else Outcome(seen.fate)]
    if seen.undone:
        word = f"{word}, then taken back" if seen.undone == "undone" else f"{word}, and changed since"
    here = f"{seen.film.label}{' (new)' if seen.made_film else ''}" if seen.film else None
    stars = f"{row.half_stars / 2:g}" if row.half_stars else None
    return row.place, row.film.title, row.film.year, stars, row.rated_on, word, here, seen.reason


def _export(ratings: Sequence[Kept]) -> tuple[bytes, bytes]:
    return write_csv(_HEADER, map(_line, ratings)), write_letterboxd(map(_logged, ratings))


def _line(kept: Kept) -> tuple[object, ...]:
    film, ids = kept.film, _ids(kept)
    return (
        film.title,
        film.year,
        ", ".join(film.directors),
        ids.get("imdb"),
        ids.get("tmdb"),
        ids.get("letterboxd"),
        f"{kept.half_stars / 2:g}",
        _text(kept.note),
        "yes" if kept.spoilers else None,
        kept.rated_at.isoformat(sep=" ", timespec="seconds"),
        kept.updated_at.isoformat(sep=" ", timespec="seconds"),
    )


def _logged(kept: Kept) -> Logged:
    film, ids = kept.film, tuple(_ids(kept).items())
    return Logged(film.title, film.year, film.directors, ids, kept.half_stars, review=_text(kept.note))


def _ids(kept: Kept) -> dict[str, str]:
    """Return a film's ids as other places take them: Letterboxd's are addresses."""
    return {kind: address((kind, value)) if kind == "letterboxd" else value for kind, value in kept.ids}


def _text(note: str | None) -> str | None:
    # Letterboxd's reviews are HTML, and so is what every reader of these files takes them for.
    return as_html(note, quote=False) if note else None


def _zip(whole: bytes, letterboxd: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-ratings.csv", whole)
        archive.writestr("for-letterboxd.csv", letterboxd)
    return out.getvalue()
