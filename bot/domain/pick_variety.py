"""Something else than last week: a film like the last picks steps back, the more the later they were."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.pick_facts import PickFilm

WEEKS = 8  # former picks that are looked back at
FADE = 0.75  # what a week takes off the memory of a pick
PARTS = (("genre", 0.5), ("decade", 0.3), ("language", 0.2))


def likeness(film: PickFilm, other: PickFilm) -> float:
    """Return 0..1: shared genres (of both films' together), the same decade, the same language; unknown is unlike."""
    genres = set(film.genres) | set(other.genres)
    shared = len(set(film.genres) & set(other.genres)) / len(genres) if genres else 0.0
    decade = film.decade is not None and film.decade == other.decade
    language = bool(film.language) and film.language == other.language
    return sum(weight * value for (_, weight), value in zip(PARTS, (shared, decade, language), strict=True))


def steps_back(film: PickFilm, history: Sequence[PickFilm]) -> float:
    """Return how far a film steps back after former picks, the oldest first: the sum of fading likenesses."""
    recent = reversed(history[-WEEKS:])
    return sum(FADE**week * likeness(film, former) for week, former in enumerate(recent))
