"""A page that reviews several films: one section a film, told by headings that name a film."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.printed_grades import is_grade_alone, parse_grade
from bot.intake.aspects import names_aspect
from bot.intake.body import body_text
from bot.intake.credits import read_credits
from bot.intake.dates import find_date, is_date_line
from bot.intake.factlines import is_fact_line, read_fact_lines
from bot.intake.facts import Facts
from bot.intake.furniture import content_end, is_noise
from bot.intake.headline import parse_headline
from bot.intake.prose import read_prose
from bot.intake.segments import is_labelled
from bot.intake.statements import statements
from bot.intake.verdicts import closing_grade, read_verdict
from bot.intake.words import Line, fold, is_prose

_NUMBERED = re.compile(r"^\s*(?:#?\d{1,3}\s?[.):–-]\s+|[•*–-]\s+)")
_YEAR = re.compile(r"\((?:[^()]{0,40}\b)?(?:18|19|20)\d\d(?:\b[^()]{0,40})?\)")
_TAIL_DATE = re.compile(
    r"\s{1,8}(?:[-–—|(,]\s?)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|[^\W\d]{3,9}\.? \d{1,2},? \d{4})\)?\s*$"
)
_TAIL_GRADE = re.compile(
    r"\s*[-–—:|(\[,]?\s*(?P<grade>[★☆⭐🌟½✭✮]{1,11}|\d{1,3}(?:[.,]\d{1,2})?\s?/\s?\d{1,3}|\(?[A-DF][+−-]?\)?(?=\W*$)|"
    r"\d{1,3}\s?%)\s*[)\]]?\s*$"
)
_BARE_GRADE = re.compile(r"^(?P<title>.{1,100}?)\s?[:–-]\s(?P<grade>\d{1,2}(?:[.,]\d)?)$")
_FILM_LINK = re.compile(
    r"(?:letterboxd\.com/(?:[\w-]{1,40}/)?film|imdb\.com/title|themoviedb\.org/movie|rottentomatoes\.com/m|"
    r"filmaffinity\.com|allocine\.fr/film)/?",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"^\s{0,8}(?:[-*+]\s+)?(?:\*\*|__|_|\*)?\[[^\[\]]{1,120}\](?:\([^\s]{0,300}\)|"
    r"\[[^\[\]]{0,80}\])?(?:\*\*|__|_|\*)?:\s"
)
_CALLED_REVIEW = re.compile(r"[\[(|:–-]\s?(?:movie |film )?(?:review|kritik|crítica|critique)\W{0,2}$", re.IGNORECASE)
_FEWEST = 2
_FEWEST_PLAIN = 3


@dataclass(frozen=True, slots=True)
class Section:
    """Hold the heading of one film and the lines below it, up to the next."""

    heading: Line
    lines: tuple[Line, ...]


def _below(lines: Sequence[Line], at: int) -> list[Line]:
    return [line for line in lines[at + 1 : at + 8] if line.text.strip()][:3]


def _is_rated(lines: Sequence[Line], at: int) -> bool:
    """Return whether a grade stands in a heading or in one of the two lines below it."""
    if _TAIL_GRADE.search(_NUMBERED.sub("", lines[at].text)):
        return True
    for line in _below(lines, at)[:2]:
        if line.heading:
            return False
        if is_grade_alone(line.text) or (
            re.match(r"\W{0,3}rating\W", line.text, re.IGNORECASE) and parse_grade(line.text[7:])
        ):
            return True
    return False


def _names_film(lines: Sequence[Line], at: int, raw: Sequence[str]) -> bool:
    line = lines[at]
    if not 1 < len(line.text) <= 140 or (is_labelled(line.text) and not _YEAR.search(line.text)):
        return False
    source = raw[line.number - 1] if line.number <= len(raw) else ""
    return bool(_YEAR.search(line.text) or _FILM_LINK.search(source[:2000]) or _is_rated(lines, at))


def find_sections(lines: Sequence[Line], raw: Sequence[str]) -> tuple[Section, ...]:
    """Return one section a film where a page has at least two under headings of one level, else nothing.

    Without headings, lines such as `Title (1999) ★★★½` count where at least three are each followed by prose.
    """
    content = lines[: content_end(lines)] if not any(line.heading for line in lines) else lines
    levels = Counter(line.heading for line in content if line.heading)
    found: list[int] = []
    for level in sorted(levels):
        marked = [at for at, line in enumerate(content) if line.heading == level and _names_film(content, at, raw)]
        if (
            len(marked) >= (_FEWEST if level > 1 else _FEWEST_PLAIN)
            and len(marked) * 2 >= levels[level]
            and len(marked) > len(found)
        ):
            found = marked
    if not found:
        found = [at for at, line in enumerate(content) if _is_plain_heading(content, at, raw)]
        if len(found) < (_FEWEST if _alike(content, found) else _FEWEST_PLAIN):
            return ()
    if len({fold(content[at].text) for at in found}) < len(found):
        return ()
    return tuple(_section(content, at, found) for at in found)


def bullet_sections(lines: Sequence[Line], raw: Sequence[str]) -> tuple[Section, ...]:
    """Return one section a list item, where at least three items or paragraphs link a film and speak of it."""
    found = []
    for line in lines:
        match = _BULLET.match(raw[line.number - 1][:400]) if line.number <= len(raw) else None
        title, _, text = line.text.partition(": ")
        if match and text and is_prose(text) and len(title) <= 100:
            found.append(Section(Line(line.number, title.strip("[]")), (Line(line.number, text),)))
    return (
        tuple(found) if len(found) >= _FEWEST_PLAIN and len({fold(s.heading.text) for s in found}) == len(found) else ()
    )


def _is_plain_heading(lines: Sequence[Line], at: int, raw: Sequence[str]) -> bool:
    text = lines[at].text
    if not text or len(text) > 100 or is_prose(text) or is_date_line(text) or not fold(_TAIL_GRADE.sub("", text)):
        return False
    if names_aspect(text):
        return False
    below = _below(lines, at)
    if below and is_prose(below[0].text) and closing_grade(below[0].text):
        return True
    named = _names_film(lines, at, raw) and bool(_YEAR.search(text) or _TAIL_GRADE.search(text))
    return named and any(is_prose(line.text) and len(line.text) > 60 for line in below[:2])


def _alike(lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Return whether every heading closes with a grade, or every one calls itself a review."""
    texts = [lines[at].text for at in found]
    graded = (_TAIL_GRADE.search(text) for text in texts)
    if all(grade and re.search(r"[★☆⭐/]", grade["grade"]) for grade in graded):
        return True
    return all(_CALLED_REVIEW.search(text) for text in texts)


def _section(lines: Sequence[Line], at: int, found: Sequence[int]) -> Section:
    heading = lines[at]
    ends = [
        i
        for i in range(at + 1, len(lines))
        if i in found or (heading.heading and 0 < lines[i].heading <= heading.heading)
    ]
    return Section(heading, tuple(lines[at + 1 : min(ends, default=len(lines))]))


def read_section(section: Section) -> tuple[Facts, str]:
    """Return the facts and the body of one section."""
    facts, heading = Facts(), section.heading
    text = _NUMBERED.sub("", heading.text)
    if dated := _TAIL_DATE.search(text):
        facts.state("published", find_date(dated.group()), heading.number)
        text = text[: dated.start()]
    graded = _TAIL_GRADE.search(text)
    if graded and graded.start() > 0 and not re.fullmatch(r"[A-DF]", graded["grade"]):
        facts.state("grade", parse_grade(graded["grade"]), heading.number)
        text = text[: graded.start()]
    elif bare := _BARE_GRADE.match(text):
        facts.state("grade", parse_grade(bare["grade"]), heading.number)
        text = bare["title"]
    # The page's own words cannot tell a tagline here: a heading's dash belongs to the title.
    if headline := parse_headline(text, f" {fold(text)} "):
        facts.state("film.title", headline.title, heading.number)
        facts.state("film.year", headline.year, heading.number)
    said = list(statements(section.lines))
    read_verdict(section.lines, said, facts)
    read_credits(said, facts)
    read_fact_lines(section.lines, facts)
    body = [line for line in section.lines if not _is_outside(line.text)]
    read_prose(body, facts.get("film.title"), facts)
    return facts, body_text(body)


def _is_outside(text: str) -> bool:
    return bool(text.strip()) and (is_noise(text) or is_labelled(text) or is_fact_line(text))
