"""A page of several films without headings: blocks that each open with a film's name and print a grade of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.domain.printed_grades import is_grade_alone, parse_grade
from bot.intake.aspects import is_of_others, names_aspect
from bot.intake.dates import is_date_line
from bot.intake.factlines import is_fact_line
from bot.intake.furniture import content_end, is_noise
from bot.intake.labels import label_field
from bot.intake.paragraph_grades import opening_grade
from bot.intake.sections import Section
from bot.intake.segments import is_labelled
from bot.intake.statements import statements
from bot.intake.subjects import SAID
from bot.intake.words import Line, fold, is_prose

_LONGEST_NAME, _LONGEST_GRADE = 80, 120
_SHORTEST_TEXT = 60
# "Creed III (15)": British columns print the certificate where others print the year.
_CERTIFIED = re.compile(r"\s\((?P<mark>U|PG(?:-13)?|12A?|15|18|R|NC-17)\)\s*$")


def graded_sections(lines: Sequence[Line]) -> tuple[Section, ...]:
    """Return one section a film, where at least two blocks each have a name, a paragraph and a grade; else nothing.

    The grade may stand under the name or close the block. Names of aspects (`Acting`) make no films.
    """
    content = lines[: content_end(lines)]
    starts = list(dict.fromkeys(_names(content)))
    named = {fold(content[at].text) for at in starts}
    if len(starts) < 2 or len(named) < len(starts) or any(_is_no_film(content[at].text) for at in starts):
        return ()
    found = [_section(content[at:end]) for at, end in zip(starts, [*starts[1:], len(content)], strict=True)]
    if not all(_has_text(section) for section in found):
        return ()
    # "Gulls | Season 1": columns have series among their films.
    return tuple(section for section in found if not SAID["television"].search(section.heading.text))


def _names(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the index of the name that each printed grade belongs to."""
    grades = [prints_grade(line) for line in lines]
    for at in range(1, len(lines)):
        if grades[at] and (name := _name_above(lines, at, grades)) is not None:
            yield name


def prints_grade(line: Line) -> bool:
    """Return whether a line does no more than print the critic's grade, alone or after a label."""
    text = line.text.strip()
    if opening_grade(text):
        return True
    if not 0 < len(text) <= _LONGEST_GRADE or is_of_others(text):
        return False
    if is_grade_alone(text):
        return True
    said = [statement for statement in statements([line]) if statement.field == "grade"]
    return len(said) == 1 and parse_grade(said[0].value) is not None


def _name_above(lines: Sequence[Line], at: int, grades: Sequence[bool]) -> int | None:
    """Return the index of the nearest name above a grade, with no other grade between them."""
    for above in range(at - 1, -1, -1):
        if grades[above]:
            return None
        if _can_name(lines, above):
            return above
    return None


def _can_name(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text.strip()
    if not 1 < len(text) <= _LONGEST_NAME or text.endswith(":") or is_prose(text) or not fold(text):
        return False
    if at and lines[at - 1].text.strip() and not lines[at].heading:
        return False
    return not (is_labelled(text) or is_date_line(text) or is_noise(text) or is_fact_line(text))


def _is_no_film(text: str) -> bool:
    return label_field(text) is not None or names_aspect(text)


def _section(lines: Sequence[Line]) -> Section:
    heading, rest = lines[0], tuple(lines[1:])
    if certified := _CERTIFIED.search(heading.text):
        rest = (Line(heading.number, f"Certificate: {certified['mark']}"), *rest)
        heading = Line(heading.number, heading.text[: certified.start()], heading.heading)
    return Section(heading, rest)


def _has_text(section: Section) -> bool:
    return any(is_prose(line.text) and len(line.text) >= _SHORTEST_TEXT for line in section.lines)
