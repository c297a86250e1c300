"""Which film a page means: by what it states besides the title, never by the title alone where two films fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.domain.titles import Film, same_person, title_key

YEARS_APART = 1  # festival and release years of one film differ by so much
CAST_TO_DIFFER = 3  # names on both sides before two casts without a common one speak against each other
_TRANSLATED = re.compile(r"^(?P<one>.+?)\s*[(\[](?P<other>[^()\[\]]+)[)\]]$")


class Fit(IntEnum):
    """Order how well a film fits a page: not at all, against something stated, by title alone, by more."""

    OTHER = 0
    DOUBT = 1
    TITLE = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Hold the film a page goes to, or None with the films to choose from (none: a new film); `reason` says why."""

    film: Film | None
    candidates: tuple[Film, ...]
    reason: str

    @property
    def is_unsure(self) -> bool:
        """Say whether a person has to choose."""
        return self.film is None and bool(self.candidates)


@dataclass(frozen=True, slots=True)
class _Judged:
    film: Film
    fit: Fit
    why: str


def match(stated: Film, candidates: Iterable[Film], elsewhere: Collection[int] = ()) -> Match:
    """Find the film that a page states among candidates, which all have a title of the page's.

    A year within one, a common director or a common name in the cast makes it sure; another director, or a year
    further off, speaks against it. Only one film of that title is taken by its title alone. `elsewhere` are
    candidates that the catalogue whose id the page states knows under another id.
    """
    judged = [_judge(stated, film, film.id in elsewhere) for film in candidates]
    possible = tuple(each.film for each in judged if each.fit > Fit.OTHER)
    best = _best(stated, judged)
    if best is not None:
        return Match(best.film, possible, best.why)
    if possible:
        return Match(None, possible, _unsure(judged))
    if judged:
        return Match(None, (), f"New here: {judged[0].film.label} has {judged[0].why}.")
    return Match(None, (), "New here: no film has this title.")


def agrees(stated: Film, film: Film) -> bool:
    """Tell whether a film found by its id can be the one stated: no title, a common one, its year or a director."""
    if not stated.title or title_keys(stated) & title_keys(film):
        return True
    return bool(_years(stated, film)) or bool(_common(stated.directors, film.directors, 1))


def title_names(film: Film) -> list[str]:
    """Return every name of a film: title, original title, and both halves of "Original (Translation)"."""
    names = [film.title, film.original_title or ""]
    for name in tuple(names):
        if (both := _TRANSLATED.match(name)) and not both["other"].strip().isdecimal():
            names += [both["one"], both["other"]]
    return names


def title_keys(film: Film) -> set[str]:
    """Return every key that a film's names give."""
    return {key for key in map(title_key, title_names(film)) if key}


def _best(stated: Film, judged: Sequence[_Judged]) -> _Judged | None:
    sure = [each for each in judged if each.fit is Fit.SURE]
    if len(sure) > 1:
        # Two remakes in neighbouring years: the stated year itself decides.
        sure = [each for each in sure if each.film.year == stated.year] or sure
    if sure:
        return sure[0] if len(sure) == 1 else None
    left = [each for each in judged if each.fit > Fit.OTHER]
    return left[0] if len(left) == 1 and left[0].fit is Fit.TITLE else None


def _judge(stated: Film, film: Film, is_elsewhere: bool) -> _Judged:
    director = _common(stated.directors, film.directors, 1)
    cast = _common(stated.cast, film.cast, CAST_TO_DIFFER)
    year = _years(stated, film)
    if is_elsewhere and stated.year != film.year:
        year = None  # remakes come in neighbouring years, and a catalogue tells them apart
    facts = {"year": year, "director": director, "cast": cast, "id": False if is_elsewhere else None}
    for_it = [name for name, speaks in facts.items() if speaks]
    against = [name for name, speaks in facts.items() if speaks is False]
    return _Judged(film, _fit(for_it, against), _why(for_it, against))


def _years(stated: Film, film: Film) -> bool | None:
    if stated.year is None or film.year is None:
        return None
    return abs(stated.year - film.year) <= YEARS_APART


def _fit(for_it: Sequence[str], against: Sequence[str]) -> Fit:
    if against == ["cast"] and for_it:
        return Fit.SURE  # pages name other parts of a large cast
    if against:
        # A page can be wrong about one fact; where nothing speaks for the film, it is another of the same title.
        return Fit.DOUBT if for_it else Fit.OTHER
    return Fit.SURE if for_it else Fit.TITLE


def _why(for_it: Sequence[str], against: Sequence[str]) -> str:
    if against and not for_it:
        return " and ".join(f"another {name}" for name in against)
    if not for_it:
        return "The only film of this title here; the page states nothing else to tell it by."
    return "Same title" + "".join(f", {name}" for name in for_it) + "."


def _unsure(judged: Sequence[_Judged]) -> str:
    left = [each for each in judged if each.fit > Fit.OTHER]
    if len(left) > 1:
        return f"{len(left)} films here fit what the page states."
    return f"{left[0].film.label} has the same title, but not all that the page states agrees with it."


def _common(stated: Sequence[str], known: Sequence[str], enough: int) -> bool | None:
    """Tell whether two lists share a person; None where either is too short to say no."""
    if any(same_person(one, other) for one in stated for other in known):
        return True
    return False if min(len(stated), len(known)) >= enough else None
