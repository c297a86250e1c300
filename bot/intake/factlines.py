"""Lines of facts without labels: `Drama, Biography | 2023 | PG | 121 min`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.dates import find_year, is_date_line
from bot.intake.facts import Facts
from bot.intake.genres import is_genre
from bot.intake.origins import made_in
from bot.intake.segments import is_label, parts_of, split_label
from bot.intake.values import certificate, minutes
from bot.intake.words import Line, is_long_prose, is_prose

_RUNTIME = re.compile(
    r"^(?:\d{2,3}\s?(?:min(?:ute)?n?s?|mins|minutos|m|['′’])\.?|\d{1,2}\s?(?:h|hrs?|hours?|"
    r"std\.?)(?:\b|(?=\d))[\s,]{0,2}(?:\d{1,2}\s?(?:m|min|mins|minutes|minuten)?\.?)?)$",
    re.IGNORECASE,
)
_BARS = re.compile(r"[|•·⋅‖│‧].{1,200}[|•·⋅‖│‧]|\s[–—]\s.{1,200}\s[–—]\s|(?:/\s[^/]{1,120}){3}")
# "2013 PG 102 Minutes", "Documentary 2024": facts side by side with nothing between them.
_TOKEN = re.compile(
    r"(?P<runtime>\d{1,2}\s?(?:h|hrs?|hours?)(?:\s?\d{1,2}\s?m(?:ins?|inutes?)?)?|\d{2,3}\s?(?:m|mins?|"
    r"minutes?)\.?)(?=\s|$)|"
    r"(?P<word>[^\s]{1,20})",
    re.IGNORECASE,
)
# "2016 ****1/2 127 mins."
_STARS = re.compile(r"[*★⭐]{1,5}(?:½|1/2)?☆{0,4}")
_MOST_TOKENS = 5
_GENRES_APART = re.compile(r"\s*[&+/]\s*|\s(?:and|und|y|et)\s")
# "Salt Harbour (1999) / Drama": a dated title is a fact that another may stand beside.
_DATED = re.compile(r"^[^()]{1,80}\((?:18|19|20)\d\d\)$")
_LONGEST, _LONGEST_LIST = 500, 160


def is_runtime(text: str) -> bool:
    """Return whether a text is a running time and nothing else: `118 min`, `1h 52`."""
    return _RUNTIME.match(text) is not None


def _kind(part: str) -> str | None:
    """Return the field that a bare part can only be, or None."""
    if is_runtime(part):
        return "film.runtime_minutes"
    if _STARS.fullmatch(part):
        return "grade"
    if re.fullmatch(r"\(?(?:19|20)\d\d\)?", part) or made_in(part):
        return "film.year"
    words = _genre_words(part)
    if words and all(is_genre(word) for word in words):
        return "film.genres"
    if certificate(part, worded_only=True) and len(part) <= 12:
        return "film.certificate"
    if is_date_line(part) and len(part) <= 30:
        return "release"
    return None


def _genre_words(part: str) -> list[str]:
    """Return the words of a part that may list genres: `Drama & War`, `Drama-Romance`; `Sci-Fi` is one."""
    words = [word for word in _GENRES_APART.split(part) if word]
    return words if all(map(is_genre, words)) else part.split("-")


def _unpacked(part: str) -> list[str]:
    """Return the facts in a part that holds several side by side; the part itself where any word is no fact."""
    tokens = [match.group() for match in _TOKEN.finditer(part)][: _MOST_TOKENS + 1]
    known = 1 < len(tokens) <= _MOST_TOKENS and all(_kind(token) for token in tokens)
    return tokens if known and len({_kind(token) for token in tokens}) == len(tokens) else [part]


def read_fact_lines(lines: Sequence[Line], facts: Facts) -> None:
    """State what lines of bare facts say: two kinds of fact side by side, or one beside a label."""
    for line in lines:
        text = line.text
        # "Starring A. Rated R. 98 minutes." puts labels beside facts as well as bars do; a comma only lists.
        beside = bool(_BARS.search(text)) or (". " in text and _is_run_together(text))
        # "USA 2014, Regie: Ines Kalder": countries and a year need no second fact where a label stands beside them.
        sure = len(text) <= _LONGEST_LIST and any(map(made_in, parts_of(text)))
        if len(text) > _LONGEST or (is_prose(text) and not (beside or sure or is_fact_line(text))) or _tells_plot(text):
            continue
        parts = [fact for part in parts_of(text) for fact in _unpacked(part)]
        kinds = [_kind(part) for part in parts]
        dated = bool(parts) and _DATED.match(parts[0]) is not None
        labels = dated or ((beside or sure) and any(is_label(part) for part in parts))
        only_genres = len(kinds) > 1 and set(kinds) == {"film.genres"} and bool(_BARS.search(text))
        if len({kind for kind in kinds if kind}) + labels >= 2 or only_genres:
            _state(list(zip(kinds, parts, strict=True)), line.number, facts)


def _tells_plot(text: str) -> bool:
    """Return whether a line is labelled as something other than facts: `Plot: Oslo, 1981. …`, `(Note: in 2015 I …`."""
    label = split_label(text)
    return label is not None and label[0] in ("other", "grade") and is_long_prose(label[2])


def _is_run_together(text: str) -> bool:
    """Return whether sentences are labelled facts: `Starring A. Rated R.`, `USA. 2012. Director: A. Length: …`."""
    return is_label(text) or sum(split_label(part) is not None for part in parts_of(text[:_LONGEST])) > 1


def _state(found: list[tuple[str | None, str]], number: int, facts: Facts) -> None:
    genres = [word for kind, part in found if kind == "film.genres" for word in _genre_words(part)]
    facts.state("film.genres", tuple(dict.fromkeys(genres)), number)
    for kind, part in found:
        if kind == "film.runtime_minutes":
            facts.state(kind, minutes(part), number)
        elif kind in ("film.year", "release"):
            facts.state(kind, find_year(part.replace(".", ". ")), number)
        elif kind == "film.certificate" and (mark := certificate(part, worded_only=True)):
            facts.state(kind, mark[0], number)


def is_fact_line(text: str) -> bool:
    """Return whether a line holds bare facts of a film and nothing else."""
    parts = [fact for part in parts_of(text) for fact in _unpacked(part)] if len(text) <= _LONGEST else []
    return len(parts) > 1 and sum(_kind(part) is not None for part in parts) * 2 > len(parts)
