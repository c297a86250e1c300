"""Bare facts that stand one a line: a year under the title, `France 2019`, `118 min` beside the other credits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.factlines import is_runtime
from bot.intake.facts import Facts
from bot.intake.segments import is_label
from bot.intake.values import minutes, names
from bot.intake.words import Line, fold

_LONGEST = 60
_COUNTRIES = (
    r"(?:USA|US|U\.S\.A?\.?|UK|GB|United States|United Kingdom|Great Britain|Germany|France|Italy|Spain|Japan|"
    r"South Korea|Korea|Canada|Australia|India|China|Ireland|Mexico|Brazil|Sweden|Norway|Denmark|Belgium|Austria|"
    r"Switzerland|Poland|Estados Unidos|EE\.? ?UU\.?|Reino Unido|España|Alemania|Francia|Italia|Japón|Corea del Sur|"
    r"Canadá|Argentina|México|Chile|Colombia|Suecia|États-Unis|Royaume-Uni|Allemagne|Italie|Espagne|Japon|"
    r"Corée du Sud|Belgique|Suisse|Deutschland|Frankreich|Großbritannien|Italien|Spanien|Japan|Südkorea|Kanada|"
    r"Österreich|Schweiz|Belgien|Schweden|Dänemark|D|F|GB|I|A|CH)"
)
_MADE = re.compile(
    rf"^\(?{_COUNTRIES}(?:\s?[/,&+-]\s?{_COUNTRIES}){{0,5}}(?:,?\s|\s?[/|]\s?)\(?(?P<year>(?:18|19|20)\d\d)\)?$"
)
_YEAR = re.compile(r"^\W{0,2}(?P<year>(?:18|19|20)\d\d)\W{0,2}$")
# "2015 movie", "1999 film"
_YEAR_OF = re.compile(r"^(?P<year>(?:18|19|20)\d\d) (?:film|movie)$", re.IGNORECASE)
# Shorter than this may be how long a page takes to read.
_SHORTEST_FILM = 45
_PERSON = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w.'’-]+(?:\s[^\W\d_][\w.'’-]*){1,3}")
_NEAR = 3


def read_stacked(lines: Sequence[Line], headline: int | None, facts: Facts) -> None:
    """State the year and the length that stand on lines of their own, beside the title or beside other facts."""
    filled = [line for line in lines if line.text.strip()]
    title = fold(str(facts.get("film.title", "")))
    for at, line in enumerate(filled):
        text = line.text.strip()
        if len(text) > _LONGEST:
            continue
        around = filled[max(0, at - _NEAR) : at] + filled[at + 1 : at + 1 + _NEAR]
        if made := _MADE.match(text) or _YEAR_OF.match(text):
            facts.state("film.year", int(made["year"]), line.number)
        elif (year := _YEAR.match(text)) and _touches(filled, at, headline, title):
            facts.state("film.year", int(year["year"]), line.number)
            _state_director([ln for ln in filled[at + 1 : at + 2] if fold(ln.text) != title], line.number + 1, facts)
        elif is_runtime(text) and ((minutes(text) or 0) >= _SHORTEST_FILM or _is_beside_facts(around)):
            facts.state("film.runtime_minutes", minutes(text), line.number)


def _is_beside_facts(around: Sequence[Line]) -> bool:
    return any(is_label(other.text) or _MADE.match(other.text.strip()) for other in around)


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
