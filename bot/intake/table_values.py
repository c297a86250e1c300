"""One cell of a table -> a value: years, dates, grades, lists, ids, and text without its tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from html import unescape
from math import floor

from bot.domain.grades import Grade, out_of
from bot.domain.printed_grades import number, parse_grade
from bot.intake.dates import find_date

_SLASHED = re.compile(r"^(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})\b")
_CTIME = re.compile(r"^\w{3},? (?P<month>\w{3}) +(?P<day>\d{1,2}) [\d:]+ (?:[A-Z]{3,4} )?(?P<year>\d{4})$")
_YEAR = re.compile(r"(?<!\d)(?:18[89]|19\d|20[0-4])\d(?!\d)")
_TITLE_WITH_YEAR = re.compile(r"^(?P<title>.*\S)\s*\((?P<year>(?:18[89]|19\d|20[0-4])\d)\)$", re.DOTALL)
_BLOCKS = re.compile(r"<(?:/?p|/?div|/?blockquote|/?h[1-6]|/?ul|/?ol)(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAKS = re.compile(r"<(?:br|li|/tr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--[^<>]*-->", re.IGNORECASE)
_IMDB = re.compile(r"\btt\d{6,10}\b")
_SEPARATORS = re.compile(r" ?[,;|/] ?| & ")
_YES = frozenset(("yes", "true", "1", "y", "x", "si", "sí", "oui", "ja", "wahr", "vrai", "verdadero"))
_RUNTIME = re.compile(r"^(?:(?P<hours>\d)\s?(?:h|:)[a-z]{0,6}\s?)?(?P<minutes>\d{1,3})?(?:\.0)?\s?(?:m|’|'|$)")
_LONGEST_CELL = 400
_LONGEST_LIST = 5000
_LONGEST_TITLE = 300


def plain_text(text: str) -> str:
    """Return text without HTML tags and entities, its paragraphs parted by empty lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    if "<" in text:
        text = _TAGS.sub("", _BREAKS.sub("\n", _BLOCKS.sub("\n\n", text)))
    if "&" in text:
        text = unescape(text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def read_year(cell: str) -> int | None:
    """Return the year from 1880 to 2049 in a cell: `1979`, `1979.0`, `1979-05-25`; None where there is none."""
    found = _YEAR.search(cell[:_LONGEST_CELL])
    return int(found.group()) if found else None


def split_title(cell: str) -> tuple[str, int | None]:
    """Return title and year of `Alien (1979)`; the year is None where none stands in brackets at its end."""
    cell = " ".join(cell[:_LONGEST_TITLE].split())
    found = _TITLE_WITH_YEAR.match(cell) if cell.endswith(")") else None
    return (found["title"], int(found["year"])) if found else (cell, None)


def month_first(cells: Iterable[str]) -> bool | None:
    """Tell whether dates like 04/25/2021 begin with the month; None where every one can be read both ways."""
    for cell in cells:
        if found := _SLASHED.match(cell.strip()):
            first, second = int(found["first"]), int(found["second"])
            if first > 12 or second > 12:
                return second > 12
    return None


def read_date(cell: str, months_first: bool | None = None) -> date | None:
    """Return the date in a cell; one like 04/05/2021 only where the order of the column is known."""
    cell = cell.strip()[:_LONGEST_CELL]
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        pass
    if found := _SLASHED.match(cell):
        return _slashed(found, months_first)
    if found := _CTIME.match(cell):
        cell = f"{found['month']} {found['day']} {found['year']}"
    return find_date(cell)


def _slashed(found: re.Match[str], months_first: bool | None) -> date | None:
    first, second = int(found["first"]), int(found["second"])
    if months_first is None and first != second and first <= 12 and second <= 12:
        return None
    month, day = (first, second) if months_first or second > 12 else (second, first)
    try:
        return date(int(found["year"]), month, day)
    except ValueError:
        return None


def read_grade(cell: str, top: float | None = None) -> Grade:
    """Return the grade in a cell as printed; a bare number is worth something only on a scale up to `top`."""
    cell = " ".join(cell.split())[:100]
    value = number(cell)
    if value is not None and top is not None:
        return Grade(cell, out_of(value, top))
    grade = parse_grade(cell)
    return Grade(cell, grade.score if grade else None)


def half_stars(score: float) -> int:
    """Return a grade on 0..100 as half stars, 0..10, rounded to the nearest, upwards from the middle."""
    return floor(score / 10 + 0.5)


def split_list(cell: str) -> tuple[str, ...]:
    """Return the names in a cell, parted by commas, semicolons, bars or slashes; each once, in their order."""
    plain = " ".join(cell[:_LONGEST_LIST].split())  # long runs of blanks would make the pattern slow
    return tuple(dict.fromkeys(name for name in _SEPARATORS.split(plain) if name))


def read_minutes(cell: str) -> int | None:
    """Return the running time in a cell in minutes: `121`, `121 min`, `2h 1m`, `2:01`; None where it is none."""
    found = _RUNTIME.match(cell.strip()[:_LONGEST_CELL].lower())
    if not found or not (found["hours"] or found["minutes"]):
        return None
    return int(found["hours"] or 0) * 60 + int(found["minutes"] or 0) or None


def read_yes(cell: str) -> bool:
    """Tell whether a cell says yes, in English, Spanish, French or German."""
    return cell.strip().casefold() in _YES


def imdb_id(cell: str) -> str | None:
    """Return the IMDb id in a cell or in a link: `tt0079944`; None where there is none."""
    found = _IMDB.search(cell[:_LONGEST_CELL])
    return found.group() if found else None
