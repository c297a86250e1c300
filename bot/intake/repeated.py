"""A page of several films without headings or grades: blocks that repeat the same labels, each under a film's name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.intake.dates import is_date_line
from bot.intake.factlines import is_fact_line
from bot.intake.furniture import content_end, is_noise
from bot.intake.labels import COLON_LABEL, label_field
from bot.intake.sections import Section
from bot.intake.segments import is_labelled
from bot.intake.words import Line, fold, is_prose

_CREDITS = ("film.directors", "film.cast", "film.genres", "film.runtime_minutes", "film.original_title", "film.year")
_LONGEST_NAME, _LONGEST_LABEL, _SHORTEST_TEXT = 80, 40, 60
_NEAR = 3
_FEWEST, _FEWEST_LABELS = 2, 2


def repeated_sections(lines: Sequence[Line]) -> tuple[Section, ...]:
    """Return one section a film, where a credit comes at least twice, or two labels do equally often.

    Right above the first label of every block stands a name; under it stands running text.
    """
    content = [line for line in lines[: content_end(lines)] if line.text.strip()]
    places = _repeated(content)
    best = max(places.values(), key=len, default=[])
    alike = [label for label, at in places.items() if len(at) == len(best)]
    if len(alike) < _FEWEST_LABELS and not any(label_field(label) in _CREDITS for label in alike):
        return ()
    names = [_name_above(content, at) for at in best]
    starts = [at for at in names if at is not None]
    if len({fold(content[at].text) for at in starts}) < max(len(best), _FEWEST):
        return ()
    found = [
        Section(content[at], tuple(content[at + 1 : end]))
        for at, end in zip(starts, [*starts[1:], len(content)], strict=True)
    ]
    return tuple(found) if all(_has_text(section) for section in found) else ()


def _repeated(lines: Sequence[Line]) -> dict[str, list[int]]:
    """Return the labels that come more than once, in order, with the index of each."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        text = line.text.strip()
        match = COLON_LABEL.match(text[:200]) if ":" in text[: _LONGEST_LABEL + 4] and not is_noise(text) else None
        if match and fold(match["label"]):
            places.setdefault(fold(match["label"]), []).append(at)
    return {label: at for label, at in places.items() if len(at) >= _FEWEST}


def _name_above(lines: Sequence[Line], at: int) -> int | None:
    """Return the index of the nearest name above a label, with nothing but other facts between them."""
    for above in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        text = lines[above].text.strip()
        if is_prose(text):
            return None
        if len(text) <= _LONGEST_NAME and not (
            text.endswith(":") or is_labelled(text) or is_date_line(text) or is_noise(text) or is_fact_line(text)
        ):
            return above
    return None


def _has_text(section: Section) -> bool:
    return any(is_prose(line.text) and len(line.text) >= _SHORTEST_TEXT for line in section.lines)
