"""Credits without labels, as papers print them: `De A (Fr., 1h38) avec B, C`, `Thriller de A. Avec B, C. 2011.`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.intake.genres import is_genre
from bot.intake.letters import CAPITAL
from bot.intake.words import is_name

_STARS = re.compile(r"^(?P<label>[Aa]vec|[Cc]on|[Mm]it|[Ww]ith)\s(?P<cast>.{3,200})$")
# "Les Mouettes (V.O.) ★★★ Norvège, 2016, 98 min."
_HEADED = re.compile(r"^(?P<title>[^★☆]{2,80}?)\s(?:\([^()]{2,60}\)\s)?(?P<stars>[★☆½]{1,6})\s(?P<facts>[^★☆]{4,80})$")
# "Thriller de Inès Caldère." in a line of such sentences
_GENRE_BY = re.compile(
    r"^(?P<genres>[^\W\d_][\w -]{3,40}?)\s(?P<label>de|d['’]|von|di|"
    rf"by)\s?(?P<value>{CAPITAL}[\w.'’-]*\s[^.,:;!?()]{{2,60}})$"
)
# "De Inés Caldera (Fr., 1h38) avec Mira Osei, Tom Vale…"
_BILLED = re.compile(
    rf"^(?P<label>(?:[Uu]n film )?(?:[Dd]e|[Dd]i|[Vv]on|[Bb]y))\s(?P<value>{CAPITAL}[^.!?:()\d]{{3,80}}?)\s?"
    r"(?:\((?P<made>[^()]{2,60})\))?,?\s(?P<with>avec|mit|con|with|"
    rf"com)\s(?P<cast>{CAPITAL}[^!?:()]{{3,160}}?)[.…]*$"
)
# "Les Mouettes, de Inès Caldère, avec Mira Osei, Tom Vale (Norvège, 2016, 98 min)"
_TITLED = re.compile(
    rf"^(?P<title>[^\W_][^,()\n]{{1,80}}),\s(?P<label>de|di|von|by|d['’])\s?(?P<value>{CAPITAL}[^,()\d]{{3,60}}),\s"
    rf"(?P<with>avec|mit|con|with|com)\s(?P<cast>{CAPITAL}[^()!?:]{{3,200}}?)\s?\((?P<made>[^()]{{4,60}})\)"
)
# "“Salt Harbour,” rated PG" in a line of its own
_CERTIFIED = re.compile(
    r"^(?:[“\"](?P<quoted>[^“”\"\n]{1,80}?),?[”\"],?|(?!(?:[Tt]his|[Tt]he|[Aa]|[Ii]n|[Ii]t)\s(?:\w+\s)?(?:film|movie|picture)\b)"
    r"(?P<title>[^\Wa-z_][^“”\",.;\n]{0,60}),)\s(?P<label>[Rr]ated)\s(?P<mark>PG-13|PG|R|G|NC-17|NR)\.?$"
)
_AND = r",\s|\s(?:et|und|y|and|e)\s"
_LONGEST = 300
# Field, label and value.
Fact = tuple[str, str, str]


def billed(text: str) -> list[Fact]:
    """Return what a line says of the film in one breath or in short sentences; nothing where it is no such line."""
    text = text.strip()
    if len(text) > _LONGEST:
        return []
    if titled := _TITLED.match(text):
        return [("film.title", titled["label"], titled["title"]), *_in_one_breath(titled)]
    if certified := _CERTIFIED.match(text):
        label = certified["label"]
        return [
            ("film.title", label, certified["quoted"] or certified["title"]),
            ("film.certificate", label, certified["mark"]),
        ]
    breath = _BILLED.match(text)
    return list(_in_one_breath(breath) if breath else _in_sentences(text))


def is_breath(text: str) -> bool:
    """Return whether a line is a bill in one breath, which no other label can be read off."""
    return len(text) <= _LONGEST and _BILLED.match(text.strip()) is not None


def _in_one_breath(breath: re.Match[str]) -> Iterator[Fact]:
    yield "film.directors", breath["label"], breath["value"]
    yield "film.cast", breath["with"], breath["cast"]
    for part in (breath["made"] or "").split(","):
        yield "film.runtime_minutes", breath["label"], part
        yield "film.year", breath["label"], part


def _in_sentences(text: str) -> Iterator[Fact]:
    """Yield what a line of short sentences says: `Thriller de Inès Caldère. Avec Mira Osei. 2011.`."""
    parts = [part for part in re.split(r"(?<=[\w)]{2})\.(?:\s+|$)", text) if part.strip()] if ". " in text else []
    made = next((found for part in parts if (found := _GENRE_BY.match(part)) and _are_genres(found["genres"])), None)
    if made is None:
        return
    label = made["label"]
    if headed := _HEADED.match(parts[0]):
        yield from _in_head(headed, label)
    yield "film.genres", label, ", ".join(re.split(_AND, made["genres"]))
    yield "film.directors", label, made["value"]
    for part in parts:
        if (starred := _STARS.match(part)) and all(map(is_name, re.split(_AND, starred["cast"]))):
            yield "film.cast", starred["label"], starred["cast"]
        elif re.fullmatch(r"(?:18|19|20)\d\d", part.strip()):
            yield "film.year", label, part


def _in_head(headed: re.Match[str], label: str) -> Iterator[Fact]:
    yield "film.title", label, headed["title"]
    yield "grade", "stars", headed["stars"]
    for fact in headed["facts"].split(","):
        yield "film.year", label, fact
        yield "film.runtime_minutes", label, fact


def _are_genres(text: str) -> bool:
    return all(map(is_genre, re.split(rf"{_AND}|\s?/\s?", text)))
