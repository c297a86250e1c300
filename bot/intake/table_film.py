"""The cells of one record -> the film they state and the names they give."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.languages import language_of
from bot.intake.reading import ReadFilm
from bot.intake.table_values import imdb_id, read_minutes, read_year, split_list, split_title

Cells = Mapping[str, str]
_LONGEST_NAME = 200
_LONGEST_LINK = 2000


def film_of(cells: Cells) -> ReadFilm:
    """Return the film that the cells of a record state, by field."""
    title, year = split_title(cells.get("title", ""))
    if "year" in cells:
        # With a year of its own, brackets at the end belong to the title.
        title, year = short(cells.get("title")) or "", read_year(cells["year"])
    original = short(cells.get("original_title"))
    return ReadFilm(
        title=title or None,
        year=year,
        directors=_names(cells, "directors"),
        cast=_names(cells, "cast"),
        runtime_minutes=read_minutes(cells["runtime"]) if "runtime" in cells else None,
        certificate=short(cells.get("certificate")),
        genres=_names(cells, "genres"),
        original_title=original if original != title else None,
        ids=_ids(cells),
        language=_language(cells),
    )


def short(cell: str | None) -> str | None:
    """Return a name on one line, clipped to 200 characters; None where there is none."""
    return " ".join(cell[:_LONGEST_NAME].split()) or None if cell else None


def link(cell: str | None) -> str | None:
    """Return a web address, or None where the cell holds none."""
    return cell if cell and cell.startswith(("http://", "https://")) and len(cell) <= _LONGEST_LINK else None


def _names(cells: Cells, field: str) -> tuple[str, ...]:
    return split_list(cells[field]) if field in cells else ()


def _language(cells: Cells) -> str | None:
    """Return the language that the film was made in; beside a critic's words a bare `language` is theirs."""
    is_of_review = any(cells.get(field) for field in ("text", "critic", "outlet"))
    return language_of(cells.get("film_language") or (None if is_of_review else cells.get("language")))


def _ids(cells: Cells) -> tuple[tuple[str, str], ...]:
    stated = {
        "imdb": imdb_id(cells["imdb"]) if "imdb" in cells else None,
        "tmdb": cells["tmdb"] if cells.get("tmdb", "").isdecimal() else None,
        "letterboxd": link(cells.get("letterboxd")),
        "rottentomatoes": short(cells.get("film")),
    }
    return tuple((catalogue, id_) for catalogue, id_ in stated.items() if id_)
