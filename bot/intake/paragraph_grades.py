"""Grades that open or close a paragraph of a review: `2,5/5 A slow film …`, `… the lead is superb. 4/5`."""

from __future__ import annotations

import re

from bot.domain.grades import Grade
from bot.domain.printed_grades import parse_grade
from bot.intake.aspects import is_of_others
from bot.intake.words import is_prose

_LONGEST_VALUE = 90
# "2,5/5 A slow film, …", "⭐⭐⭐ – A slow film …": a grade that opens a paragraph.
_OPENS = re.compile(
    r"^[\"“'(]{0,2}(?P<grade>\d{1,2}(?:[.,]\d{1,2})?\s?/\s?(?:4|5|6|10|20|100)(?![\w/])|"
    r"(?:[★⭐🌟🟡🟠❤]\ufe0f?\s?){1,10}(?:½|1/2)?(?:[☆⚪]\s?){0,9})\s?[-–—:.]?\s{0,2}(?=[^\W\d_])"
)
# "… the lead is superb. 4/5": a fraction that closes a paragraph.
_CLOSING = re.compile(
    r"(?:[.!?…”\"')]|\s[-–—:])\s{0,2}\(?(?P<grade>\d{1,2}(?:[.,]\d{1,2})?\s?/\s?(?:4|5|6|10|20|100)|"
    r"[★⭐✭]{1,10}½?[☆✩]{0,9}|[A-DF][+−-]|(?<=\s)[A-DF](?=$))\)?\.?$"
)
# "… stays with you. Grade: A."
_CLOSING_LABEL = re.compile(
    r"[.!?…]\s{1,3}(?:(?i:my )?(?i:grade|rating|score|nota|note|wertung))\s?:\s?"
    r"(?P<grade>[A-DF][+−–-]?|\d[\d.,/ ]{2,8}\d|\*{1,5}½?|[★⭐]{1,5}½?)\.?$"
)
# "… great fun. (A MINUS.)": a letter in brackets closes a newspaper's capsule.
_CLOSING_LETTER = re.compile(r"[.!?…”\"')]\s{1,3}\((?P<letter>[A-DF])(?P<sign>[+−–-]|\s(?i:plus|minus))?\.?\)$")
_SIGNS = {"plus": "+", "minus": "-"}


def closing_grade(text: str) -> Grade | None:
    """Return the grade that closes a paragraph: `… the lead is superb. 4/5`."""
    if lettered := _CLOSING_LETTER.search(text[-40:]):
        sign = (lettered["sign"] or "").strip().casefold()
        grade = parse_grade(lettered["letter"] + _SIGNS.get(sign, sign))
        return grade and Grade(lettered.group().split("(")[1].rstrip(".)"), grade.score)
    closing = _CLOSING_LABEL.search(text[-_LONGEST_VALUE:]) or _CLOSING.search(text[-200:])
    return parse_grade(closing["grade"]) if closing and not is_of_others(text[-120:]) else None


def opening_grade(text: str) -> Grade | None:
    """Return the grade that opens a paragraph: `2,5/5 A slow film …`, `⭐⭐⭐ – A slow film …`."""
    opens = _OPENS.match(text[:_LONGEST_VALUE]) if is_prose(text) else None
    return parse_grade(opens["grade"]) if opens else None
