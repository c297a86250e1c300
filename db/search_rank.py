"""How well a film fits what somebody has typed: a number from 0 to 100."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from db.search_words import Form, Typed, sorted_key, split, squash

# How much of the hundred each kind of evidence is worth. A title typed in full comes before a more famous one that
# merely begins so; among titles that are still being typed, fame decides.
_TEXT, _FAME, _WHOLE = 82.0, 11.0, 4.0
_SLIP = 1.5  # what one wrong letter costs, as a share of the letters typed
_YEAR_RIGHT, _YEAR_NEAR, _YEAR_WRONG = 3.0, -3.0, -14.0
_BY_DIRECTOR = -2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One film that may be meant, as the index keeps it."""

    film_id: int
    year: int | None
    popularity: float
    forms: tuple[Form, ...]
    people: tuple[str, ...]


def score(typed: Typed, film: Candidate, loudest: float) -> float:
    """Return how well the film fits, 0 to 100; `loudest` is the popularity that counts as famous."""
    best = _text(typed, film)
    bare = typed.without_year()
    if bare is not None:
        best = max(best, _text(bare, film) + _year(bare.year, film.year))
    if film.people:
        best = max(best, _with_people(bare or typed, film))
    fame = math.log1p(max(0.0, film.popularity)) / math.log1p(loudest) if loudest > 0 else 0.0
    return max(0.0, min(100.0, best + _FAME * min(1.0, fame)))


def _text(typed: Typed, film: Candidate) -> float:
    return max((_form(typed, form) for form in film.forms), default=0.0)


def _form(typed: Typed, form: Form) -> float:
    if typed.key == form.key:
        return _TEXT + _WHOLE + (typed.text == form.text)
    key, text = squash(form.key), squash(form.text)
    fit = max(_begins(squash(typed.key), key), _begins(squash(typed.text), text) if text != key else 0.0)
    if fit < 0.9 and len(typed.words) > 1 or fit < 0.6:
        fit = max(fit, _shared_words(typed, form))
    return _TEXT * fit


def _begins(typed: str, title: str) -> float:
    """Return 0..1 for a title typed from its beginning, with slips, in full or so far."""
    length = len(typed)
    if title.startswith(typed):
        return 0.9 + 0.09 * length / len(title)
    whole = 1 - _SLIP * OSA.distance(typed, title) / max(length, len(title))
    if len(title) < length:
        return 0.98 * whole
    slips = min(OSA.distance(typed, title[: length + more]) for more in (-1, 0, 1))
    return max(0.98 * whole, 0.9 * (1 - _SLIP * slips / length) + 0.05 * length / len(title))


def _shared_words(typed: Typed, form: Form) -> float:
    """Return 0..1 for words that a title has in another order, or among others; the last may be half typed."""
    if sorted_key(typed.key) == sorted_key(form.key):
        return 0.97
    has = set(split(form.text))
    has.update(split(form.key))
    *whole, last = typed.words
    found = sum(len(word) for word in whole if word in has)
    if last in has or any(word.startswith(last) for word in has):
        found += len(last)
    total = sum(map(len, typed.words))
    return 0.82 * found / total + 0.1 * min(1.0, total / max(1, len(squash(form.text))))


def _with_people(typed: Typed, film: Candidate) -> float:
    """Return the fit where some of the words are a director's name: `solaris tarkovsky`."""
    names = {word for person in film.people for word in person.split()}
    *whole, last = typed.words
    rest = [word for word in whole if word not in names]
    if not any(name.startswith(last) for name in names):
        rest.append(last)
    if len(rest) == len(typed.words):
        return 0.0
    if not rest:
        return _TEXT * 0.8
    text = " ".join(rest)
    return _text(Typed(text, text, tuple(rest)), film) + _BY_DIRECTOR


def _year(typed: str, year: int | None) -> float:
    if len(typed) < 4:
        return 0.0 if str(year).startswith(typed) else _YEAR_WRONG
    if year is None or abs(int(typed) - year) == 1:
        return _YEAR_NEAR
    return _YEAR_RIGHT if int(typed) == year else _YEAR_WRONG
