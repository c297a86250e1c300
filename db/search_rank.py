"""How well a film fits what somebody has typed: a number from 0 to 100."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.domain.numerals import canonical
from db.search_words import Typed, sorted_key, split, squash

# How much of the hundred each kind of evidence is worth. A title typed in full comes before all but the most famous
# that merely begin so; among titles that are still being typed, fame decides.
_TEXT, _FAME, _WHOLE = 82.0, 11.0, 4.0
_ALL_WORDS = 0.82  # of the text, for a title that has all the words, in another order or among others
_AND_MORE = 0.45  # of the text, for a title that was typed with something after it, such as a director's name
_TELLING = 6  # letters that say something wherever in a title they are
_AS_TYPED = 5.0  # for the very words, where the key leaves some of them out
_SLIP = 1.5  # what one wrong letter costs, as a share of the letters typed
_ARTICLE = 2.0  # for the article that was typed, where there is a choice
_YEAR_RIGHT, _YEAR_NEAR, _YEAR_WRONG = 3.0, -3.0, -14.0
_YEAR_BEGUN = -2.0  # for each digit that is still to come: "iron man 2" is hardly the first one, of 2008
_BY_DIRECTOR = -2.0


class Candidate(NamedTuple):
    """One film that may be meant, as the index keeps it: a line for each spelling and for each person."""

    film_id: int
    year: int | None
    popularity: float
    forms: str
    people: str


class Reading:
    """One way to read what was typed as a title, prepared for comparing it with many."""

    def __init__(self, typed: Typed) -> None:
        self._typed = typed
        self._key = squash(typed.key)
        self._text = squash(typed.text)
        self._orders = {sorted_key(typed.key), sorted_key(typed.text)}
        self._same = _AS_TYPED if typed.text != typed.key else 1.0
        self._words = [(len(word), f" {word} ", f" {canonical(word)} ") for word in typed.words]
        self._letters = sum(map(len, typed.words))
        self._ends = {*accumulate(map(len, typed.key.split()))}

    def fit(self, forms: str) -> float:
        """Return 0..86 and some for the spelling that fits best."""
        return max([self._form(*form.split("\t")) for form in forms.split("\n")], default=0.0) if forms else 0.0

    def _form(self, text: str, key: str) -> float:
        if key == self._typed.key:
            return _TEXT + _WHOLE + self._same * (text == self._typed.text)
        bare_key, bare_text = squash(key), squash(text)
        if bare_key.startswith(self._key):
            full = _TEXT * (0.9 + 0.09 * len(self._key) / len(bare_key))
            return full + _ARTICLE * (self._text != self._key and bare_text.startswith(self._text))
        if bare_text.startswith(self._text):
            return _TEXT * (0.9 + 0.09 * len(self._text) / len(bare_text))
        if not self._orders.isdisjoint((sorted_key(key), sorted_key(text))):
            return _TEXT * 0.97
        shared = self._shared_words(text, key)
        fit = _ALL_WORDS * shared + 0.1 * min(1.0, self._letters / len(bare_text))
        if shared < 1.0:
            fit = max(fit, _begins(self._key, bare_key), self._contained(bare_key, bare_text))
            if self._text != self._key or bare_text != bare_key:
                fit = max(fit, _begins(self._text, bare_text))
        return _TEXT * fit

    def _contained(self, key: str, text: str) -> float:
        """Return 0..1 for what lies within a title, gaps aside, and for a title that more was typed after."""
        length = len(self._key)
        if length >= _TELLING and self._key in text:
            return _ALL_WORDS + 0.1 * length / len(text)
        near = [end for end in self._ends if abs(end - len(key)) < 2]
        return max([self._with_more(key, end) for end in near], default=0.0)

    def _with_more(self, key: str, end: int) -> float:
        slips = OSA.distance(self._key[:end], key)
        return (_AND_MORE + 0.5 * end / len(self._key)) * (1 - _SLIP * slips / end)

    def _shared_words(self, text: str, key: str) -> float:
        """Return the share of the typed letters whose words a title has, wherever; the last may be half typed."""
        has = _spaced(text) if key in text else _spaced(f"{text} {key}")
        found = sum([letters for letters, word, number in self._words if word in has or number in has])
        letters, last, number = self._words[-1]
        if last[:-1] in has and last not in has and number not in has:
            found += letters
        return found / self._letters


class Ranking:
    """Score candidates for one typed text; `loudest` is the popularity that counts as famous."""

    def __init__(self, typed: Typed, loudest: float) -> None:
        bare = typed.without_year()
        self._key = f"\t{typed.key}\n"
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
        return max(0.0, min(100.0, best + self._famous(film)))

    def known(self, film: Candidate) -> bool:
        """Tell whether the film is among the better known ones, as all are where nobody counts.

        They have more than the square root of what the loudest has.
        """
        return not self._fame or self._famous(film) > _FAME / 2

    def whole(self, film: Candidate) -> bool:
        """Tell whether one of the film's titles is what was typed, no more and no less."""
        return self._key in f"{film.forms}\n"

    def _famous(self, film: Candidate) -> float:
        return min(_FAME, math.log1p(max(0.0, film.popularity)) * self._fame)

    def _with_people(self, film: Candidate) -> float:
        """Return the fit where some of the words are a director's name: `solaris tarkovsky`."""
        names = f" {film.people.replace(chr(10), ' ')} "
        *whole, last = self._words
        rest = [word for word in whole if f" {word} " not in names]
        if f" {last}" not in names:
            rest.append(last)
        if len(rest) == len(self._words):
            return 0.0
        if not rest:
            return _TEXT * 0.8
        text = " ".join(rest)
        return Reading(Typed(text, text, tuple(rest))).fit(film.forms) + _BY_DIRECTOR


def _spaced(text: str) -> str:
    """Return the words of folded text with a gap around each, where a whole word is quickly told from a part."""
    return f" {text} " if text.isascii() else f" {' '.join(split(text))} "


def _begins(typed: str, title: str) -> float:
    """Return 0..1 for a title typed from its beginning, with slips, in full or so far."""
    length, size = len(typed), len(title)
    if title.startswith(typed):
        return 0.9 + 0.09 * length / size
    distance, whole = OSA.distance, 0.0
    if _SLIP * abs(length - size) < max(length, size):
        whole = 0.98 * (1 - _SLIP * distance(typed, title) / max(length, size))
    slips = distance(typed, title[:length])
    if 0.9 * (1 - _SLIP * (slips - 1) / length) + 0.05 <= whole:  # a letter more or less mends one slip at most
        return whole
    slips = min(slips, distance(typed, title[: length - 1]), distance(typed, title[: length + 1]))
    return max(whole, 0.9 * (1 - _SLIP * slips / length) + 0.05 * min(1.0, length / size))


def _year(typed: str, year: int | None) -> float:
    if len(typed) < 4:
        return _YEAR_BEGUN * (4 - len(typed)) if str(year).startswith(typed) else _YEAR_WRONG
    if year is None or abs(int(typed) - year) == 1:
        return _YEAR_NEAR
    return _YEAR_RIGHT if int(typed) == year else _YEAR_WRONG
