"""Films that front matter lists, each with a name and a grade or a comment: a part of the page for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.intake.frontmatter import FrontMatter, text_of
from bot.intake.sections import Section
from bot.intake.stated import BODY_KEYS, field_of
from bot.intake.subjects import SAID
from bot.intake.words import Line, fold

_NAMES = ("title", "name", "film", "movie")
_COMMENTS = frozenset(
    (*BODY_KEYS, "comment", "comments", "notes", "text", "blurb", "commentaire", "comentario", "kommentar")
)
_YEARS = frozenset(("year", "pub year", "release year", "released", "annee", "ano", "jahr"))
_LABELS = {
    "grade": "Rating",
    "film.directors": "Director",
    "film.cast": "Cast",
    "film.runtime_minutes": "Runtime",
    "film.genres": "Genre",
}
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_GRADED = re.compile(r"rating|score|grade|wertung", re.IGNORECASE)
_FEWEST, _MOST = 2, 500


def listed_sections(matter: FrontMatter, raw: Sequence[str]) -> tuple[Section, ...]:
    """Return one section an entry of the first list whose entries all name a film and grade it or comment on it.

    `raw` are the file's own lines, where the line of each name is looked up.
    """
    for key, value in matter.values.items():
        if field_of(key) == "grade" or _GRADED.search(key):
            # `ratings: [{name: Story, score: 8}, …]` are aspects of one film.
            continue
        entries = [entry for entry in value[:_MOST] if isinstance(entry, dict)] if isinstance(value, list) else []
        entries = [entry for entry in entries if not _is_other(entry)]
        found = [entry for entry in entries if _name(entry) and any(_said(entry))]
        if len(found) >= _FEWEST and len(found) == len(entries):
            return tuple(_sections(found, raw[: matter.length]))
    return ()


def _name(entry: Mapping[str, Any]) -> str:
    return next((text_of(entry[key]) for key in entry if _key(key) in _NAMES), "")


def _is_other(entry: Mapping[str, Any]) -> bool:
    """Return whether an entry says that it is of a book, a game, a series or music."""
    kinds = (text_of(entry[key]) for key in entry if _key(key) in ("type", "kind", "medium", "media"))
    return any(found.search(f"type: {kind}") for kind in kinds for found in SAID.values())


def _key(key: object) -> str:
    return fold(str(key).replace("_", " ").replace("-", " "))


def _said(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield an entry's grade as a labelled line and its comment as it stands."""
    for key, value in entry.items():
        printed = text_of(value)
        if not printed or _key(key) in _NAMES:
            continue
        if field_of(str(key)) == "grade":
            yield f"Rating: {printed}"
        elif _key(key) in _COMMENTS:
            yield printed


def _facts(entry: Mapping[str, Any]) -> Iterator[str]:
    for key, value in entry.items():
        label, printed = _LABELS.get(field_of(str(key)) or ""), text_of(value)
        if label and label != "Rating" and printed and _key(key) not in _NAMES:
            yield f"{label}: {printed}"


def _sections(entries: Sequence[Mapping[str, Any]], raw: Sequence[str]) -> Iterator[Section]:
    at = 0
    for entry in entries:
        name = _name(entry)
        at = next((number for number in range(at, len(raw)) if name[:40] in raw[number]), at)
        year = next((text_of(entry[key]) for key in entry if _key(key) in _YEARS), "")
        heading = f"{name} ({year})" if len(year) == 4 and year.isdigit() else name
        yield Section(Line(at + 1, heading), tuple(Line(at + 1, text) for text in (*_facts(entry), *_said(entry))))
