"""The critic's grade on a page: labelled, alone on a line, in a sentence, or as a table of sub-grades."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.domain.grades import Grade, SubGrade, derive
from bot.domain.printed_grades import find_fraction, is_grade_alone, number, parse_grade, star_glyphs
from bot.intake.aspects import is_of_others, names_aspect, names_whole, read_sub_grades, stated_scale
from bot.intake.facts import Facts
from bot.intake.labels import label_field
from bot.intake.paragraph_grades import closing_grade, opening_grade
from bot.intake.statements import Statement
from bot.intake.words import Line, fold, is_long_prose, is_prose

_LONGEST_VALUE = 90
_LONGEST_OPENING = 40
_CLAUSE = re.compile(r"(?<=[.!?])\s|[,;]\s|\s[–—-]\s")
_GIVES = re.compile(
    r"(?:\bI(?:['’]d| would|['’]ll| will)? (?:gave|give|rated?|award(?:ed)?|scored?|am giving|settled on)|"
    r"\bgets? an?\b|\bearns\b|"
    r"\bgiving (?:it|this)|\bmy (?:rating|score|grade|verdict)\b|\brating (?:is|of)|\b(?:le|lo|la) (?:doy|pongo|doi)\b|"
    r"\bmi (?:nota|puntuaci[oó]n)|\bse lleva|\bmerece\b|\bje (?:lui|l['’])\s?(?:donne|mets|attribue)|\bma note|"
    r"\bje donne|"
    r"\bich (?:gebe|vergebe|w[uü]rde)|\bgebe ich|\bvergebe ich|\bvon mir (?:gibt|bekommt|gibts)|"
    r"\bbekommt\b.{0,30}\bvon mir|"
    r"\bdafür gibt es|\b(?:it|this|that)(?:['’]s| is) an? (?:[\w-]{2,12} )?(?=\d{1,2}(?:[.,]\d)?\s?/\s?(?:5|10|100)\b))"
    r"(?P<rest>.{1,110})",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"^\W{0,3}(?:[^\d.!?]{0,60}?\s)??(?P<grade>(?:an?|un|une|eine?n?)\s[^\W\d_]{2,8}|\d[^!?;]{0,40}|"
    r"[A-DF][+−–-]?(?=\W|$)|[★⭐½☆]{1,10})",
)
_LEADING_FRACTION = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?/\s?\d{1,3}(?![\w/])")
_ANNOUNCES = re.compile(
    r"rating|grade|score|stars|nota|note|puntuaci|calificaci|valoraci|wertung|sterne|punkte", re.IGNORECASE
)
_LEADING = re.compile(r"^[★⭐🌟✭✮]{1,10}½?[☆✩]{0,9}(?=\s|$)")
# "Calificación 3/10": a label that needs no colon before a fraction.
_NAMED = re.compile(
    r"^\W{0,3}(?P<label>[^\W\d_][^\d:]{2,30}?)\s(?P<grade>\d{1,3}(?:[.,]\d{1,2})?\s?/\s?\d{1,3})\W{0,3}$"
)
_THUMBS = re.compile(r"^\W{0,3}(?:two |one |big |a )?thumbs? (?:way )?(?:up|down)\W{0,3}$|^[👍👎]{1,3}$", re.IGNORECASE)
# "A+" closes French letters: à plus tard.
_SO_LONG = "A+"
_NO_SCALE = "A grade is printed without its scale: what is it out of?"
_LOST = "A grade is announced here, but none is printed."


def _of_others(statement: Statement) -> bool:
    own = re.match(r"\W{0,3}(?:my|our|mi|ma|mon|meine?)\b", statement.label, re.IGNORECASE)
    return statement.field == "others" or bool(
        (not own and is_of_others(statement.label)) or is_of_others(statement.value[:40])
    )


def _opening(value: str) -> str:
    """Return what stands after a label where a grade can stand: `A+` of a value that goes on with a paragraph."""
    if len(value) <= _LONGEST_VALUE:
        return value
    if leading := _LEADING_FRACTION.match(value):
        return leading.group()
    opening = _CLAUSE.split(value[:_LONGEST_VALUE], maxsplit=1)[0]
    return opening if len(opening) <= _LONGEST_OPENING else ""


def _labelled(said: Iterable[Statement]) -> tuple[Grade, tuple[int, ...]] | None:
    """Return the first labelled grade; one with a scale beats one without."""
    spare = None
    for statement in said:
        if statement.field != "grade" or _of_others(statement):
            continue
        printed = _opening(statement.value)
        printed = f"Schulnote {printed}" if "schulnote" in fold(statement.label) else printed
        grade = parse_grade(printed)
        if grade and grade.score is None and (top := stated_scale(statement.label)):
            grade = _on_scale(grade, float(top))
        if grade and (not is_prose(statement.value) or grade.score is not None):
            if grade.score is not None:
                return grade, statement.lines
            spare = spare or (grade, statement.lines)
    return spare


def _on_scale(grade: Grade, top: float) -> Grade:
    value = number(grade.printed or "")
    if value is None and (stars := star_glyphs(grade.printed or "")):
        value = stars[1]
    return Grade(grade.printed, round(100 * value / top, 4)) if value is not None and value <= top else grade


def _alone(lines: Sequence[Line]) -> tuple[Grade, tuple[int, ...]] | None:
    """Return the first grade that has a line to itself, or the stars that open a short one."""
    filled = [line for line in lines if line.text.strip()]
    for before, line in zip([None, *filled], filled, strict=False):
        if (before and not is_long_prose(before.text) and is_of_others(before.text)) or is_of_others(line.text):
            continue
        if ":" in line.text and (
            (names_aspect(line.text) and not names_whole(line.text))
            or label_field(line.text.split(":")[0]) not in (None, "grade")
        ):
            # "Story: ★★★★" grades an aspect.
            continue
        if (printed := _print_of(line.text)) and (grade := parse_grade(printed)):
            return grade, (line.number,)
    return None


def _print_of(text: str) -> str:
    """Return the grade that a line of its own prints, or nothing."""
    named = _NAMED.match(text)
    if named and label_field(named["label"]) == "grade" and not names_aspect(named["label"]):
        return named["grade"]
    if is_grade_alone(text) or _THUMBS.match(text):
        return text
    leading = _LEADING.match(text) if len(text) <= _LONGEST_VALUE else None
    return leading.group() if leading else ""


def _in_sentence(lines: Sequence[Line]) -> tuple[Grade, tuple[int, ...]] | None:
    for line in reversed(lines):
        grade = closing_grade(line.text) if is_prose(line.text) or len(line.text) > 60 else None
        grade = grade or opening_grade(line.text)
        if grade:
            return grade, (line.number,)
        for match in _GIVES.finditer(line.text[-3000:]):
            rest = match["rest"]
            if is_of_others(rest[:60]) or is_of_others(line.text[max(0, match.start() - 60) : match.start()]):
                continue
            if fraction := find_fraction(rest):
                return Grade(fraction[0], parse_grade(fraction[0]).score), (line.number,)  # type: ignore[union-attr]
            given = _GIVEN.match(rest)
            grade = parse_grade(given["grade"]) if given else None
            if grade:
                return grade, (line.number,)
    return None


def _is_lost(said: Statement) -> bool:
    """Return whether a label announces a grade that the copied text has lost, as it loses drawn stars."""
    if said.field != "grade" or not _ANNOUNCES.search(said.label) or _of_others(said):
        return False
    return not said.value or (len(said.lines) > 1 and parse_grade(said.value) is None)


def _is_worded(said: Statement) -> bool:
    """Return whether a label gives the critic's verdict in words that no scale knows: `Rating: great fun`."""
    if said.field != "grade" or not _ANNOUNCES.search(said.label) or len(said.lines) > 1:
        return False
    return 0 < len(said.value) <= _LONGEST_OPENING and said.value[0].isalpha() and not _of_others(said)


def read_verdict(lines: Sequence[Line], said: Sequence[Statement], facts: Facts) -> None:
    """State the grade and the sub-grades; ask where a grade has lost its scale or its value."""
    subs, sub_lines = read_sub_grades(lines)
    facts.state("sub_grades", subs, *sub_lines)
    rest = [line for line in lines if line.number not in sub_lines]
    if facts.get("language") == "fr":
        rest = [line for line in rest if line.text.strip(" .!") != _SO_LONG]
    found = _labelled(said) or _alone(rest)
    if found is None or found[0].score is None:
        # "⭐⭐⭐⭐" above and "a solid 8/10" below: the print with a scale says more.
        told = _in_sentence(rest)
        found = told if told and (found is None or told[0].score is not None) else found
    if found:
        _state(_on_their_scale(found[0], subs), found[1], facts)
    elif facts.get("grade") is None and (derived := derive(facts.get("sub_grades", ()))):
        _state(derived, facts.evidence.get("sub_grades", ()), facts)
    elif any(map(_is_worded, said)):
        facts.values["worded grade"] = True
    elif lost := next((s for s in said if _is_lost(s)), None):
        facts.ask(lost.lines[0], _LOST)
    grade: Grade | None = facts.get("grade")
    if grade and grade.printed and grade.score is None:
        facts.ask(facts.evidence.get("grade", (None,))[0], _NO_SCALE)


def _on_their_scale(grade: Grade, subs: Sequence[SubGrade]) -> Grade:
    """Return an overall grade without a scale on the one that all sub-grades beside it are printed on."""
    tops = {sub.max for sub in subs}
    return _on_scale(grade, tops.pop()) if grade.score is None and len(tops) == 1 else grade


def _state(grade: Grade, lines: tuple[int, ...], facts: Facts) -> None:
    """State a grade; one with a scale takes the place of the same page's grade without."""
    stated: Grade | None = facts.get("grade")
    if stated and stated.score is None and grade.score is not None and not grade.derived:
        facts.values.pop("grade")
    facts.state("grade", grade, *lines)
