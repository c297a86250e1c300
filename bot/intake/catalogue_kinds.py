"""Which list of films a file is, told by its first lines and never by its name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.intake import catalogue_imdb as imdb
from bot.intake import catalogue_lens as lens
from bot.intake.catalogue_cells import number_in
from bot.intake.catalogue_table import columns_of
from bot.intake.catalogue_tmdb import is_line


class Kind(StrEnum):
    """Name the lists that Matinee reads, in the order in which they are read."""

    IMDB_RATINGS = "IMDb title.ratings"
    LENS_LINKS = "MovieLens links"
    LENS_RATINGS = "MovieLens ratings"
    IMDB_FILMS = "IMDb title.basics"
    LENS_FILMS = "MovieLens movies"
    TMDB_FILMS = "TMDB export of film ids"
    TABLE = "table with titles"
    IMDB_TITLES = "IMDb title.akas"


#: Lists that say something about the films of another list and bring none.
COMPANIONS = {Kind.LENS_LINKS: Kind.LENS_FILMS, Kind.LENS_RATINGS: Kind.LENS_FILMS}
_HEADERS = {Kind.IMDB_FILMS: imdb.FILMS, Kind.IMDB_TITLES: imdb.TITLES, Kind.IMDB_RATINGS: imdb.RATINGS}
_COLUMNS = {Kind.LENS_FILMS: lens.FILMS, Kind.LENS_LINKS: lens.LINKS, Kind.LENS_RATINGS: lens.RATINGS}


def kind_of(head: Sequence[str]) -> Kind | None:
    """Return what a file is by its first lines, or None when it is no list of films."""
    first = head[0] if head else ""
    for kind, header in _HEADERS.items():
        if imdb.is_header(first, header):
            return kind
    if first.startswith("{"):
        return Kind.TMDB_FILMS if is_line(first) else None
    cells = first.strip().split(",")
    for kind, columns in _COLUMNS.items():
        if cells == columns:
            return kind
    return _headless(cells) or (Kind.TABLE if columns_of(head) else None)


def has_header(kind: Kind, first: str) -> bool:
    """Tell whether the first line of a list names its columns."""
    if kind in _COLUMNS:
        return first.strip().split(",") == _COLUMNS[kind]
    return kind is not Kind.TMDB_FILMS


def _headless(cells: Sequence[str]) -> Kind | None:
    """Return which list of MovieLens begins so where its header was left out."""
    numeric = [_is_number(cell) for cell in cells]
    if numeric == [True] * 4:
        return Kind.LENS_RATINGS
    if numeric[:2] == [True, True] and len(cells) == 3:
        return Kind.LENS_LINKS
    # A title may hold commas, so the genres, which do not, are looked for at the end.
    are_genres = "|" in cells[-1] or "(" in cells[-1] or cells[-1].replace("IMAX", "Imax").istitle()
    return Kind.LENS_FILMS if len(cells) > 2 and numeric[:2] == [True, False] and are_genres else None


def _is_number(cell: str) -> bool:
    return number_in(cell.replace(".", "", 1)) is not None
