"""Grades the way critics print them: fractions, percent, letters, stars, words."""

from __future__ import annotations

import re

from bot.domain.grades import Grade, letter_score, out_of, school_score
from bot.domain.printed_numbers import HALF, NUMBER, WORD
from bot.domain.printed_numbers import number as number

FULL_STARS = "★⋆⭐🌟✭✮✯✪♥❤🍿💛🟡🟠"
EMPTY_STARS = "☆✩✰⚪🤍"
HALF_STARS = "½⯪⯨"
_LONGEST = 200
_LONGEST_PRINT = 48

_UNIT = (
    r"(?:stars?|points?|estrellas?|puntos?|étoiles?|sternen?|sterne|punkte?n?|pts?\.?|stelle|hearts?|popcorns?|"
    + f"[{FULL_STARS}])"
)
_OVER = (
    r"(?:/|out of(?: a possible)?|of(?=\s\d{1,3}\sstars?\b)|sobre|sur|von(?: möglichen)?|de(?: un máximo de)?|aus|su)"
)
_FRACTION = re.compile(
    rf"(?<![\w/.,:+-])(?P<value>{NUMBER})\s{{0,2}}{_UNIT}?\s{{0,2}}\(?(?P<over>{_OVER})\s{{0,2}}"
    rf"(?P<top>\d{{1,4}}|{WORD})(?![\w/]|[.,:]\d|-\d)\s{{0,2}}{_UNIT}?",
    re.IGNORECASE,
)
# "4 buckets of popcorn out of 5": whatever a critic counts in.
_COUNTED = re.compile(
    rf"^\W{{0,3}}(?P<value>{NUMBER})\s[^\W\d_]?[\w'’-]{{1,20}}(?:\s[^\W\d_][\w'’-]{{1,20}}){{0,2}}\s"
    rf"(?:out of|sobre|sur|von)\s(?P<top>\d{{1,3}}|{WORD})(?:\s[\w'’-]{{1,20}}){{0,3}}\W{{0,3}}$",
    re.IGNORECASE,
)
# "2 von 5 Gummibooten", alone on its line.
_COUNTED_IN = re.compile(
    rf"^\W{{0,3}}(?P<value>{NUMBER})\s(?:out of|sobre|sur|von)\s(?P<top>4|5|6|10|20|100)\s"
    r"(?!(?:comments?|kommentare?n?|pages?|seiten?|people|users?|readers?|critics?|reviews?|episodes?|folgen|votes?|"
    r"parts?|teilen?|results?|films?|filme?n?|movies)\b)[^\W\d_][\w'’-]{2,24}(?:\s[^\W\d_][\w'’-]{2,24})?\W{0,3}$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?P<value>[+-]?\d{1,3}) out of (?P<low>-\d{1,3})\.\.(?P<high>\+?\d{1,3})")
_PERCENT = re.compile(
    r"(?<![\w.,])(?P<value>\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|percent\b|per cent\b|prozent\b)", re.IGNORECASE
)
_GLYPHS = re.compile(
    rf"(?P<full>(?:[{FULL_STARS}]\uFE0F?\s?){{0,20}})(?P<half>(?:[{HALF_STARS}]|"
    rf"1/2)?)\s?(?P<empty>(?:[{EMPTY_STARS}]\s?){{0,20}})"
)
_STARS_OF_STARS = re.compile(
    r"(?<![*\w★])(?P<full>[*★]{1,10})\s?(?P<half>½|1/2)?\s?\(?(?:/|out of|of|sur|von|"
    r"de)\s?(?P<top>[*★☆]{3,10})(?![*\w])"
)
_STARS_OVER = re.compile(
    rf"(?P<full>(?:[{FULL_STARS}]\uFE0F?\s?){{1,20}})(?P<half>[{HALF_STARS}]|1/2(?!\d))?\s{{0,2}}\(?(?:{_OVER}|"
    rf"of)\s{{0,2}}"
    rf"(?P<top>\d{{1,3}}|{WORD})(?![\w/]|[.,:]\d)",
    re.IGNORECASE,
)
_ASTERISKS = re.compile(r"(?<![*\w])(?P<full>\*{1,5})\s?(?P<half>½|1/2)?(?![*\w])")
_STAR_WORDS = re.compile(rf"(?<![\w.,])(?P<value>{NUMBER})[\s-]{{0,2}}{_UNIT}(?!\w)", re.IGNORECASE)
_LETTER = re.compile(
    r"(?<![\w'’.&-])(?P<letter>[A-DF](?:\s?[+−–-](?!\d)|\s?(?:plus|minus)\b|(?=\W{0,3}$|\s?[,;/)(|]|\.\s|\s(?:or|"
    r"oder|ou|o)\s)))(?![\w'’&]|-\w|\.\w)"
)
_SCHOOL = re.compile(r"schulnote:?\s{0,3}(?P<value>[1-6](?:[.,]\d)?)(?P<sign>[+-]?)", re.IGNORECASE)
_THUMBS = re.compile(r"(?:(?:two|one|big|zwei|dos|deux) )?thumbs? (?:way )?(?:up|down)|[👍👎]{1,5}", re.IGNORECASE)
_BARE = re.compile(rf"^\W{{0,3}}(?P<value>[+-]?\d{{1,3}}(?:[.,]\d{{1,2}})?{HALF}?)(?!\w)\W{{0,3}}$")
_BARE_WORD = re.compile(rf"^(?:(?:an?|un|une|eine?n?) )?(?P<value>{WORD})\W{{0,2}}$", re.IGNORECASE)


def find_fraction(text: str) -> tuple[str, float, float] | None:
    """Return the first N/M or ★★★½/M as (print, N, M), where N lies within the scale and critics use M."""
    if over := _STARS_OVER.search(text[: _LONGEST * 10]):
        stars, scale = sum(c in FULL_STARS for c in over["full"]) + 0.5 * bool(over["half"]), number(over["top"]) or 0.0
        return (over.group(), stars, scale) if stars <= scale else None
    for match in _FRACTION.finditer(text[: _LONGEST * 10]):
        value, top = number(match["value"]), number(match["top"])
        if (
            value is None
            or top is None
            or value > top
            or top not in (3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 100, 1000)
        ):
            continue
        if match["over"].casefold() == "/" or top >= 4:
            return match.group().strip(), value, top
    return None


def star_glyphs(text: str) -> tuple[str, float, float | None] | None:
    """Return printed stars as (print, stars, top); top is None where no empty star closes the scale."""
    for match in _GLYPHS.finditer(text[:_LONGEST]):
        full, empty = (
            sum(c in glyphs for c in match[g]) for g, glyphs in (("full", FULL_STARS), ("empty", EMPTY_STARS))
        )
        if full or empty > 1:
            stars = full + (0.5 if match["half"] else 0.0)
            top = float(full + bool(match["half"]) + empty) if empty else None
            return match.group().strip(), stars, top
    match_ = _ASTERISKS.search(text[:_LONGEST])
    if match_ and (match_["half"] or len(match_["full"]) > 1 or text.strip() == "*"):
        return match_.group().strip(), len(match_["full"]) + (0.5 if match_["half"] else 0.0), None
    return None


def _fraction(text: str) -> Grade | None:
    if counted := _STARS_OF_STARS.search(text):
        stars = len(counted["full"]) + (0.5 if counted["half"] else 0.0)
        return Grade(counted.group(), out_of(stars, len(counted["top"])))
    if signed := _SIGNED.search(text):
        return Grade(signed.group(), out_of(float(signed["value"]), float(signed["high"]), float(signed["low"])))
    found = find_fraction(text)
    if counted := _COUNTED_IN.match(text) or (None if found else _COUNTED.match(text)):
        value, top = number(counted["value"]), number(counted["top"])
        return Grade(text.strip(), out_of(value, top)) if value is not None and top and value <= top >= 3 else None
    return Grade(found[0], out_of(found[1], found[2])) if found else None


def _percent(text: str) -> Grade | None:
    found = _PERCENT.search(text)
    value = number(found["value"]) if found else None
    return Grade(found.group(), value) if found and value is not None and value <= 100 else None


def _school(text: str) -> Grade | None:
    found = _SCHOOL.search(text)
    if not found:
        return None
    # "2-" lies a third of a grade below 2, "2+" above it: the usual German reading.
    value = (number(found["value"]) or 0) + {"+": -1 / 3, "-": 1 / 3, "": 0.0}[found["sign"]]
    return Grade(found.group(), school_score(max(1.0, min(6.0, value))))


def _stars(text: str) -> Grade | None:
    found = star_glyphs(text)
    if found is None:
        return None
    return Grade(found[0], out_of(found[1], found[2]) if found[2] else None)


def _letter(text: str) -> Grade | None:
    return _as_letter(_LETTER.search(text[:60]))


def _unscaled(text: str) -> Grade | None:
    found = _STAR_WORDS.search(text) or _THUMBS.search(text) or _BARE.search(text) or _BARE_WORD.search(text)
    return Grade(found.group().strip(), None) if found else None


def parse_grade(text: str) -> Grade | None:
    """Return the grade in text that stands where a grade stands, after a label or alone on a line.

    The number beats the letter; a number, stars or thumbs without a scale have no score. German school grades
    count only where the text says `Schulnote`. None where no grade is printed.
    """
    text = text.strip()[:_LONGEST]
    for read in (_school, _fraction, _stars_with_top, _percent, _letter_alone, _stars, _unscaled, _letter):
        if (grade := read(text)) is not None:
            whole = len(text) <= _LONGEST_PRINT and text.startswith(grade.printed or text)
            return Grade(text, grade.score) if whole else grade
    return None


def _stars_with_top(text: str) -> Grade | None:
    grade = _stars(text)
    return grade if grade and grade.score is not None else None


def _letter_alone(text: str) -> Grade | None:
    return _as_letter(_LETTER.match(text))


def _as_letter(found: re.Match[str] | None) -> Grade | None:
    if found is None:
        return None
    letter = found["letter"].casefold().replace("plus", "+").replace("minus", "-").replace(" ", "")
    return Grade(found["letter"], letter_score(letter))


def is_grade_alone(text: str) -> bool:
    """Return whether the text is a scaled grade, stars or a letter with nothing else beside it."""
    text = text.strip()
    if not text or len(text) > _LONGEST_PRINT:
        return False
    twice = [match.group() for match in _FRACTION.finditer(text)]
    if len(twice) > 1 and len(re.sub(r"\W", "", "".join(twice))) == len(re.sub(r"\W", "", text)):
        return True
    counted = _STAR_WORDS.fullmatch(text.rstrip(" .!"))
    for found in (_fraction(text), _stars(text), _school(text), counted and Grade(counted.group(), None)):
        if found and found.printed and len(re.sub(r"\W", "", text)) <= len(re.sub(r"\W", "", found.printed)) + 8:
            return True
    return bool(re.fullmatch(r"[A-DF][+−–-]|\d{1,3}\s?%", text))
