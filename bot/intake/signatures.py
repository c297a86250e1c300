"""Names that sign a page without the word "by": a newspaper's line under the headline, `Nell's review`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.dates import find_date
from bot.intake.facts import Facts
from bot.intake.letters import CAPITAL
from bot.intake.segments import is_label
from bot.intake.words import Line, fold, is_long_prose, word_count

NAME = rf"(?P<name>[^\W\d_][\w.'’-]*(?:\s(?:de|da|del|di|la|le|van|von|der|den|du|{CAPITAL}[\w.'’-]*)){{0,4}})"
# "Disc reviews by Nell Marsh of The Harbour Lights"
_REVIEWS_BY = re.compile(
    rf"^(?:[\w-]+\s){{1,4}}?(?i:reviews) by {NAME}(?:\s(?:of|for|at)\s(?P<site>[^\W\d_a-z].{{2,40}}))?$"
)
# "Nell's Review (21/12/2019):"
_WHOSE = re.compile(rf"^{NAME}['’]s (?i:(?:movie |film )?review)\W{{0,3}}(?:[\d./-]{{6,10}}\W{{0,3}})?$")
_SIGNED = re.compile(rf"{CAPITAL}[\w'’-]+(?:\s[^\W\d_][\w'’.-]*){{1,2}}?\.?")
_PAPER = re.compile(
    r"\b(?:News|Times|Post|Press|Tribune|Herald|Journal|Gazette|Chronicle|Globe|Guardian|Magazine|Observer|Register|"
    r"Daily|Weekly|Standard|Examiner|Telegraph|Independent|Courier|Sentinel|Service)\b"
)
# "-NM (111 words)", "— Nell Marsh" as the last line of all.
_CLOSING = re.compile(
    rf"^[-–—~]{{1,2}}\s?(?P<name>{CAPITAL}[\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){{0,2}})(?:\s?\([^()]{{1,40}}\))?$"
)
_HEAD_LINES, _LONGEST_SITE = 40, 50
# A headline says more than the film's name: under a bare title the director may stand.
_FEWEST_WORDS_MORE = 3


def read_signatures(lines: Sequence[Line], headline: int | None, facts: Facts) -> None:
    """State the critic, and the newspaper below the name, as lines that say nothing else give them."""
    filled = [line for line in lines if line.text.strip()]
    for line in filled[:_HEAD_LINES]:
        text = line.text.strip()
        if (said := _REVIEWS_BY.match(text)) or (said := _WHOSE.match(text)):
            facts.state("critic", said["name"], line.number)
            facts.state("outlet", said.groupdict().get("site"), line.number)
            facts.state("published", find_date(text), line.number)
    if filled and len(filled[-1].text) < _LONGEST_SITE and (closing := _CLOSING.match(filled[-1].text.strip())):
        facts.state("critic", closing["name"].strip(" ."), filled[-1].number)
    below = next((filled[at + 1 : at + 4] for at, line in enumerate(filled) if line.number == headline), [])
    if below and _is_signature(below, filled, str(facts.get("headline", "")), facts):
        facts.state("critic", below[0].text.strip(" ."), below[0].number)
        paper = below[1].text.strip() if len(below) > 1 else ""
        if _PAPER.search(paper) and len(paper) <= _LONGEST_SITE and not is_long_prose(paper):
            facts.state("outlet", paper, below[1].number)


def _is_signature(below: Sequence[Line], lines: Sequence[Line], headline: str, facts: Facts) -> bool:
    """Return whether the line under a headline is a name that the page says nowhere else, and no credit."""
    text, title = below[0].text.strip(), str(facts.get("film.title", ""))
    if not _SIGNED.fullmatch(text) or is_label(text) or below[0].heading or fold(title) not in fold(headline):
        return False
    if word_count(headline) < word_count(title) + _FEWEST_WORDS_MORE:
        return False
    people = (*facts.get("film.cast", ()), *facts.get("film.directors", ()))
    told = sum(fold(text) in fold(line.text) for line in lines) > 1
    return not told and fold(text) not in map(fold, people)
