"""Which line at the top of a page names its film: every candidate is weighed by what stands around and below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.printed_grades import is_grade_alone
from bot.intake.dates import is_date_line
from bot.intake.factlines import is_fact_line
from bot.intake.furniture import is_noise
from bot.intake.headline import parse_headline, printed_grade
from bot.intake.mastheads import is_site_like, may_be_site
from bot.intake.segments import is_labelled
from bot.intake.taglines import DISC
from bot.intake.words import Line, fold, is_long_prose, page_words

_HEAD_LINES = 60
_LONGEST_TITLE = 80
_YEAR = re.compile(r"[(\[](?:18|19|20)\d\d[)\]]\s*$")
_YEAR_ALONE = re.compile(r"\W{0,2}(?:18|19|20)\d\d\W{0,2}")
_UNFINISHED = re.compile(
    r"\b(?:of|by|the|and|in|on|from|for|de|del|la|y|et|du|des|von|und|der|die|das)$", re.IGNORECASE
)
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
# "$1 for 3 months. Save 97%."
_OFFER = re.compile(r"[$€£]\s?\d|\b\d{1,3}\s?%\W{0,2}(?:off)?\W{0,2}$", re.IGNORECASE)
_SURE = 4


@dataclass(frozen=True, slots=True)
class _Page:
    """Hold what every candidate is weighed against: the lines of the head, the running text, its folded words."""

    head: tuple[Line, ...]
    prose: str
    words: str
    years: int


def best_nominee(lines: Sequence[Line], can_name: Callable[[Line], bool]) -> tuple[Line, bool] | None:
    """Return the line above the text that most likely names the film, and whether the page proves it.

    `can_name` says whether a line can be a headline at all. None where no line can.
    """
    filled = [line for line in lines if line.text.strip()]
    first = next(
        (at for at, line in enumerate(filled) if is_long_prose(line.text) and line.main is not False), len(filled)
    )
    prose = " ".join(line.text for line in filled if is_long_prose(line.text))
    dated = sum(bool(_YEAR.search(line.text.strip())) for line in filled)
    page = _Page(tuple(filled[: min(first, _HEAD_LINES)]), prose, page_words(lines), dated)
    places = [at for at, line in enumerate(page.head) if can_name(line) and _is_candidate(line.text.strip())]
    named = (at for at in places if not may_be_site(page.head[at].text) and not is_site_like(page.head[at].text))
    first_name = next(named, None)
    weighed = [(_weight(page, at, at == first_name), -at) for at in places]
    if not weighed:
        return None
    weight, place = max(weighed)
    return (page.head[-place], weight >= _SURE) if weight > 0 else None


def _is_candidate(text: str) -> bool:
    if not fold(text) or _UNFINISHED.search(text) or text.endswith(":") or _NUMBERED.match(text) or _OFFER.search(text):
        return False
    return not (is_labelled(text) or is_date_line(text) or is_noise(text) or is_fact_line(text))


def _weight(page: _Page, at: int, is_first: bool) -> int:
    """Return how much speaks for one line of the head; 0 or less is no title."""
    line = page.head[at]
    text = line.text.strip()
    weight = _from_markup(page, line) + _from_text(page, text) + _from_neighbours(page, at, is_first)
    if not names_in(page.prose, text):
        weight -= 3 if is_site_like(text) else 2 if may_be_site(text) else 0
    return weight - (2 if text[0].islower() else 0)


def _from_markup(page: _Page, line: Line) -> int:
    tops = [other for other in page.head if other.heading == 1]
    if tops and line is tops[0]:
        return 5
    return 1 if line.heading == 2 else 0


def _from_text(page: _Page, text: str) -> int:
    """Return what the running text and the line itself say for it: its words again, a year, a grade at its end."""
    weight = 3 if names_in(page.prose, text) else 0
    found = parse_headline(text, page.words)
    if not weight and found and len(found.title) <= _LONGEST_TITLE and names_in(page.prose, found.title):
        weight = 3
    if (_YEAR.search(text) and page.years == 1) or printed_grade(text) or DISC.search(text):
        weight += 3
    alike = sum(fold(other.text) == fold(text) for other in page.head)
    return weight + (2 if alike > 1 and " " in text else 0)


def _from_neighbours(page: _Page, at: int, is_first: bool) -> int:
    """Return what the lines above and below say: diaries put a date above the title, fact sheets a year or a label."""
    above = page.head[at - 1].text.strip() if at else ""
    below = page.head[at + 1].text.strip() if at + 1 < len(page.head) else ""
    weight = 1 if is_first else 0
    if is_date_line(above) or _YEAR_ALONE.fullmatch(above) or _YEAR_ALONE.fullmatch(below):
        weight += 2
    elif is_date_line(below) and (is_first or is_site_like(above)):
        weight += 1
    return weight + (1 if is_labelled(below) or is_fact_line(below) or is_grade_alone(below) else 0)


def names_in(prose: str, text: str) -> bool:
    """Return whether running text says a title: in its own capitals, or in any where title or text is all capitals."""
    name = text.strip(" \"'“”‘’«»„.")
    if not fold(name) or not (name[0].isupper() or name[0].isdigit()):
        return False
    if name.isupper() and " " in name:
        return name.casefold() in prose.casefold()
    known = (
        rf"(?<!\w)(?:{re.escape(name)}|{re.escape(name.upper())})(?!\w)"
        if " " in name
        else rf"(?<!\w){re.escape(name)}(?!\w)"
    )
    return re.search(known, prose) is not None
