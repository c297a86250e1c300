"""What reading a page gives: reviews, the lines that prove each field, and the questions left to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.domain.grades import Grade, SubGrade

Evidence = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one thing a person should know or decide, with the 1-based line it stands on, if any."""

    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class ReadFilm:
    """Hold what a page states about a film; what it does not state is None or empty.

    `language` is the one it was made in, by its ISO 639-1 code; `ids` are pairs of a catalogue's name and the film's id
    there: `("imdb", "tt0079944")`.
    """

    title: str | None = None
    year: int | None = None
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    runtime_minutes: int | None = None
    certificate: str | None = None
    certificate_reason: str | None = None
    genres: tuple[str, ...] = ()
    original_title: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ReadReview:
    """Hold one review as read; `evidence` maps a field (`"film.title"`, `"grade"`) to 1-based line numbers."""

    film: ReadFilm
    critic: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    grade: Grade | None = None
    sub_grades: tuple[SubGrade, ...] = ()
    after_credits: bool | None = None
    body: str = ""
    evidence: Evidence = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageReading:
    """Hold everything read off one page; `lines` is the text that the evidence counts in.

    `reason` says why the page is no film review, or why it is believed to be one.
    """

    file: str
    is_film_review: bool
    reason: str | None = None
    problems: tuple[Problem, ...] = ()
    reviews: tuple[ReadReview, ...] = ()
    lines: tuple[str, ...] = ()


def _film_to_json(film: ReadFilm) -> dict[str, Any]:
    return {
        "title": film.title,
        "year": film.year,
        "directors": list(film.directors),
        "cast": list(film.cast),
        "runtime_minutes": film.runtime_minutes,
        "certificate": film.certificate,
        "certificate_reason": film.certificate_reason,
        "genres": list(film.genres),
        "original_title": film.original_title,
        "ids": dict(film.ids),
        "language": film.language,
    }


def _film_from_json(data: Mapping[str, Any]) -> ReadFilm:
    return ReadFilm(
        title=data["title"],
        year=data["year"],
        directors=tuple(data["directors"]),
        cast=tuple(data["cast"]),
        runtime_minutes=data["runtime_minutes"],
        certificate=data["certificate"],
        certificate_reason=data["certificate_reason"],
        genres=tuple(data["genres"]),
        original_title=data["original_title"],
        ids=tuple(data["ids"].items()),
        language=data["language"],
    )


def _grade_to_json(grade: Grade | None) -> dict[str, Any] | None:
    if grade is None:
        return None
    return {"printed": grade.printed, "score": grade.score, "derived": grade.derived}


def review_to_dict(review: ReadReview) -> dict[str, Any]:
    """Return the review as plain JSON values, from which `review_from_dict` gives the same review back."""
    return {
        "film": _film_to_json(review.film),
        "critic": review.critic,
        "outlet": review.outlet,
        "url": review.url,
        "published": review.published and review.published.isoformat(),
        "language": review.language,
        "grade": _grade_to_json(review.grade),
        "sub_grades": {s.name: {"value": s.value, "max": s.max} for s in review.sub_grades},
        "after_credits": review.after_credits,
        "body": review.body,
        "evidence": {name: list(lines) for name, lines in review.evidence.items()},
    }


def review_from_dict(data: Mapping[str, Any]) -> ReadReview:
    """Return the review that `review_to_dict` wrote; raise KeyError where a field is missing."""
    published, grade = data["published"], data["grade"]
    return ReadReview(
        film=_film_from_json(data["film"]),
        critic=data["critic"],
        outlet=data["outlet"],
        url=data["url"],
        published=date.fromisoformat(published) if published else None,
        language=data["language"],
        grade=Grade(**grade) if grade else None,
        sub_grades=tuple(SubGrade(name, s["value"], s["max"]) for name, s in data["sub_grades"].items()),
        after_credits=data["after_credits"],
        body=data["body"],
        evidence={name: tuple(lines) for name, lines in data["evidence"].items()},
    )


def to_json(reading: PageReading) -> dict[str, Any]:
    """Return the object that `extract --json` prints for one file."""
    return {
        "file": reading.file,
        "is_film_review": reading.is_film_review,
        "reason": reading.reason,
        "problems": [{"line": p.line, "message": p.message} for p in reading.problems],
        "reviews": [review_to_dict(review) for review in reading.reviews],
    }
