"""Lists of films given together -> the films they list, in batches, each with what the other lists say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.catalogue_source import Source
from bot.domain.film_ids import FilmId
from bot.domain.listed import Line, Listed, Skip
from bot.intake import catalogue_imdb as imdb
from bot.intake import catalogue_lens as lens
from bot.intake import catalogue_table as table
from bot.intake import catalogue_tmdb as tmdb
from bot.intake.catalogue_kinds import Kind

_LINES_AT_ONCE = 20_000  # also where most of them are no films, the reader is heard of now and then


class Batch(NamedTuple):
    """Hold some of the films, why other lines are none, and how many bytes are read of all files."""

    films: list[Listed]
    skipped: Counter[Skip]
    done: int


def batches(sources: Sequence[Source], size: int) -> Iterator[Batch]:
    """Yield every film the files list, `size` at a time, whatever the order of the files.

    Raises UserError for a file that ends before its end, after what was read of it.
    """
    for lines in _Lists(sources).all():
        yield from _cut(lines, size, lambda: sum(source.done for source in sources))


def _cut(lines: Iterator[Line], size: int, done: Callable[[], int]) -> Iterator[Batch]:
    films: list[Listed] = []
    skipped: Counter[Skip] = Counter()
    torn: Exception | None = None
    count = 0
    while torn is None:
        count += 1
        try:
            line = next(lines, None)
        except Exception as error:  # what was read before it counts all the same
            torn, line = error, None
        if isinstance(line, Listed):
            films.append(line)
        elif line is not None:
            skipped[line] += 1
        if line is None or len(films) >= size or not count % _LINES_AT_ONCE:
            yield Batch(films, skipped, done())
            films, skipped = [], Counter()
        if line is None and torn is None:
            return
    raise torn


class _Lists:
    """Read files in the order in which they need each other."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources

    def all(self) -> Iterator[Iterator[Line]]:
        """Yield the lines of one list after the other."""
        yield from self._imdb()
        yield from self._lens()
        yield from (tmdb.read_films(source.lines()) for source in self._of(Kind.TMDB_FILMS))
        yield from map(_table, self._of(Kind.TABLE))

    def _of(self, kind: Kind) -> list[Source]:
        return [source for source in self._sources if source.kind is kind]

    def _imdb(self) -> Iterator[Iterator[Line]]:
        films, titles, ratings = map(self._of, (Kind.IMDB_FILMS, Kind.IMDB_TITLES, Kind.IMDB_RATINGS))
        # Films are written once, with their votes and titles, which is several times as fast as one after the other.
        votes = dict(_chained(imdb.read_ratings(source.lines()) for source in ratings)) if films else {}
        is_pair = len(films) == len(titles) == 1
        beside = imdb.Beside(imdb.read_titles(titles[0].lines()) if is_pair else ())
        for source in films:
            yield imdb.read_films(source.lines(), votes, beside)
        votes.clear()
        if not is_pair or not beside.in_step:
            yield from (imdb.read_titles(source.lines()) for source in titles)
        if not films:
            yield from (imdb.read_ratings_alone(source.lines()) for source in ratings)

    def _lens(self) -> Iterator[Iterator[Line]]:
        films = self._of(Kind.LENS_FILMS)
        links: dict[int, tuple[FilmId, ...]] = {}
        counts: Counter[int] = Counter()
        for source in self._of(Kind.LENS_LINKS):
            links |= lens.read_links(source.lines())
        for source in self._of(Kind.LENS_RATINGS):
            counts += lens.read_counts(source.lines())
        yield from (lens.read_films(source.lines(), links, counts) for source in films)


def _table(source: Source) -> Iterator[Line]:
    found = table.columns_of(source.head)
    assert found is not None, "that is how it was told to be a table"
    return table.read_films(source.lines(), *found)


def _chained(parts: Iterable[Iterator[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    for part in parts:
        yield from part
