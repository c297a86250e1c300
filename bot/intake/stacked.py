"""Bare facts that stand one a line: a year under the title, `France 2019`, `118 min` beside the other credits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.factlines import is_runtime
from bot.intake.facts import Facts
from bot.intake.letters import CAPITAL
from bot.intake.origins import made_in
from bot.intake.segments import is_label
from bot.intake.values import minutes, names
from bot.intake.words import Line, fold

_LONGEST = 60
_YEAR = re.compile(r"^\W{0,2}(?P<year>(?:18|19|20)\d\d)\W{0,2}$")
# "2015 movie", "1999 film"
_YEAR_OF = re.compile(r"^(?P<year>(?:18|19|20)\d\d) (?:film|movie)$", re.IGNORECASE)
# Shorter than this may be how long a page takes to read.
_SHORTEST_FILM = 45
_PERSON = re.compile(rf"{CAPITAL}[\w.'’-]+(?:\s[^\W\d_][\w.'’-]*){{1,3}}")
# "USA 2019 – with Mira Osei, Tom Vale"
_MADE_WITH = re.compile(r"^(?P<made>[^–—-]{6,60}?)\s[–—-]\s(?P<rest>.{4,300})$")
_NEAR = 3


def read_stacked(lines: Sequence[Line], headline: int | None, facts: Facts) -> None:
    """State the year and the length that stand on lines of their own, beside the title or beside other facts."""
    filled = [line for line in lines if line.text.strip()]
    title = fold(str(facts.get("film.title", "")))
    for at, line in enumerate(filled):
        text = line.text.strip()
        if (made := _MADE_WITH.match(text)) and is_label(made["rest"]):
            facts.state("film.year", made_in(made["made"]), line.number)
        if len(text) > _LONGEST:
            continue
        around = filled[max(0, at - _NEAR) : at] + filled[at + 1 : at + 1 + _NEAR]
        if year_made := made_in(text.removeprefix(str(facts.get("film.title", "")))):
            facts.state("film.year", year_made, line.number)
        elif (year := _YEAR_OF.match(text)) or ((year := _YEAR.match(text)) and _touches(filled, at, headline, title)):
            facts.state("film.year", int(year["year"]), line.number)
            if not _YEAR_OF.match(text):
                _state_director(
                    [ln for ln in filled[at + 1 : at + 2] if fold(ln.text) != title], line.number + 1, facts
                )
        elif is_runtime(text) and ((minutes(text) or 0) >= _SHORTEST_FILM or _is_beside_facts(around)):
            facts.state("film.runtime_minutes", minutes(text), line.number)


def _is_beside_facts(around: Sequence[Line]) -> bool:
    return any(is_label(other.text) or made_in(other.text) for other in around)


def _state_director(below: Sequence[Line], number: int, facts: Facts) -> None:
    """State the name that stands on the very next line below a film's year: title, year, director."""
    for line in below:
        name = line.text.strip()
        if line.number == number and _PERSON.fullmatch(name) and not is_label(name):
            facts.state("film.directors", names(name), line.number)


def _touches(filled: Sequence[Line], at: int, headline: int | None, title: str) -> bool:
    """Return whether the line right above or below is the film's title."""
    beside = [*filled[max(0, at - 1) : at], *filled[at + 1 : at + 2]]
    return any(line.number == headline or (title and fold(line.text) == title) for line in beside)
