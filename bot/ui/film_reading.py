"""What an admin types about a film, read forgivingly: titles with years, lists of names, running times."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.errors import UserError
from bot.domain.languages import language_of
from bot.domain.titles import fold, title_key
from bot.ui.text import escape

FIRST_YEAR = 1870  # nothing that a club could watch is older
TITLE_LIMIT = 200
LONGEST = 100_000  # minutes; the longest film there is runs 51,420 (https://en.wikipedia.org/wiki/Logistics_(film))
CERTIFICATE_LIMIT = 30

_TITLE_YEAR = re.compile(r"(?P<title>.*\S)\s*[(\[]\s*(?P<year>\d{4})\s*[)\]]", re.DOTALL)
_BREAK = re.compile(r"\s*[,;\n|/·•]+\s*")
_JOINED = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_AFTER_COMMA = frozenset(("jr", "sr", "ii", "iii", "iv"))
_HOURS = re.compile(
    r"(?<!\d)(?P<h>\d{1,3})\s*(?:hours?|hrs?|h)\.?\s*(?:and\s+)?(?:(?P<m>\d{1,2})(?!\d)\s*(?:min\w*\.?|m\b|['′’])?)?",
    re.I,
)
_MINUTES = re.compile(r"(?<!\d)(?P<m>\d{1,6})\s*(?:min\w*\.?|m\b|['′’])", re.I)
_CLOCK = re.compile(r"(?<!\d)(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::[0-5]\d)?(?!\d)")
# A bare number up to 21 is an age: 18, 16, 12. Whoever means minutes writes "12 min".
_BARE = re.compile(r"(?:(?<=^)|(?<=[\s,;|·]))(?P<m>2[2-9]|[3-9]\d|\d{3,6})(?=$|[\s,;|·])")
_LEFT_OVER = re.compile(r"\d\s*(?:h|min)|\b(?:hours?|minutes?|mins?)\b", re.I)
_IN = re.compile(r"^in\s+", re.IGNORECASE)
_SHORTEST_LANGUAGE = 3  # letters of a name: Lao; two could be anything
_EDGES = " \t\n,;|·•/-–—"


@dataclass(frozen=True, slots=True)
class Length:
    """Hold a running time in minutes and a certificate, each None where none was given."""

    minutes: int | None
    certificate: str | None


def read_title(typed: str, latest_year: int) -> tuple[str, int | None]:
    """Return title and year from `Stalker (1979)` or `Stalker`; raise UserError without a letter or digit in it."""
    title, year = " ".join(typed.split()), None
    if found := _TITLE_YEAR.fullmatch(title):
        title, year = found["title"], int(found["year"])
    if not title_key(title):
        raise UserError("A title needs a letter or a digit, or nobody could find it.")
    if len(title) > TITLE_LIMIT:
        raise UserError(f"That title has {len(title)} characters; {TITLE_LIMIT} are the most.")
    if year is not None and not FIRST_YEAR <= year <= latest_year:
        raise UserError(f"{year} cannot be the year: it lies between {FIRST_YEAR} and {latest_year}.")
    return title, year


def read_names(typed: str) -> tuple[str, ...]:
    """Return the names in `Lana Wachowski, Lilly Wachowski`, each once; lines, semicolons and "and" part them too.

    "Jean-Pierre and Luc Dardenne" stays whole: a single word is not a whole name.
    """
    found: dict[str, str] = {}
    last = ""
    for part in filter(None, map(_tidy, _BREAK.split(typed))):
        if last and fold(part) in _AFTER_COMMA:
            found[last] += f", {part}"
            continue
        for name in _parted(part):
            last = fold(name) or name
            found.setdefault(last, name)
    return tuple(found.values())


def read_genres(typed: str) -> tuple[tuple[str, ...], str | None]:
    """Return genres, and the code of the first language among them: `Drama, War, in Russian`; either may be missing."""
    parts = read_names(typed)
    codes = {part: language_of(_IN.sub("", part)) for part in parts if len(part) >= _SHORTEST_LANGUAGE}
    return tuple(part for part in parts if not codes.get(part)), next(filter(None, codes.values()), None)


def read_length(typed: str) -> Length:
    """Return running time and certificate from `2 h 43 min, PG-13`, `163 · 12A` or `1:54`; either may be missing.

    Raises UserError where what is left beside the running time cannot be a certificate.
    """
    found = _CLOCK.search(typed) or _HOURS.search(typed) or _MINUTES.search(typed) or _BARE.search(typed)
    rest = typed if found is None else f"{typed[: found.start()]} {typed[found.end() :]}"
    rest = " ".join(rest.split()).strip(_EDGES)
    if len(rest) > CERTIFICATE_LIMIT or _LEFT_OVER.search(rest):
        raise UserError(
            f"I read a running time and a certificate like `2 h 43 min, PG-13`; “{escape(rest, 100)}” is neither."
        )
    return Length(_minutes(found), rest or None)


def _minutes(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    parts = found.groupdict()
    total = int(parts.get("h") or 0) * 60 + int(parts.get("m") or 0)
    if total > LONGEST:
        raise UserError(f"{total} minutes is longer than any film; a running time looks like `2 h 43 min`.")
    return total or None


def _parted(part: str) -> list[str]:
    names = [name for name in map(_tidy, _JOINED.split(part)) if name]
    return names if all(" " in name for name in names) else [part]


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" ,;")
