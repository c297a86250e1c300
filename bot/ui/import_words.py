"""What the preview of an import says: each field with the line that proves it, what is missing, what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.domain.changes import Change, share_kept
from bot.domain.drafts import Draft, Remark
from bot.domain.grades import Grade
from bot.domain.languages import language_name
from bot.domain.placing import Place, Verdict
from bot.domain.titles import Film
from bot.ui.film_words import grade
from bot.ui.import_fields import FIELDS, SHOWN, attribute, typed_value
from bot.ui.text import escape, plural, runtime

VERDICTS = {
    Verdict.READY: "ready",
    Verdict.CHANGED: "changed",
    Verdict.HERE: "already here",
    Verdict.NEEDS_YOU: "needs you",
    Verdict.NOT_A_REVIEW: "not a film review",
    Verdict.LEFT_OUT: "left out",
    Verdict.UNREADABLE: "unreadable",
    Verdict.KEPT: "kept",
    Verdict.UPDATED: "updated",
    Verdict.UNDONE: "taken back",
    Verdict.STAYS: "stays",
}

_DONE = (Verdict.KEPT, Verdict.UPDATED, Verdict.UNDONE, Verdict.STAYS)
#: Characters a value may take; a message holds 4,000 in all.
_LIMITS = {"film.title": 150, "film.cast": 220, "film.directors": 150, "url": 180, "sub_grades": 180}
_LIMIT = 90
_OLD_AND_NEW = 40  # characters of a value that changes
_EDGE = 100  # characters of the text's beginning and of its end
_LANGUAGE = 20  # the longest name of one
REMARKS, REMARK = 3, 150
_INNER = str.maketrans({"“": "‘", "„": "‚", "”": "’", '"': "'"})
_LABELS = {field.key: field.label for field in FIELDS}


def counts(counted: Mapping[Verdict, int]) -> str:
    """Say how many there are of each verdict, what was done first: `3 kept · 1 needs you`."""
    order = (*_DONE, *(verdict for verdict in VERDICTS if verdict not in _DONE))
    return " · ".join(f"{counted[verdict]:,} {VERDICTS[verdict]}" for verdict in order if counted.get(verdict))


def destination(place: Place) -> str:
    """Say in one or two lines what will happen to a review, and why."""
    reason = f"-# {escape(place.reason, 200)}"
    if place.verdict is Verdict.NEEDS_YOU:
        ask = "choose the film below" if place.candidates else "give it a title with “Correct a field”"
        return f"**Needs you:** {ask}.\n{reason}"
    if place.verdict is Verdict.READY and place.film is not None:
        new = "new film" if place.film.id < 0 else "film that is here"
        return f"**Ready:** goes to the {new} **{escape(place.film.label, 150)}**.\n{reason}"
    if place.verdict is Verdict.CHANGED and place.film is not None:
        film = escape(place.film.label, 150)
        return f"**Changed:** the review of **{film}** that is here would become this one.\n{reason}"
    film = f" It is with **{escape(place.film.label, 150)}**." if place.film is not None else ""
    return f"**{VERDICTS[place.verdict].capitalize()}.**{film}\n{reason}"


def differences(made: Iterable[Change]) -> str:
    """List what a review handed in again would change: the old value, then the new one."""
    return "\n".join(f"- {_LABELS[change.field]}: {_difference(change)}" for change in made)


def _difference(change: Change) -> str:
    if change.field == "body":
        stays = f", {share_kept(change.old, change.new):.0%} of its words stay" if change.old else ""
        return f"{len(change.old):,} → {plural(len(change.new), 'character')}{stays}"
    if change.field == "language":
        old, new = (language_name(code) if code else None for code in (change.old, change.new))
        return f"{_value(old)} → **{_value(new)}**"
    return f"{_value(change.old)} → **{_value(change.new)}**"


def _value(value: object) -> str:
    if value is None or value == () or value == "":
        return "nothing"
    if isinstance(value, Grade):
        return escape(grade(value), _OLD_AND_NEW)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return escape(", ".join(f"{item.name} {item.value:g}/{item.max:g}" for item in value), _OLD_AND_NEW)
    return escape(str(value), _OLD_AND_NEW)


def fields(draft: Draft) -> str:
    """List every field that is stated, each with its lines."""
    told = (_field(draft, field.key, field.label) for field in SHOWN if not _is_told_with_another(draft, field.key))
    return "\n".join(line for line in told if line)


def missing(draft: Draft) -> str:
    """Name the fields that the page does not state; empty where it states all."""
    absent = [field.label.lower() for field in SHOWN if not _shown(draft, field.key)]
    return f"-# Not stated: {', '.join(absent)}." if absent else ""


def remarks(draft: Draft) -> str:
    """List what the reading asks or remarks, each with its line."""
    told = [f"- {_asked(remark)}" for remark in draft.remarks[:REMARKS]]
    if more := len(draft.remarks) - REMARKS:
        told += [f"- and {more} more"] * (more > 0)
    return "\n".join(told)


def proof(lines: Sequence[int]) -> str:
    """Name the lines that prove a field: `line 41`, `lines 8–22`; `by hand` where a person typed it."""
    if not lines:
        return "by hand"
    first, last = min(lines), max(lines)
    return f"line {first}" if first == last else f"lines {first}–{last}"


def film_choice(film: Film) -> str:
    """Name a film among others of its title: with its year and its directors, as plain text."""
    by = f" · {', '.join(film.directors[:2])}" if film.directors else ""
    return film.label + by


def _field(draft: Draft, key: str, label: str) -> str:
    shown = _shown(draft, key)
    if not shown:
        return ""
    lines = draft.evidence.get(key)
    return f"**{label}** {shown}" + (f" · {proof(lines)}" if lines is not None else "")


def _is_told_with_another(draft: Draft, key: str) -> bool:
    return key == "film.certificate_reason" and bool(draft.film.certificate)


def _shown(draft: Draft, key: str) -> str:
    value = attribute(draft, key)
    if value is None or value == () or value == "":
        return ""
    if key == "body":
        return _body(value)
    if key == "film.runtime_minutes":
        return runtime(value)
    if key in ("language", "film.language"):
        return escape(language_name(value), _LANGUAGE)
    if key == "published":
        return f"{value:%-d %B %Y}"
    if key == "film.certificate" and (reason := draft.film.certificate_reason):
        return f"{escape(value, 40)} for {escape(reason, _LIMIT)}"
    text = grade(value) if key == "grade" else typed_value(draft, key)
    return escape(text, _LIMITS.get(key, _LIMIT))


def _body(body: str) -> str:
    flat = " ".join(body.split())
    size = plural(len(body), "character")
    if len(flat) <= 2 * _EDGE:
        return f"{size}: {_quoted(flat, 2 * _EDGE)}"
    end = flat[-_EDGE:]
    return f"{size}, from {_quoted(flat, _EDGE)} to {_quoted('…' + end[end.find(' ') + 1 :], _EDGE + 1)}"


def _quoted(text: str, limit: int) -> str:
    """Quote other people's text; marks inside it become single ones, so that none stands doubled."""
    return f"“{escape(text.translate(_INNER), limit)}”"


def _asked(remark: Remark) -> str:
    where = f"Line {remark.line}: " if remark.line is not None else ""
    return where + escape(remark.message, REMARK)
