"""Any table of films with a header: whatever columns its names give away, a title at least."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain.film_ids import usable
from bot.domain.folding import fold
from bot.domain.listed import Line, Skip
from bot.intake.catalogue_cells import listed, number_in, title_in
from bot.intake.table_cells import find_delimiter
from bot.intake.table_fields import fields_by_name
from bot.intake.table_film import film_of
from bot.intake.table_verdicts import is_film_type

_VOTES = {"votes", "num votes", "numvotes", "vote count", "votecount", "number of votes", "ratings count", "popularity"}
_NAMES_ELSEWHERE = "original_title"


def columns_of(head: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return the delimiter and the columns of a table with a title among them, from its first lines; None of others."""
    if not head:
        return None
    try:
        delimiter = find_delimiter(head)
        columns = next(csv.reader(head[:1], delimiter=delimiter), [])
    except csv.Error:
        return None
    return (delimiter, columns) if {"title", _NAMES_ELSEWHERE} & set(fields_by_name(columns).values()) else None


def read_films(lines: Iterable[str], delimiter: str, columns: Sequence[str]) -> Iterator[Line]:
    """Read a table behind its header."""
    fields = fields_by_name(columns)
    places = [(at, fields[column]) for at, column in enumerate(columns) if column in fields]
    votes = next((at for at, column in enumerate(columns) if fold(column) in _VOTES), len(columns))
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            yield Skip.BROKEN
            continue
        if row is None:
            return
        if any(row):
            cells = {field: row[at].strip() for at, field in places if at < len(row)}
            yield _film(cells, row[votes] if votes < len(row) else "")


def _film(cells: Mapping[str, str], votes: str) -> Line:
    if "\ufffd" in cells.get("title", ""):
        return Skip.BROKEN
    if (kind := cells.get("type")) and not is_film_type(kind):
        return Skip.NOT_A_FILM
    film = film_of(cells)
    title = title_in(film.title or film.original_title or "")
    return listed(
        title,
        usable(film.ids),
        year=film.year,
        original_title=film.original_title if film.title else None,
        directors=film.directors,
        genres=film.genres,
        runtime_minutes=film.runtime_minutes,
        language=film.language,
        votes=_whole(votes),
    )


def _whole(votes: str) -> int:
    """Return a count as tables write it: `1,234`, `1 234`, `17.5`."""
    whole, _, _ = votes.strip().replace(",", "").replace(" ", "").partition(".")
    return number_in(whole) or 0
