"""What an admin types for one field of a draft, read strictly: a value, nothing, or a sentence why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from bot.domain.drafts import Draft
from bot.domain.errors import UserError
from bot.domain.grades import Grade, SubGrade, derive, out_of
from bot.domain.languages import language_of
from bot.domain.printed_grades import parse_grade
from bot.ui.film_reading import CERTIFICATE_LIMIT, FIRST_YEAR, TITLE_LIMIT, read_length, read_names, read_title
from bot.ui.import_fields import Field
from bot.ui.text import escape

LAST_YEAR = 2100
LINK_LIMIT = 500
_SUB_GRADE = re.compile(r"(?P<name>[^\d,;]*[^\d,;:\s])\s*:?\s+(?P<value>\d+(?:[.,]\d+)?)\s*/\s*(?P<top>\d+)")
_LINES = re.compile(r"(?P<first>\d{1,7})(?:\s*[-–—]\s*(?P<last>\d{1,7}))?")
_DATES = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d.%m.%Y")
_ANSWERS = {"yes": True, "y": True, "no": False, "n": False, "none": False}


def correct(draft: Draft, field: Field, typed: str) -> Draft:
    """Return the draft with one field as an admin typed it; empty text takes the value away.

    Raises UserError, saying what the field takes, where the text cannot be read.
    """
    typed = typed.strip()
    value = _READERS[field.key](draft, typed) if typed else _EMPTY.get(field.key)
    fixed = _put(draft, field.key, value)
    if field.key == "film.title" and typed and (year := read_title(typed, LAST_YEAR)[1]):
        fixed = _put(fixed, "film.year", year)
    proof = draft.evidence.get(field.key, ())
    evidence = {key: lines for key, lines in fixed.evidence.items() if key != field.key}
    # The question that the line raised is answered by whoever corrects what stands on it.
    remarks = tuple(remark for remark in draft.remarks if remark.line is None or remark.line not in proof)
    shown = _lines(draft, typed) if field.key == "body" and typed and draft.source else ()
    return replace(fixed, evidence={**evidence, field.key: shown}, remarks=remarks)


def _put(draft: Draft, key: str, value: Any) -> Draft:
    owner, _, name = key.rpartition(".")
    if owner:
        return replace(draft, film=replace(draft.film, **{name: value}))
    review = replace(draft.review, **{name: value})
    if key in ("grade", "sub_grades") and (review.grade is None or review.grade.derived):
        review = replace(review, grade=derive(review.sub_grades))
    return replace(draft, review=review)


def _title(draft: Draft, typed: str) -> str:
    return read_title(typed, LAST_YEAR)[0]


def _words(draft: Draft, typed: str) -> str:
    words = " ".join(typed.split())
    if len(words) > TITLE_LIMIT:
        raise UserError(f"That is {len(words)} characters long; {TITLE_LIMIT} are the most. Nothing was changed.")
    return words


def _year(draft: Draft, typed: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", typed) or not FIRST_YEAR <= int(typed) <= LAST_YEAR:
        raise _unread(typed, f"a year from {FIRST_YEAR} to {LAST_YEAR} in four digits")
    return int(typed)


def _names(draft: Draft, typed: str) -> tuple[str, ...]:
    return tuple(_words(draft, name) for name in read_names(typed))


def _genres(draft: Draft, typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words(draft, part) for part in re.split(r"\s*[,;|\n]\s*", typed) if part))


def _minutes(draft: Draft, typed: str) -> int:
    length = read_length(typed)
    if length.minutes is None or length.certificate is not None:
        raise _unread(typed, "a running time like 2 h 1 min, 121 min or 2:01")
    return length.minutes


def _certificate(draft: Draft, typed: str) -> str:
    if len(typed) > CERTIFICATE_LIMIT:
        raise _unread(typed, f"a certificate of at most {CERTIFICATE_LIMIT} characters, like PG-13")
    return _words(draft, typed)


def _link(draft: Draft, typed: str) -> str:
    if not is_link(typed):
        raise _unread(typed, f"a link that begins with https:// or http://, of at most {LINK_LIMIT} characters")
    return typed


def is_link(typed: str) -> bool:
    """Say whether text is one web address of a length that can be shown."""
    try:
        parts = urlsplit(typed)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and len(typed) <= LINK_LIMIT and " " not in typed


def _date(draft: Draft, typed: str) -> date:
    for form in _DATES:
        try:
            return datetime.strptime(" ".join(typed.split()), form).date()  # noqa: DTZ007 - a printed day has no zone
        except ValueError:
            continue
    raise _unread(typed, "a date like 2023-09-15 or 15 September 2023")


def _language(draft: Draft, typed: str) -> str:
    code = language_of(typed)
    if code is None:
        raise _unread(typed, "a language like English, or its two letters, like en")
    return code


def _grade(draft: Draft, typed: str) -> Grade:
    grade = parse_grade(typed)
    if grade is None:
        raise _unread(typed, "a grade like 7/10, 3.5/5, ★★★½, 85% or B+")
    return grade


def _sub_grades(draft: Draft, typed: str) -> tuple[SubGrade, ...]:
    found = [
        SubGrade(each["name"].strip(), float(each["value"].replace(",", ".")), float(each["top"]))
        for each in _SUB_GRADE.finditer(typed)
    ]
    if not found or any(out_of(grade.value, grade.max) is None for grade in found):
        raise _unread(typed, "sub-grades like Story 8/10, Acting 9/10")
    return tuple(found)


def _yes_or_no(draft: Draft, typed: str) -> bool:
    if typed.lower() not in _ANSWERS:
        raise _unread(typed, "yes or no")
    return _ANSWERS[typed.lower()]


def _body(draft: Draft, typed: str) -> str:
    if not draft.source:
        return typed  # a row of a table: there are no lines to name
    first, last = _lines(draft, typed)
    return "\n".join(line.strip() for line in draft.source.splitlines()[first - 1 : last]).strip()


def _lines(draft: Draft, typed: str) -> tuple[int, int]:
    count = len(draft.source.splitlines())
    found = _LINES.fullmatch(typed)
    first = int(found["first"]) if found else 0
    last = int(found["last"] or first) if found else 0
    if not 1 <= first <= last <= count:
        raise _unread(typed, f"the lines of the text, like 8-22, between 1 and {count}")
    return first, last


def _unread(typed: str, takes: str) -> UserError:
    return UserError(f"“{escape(typed, 200)}” is not {takes}. Nothing was changed; choose the field again to retry.")


_EMPTY: Mapping[str, Any] = {
    "film.title": "",
    "film.directors": (),
    "film.cast": (),
    "film.genres": (),
    "sub_grades": (),
    "body": "",
}
_READERS: Mapping[str, Callable[[Draft, str], Any]] = {
    "film.title": _title,
    "film.year": _year,
    "film.directors": _names,
    "film.cast": _names,
    "film.runtime_minutes": _minutes,
    "film.certificate": _certificate,
    "film.certificate_reason": _words,
    "film.genres": _genres,
    "film.original_title": _title,
    "critic": _words,
    "outlet": _words,
    "url": _link,
    "published": _date,
    "language": _language,
    "grade": _grade,
    "sub_grades": _sub_grades,
    "after_credits": _yes_or_no,
    "body": _body,
    "film.language": _language,
}
