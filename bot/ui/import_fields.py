"""The fields of a handed-in review: what each is called, and its value as a person would type it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.domain.drafts import Draft


@dataclass(frozen=True, slots=True)
class Field:
    """Name a field: its key in the evidence, its label, and how to fill it in."""

    key: str
    label: str
    hint: str


#: The place in this list travels in custom_ids: add at the end.
FIELDS = (
    Field("film.title", "Title", "The film's title alone, without the year"),
    Field("film.year", "Year", "Four digits"),
    Field("film.directors", "Director", "One name, or several parted by commas"),
    Field("film.cast", "Cast", "Names parted by commas"),
    Field("film.runtime_minutes", "Running time", "Like 2 h 1 min, 121 min or 2:01"),
    Field("film.certificate", "Certificate", "Like PG-13 or FSK 12"),
    Field("film.certificate_reason", "Reason of the certificate", "As the page gives it"),
    Field("film.genres", "Genres", "Parted by commas"),
    Field("film.original_title", "Original title", "Where it is not the title"),
    Field("critic", "Critic", "Who wrote it"),
    Field("outlet", "Outlet", "The paper, site or channel"),
    Field("url", "Link", "Begins with https:// or http://"),
    Field("published", "Date", "Like 2023-09-15 or 15 September 2023"),
    Field("language", "Language", "By its name or two letters: English, en"),
    Field("grade", "Grade", "As printed with its scale: 7/10, 3.5/5, ★★★½, 85%, B+"),
    Field("sub_grades", "Sub-grades", "Like Story 8/10, Acting 9/10"),
    Field("after_credits", "Scene after the credits", "yes or no"),
    Field("body", "Text of the review", "The lines it stands on, like 8-22; the numbered page shows them"),
    Field("film.language", "Original language", "Of the film, by its name or two letters: Japanese, ja"),
)

#: In the order in which people see them: what is of the film, then what is of the review.
SHOWN = tuple(sorted(FIELDS, key=lambda field: not field.key.startswith("film.")))


def attribute(draft: Draft, key: str) -> Any:
    """Return the value of a field by its key: `film.title`, `grade`."""
    owner, _, name = key.rpartition(".")
    return getattr(draft.film if owner else draft.review, name)


def typed_value(draft: Draft, key: str) -> str:
    """Return a field's value as a person would type it; empty where nothing is stated."""
    value = attribute(draft, key)
    if key == "body" and not draft.source:
        return str(value)
    if key == "body":
        lines = draft.evidence.get("body", ())
        return f"{min(lines)}-{max(lines)}" if value and lines else ""
    if key == "grade":
        return (value.printed or "") if value else ""
    if key == "sub_grades":
        return ", ".join(f"{item.name} {item.value:g}/{item.max:g}" for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)
