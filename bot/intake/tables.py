"""CSV, TSV, JSON and exports -> rows, by one door that also takes pages, feeds and archives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.intake.archives import Part, open_archive
from bot.intake.feeds import looks_like_feed, read_feed_text
from bot.intake.history import is_history, merge_history
from bot.intake.pages import read_page
from bot.intake.reading import PageReading, Problem, ReadFilm
from bot.intake.rows import TableReading, unreadable
from bot.intake.table_cells import Grid, read_grid
from bot.intake.table_fields import check_mapping, fields_by_name
from bot.intake.table_formats import CRITICS_FILMS, Layout, recognise
from bot.intake.table_guess import guess_mapping, with_header
from bot.intake.table_json import looks_like_json, read_json_grid
from bot.intake.table_rows import read_films, read_rows
from bot.intake.table_text import MOST_ROWS, decode_table, too_large

Reading = PageReading | TableReading
_TABLES = (".csv", ".tsv", ".tab", ".psv", ".json", ".jsonl", ".ndjson")
_FEEDS = (".xml", ".rss", ".atom")
_NO_TITLE = "No column holds titles: say which column holds what."
_PEEK = 4000
_ENOUGH = f"The files before it hold {MOST_ROWS:,} rows already: hand it in by itself."
_MOST = 0.8
_FILM_IDS = (b"ovie", b"tomato", b"m\x00o\x00v\x00i\x00e")


def read_table(
    name: str, data: bytes, mapping: Mapping[str, str] | None = None, films: Mapping[str, ReadFilm] | None = None
) -> TableReading:
    """Return the rows of a table; never raise on content.

    `mapping` (column -> field) replaces what the columns were taken for, when a person corrected it; raise
    UserError where it names a column or a field that does not exist. `films` are those that rows name by an id only.
    """
    document = decode_table(data)
    if document.problem:
        return unreadable(name, document.problem)
    reading = _read(name, document.text, mapping, films or {})
    return _noted(reading, document.note)


def read_any(name: str, data: bytes) -> list[Reading]:
    """Return what one file holds: a page, a table, a feed, or each file of a zip; never raise, never fetch."""
    return read_together([(name, data)])


def read_together(
    files: Sequence[tuple[str, bytes]],
    lost: Mapping[int, str] | None = None,
    begin: Callable[[int], None] = lambda at: None,
) -> list[Reading]:
    """Return what files handed in together hold.

    Critics' rows meet the films of another file; the parts of one Letterboxd export are merged, so that a film
    that was rated, logged and reviewed has one row. `begin` hears the position of each part before it is read, of a
    feed before each entry, for whoever watches the time; `lost` gives the parts that were given up before, each with
    the sentence to say instead.
    """
    parts, readings = _opened(files)
    histories: dict[str, list[TableReading]] = {}
    for part, reading in _read_parts(parts, lost or {}, begin):
        if isinstance(reading, TableReading) and is_history(reading):
            histories.setdefault(part.archive, []).append(reading)
        else:
            readings.append(reading)
    for archive, parts_read in histories.items():
        readings.append(merge_history(parts_read, archive) if len(parts_read) > 1 else parts_read[0])
    return readings


def _read_parts(
    parts: Sequence[Part], lost: Mapping[int, str], begin: Callable[[int], None]
) -> Iterator[tuple[Part, Reading]]:
    films = _films({at: part for at, part in enumerate(parts) if at not in lost}, begin)
    rows_left = MOST_ROWS
    for at, part in enumerate(parts):
        begin(at)
        told = lost.get(at) or (None if rows_left > 0 else _ENOUGH)
        reading = unreadable(part.name, told) if told else _read_part(part, films, partial(begin, at))
        if isinstance(reading, TableReading):
            rows_left -= len(reading.rows)
        yield part, reading


def _opened(files: Sequence[tuple[str, bytes]]) -> tuple[list[Part], list[Reading]]:
    parts: list[Part] = []
    problems: list[Reading] = []
    for name, data in files:
        found, left_out = open_archive(name, data)
        parts += found
        problems += [unreadable(name, problem) for problem in left_out]
    return parts, problems


def _films(parts: Mapping[int, Part], begin: Callable[[int], None]) -> dict[str, ReadFilm]:
    films: dict[str, ReadFilm] = {}
    for at, part in parts.items():
        begin(at)
        head = part.peek(_PEEK) or b""
        if not any(mark in head for mark in _FILM_IDS):
            continue
        grid = read_grid(decode_table(part.load() or b"").text)
        layout = recognise(part.name, grid.columns)
        if layout and layout.format == CRITICS_FILMS:
            films |= read_films(grid, layout)
    return films


def _read_part(part: Part, films: Mapping[str, ReadFilm], tick: Callable[[], None]) -> Reading:
    data = part.load()
    if data is None:
        return unreadable(part.name, "The file is damaged and could not be unpacked: make the archive again.")
    if problem := too_large(data):
        return unreadable(part.name, problem)
    suffix = "." + part.name.rpartition(".")[2].casefold()
    document = decode_table(data)
    if document.problem:
        return unreadable(part.name, document.problem) if suffix in _TABLES + _FEEDS else read_page(part.name, data)
    if looks_like_feed(document.text) or suffix in _FEEDS:
        return _noted(read_feed_text(part.name, document.text, tick), document.note)
    if suffix in _TABLES or _is_table(part.name, document.text):
        return _noted(_read(part.name, document.text, None, films), document.note)
    return read_page(part.name, data)


def _is_table(name: str, text: str) -> bool:
    """Tell whether a text without a telling name is a table: a header that is known, over rows as wide."""
    if looks_like_json(text):
        return True
    grid = read_grid(text[: _PEEK * 10])
    if not grid.records or len(grid.columns) < 2:
        return False
    if recognise(name, grid.columns):
        return True
    fields = set(fields_by_name(grid.columns).values())
    fitting = sum(record.problem is None for record in grid.records)
    return "title" in fields and len(fields) > 1 and fitting >= len(grid.records) * _MOST


def _grid(name: str, text: str) -> Grid:
    if name.casefold().endswith((".json", ".jsonl", ".ndjson")) or looks_like_json(text):
        return read_json_grid(text)
    return with_header(read_grid(text))


def _read(name: str, text: str, mapping: Mapping[str, str] | None, films: Mapping[str, ReadFilm]) -> TableReading:
    grid = _grid(name, text)
    layout = recognise(name, grid.columns)
    guessed: frozenset[str] = frozenset()
    problems = list(grid.problems)
    if mapping is not None:
        layout = replace(layout or Layout("table"), mapping=check_mapping(mapping, grid.columns))
    elif layout is None:
        guess = guess_mapping(grid)
        layout, guessed = Layout("table", guess.mapping), guess.guessed
        problems += guess.problems
    if layout.skip or layout.format == CRITICS_FILMS:
        return TableReading(name, layout.format, skipped={layout.skip or "films": len(grid.records)})
    if grid.records and not {"title", "imdb", "tmdb", "letterboxd", "film"} & set(layout.mapping.values()):
        problems.append(Problem(1, _NO_TITLE))
    if not grid.records and not problems:
        problems.append(Problem(None, "The table has no rows."))
    if layout.remark:
        problems.append(Problem(1, layout.remark))
    rows, skipped = read_rows(grid, layout, films)
    counts = dict(grid.skipped + skipped)
    return TableReading(name, layout.format, rows, layout.mapping, guessed, grid.columns, tuple(problems), counts)


def _noted(reading: TableReading, note: str | None) -> TableReading:
    return replace(reading, problems=(Problem(None, note), *reading.problems)) if note else reading
