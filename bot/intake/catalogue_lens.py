"""MovieLens: movies.csv with links.csv and ratings.csv (https://files.grouplens.org/datasets/movielens/)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from bot.domain.film_ids import FilmId, usable
from bot.domain.listed import Line, Skip
from bot.domain.titles import front_article
from bot.intake.catalogue_cells import listed, number_in, others_among, title_in

FILMS = ["movieId", "title", "genres"]
LINKS = ["movieId", "imdbId", "tmdbId"]
RATINGS = ["userId", "movieId", "rating", "timestamp"]

_LABEL = re.compile(r"^(?P<title>.+?)(?P<others>(?:\s*\([^()]*\))*)\s*\((?P<year>\d{4})(?:[-–]\d{0,4})?\)$")
_OTHER = re.compile(r"\((?:a\.?k\.?a\.?\s*)?([^()]+)\)")
_UNDATED = re.compile(r"^(?P<title>.+?)(?P<others>(?:\s*\([^()]*\))*)$")
_NO_GENRES = "(no genres listed)"


def read_films(
    lines: Iterable[str], links: Mapping[int, tuple[FilmId, ...]], counts: Mapping[int, int]
) -> Iterator[Line]:
    """Read movies.csv, with a header or without; `links` and `counts` of ratings by MovieLens's own number."""
    rows = csv.reader(lines)
    while True:
        try:
            cells = next(rows, None)
        except csv.Error:
            yield Skip.BROKEN
            continue
        if cells is None:
            return
        if cells and cells[:2] != FILMS[:2]:
            yield _film(cells, links, counts)


def read_links(lines: Iterable[str]) -> dict[int, tuple[FilmId, ...]]:
    """Read links.csv: the ids of other catalogues by MovieLens's own number."""
    links = {}
    for line in lines:
        number, *ids = (number_in(cell.strip()) for cell in line.split(",")[:3])
        if number is not None:
            stated = zip(("imdb", "tmdb"), ids, ("tt{:07}", "{}"), strict=False)
            links[number] = usable((kind, form.format(found)) for kind, found, form in stated if found)
    return links


def read_counts(lines: Iterable[str]) -> Counter[int]:
    """Read ratings.csv: how many ratings each film has, by MovieLens's own number."""
    counts = Counter(cells[1] for line in lines if len(cells := line.split(",", 2)) == 3)
    return Counter({int(number): count for number, count in counts.items() if number.isdecimal()})


def _film(cells: list[str], links: Mapping[int, tuple[FilmId, ...]], counts: Mapping[int, int]) -> Line:
    number = number_in(cells[0].strip())
    if number is None or len(cells) < 2:
        return Skip.BROKEN
    label = title_in(cells[1])
    found = _LABEL.match(label) or _UNDATED.match(label)
    if found is None:
        return Skip.UNTITLED
    title, *others = (title_in(front_article(name)) for name in (found["title"], *_OTHER.findall(found["others"])))
    genres = tuple(cells[2].split("|")) if len(cells) > 2 and cells[2] not in ("", _NO_GENRES) else ()
    return listed(
        title,
        links.get(number, ()),
        year=int(year) if (year := found.groupdict().get("year")) else None,
        genres=genres,
        votes=counts.get(number, 0),
        others=others_among(others, (title,)),
    )
