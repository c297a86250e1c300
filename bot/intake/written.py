"""Tables written for people: CSV that no spreadsheet takes for formulas, and CSV that Letterboxd imports."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LETTERBOXD_COLUMNS = (
    "LetterboxdURI", "tmdbID", "imdbID", "Title", "Year", "Directors", "Rating", "WatchedDate", "Rewatch", "Tags",
    "Review",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Logged:
    """Hold one film of a member's as Letterboxd imports it; `half_stars` is 1..10."""

    title: str
    year: int | None = None
    directors: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    half_stars: int | None = None
    watched_on: date | None = None
    rewatch: bool | None = None
    tags: tuple[str, ...] = ()
    review: str | None = None


def neutral(cell: str) -> str:
    """Return a cell that a spreadsheet shows as it stands: an apostrophe goes before what opens a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def plain(cell: str) -> str:
    """Return a cell as it was before `neutral` wrote it."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file for people, UTF-8 with a BOM so that spreadsheets see the accents; None is an empty cell."""
    return _written(header, rows).encode("utf-8-sig", "replace")


def write_letterboxd(films: Iterable[Logged]) -> bytes:
    """Return a CSV file that Letterboxd imports, UTF-8 without BOM: https://letterboxd.com/about/importing-data/."""
    return _written(LETTERBOXD_COLUMNS, map(_letterboxd_cells, films)).encode("utf-8", "replace")


def _letterboxd_cells(film: Logged) -> list[object]:
    ids = dict(film.ids)
    return [
        ids.get("letterboxd"),
        ids.get("tmdb"),
        ids.get("imdb"),
        film.title,
        film.year,
        ", ".join(film.directors),
        None if film.half_stars is None else f"{film.half_stars / 2:g}",
        film.watched_on,
        None if film.rewatch is None else str(film.rewatch).lower(),
        ", ".join(film.tags),
        film.review,
    ]


def _written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([neutral(name) for name in header])
    writer.writerows([neutral("" if cell is None else str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell == cell.strip()
