"""Labelled lines: `Director: A`, `Starring – B, C`, `Genre | Drama`, or a label with its value on the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.intake.bills import billed, is_breath
from bot.intake.letters import CAPITAL
from bot.intake.segments import LISTS_OF_PEOPLE, is_label, joined_segments, lone_label, segments, split_label
from bot.intake.words import Line, fold, is_name, is_prose

_LONGEST = 700
_LONGEST_LIST = 15
_STARRED = re.compile(rf"\s(?P<label>avec|starring|with|mit)\s(?={CAPITAL})")
_ROLE = re.compile(rf"^\s*{CAPITAL}[^\d:;!?]{{2,40}}\s(?:as|als|\.\.\.|…)\s[^\d:;!?]{{2,40}}$")
_OF = re.compile(
    rf"^(?P<label>[Dd]e|[Dd]i|[Vv]on)\s(?P<value>{CAPITAL}[^.!?:\d]{{3,100}}?)(?P<year>,\s(?:19|20)\d\d.{{0,20}})?$"
)
# "Mira Osei : the mayor": who plays whom, one a line.
_PART = re.compile(r"\s(?:[:–—-]|\.{2,})\s.{1,80}$")
# A row of a table whose cells a browser ran together.
_TITLE_ROW = re.compile(r"^(?P<label>Title|Titre|Titel|Título)\s+(?P<value>[^\W_][^:]{0,80})$")
_LONGEST_OF = 140


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one labelled fact: the field, the label as printed, the value, and the lines of both."""

    field: str
    label: str
    value: str
    lines: tuple[int, ...]


def _value_below(lines: Sequence[Line], at: int, field: str) -> tuple[str, list[int]]:
    """Return the value under a lone label at index `at`: the next line, or a list of names."""
    below = [line for line in lines[at + 1 : at + 40] if line.text.strip()][:_LONGEST_LIST]
    if not below or is_label(below[0].text) or len(below[0].text) > 200:
        return "", []
    if field not in LISTS_OF_PEOPLE or "," in below[0].text:
        return below[0].text.strip(), [below[0].number]
    found: list[Line] = []
    for line in below:
        if (
            not is_name(_PART.sub("", line.text.strip()) if field == "film.cast" else line.text)
            or is_label(line.text)
            or line.heading
            or (found and line.number > found[-1].number + 2)
        ):
            break
        found.append(line)
    return ", ".join(_PART.sub("", line.text.strip()) for line in found), [line.number for line in found]


def _column(lines: Sequence[Line], at: int) -> list[Line]:
    """Return the names that stand one a line below the first of a cast; a single one may be anything."""
    more: list[Line] = []
    for line in lines[at + 1 : at + _LONGEST_LIST]:
        if not is_name(line.text) or " " not in line.text.strip() or is_label(line.text) or line.heading:
            break
        more.append(line)
    return more if len(more) > 1 else []


def _going_on(lines: Sequence[Line], at: int) -> list[Line]:
    """Return the names below a cast that ends with a comma: one a line, up to the first without."""
    more: list[Line] = []
    for line in lines[at + 1 : at + _LONGEST_LIST]:
        if not is_name(line.text.strip(" ,")) or is_label(line.text):
            break
        more.append(line)
        if not line.text.rstrip().endswith(","):
            break
    return more


def _with_roles(lines: Sequence[Line], at: int, value: str) -> tuple[str, list[int]]:
    """Return a cast that goes on line by line, `A as B` under `A as B`, and the numbers of the lines it goes on in."""
    more: list[Line] = []
    if lines[at].text.rstrip().endswith(f"{value},"):
        more = _going_on(lines, at)
    elif _ROLE.match(value):
        for line in lines[at + 1 : at + _LONGEST_LIST]:
            if not _ROLE.match(line.text) or is_label(line.text) or is_prose(line.text):
                break
            more.append(line)
    elif is_name(value) and " " in value:
        more = _column(lines, at)
    return ", ".join([value.rstrip(" ,"), *(line.text.strip(" ,") for line in more)]), [line.number for line in more]


def _told_by_neighbours(lines: Sequence[Line], at: int) -> Statement | None:
    """Return the director in `De A, B` or the title in `Title X`, where a labelled fact stands beside it."""
    line = lines[at]
    near = [other for other in [*lines[max(0, at - 3) : at], *lines[at + 1 : at + 4]] if other.text.strip()]
    if (row := _TITLE_ROW.match(line.text)) and any(split_label(other.text) for other in near):
        return Statement("film.title", row["label"], row["value"], (line.number,))
    match = _OF.match(line.text) if len(line.text) <= _LONGEST_OF else None
    if match is None or not all(map(is_name, re.split(r",\s|\s(?:et|und|y|and|&)\s", match["value"]))):
        return None
    if match["year"] or any(split_label(other.text) for other in near):
        return Statement("film.directors", match["label"], match["value"], (line.number,))
    return None


def statements(lines: Sequence[Line]) -> Iterator[Statement]:
    """Yield every labelled fact of the page, in order."""
    for at, line in enumerate(lines):
        if line.text.strip() and len(line.text) <= _LONGEST:
            yield from _of_line(lines, at)


def _of_line(lines: Sequence[Line], at: int) -> Iterator[Statement]:
    line = lines[at]
    if told := _told_by_neighbours(lines, at):
        yield told
        if told.field == "film.directors" and (made := _OF.match(line.text)) and made["year"]:
            yield Statement("film.year", told.label, made["year"].strip(", "), told.lines)
    for fact in billed(line.text):
        yield Statement(*fact, (line.number,))
    if is_breath(line.text):
        return
    for segment in joined_segments(segments(line.text)):
        found = split_label(segment)
        field = found[0] if found else lone_label(segment)
        if field:
            yield from _stated(lines, at, field, *(found[1:] if found else (segment, "")))


def _stated(lines: Sequence[Line], at: int, field: str, label: str, value: str) -> Iterator[Statement]:
    """Yield what one label states, with the lines below that belong to it."""
    number, more = lines[at].number, list[int]()
    if field == "film.cast" and fold(label) in ("stars", "star") and re.match(r"[\d★⭐½*]", value):
        field = "grade"
    if field == "film.directors" and (starred := _STARRED.search(value)):
        yield Statement("film.cast", starred["label"], value[starred.end() :], (number,))
        value = value[: starred.start()]
    if not value:
        value, more = _value_below(lines, at, field)
    elif field == "film.cast":
        value, more = _with_roles(lines, at, value)
    yield Statement(field, label, value, (number, *more))
