"""IMDb's lists (https://developer.imdb.com/non-commercial-datasets/): title.basics, title.akas, title.ratings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeAlias

from bot.domain.languages import language_of
from bot.domain.listed import Line, Listed, Skip
from bot.domain.titles import title_key
from bot.intake.catalogue_cells import minutes_in, number_in, others_among, title_in, year_in

FILMS = [
    "tconst",
    "titleType",
    "primaryTitle",
    "originalTitle",
    "isAdult",
    "startYear",
    "endYear",
    "runtimeMinutes",
    "genres",
]
TITLES = ["titleId", "ordering", "title", "region", "language", "types", "attributes", "isOriginalTitle"]
RATINGS = ["tconst", "averageRating", "numVotes"]

#: What counts as a film: shorts and single broadcasts are left to those who collect them.
FILM_TYPES = frozenset(("movie", "tvMovie", "video"))
_NOTHING = r"\N"
_END = "~"  # behind every id
#: Other titles of a film, and the language it was made in.
Elsewhere: TypeAlias = tuple[tuple[str, ...], str | None]


class Beside:
    """What films are called elsewhere and made in, read in step with the films: both come in the order of their ids.

    `in_step` turns false where one of them does not; then titles may have been passed over.
    """

    def __init__(self, titles: Iterable[Listed]) -> None:
        self._titles = iter(titles)
        self._at = ""
        self._known: Elsewhere = ((), None)
        self._asked = ""
        self.in_step = True

    def of(self, film_id: str) -> Elsewhere:
        """Return the other titles of a film and its language; ask in the order of the films."""
        self.in_step = self.in_step and self._asked < film_id
        self._asked = film_id
        while self._at < film_id:
            self._move()
        return self._known if self._at == film_id else ((), None)

    def _move(self) -> None:
        entry = next(self._titles, None)
        if entry is None:
            self._at, self._known = _END, ((), None)
            return
        ((_, film_id),) = entry.ids
        self.in_step = self.in_step and self._at < film_id
        self._at, self._known = film_id, (entry.others, entry.language)


def read_films(lines: Iterable[str], votes: Mapping[int, int], beside: Beside) -> Iterator[Line]:
    """Read title.basics behind its header; `votes` by the number in the id."""
    for line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != len(FILMS):
            yield Skip.BROKEN
        elif cells[1] not in FILM_TYPES:
            yield Skip.NOT_A_FILM
        else:
            yield _film(cells, votes, beside)


def read_titles(lines: Iterable[str]) -> Iterator[Listed]:
    """Read title.akas behind its header: what films are called elsewhere, one entry a film."""
    rows = (line.rstrip("\r\n").split("\t", len(TITLES) - 1) for line in lines)
    whole = (cells for cells in rows if len(cells) == len(TITLES))
    for film_id, group in groupby(whole, key=itemgetter(0)):
        cells = list(group)
        # A title it was only worked on under is nothing that anybody saw.
        titles = others_among((title_in(each[2]) for each in cells if each[5] != "working"), ())
        if titles and _number(film_id) is not None:
            yield Listed("", ids=(("imdb", film_id),), others=titles, language=_original(cells))


def read_ratings(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Read title.ratings behind its header: the number in each id, and how many voted."""
    for line in lines:
        film_id, _, rest = line.partition("\t")
        number, votes = _number(film_id), number_in(rest.rpartition("\t")[2].strip())
        if number is not None and votes is not None:
            yield number, votes


def read_ratings_alone(lines: Iterable[str]) -> Iterator[Listed]:
    """Read title.ratings as news of films that are here already."""
    for number, votes in read_ratings(lines):
        yield Listed("", ids=(("imdb", f"tt{number:07}"),), votes=votes)


def _film(cells: list[str], votes: Mapping[int, int], beside: Beside) -> Line:
    film_id, _, primary, original, adult, year, _, minutes, genres = cells
    title, number = title_in(primary), _number(film_id)
    if adult == "1":
        return Skip.ADULT
    if number is None:
        return Skip.BROKEN
    if not title or title == _NOTHING:
        return Skip.UNTITLED
    original = title_in(original) if original not in (primary, _NOTHING) else ""
    others, language = beside.of(film_id)
    return Listed(
        title,
        title_key(title),
        year_in(year),
        original or None,
        (),
        tuple(genres.split(",")) if genres != _NOTHING else (),
        minutes_in(minutes),
        votes.get(number, 0),
        (("imdb", film_id),),
        others_among(others, (title, original)) if others else (),
        True,
        language,
    )


def _original(cells: list[list[str]]) -> str | None:
    """Return the language of the title that a film was made under, which IMDb states of few."""
    return next((found for each in cells if each[7][:1] == "1" and (found := language_of(each[4]))), None)


def _number(film_id: str) -> int | None:
    return number_in(film_id[2:]) if film_id.startswith("tt") and 8 <= len(film_id) <= 12 else None


def is_header(line: str, columns: Iterable[str]) -> bool:
    """Tell whether a line is the header of a list, the columns in their order; more may follow."""
    wanted = list(columns)
    return list(islice(line.rstrip("\r\n").split("\t"), len(wanted))) == wanted
