"""Whether a page of several films is made of reviews, and the reason, so that a person can overrule it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.printed_grades import is_grade_alone
from bot.intake.aspects import is_of_others
from bot.intake.facts import Facts
from bot.intake.kinds import Kind, marks_of
from bot.intake.labels import label_field
from bot.intake.paragraph_grades import closing_grade
from bot.intake.sections import TAIL_GRADE, Section
from bot.intake.subjects import LIST
from bot.intake.tones import tone_of
from bot.intake.words import Line


def judge_several(lines: Sequence[Line], sections: Sequence[Section], facts: Facts) -> Kind:
    """Return whether a page of several films is made of reviews: a list without judgement is none."""
    words = sum(len(line.text.split()) for section in sections for line in section.lines)
    rated = sum(map(_is_graded, sections))
    first = next((line.text for line in lines if line.text.strip()), "")
    heads = marks_of((), facts)[:2] or [first]
    if rated * 2 < len(sections) and any(LIST.search(mark) for mark in heads):
        return Kind(False, f"The headline promises a list of films; its {len(sections)} entries print no grade.")
    judged = sum(tone_of(" ".join(line.text for line in section.lines)).judgement for section in sections)
    if judged < len(sections) and not any(map(_is_graded, sections)):
        return Kind(False, f"{len(sections)} films are told of, and hardly a word judges them.")
    if words < 8 * len(sections):
        return Kind(bool(rated), f"{len(sections)} films with hardly a word on each.")
    return Kind(True, f"The page reviews {len(sections)} films, each under a heading of its own.")


def _is_graded(section: Section) -> bool:
    """Return whether a section prints the critic's own grade: alone on a line, after a label, or at its end."""
    texts = [line.text for line in section.lines if not is_of_others(line.text)]
    return bool(TAIL_GRADE.search(section.heading.text)) or any(
        is_grade_alone(text) or label_field(text[:40].split(":")[0]) == "grade" or closing_grade(text) for text in texts
    )
