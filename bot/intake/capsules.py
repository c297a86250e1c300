"""A page of several films in capsules: list items or paragraphs that each open with a film's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.printed_grades import parse_grade
from bot.intake.aspects import names_aspect
from bot.intake.factlines import is_runtime
from bot.intake.furniture import content_end
from bot.intake.graded import prints_grade
from bot.intake.labels import label_field
from bot.intake.markdown import plain
from bot.intake.paragraph_grades import closing_grade
from bot.intake.sections import Section
from bot.intake.values import certificate
from bot.intake.words import Line, fold, is_prose

FILM_LINK = re.compile(
    r"(?:letterboxd\.com/(?:[\w-]{1,40}/)?film|imdb\.com/(?:[a-z]{2}/)?title|themoviedb\.org/movie|"
    r"rottentomatoes\.com/m|filmaffinity\.com|allocine\.fr/film|senscritique\.com/film|movie\.douban\.com/subject)/?",
    re.IGNORECASE,
)
# "- **Salt Harbour (2019)** (4/5) …", "* [Gulls](https://…): …", "-  `Gulls`_: …"
_ITEM = re.compile(
    r"^\s{0,8}(?:[-*+•]\s{1,4}|\d{1,3}[.)]\s)?(?:"
    r"(?P<mark>\*\*|__|\*|_|`)(?P<name>[^*`\n]{1,160}?)(?P=mark)_?|\[(?P<link>[^\[\]]{1,120})\](?:\([^\s()]{0,300}\)|\[[^\[\]]{0,80}\])?)"
    r"(?P<rest>(?:\s?[:–—(\[]|\s-|\s[★☆⭐]|\s\d{1,2}(?:[.,]\d)?/).*|(?<=:)(?:\*\*)?\s.*)$"
)
_REFERENCE = re.compile(
    r"^\s{0,3}(?:\.\. _`?(?P<rst>[^`\n]{1,100}?)`?|\[(?P<md>[^\[\]]{1,100})\]):\s+(?P<to>\S{1,400})"
)
# "‘Gulls’: (PG) …", "“Gulls” -- …"
_QUOTED = re.compile(r"^\W?[\"“‘'«„](?P<name>[^\"“”«»„]{1,80}?),?[\"”’'»“](?P<rest>\s?(?:--|:|[–—]|-\s|\().*)$")
# "SALT HARBOUR--…", "SALT HARBOUR ★★★ …"
_SHOUTED = re.compile(
    r"^(?P<name>[^a-zß-öø-ÿ★⭐❤♥]{3,70}?(?=\s?[★⭐❤♥])|[^a-zß-öø-ÿ]{3,70}?)(?P<rest>\s?(?:--|—|–|:\s|\s-\s|\(|[★⭐❤♥]).*)$"
)
_YEAR = re.compile(r"^\s*[(\[](?P<year>(?:18|19|20)\d\d)[)\]]|\((?P<inside>(?:18|19|20)\d\d)\)\s*$")
_GRADE = re.compile(
    r"^[\s:–—(\[-]{0,5}(?P<grade>\d{1,3}(?:[.,]\d{1,2})?\s?/\s?\d{1,3}|"
    r"[★⭐❤♥💛🟡]\ufe0f?(?:\s?[★☆⭐❤♥💛🟡⚪½]\ufe0f?){0,9}|"
    r"(?:half a|one|two|three|four|five|\d(?:\.5|½)?)(?: and (?:a|one)[ -]half)?[ -]stars?(?!\w))[)\]]?",
    re.IGNORECASE,
)
# "“Gulls” (thriller, PG-13, 109 minutes)": facts in brackets behind the name.
_BRACKETED = re.compile(r"^[\s:–—-]{0,4}\((?P<facts>[^()]{5,160})\)\.?")
# "3) The Long Pier – He sure did …": an entry of a numbered list that goes on with a paragraph.
_NUMBERED = re.compile(r"^(?P<number>\d{1,3})[.)]\s(?P<name>[^\W_][^.!?–—\n]{0,80}?)(?P<rest>\s[-–—]{1,2}\s.{20,})$")
_CERTIFIED = re.compile(r"^[\s:–—-]{0,4}\((?P<mark>[^()]{1,12})\)")
# "… (R) L, S. 123 minutes.": newspapers close a capsule with its certificate.
_ENDS_CERTIFIED = re.compile(r"\((?:G|PG|PG-13|R|NC-17|NR|U|12A)\)[^()]{0,60}$")
_FEWEST, _FEWEST_GRADED = 3, 2
_LONGEST_NAME, _SHORTEST_CAPITALS, _SHORTEST_TEXT = 100, 3, 80


@dataclass(frozen=True, slots=True)
class _Capsule:
    """Hold where a capsule begins, the film it names, the words after the name, and whether they prove a film."""

    at: int
    name: str
    rest: str
    proven: bool


def capsule_sections(lines: Sequence[Line], raw: Sequence[str]) -> tuple[Section, ...]:
    """Return one section a capsule, where at least three open with a name and half of them prove that it is a film's.

    A year, a grade, a certificate or a link into a film catalogue beside the name proves it; two capsules are enough
    where both do. `raw` are the file's own lines, which show what is linked and what is set in bold.
    """
    content = lines[: content_end(lines)]
    for found in (list(_items(content, raw)), list(_paragraphs(content)), list(_numbered(content))):
        proven = sum(capsule.proven for capsule in found)
        fewest = _FEWEST_GRADED if proven == len(found) else _FEWEST
        if len(found) >= fewest and proven * 2 >= len(found) and len({fold(c.name) for c in found}) == len(found):
            ends = [*(capsule.at for capsule in found[1:]), len(content)]
            return tuple(_section(content, capsule, end) for capsule, end in zip(found, ends, strict=True))
    return ()


def _items(lines: Sequence[Line], raw: Sequence[str]) -> Iterator[_Capsule]:
    """Yield the list items and paragraphs that open with a name in bold, in italics or in a link."""
    linked = _linked_films(raw)
    for at, line in enumerate(lines):
        source = raw[line.number - 1] if 0 < line.number <= len(raw) else ""
        match = _ITEM.match(source[:2000]) if not line.heading else None
        if match is None:
            continue
        name = plain(match["name"] or match["link"] or "").strip(" :")
        rest = plain(match["rest"])
        if _can_name(name) and (is_prose(rest) or len(rest.split()) > 1):
            film = bool(FILM_LINK.search(source[:2000])) or fold(name) in linked
            yield _Capsule(at, name, rest, film or _is_proven(name, rest))


def _linked_films(raw: Sequence[str]) -> set[str]:
    """Return the names that link definitions at the foot of a page point into a film catalogue."""
    found = (_REFERENCE.match(line[:600]) for line in raw)
    return {fold(match["rst"] or match["md"]) for match in found if match and FILM_LINK.search(match["to"])}


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Capsule]:
    """Yield the paragraphs that open with a name in quotation marks or in capitals."""
    for at, line in enumerate(lines):
        if len(line.text) < _SHORTEST_TEXT or not is_prose(line.text):
            continue
        match = _QUOTED.match(line.text) or _SHOUTED.match(line.text)
        name = match["name"].strip(" ,:") if match else ""
        if match and _can_name(name) and (sum(c.isupper() for c in name) >= _SHORTEST_CAPITALS or not name.isupper()):
            graded = closing_grade(line.text) is not None or bool(_ENDS_CERTIFIED.search(line.text))
            yield _Capsule(at, name, match["rest"], graded or _is_proven(name, match["rest"]))


def _numbered(lines: Sequence[Line]) -> Iterator[_Capsule]:
    """Yield the entries of the page's first numbered list; a grade below an entry proves it."""
    matches = [(at, match) for at, line in enumerate(lines) if (match := _NUMBERED.match(line.text))]
    last, ends = 0, [*(at for at, _ in matches[1:]), len(lines)]
    for (at, match), below in zip(matches, ends, strict=False):
        name, rest = match["name"].strip(), match["rest"]
        if int(match["number"]) <= last or not _can_name(name):
            return
        last = int(match["number"])
        yield _Capsule(at, name, rest, _is_proven(name, rest) or any(map(prints_grade, lines[at + 1 : below])))


def _can_name(name: str) -> bool:
    return bool(fold(name)) and len(name) <= _LONGEST_NAME and label_field(name) is None and not names_aspect(name)


def _is_proven(name: str, rest: str) -> bool:
    """Return whether a year, a grade or a certificate stands beside a name."""
    if _YEAR.search(rest[:10]) or _YEAR.search(name) or _GRADE.match(rest):
        return True
    certified = _CERTIFIED.match(rest)
    return bool(certified and certificate(certified["mark"], worded_only=True)) or bool(_facts_beside(rest))


def _facts_beside(rest: str) -> list[str]:
    """Return the facts in the brackets behind a name, where one of them is a length or a certificate."""
    bracketed = _BRACKETED.match(rest)
    parts = [part.strip() for part in bracketed["facts"].split(",")] if bracketed else []
    return parts if any(is_runtime(part) or certificate(part, worded_only=True) for part in parts) else []


def _section(lines: Sequence[Line], capsule: _Capsule, end: int) -> Section:
    """Return the part of the page on one film: its name with year and grade as a heading, then its text."""
    line, name, rest = lines[capsule.at], capsule.name, capsule.rest
    if year := _YEAR.match(rest):
        name, rest = f"{name} ({year['year']})", rest[year.end() :]
    more: list[Line] = []
    if (graded := _GRADE.match(rest)) and parse_grade(graded["grade"]):
        more.append(Line(line.number, graded["grade"]))
        rest = rest[graded.end() :]
    if certified := _CERTIFIED.match(rest):
        more.append(Line(line.number, f"Certificate: {certified['mark']}"))
        rest = rest[certified.end() :]
    elif (beside := _facts_beside(rest)) and (bracketed := _BRACKETED.match(rest)):
        more.append(Line(line.number, " | ".join(beside)))
        rest = rest[bracketed.end() :]
    return Section(
        Line(line.number, name), (*more, Line(line.number, rest.lstrip(" :–—-)")), *lines[capsule.at + 1 : end])
    )
