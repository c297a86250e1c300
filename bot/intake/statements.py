"""Labelled lines: `Director: A`, `Starring – B, C`, `Genre | Drama`, or a label with its value on the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.intake.labels import BARE_LABEL, COLON_LABEL, inner_label, label_field
from bot.intake.words import Line, fold, is_name, is_prose

_LONGEST = 700
_LONGEST_LABEL = 40
_SEPARATORS = re.compile(r"\s+[|•·⋅‖│]+\s*|\s*[|•·⋅‖│]+\s+|\t+|\s{3,}")
# Labels that are ordinary words: alone on a line they announce nothing.
_NEEDS_COLON_WORDS = (
    "film movie title time with con avec mit by von par por site blog start total points on vom date created "
    "reviewed average source stars overall plot story series watch trailer series language music image photo "
    "photos review users public viewers readers votes community netflix guess rate note fazit conclusion "
    "verdict"
)
_NEEDS_COLON = frozenset(_NEEDS_COLON_WORDS.split())
_FIELDS_OF_LISTS = ("film.cast", "film.directors")
_LONGEST_LIST = 15
_WITH = re.compile(r"^(?P<label>Avec|Mit|Con|With)\s(?P<value>[^\W\d_a-zß-öø-ÿ][^.!?:]{3,140})$")


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one labelled fact: the field, the label as printed, the value, and the lines of both."""

    field: str
    label: str
    value: str
    lines: tuple[int, ...]


def _segments(text: str) -> list[str]:
    """Return the parts of a line that each may carry a label of its own."""
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    if BARE_LABEL.match(text) and ". " in text:
        # "Starring A and B. Directed by C. Rated R. 98 minutes."
        parts = [
            sentence
            for part in parts
            for sentence in re.split(r"(?<=[\w)]{2})\.\s+|(?<=\b[A-Z])\.\s+(?=[A-Z]\w+ )", part)
        ]
    found: list[str] = []
    for part in parts:
        starts = [m.start() for m in inner_label().finditer(part)] if ":" in part else []
        starts = [s for s in starts if s > 0] if COLON_LABEL.match(part) or len(starts) > 1 else []
        found += [part[a:b].strip(" ,;/") for a, b in zip([0, *starts], [*starts, len(part)], strict=True)]
    return found


def _split(segment: str) -> tuple[str, str, str] | None:
    """Return (field, label, value) of one segment, or None where it starts with no label."""
    if match := COLON_LABEL.match(segment):
        label = re.sub(r"\s*\([^)]*\)$", "", match["label"])
        if field := label_field(match["label"]) or label_field(label):
            return field, match["label"].strip(), match["value"].strip()
    if (match := BARE_LABEL.match(segment)) and len(segment) <= 200:
        value = match["value"].strip()
        if (value[0].isupper() or value[0].isdigit()) and (field := label_field(match["label"])):
            return field, match["label"], value
    if (match := _WITH.match(segment)) and all(map(is_name, re.split(r",\s|\s(?:et|und|y|and|&)\s", match["value"]))):
        return "film.cast", match["label"], match["value"].strip()
    return None


def _lone_label(text: str) -> str | None:
    """Return the field of a line that is a label and nothing else."""
    if len(text) > _LONGEST_LABEL:
        return None
    bare = text.strip().strip("*_#:：–—- ").strip()
    if text.rstrip().endswith((":", "：")) or bare.casefold() not in _NEEDS_COLON:
        return label_field(bare)
    return None


def _value_below(lines: Sequence[Line], at: int, field: str) -> tuple[str, list[int]]:
    """Return the value under a lone label at index `at`: the next line, or a list of names."""
    below = [line for line in lines[at + 1 : at + 40] if line.text.strip()][:_LONGEST_LIST]
    if not below or is_label(below[0].text) or len(below[0].text) > 200:
        return "", []
    if field not in _FIELDS_OF_LISTS or "," in below[0].text:
        return below[0].text.strip(), [below[0].number]
    found: list[Line] = []
    for line in below:
        if (
            not is_name(line.text)
            or is_label(line.text)
            or line.heading
            or (found and line.number > found[-1].number + 2)
        ):
            break
        found.append(line)
    return ", ".join(line.text.strip() for line in found), [line.number for line in found]


def _joined(segments: list[str]) -> list[str]:
    """Return the segments with names that follow a list of people put back to it: `Stars: A • B • C`."""
    joined: list[str] = []
    for segment in segments:
        found = _split(joined[-1]) if joined else None
        if found and found[0] in _FIELDS_OF_LISTS and is_name(segment) and _split(segment) is None:
            joined[-1] += f", {segment}"
        else:
            joined.append(segment)
    return joined


def is_label(text: str) -> bool:
    """Return whether a line starts with a known label or is one."""
    return bool(_lone_label(text) or (len(text) <= _LONGEST and _split(text)))


def is_labelled(text: str) -> bool:
    """Return whether a line is a labelled fact and not a sentence that happens to begin like one."""
    if len(text) > _LONGEST:
        return False
    if _split(text) is None:
        parts = _segments(text)
        labelled = sum(_split(part) is not None for part in parts)
        return _lone_label(text) is not None or labelled > 1 or (labelled == 1 and len(parts) > 1 and len(text) < 160)
    return COLON_LABEL.match(text) is not None or not (is_prose(text) and len(text) > 120)


def parts_of(text: str) -> list[str]:
    """Return the parts of a line of facts such as `Drama | 2019 | 121 min`."""
    return [
        part.strip()
        for part in re.split(r"\s*[|•·⋅‖│]\s*|\s{3,}|\t|\s[–—/-]\s|[,;]\s|(?<=\w)\.(?:\s|$)", text)
        if part.strip()
    ]


def statements(lines: Sequence[Line]) -> Iterator[Statement]:
    """Yield every labelled fact of the page, in order."""
    for at, line in enumerate(lines):
        if not line.text.strip() or len(line.text) > _LONGEST:
            continue
        for segment in _joined(_segments(line.text)):
            found = _split(segment)
            field = found[0] if found else _lone_label(segment)
            label, value = (found[1], found[2]) if found else (segment, "")
            if field is None:
                continue
            if field == "film.cast" and fold(label) in ("stars", "star") and re.match(r"[\d★⭐½*]", value):
                field = "grade"
            numbers = [line.number]
            if not value:
                value, more = _value_below(lines, at, field)
                numbers += more
            yield Statement(field, label, value, tuple(numbers))
