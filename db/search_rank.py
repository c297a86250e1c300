"""How well a film fits what somebody has typed: a number from 0 to 100."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.domain.numerals import canonical
from db.search_words import Form, Typed, sorted_key, split, squash

# How much of the hundred each kind of evidence is worth. A title typed in full comes before all but the most famous
# that merely begin so; among titles that are still being typed, fame decides.
_TEXT, _FAME, _WHOLE = 82.0, 11.0, 4.0
_SLIP = 1.5  # what one wrong letter costs, as a share of the letters typed
_ARTICLE = 2.0  # for the article that was typed, where there is a choice
_YEAR_RIGHT, _YEAR_NEAR, _YEAR_WRONG = 3.0, -3.0, -14.0
_BY_DIRECTOR = -2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One film that may be meant, as the index keeps it."""

    film_id: int
    year: int | None
    popularity: float
    forms: list[Form]
    people: list[str]


class Reading:
    """One way to read what was typed as a title, prepared for comparing it with many."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self._key = squash(typed.key)
        self._text = squash(typed.text)
        self._sorted = sorted_key(typed.key)
        self._words = [(word, canonical(word)) for word in typed.words]
        self._letters = sum(map(len, typed.words))

    def fit(self, forms: list[Form]) -> float:
        """Return 0..86 and some for the spelling that fits best."""
        return max([self._form(form) for form in forms], default=0.0)

    def _form(self, form: Form) -> float:
        if self.typed.key == form.key:
            return _TEXT + _WHOLE + (self.typed.text == form.text)
        key, text = squash(form.key), squash(form.text)
        fit = _begins(self._key, key)
        if fit >= 0.9:
            return _TEXT * fit + _ARTICLE * (self._text != self._key and text.startswith(self._text))
        if self._text != self._key or text != key:
            fit = max(fit, _begins(self._text, text))
        if fit < 0.9:
            fit = max(fit, self._shared_words(form, len(text)))
        return _TEXT * fit

    def _shared_words(self, form: Form, length: int) -> float:
        """Return 0..1 for words that a title has in another order, or among others; the last may be half typed."""
        if len(self._sorted) == len(form.key) - form.key.count(" ") and self._sorted == sorted_key(form.key):
            return 0.97
        has = split(form.text)
        if form.key not in form.text:
            has += form.key.split()
        last, last_number = self._words[-1]
        found = sum([len(word) for word, number in self._words if word in has or number in has])
        if last not in has and last_number not in has and any(word.startswith(last) for word in has):
            found += len(last)
        return 0.82 * found / self._letters + 0.1 * min(1.0, self._letters / length)


class Ranking:
    """Score candidates for one typed text; `loudest` is the popularity that counts as famous."""

    def __init__(self, typed: Typed, loudest: float) -> None:
        bare = typed.without_year()
        self._reading = Reading(typed)
        self._bare = None if bare is None else Reading(bare)
        self._words = (bare or typed).words
        self._year = "" if bare is None else bare.year
        self._fame = _FAME / math.log1p(loudest) if loudest > 0 else 0.0

    def score(self, film: Candidate) -> float:
        """Return how well the film fits, 0 to 100."""
        best = self._reading.fit(film.forms)
        if self._bare is not None:
            best = max(best, self._bare.fit(film.forms) + _year(self._year, film.year))
        if film.people and best < _TEXT * 0.9:
            best = max(best, self._with_people(film))
        fame = math.log1p(max(0.0, film.popularity)) * self._fame
        return max(0.0, min(100.0, best + min(_FAME, fame)))

    def whole(self, film: Candidate) -> bool:
        """Tell whether one of the film's titles is what was typed, no more and no less."""
        return any(form.key == self._reading.typed.key for form in film.forms)

    def _with_people(self, film: Candidate) -> float:
        """Return the fit where some of the words are a director's name: `solaris tarkovsky`."""
        names = [word for person in film.people for word in person.split()]
        *whole, last = self._words
        rest = [word for word in whole if word not in names]
        if not any(name.startswith(last) for name in names):
            rest.append(last)
        if len(rest) == len(self._words):
            return 0.0
        if not rest:
            return _TEXT * 0.8
        text = " ".join(rest)
        return Reading(Typed(text, text, tuple(rest))).fit(film.forms) + _BY_DIRECTOR


def _begins(typed: str, title: str) -> float:
    """Return 0..1 for a title typed from its beginning, with slips, in full or so far."""
    length = len(typed)
    if title.startswith(typed):
        return 0.9 + 0.09 * length / len(title)
    whole = 0.98 * (1 - _SLIP * OSA.distance(typed, title) / max(length, len(title)))
    distance = OSA.distance
    slips = min(
        distance(typed, title[: length - 1]), distance(typed, title[:length]), distance(typed, title[: length + 1])
    )
    return max(whole, 0.9 * (1 - _SLIP * slips / length) + 0.05 * min(1.0, length / len(title)))


def _year(typed: str, year: int | None) -> float:
    if len(typed) < 4:
        return 0.0 if str(year).startswith(typed) else _YEAR_WRONG
    if year is None or abs(int(typed) - year) == 1:
        return _YEAR_NEAR
    return _YEAR_RIGHT if int(typed) == year else _YEAR_WRONG
