"""Labelled lines made into the facts of a review: people, length, certificate, genres, dates, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.domain.languages import language_of
from bot.intake.dates import find_date, find_year
from bot.intake.facts import Facts
from bot.intake.genres import genres, is_genre
from bot.intake.languages import language_code
from bot.intake.letters import CAPITAL
from bot.intake.statements import Statement
from bot.intake.values import certificate, directors, minutes, names, yes_or_no
from bot.intake.words import fold, is_name, is_prose, word_count

_LONGEST_TITLE = 120
_DISTRIBUTION = "distribution"
_LANGUAGE = frozenset(("language", "languages", "idioma", "idiomas", "langue", "langues", "sprache", "sprachen"))
_ORIGINAL = frozenset(
    ("original language", "film language", "idioma original", "langue originale", "originalsprache", "language s")
)
_OF_FILM = frozenset(("film.directors", "film.cast", "film.runtime_minutes", "film.genres", "film.year"))
_NEAR = 6  # lines within which facts stand together
_LINK = re.compile(r"https?://[^\s<>\"')\]]{4,400}")
_GOES_ON = re.compile(r"[,;]\s(?=[^\W\d_A-ZÀ-ÖØ-Þ]{3})|\s(?:and|et|y|und|&)\s(?=[^\W\d_A-ZÀ-ÖØ-Þ]{3})")
_MADE_IN = re.compile(rf"(?:,\s{CAPITAL}[^,\d]{{1,40}}){{0,3}},\s(?P<year>(?:18|19|20)\d\d)$")
_LEADING_NAME = re.compile(
    rf"^(?P<name>{CAPITAL}[\w.'’-]+(?:\s(?:(?:de|da|del|di|van|"
    rf"von)\s)?{CAPITAL}[\w.'’-]*){{1,3}})\s[a-zß-öø-ÿ]{{3,}}\s"
)
_SORTS = ("type", "tipo", "typ", "art")
_SAME = ("idem", "id", "same", "the same", "el mismo", "le meme")
_TITLE_YEAR = re.compile(r"^(?P<title>.{1,120}?)\s*[(\[](?P<year>(?:18|19|20)\d\d)[)\]]\s*$")


def _people(facts: Facts, said: Statement) -> None:
    value = said.value
    if said.field == "film.directors":
        # "Directed by A, written by B": what goes on in small letters is another's work.
        value = _GOES_ON.split(value, maxsplit=1)[0]
    if value and not (is_prose(value) and said.field == "film.directors" and len(value) > 80):
        people = (directors if said.field == "film.directors" else names)(value)
        if not people and said.field == "film.directors" and (leading := _LEADING_NAME.match(value)):
            # "Regia di Ines Calder vedi la scheda"
            people = (leading["name"],)
        facts.state(said.field, people, *said.lines)


def _runtime(facts: Facts, said: Statement) -> None:
    facts.state(said.field, minutes(said.value), *said.lines)


def _year(facts: Facts, said: Statement) -> None:
    facts.state("film.year", find_year(said.value), *said.lines)


def _release(facts: Facts, said: Statement) -> None:
    found = find_date(said.value, "es")
    facts.state("release", found.year if found else find_year(said.value), *said.lines)


def _genres(facts: Facts, said: Statement) -> None:
    facts.state("film.genres", genres(said.value), *said.lines)


def _tags(facts: Facts, said: Statement) -> None:
    facts.state("tagged_genres", genres(said.value, known_only=True), *said.lines)


def _certificate(facts: Facts, said: Statement) -> None:
    # "Rated 8/10 by me" is a grade: the certificate reader refuses it.
    if found := certificate(said.value):
        facts.state("film.certificate", found[0], *said.lines)
        facts.state("film.certificate_reason", found[1], *said.lines)


def _rating(facts: Facts, said: Statement) -> None:
    if found := certificate(said.value, worded_only=True):
        facts.state("film.certificate", found[0], *said.lines)
        facts.state("film.certificate_reason", found[1], *said.lines)


def _audience(facts: Facts, said: Statement) -> None:
    # "Public : interdit aux moins de 12 ans" speaks of those who may see the film, not of those who graded it.
    if found := certificate(said.value, worded_only=True):
        facts.state("film.certificate", found[0], *said.lines)


def _title(facts: Facts, said: Statement) -> None:
    value = said.value.strip(" \"'“”‘’«»*_")
    if not value or len(value) > _LONGEST_TITLE or is_genre(value) or value.startswith("http") or value.endswith(":"):
        return
    if said.field == "film.original_title" and (made := _MADE_IN.search(value)):
        # "Original title: Salt Harbour, Norway, 2019"
        facts.state("film.year", int(made["year"]), *said.lines)
        value = value[: made.start()]
    if fold(value) in _SAME:
        return
    if found := _TITLE_YEAR.match(value):
        value = found["title"].strip(" \"'“”‘’«»*_")
        facts.state("film.year", int(found["year"]), *said.lines)
    facts.state(said.field, value, *said.lines)


def _person(facts: Facts, said: Statement) -> None:
    value = re.split(r"\s+(?:in|on|at|am|um|à|el|le|en|dans|für|for|\||,|-|–|•|·)\s|,\s|\s\d|\s\(", said.value)[
        0
    ].strip(" .:*_")
    if is_name(value) and word_count(value) <= 4:
        facts.state("critic", value, *said.lines)
    if found := find_date(said.value):
        facts.state("published", found, *said.lines)


def _outlet(facts: Facts, said: Statement) -> None:
    if said.value and len(said.value) <= 80 and not is_prose(said.value) and not said.value.startswith("http"):
        facts.state("outlet", said.value.strip(' *_"“”'), *said.lines)


def _link(facts: Facts, said: Statement) -> None:
    if found := _LINK.search(said.value):
        facts.state("url", found.group(), *said.lines)


def _published(facts: Facts, said: Statement) -> None:
    facts.state("published", find_date(said.value, facts.get("language")), *said.lines)


def _language(facts: Facts, said: Statement) -> None:
    facts.state("language", language_code(said.value), *said.lines)


def _film_language(facts: Facts, said: Iterable[Statement]) -> None:
    """State the language of the film: said by its own name, or among the facts of the film.

    A bare `Language` elsewhere may be the page's, or the words that children hear.
    """
    facts_at = [line for one in said if one.field in _OF_FILM for line in one.lines]
    for one in said:
        name = fold(one.label)
        beside = any(abs(line - at) <= _NEAR for line in one.lines for at in facts_at)
        if one.field == "other" and (name in _ORIGINAL or (name in _LANGUAGE and beside)):
            facts.state("film.language", language_of(one.value), *one.lines)


def _after_credits(facts: Facts, said: Statement) -> None:
    facts.state("after_credits", yes_or_no(said.value), *said.lines)


_READERS: dict[str, Callable[[Facts, Statement], None]] = {
    "film.directors": _people,
    "film.cast": _people,
    "film.runtime_minutes": _runtime,
    "film.year": _year,
    "release": _release,
    "film.genres": _genres,
    "tags": _tags,
    "film.certificate": _certificate,
    "grade": _rating,
    "others": _audience,
    "film.title": _title,
    "film.original_title": _title,
    "critic": _person,
    "outlet": _outlet,
    "url": _link,
    "published": _published,
    "language": _language,
    "after_credits": _after_credits,
}


def read_credits(said: Iterable[Statement], facts: Facts) -> None:
    """State in `facts` what the labelled lines say, first statement first; grades are read elsewhere."""
    stated = list(said)
    _film_language(facts, stated)
    cast = any(one.field == "film.cast" and one.value and fold(one.label) != _DISTRIBUTION for one in stated)
    for statement in stated:
        # Where another label names the cast, `Distribution` is who brings the film to the cinemas.
        if cast and fold(statement.label) == _DISTRIBUTION:
            continue
        if reader := _READERS.get(statement.field):
            reader(facts, statement)
        elif fold(statement.label) in _SORTS:
            _tags(facts, statement)
