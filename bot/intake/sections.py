"""One film's part of a page that reviews several: what its heading and its lines state."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.printed_grades import parse_grade
from bot.intake.body import body_text
from bot.intake.credits import read_credits
from bot.intake.dates import find_date
from bot.intake.factlines import is_fact_line, read_fact_lines
from bot.intake.facts import Facts
from bot.intake.furniture import is_noise
from bot.intake.headline import parse_headline
from bot.intake.letters import CAPITAL
from bot.intake.prose import read_prose
from bot.intake.segments import is_labelled
from bot.intake.statements import statements
from bot.intake.values import names
from bot.intake.verdicts import read_verdict
from bot.intake.words import Line, fold

NUMBERED = re.compile(r"^\s*(?:#?\d{1,3}\s?[.):–-]\s+|[•*–-]\s+)")
TAIL_GRADE = re.compile(
    r"\s*[-–—:|(\[,]?\s*(?P<grade>[★☆⭐🌟½✭✮]{1,11}|(?<![\d/])\d{1,3}(?:[.,]\d{1,2})?\s?/\s?\d{1,3}|\(?[A-DF][+−-]?\)?(?=\W*$)|"
    r"\d{1,3}\s?%)\s*[)\]]?(?:\s\((?:contains |mild )?spoilers\))?\s*$"
)
# "Salt Harbour - 2013-05-08", "Gulls    vu le 12/04/2019"
TAIL_DATE = re.compile(
    r"\s{1,8}(?:[-–—|(,]\s?)?(?P<seen>(?:vue? le|watched(?: on)?|seen(?: on)?|gesehen(?: am)?|vist[ao] el)\s)?"
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|[^\W\d]{3,9}\.? \d{1,2},? \d{4})\)?\s*$"
)
_BARE_GRADE = re.compile(
    r"^(?P<title>.{1,100}?)\s?(?:[:–-]\s(?P<grade>\d{1,2}(?:[.,]\d)?)|\((?P<inside>10|\d(?:[.,]\d)?)\))$"
)
# "Aura (El Aura)": the film's name in two languages.
_TWO_NAMES = re.compile(rf"^(?P<title>[^()\d][^()]{{1,60}}?)\s\((?P<other>{CAPITAL}[^()\d]{{2,60}})\)$")
# "Salt Harbour, de Ines Calder": a heading that names its director after a comma or a dash.
BY_DIRECTOR = re.compile(
    rf"(?:,|\s[-–—])\s(?:de|by|von|di|dir\.)\s(?P<name>{CAPITAL}[\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){{1,3}})$"
)


@dataclass(frozen=True, slots=True)
class Section:
    """Hold the heading of one film and the lines below it, up to the next."""

    heading: Line
    lines: tuple[Line, ...]


def read_section(section: Section) -> tuple[Facts, str]:
    """Return the facts and the body of one section."""
    facts, heading = Facts(), section.heading
    text = NUMBERED.sub("", heading.text)
    if dated := TAIL_DATE.search(text):
        facts.state("published", find_date(dated.group()), heading.number)
        text = text[: dated.start()]
    if directed := BY_DIRECTOR.search(text):
        facts.state("film.directors", names(directed["name"]), heading.number)
        text = text[: directed.start()]
    graded = TAIL_GRADE.search(text)
    if graded and graded.start() > 0 and not re.fullmatch(r"[A-DF]", graded["grade"]):
        facts.state("grade", parse_grade(graded["grade"]), heading.number)
        text = text[: graded.start()]
    elif bare := _BARE_GRADE.match(text):
        facts.state("grade", parse_grade(bare["grade"] or bare["inside"]), heading.number)
        text = bare["title"]
    if named := _TWO_NAMES.match(text):
        facts.state("film.original_title", named["other"], heading.number)
        text = named["title"]
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
