"""Dates as pages print them, in English, Spanish, French and German."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january jan enero ene janvier janv januar jänner gennaio janeiro",
    "february feb febrero février févr fév februar febbraio fevereiro",
    "march mar marzo mars märz mär mrz março",
    "april apr abril abr avril avr aprile",
    "may mayo mai maggio maio",
    "june jun junio juin juni giugno junho",
    "july jul julio juillet juil juli luglio julho",
    "august aug agosto ago août aout",
    "september sep sept septiembre setiembre septembre settembre setembro",
    "october oct octubre octobre oktober okt ottobre outubro",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic décembre déc dezember dez dicembre dezembro",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = "(?P<month>" + "|".join(sorted(_MONTH, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = (
    re.compile(rf"(?<!\d){_YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<!\w){_NAME}\s{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR}", re.IGNORECASE),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ro)?\.?\s{{0,2}}(?:de\s|of\s|-)?\s?{_NAME}\s?,?-?\s?(?:de\s|"
        rf"del\s)?{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}"),
)
_SLASHES = re.compile(rf"(?<![\d/])(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{_YEAR}(?!/)")
_YEAR_ALONE = re.compile(r"(?<![\d.,/-])(?:18[89]\d|19\d\d|20[0-4]\d)(?![\d/]|[.,]\d)")
_LONGEST = 2000


def _build(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def find_date(text: str, language: str | None = None) -> date | None:
    """Return the first date in the text.

    `04/05/2021` is read day first outside English; in English it is a date only where one reading is possible.
    """
    text = text[:_LONGEST]
    for form in _FORMS:
        for match in form.finditer(text):
            groups = match.groupdict()
            month = _MONTH[groups["month"].casefold()] if groups.get("month") else int(groups["m"])
            if found := _build(groups["year"], month, groups["day"]):
                return found
    return _slashed(text, language)


def _slashed(text: str, language: str | None) -> date | None:
    for match in _SLASHES.finditer(text):
        day_first = _build(match["year"], int(match["second"]), match["first"])
        month_first = _build(match["year"], int(match["first"]), match["second"])
        if language not in (None, "en"):
            return day_first or month_first
        if day_first is None or month_first is None or day_first == month_first:
            return day_first or month_first
    return None


def find_year(text: str) -> int | None:
    """Return the first year from 1880 to 2049 in the text, or None."""
    match = _YEAR_ALONE.search(text[:_LONGEST])
    return int(match.group()) if match else None


def is_date_line(text: str) -> bool:
    """Return whether a short line says little else than a date: `Monday, October 25, 2004`, `added 2 apr 2019`."""
    return len(text) <= 60 and find_date(text, "es") is not None and len(text.split()) <= 9
