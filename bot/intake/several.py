"""A page that reviews several films: one section a film, told by headings that name a film."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from bot.domain.printed_grades import is_grade_alone, parse_grade
from bot.intake.aspects import names_aspect, names_whole
from bot.intake.capsules import FILM_LINK
from bot.intake.dates import is_date_line
from bot.intake.furniture import content_end
from bot.intake.labels import label_field
from bot.intake.paragraph_grades import closing_grade
from bot.intake.sections import BY_DIRECTOR, NUMBERED, TAIL_DATE, TAIL_GRADE, Section
from bot.intake.segments import is_labelled
from bot.intake.words import Line, fold, is_long_prose, is_prose

_YEAR = re.compile(r"\((?:[^()]{0,40}\b)?(?:18|19|20)\d\d(?:\b[^()]{0,40})?\)")
_BULLET = re.compile(
    r"^\s{0,8}(?:[-*+]\s+)?(?:\*\*|__|_|\*)?\[[^\[\]]{1,120}\](?:\([^\s]{0,300}\)|"
    r"\[[^\[\]]{0,80}\])?(?:\*\*|__|_|\*)?:\s"
)
_CALLED_REVIEW = re.compile(r"[\[(|:–-]\s?(?:movie |film )?(?:review|kritik|crítica|critique)\W{0,2}$", re.IGNORECASE)
_FILMS = re.compile(
    r"\b(?:films|movies|filme|pel[ií]culas|pelis|movie list|watch ?list|kinofilme|films vus|visionnages)\b",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(\*\*|__)[^*_.!?:]{2,80}[!?]?\1")
_DIARY = re.compile(r",\s(?:18|19|20)\d\d\s[-–—]\s[★⭐]{1,5}½?")
# "Plot: 4/5", "Gameplay - 8/10"
_GRADED_NAME = re.compile(r"\s?[:–-]\s?\d{1,3}(?:[.,]\d)?\s?/\s?\d{1,3}\b")
_SHORTEST_TEXT = 60
_FEWEST = 2
_LONGEST_LINK = 100
_FEWEST_PLAIN = 3


def _below(lines: Sequence[Line], at: int) -> list[Line]:
    return [line for line in lines[at + 1 : at + 8] if line.text.strip()][:3]


def _is_rated(lines: Sequence[Line], at: int) -> bool:
    """Return whether a grade stands in a heading or in one of the two lines below it."""
    if TAIL_GRADE.search(NUMBERED.sub("", lines[at].text)):
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
    if _YEAR.search(line.text) or FILM_LINK.search(source[:2000]) or _is_rated(lines, at):
        return True
    return bool(BY_DIRECTOR.search(line.text)) or _is_linked_below(lines, at, raw)


def _is_linked_below(lines: Sequence[Line], at: int, raw: Sequence[str]) -> bool:
    """Return whether the line right below a heading does no more than link a film: `[Details](https://…)`."""
    below = next(iter(_below(lines, at)), None)
    if below is None or below.heading or len(below.text) > _LONGEST_LINK or below.number > len(raw):
        return False
    return bool(lines[at].heading and FILM_LINK.search(raw[below.number - 1][:600]))


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
    if not found and _speaks_of_films(content, raw):
        found = [at for at, line in enumerate(content) if _is_bold_heading(content, at, raw)]
        found = found if len(found) >= _FEWEST else []
    if not found:
        found = [at for at, line in enumerate(content) if _is_plain_heading(content, at, raw)]
        if len(found) < (_FEWEST if _alike(content, found) else _FEWEST_PLAIN) or _grades_aspects(content, found):
            return ()
    if len({fold(content[at].text) for at in found}) < len(found):
        return ()
    starts = frozenset(found)
    return tuple(_section(content, at, starts) for at in found)


def _speaks_of_films(lines: Sequence[Line], raw: Sequence[str]) -> bool:
    """Return whether a page says in its head that it is of several films: `Movie list`, `Two films I saw`."""
    first = next((at for at, line in enumerate(lines) if is_long_prose(line.text)), 0)
    head = [line.text for line in lines[: first + 1]]
    title = next((line for line in raw[:30] if line.casefold().startswith("title")), "")
    return bool(_FILMS.search(" ".join([title, *head])[:2000]))


def _is_bold_heading(lines: Sequence[Line], at: int, raw: Sequence[str]) -> bool:
    """Return whether a line is a name in bold and nothing else, above running text."""
    line = lines[at]
    source = raw[line.number - 1].strip() if 0 < line.number <= len(raw) else ""
    if line.heading or not _BOLD.fullmatch(source) or is_labelled(line.text) or names_aspect(line.text):
        return False
    below = _below(lines, at)
    return bool(below) and is_prose(below[0].text) and len(below[0].text) > _SHORTEST_TEXT


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
    if not text or len(text) > 100 or is_prose(text):
        return False
    below = _below(lines, at)
    seen = TAIL_DATE.search(text)
    if seen and seen["seen"] and seen.start() > 0:
        # "Salt Harbour   vu le 2020-12-11": a diary.
        return bool(below) and is_prose(below[0].text)
    if is_date_line(text) or names_aspect(text) or not fold(TAIL_GRADE.sub("", text)):
        return False
    if below and is_prose(below[0].text) and closing_grade(below[0].text):
        return True
    named = _names_film(lines, at, raw) and bool(_YEAR.search(text) or TAIL_GRADE.search(text))
    # "Salt Harbour, 2019 - ★★★★", as film diaries pass on their entries, needs no long text below it.
    shortest = 0 if _DIARY.search(text) else _SHORTEST_TEXT
    return named and any(is_prose(line.text) and len(line.text) > shortest for line in below[:2])


def _grades_aspects(lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Return whether names with a grade are aspects of one film, as others in the same form are: `Plot: 4/5`."""
    if any(_YEAR.search(lines[at].text) for at in found):
        return False
    names = [line.text[: grade.start()] for line in lines if (grade := _GRADED_NAME.search(line.text[:_LONGEST_LINK]))]
    return any(label_field(name) == "other" or (names_aspect(name) and not names_whole(name)) for name in names)


def _alike(lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Return whether every heading closes with a grade, or every one calls itself a review."""
    texts = [lines[at].text for at in found]
    graded = (TAIL_GRADE.search(text) for text in texts)
    if all(grade and re.search(r"[★☆⭐/]", grade["grade"]) for grade in graded):
        return True
    return all(_CALLED_REVIEW.search(text) for text in texts)


def _section(lines: Sequence[Line], at: int, found: Container[int]) -> Section:
    heading = lines[at]
    end = next(
        (
            i
            for i in range(at + 1, len(lines))
            if i in found or (heading.heading and 0 < lines[i].heading <= heading.heading)
        ),
        len(lines),
    )
    return Section(heading, tuple(lines[at + 1 : end]))
