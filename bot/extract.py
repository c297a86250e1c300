"""`python -m bot extract`: what is read off pages, printed for a person or as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from bot.domain.errors import UserError
from bot.domain.languages import language_name
from bot.intake.pages import read_page
from bot.intake.reading import PageReading, ReadReview, to_json


def print_readings(files: Iterable[Path], *, as_json: bool) -> int:
    """Print one line (or, for a person, one paragraph) a file; return 1 when a file could not be opened."""
    status = 0
    for file in files:
        try:
            reading = read_page(str(file), read_bytes(file))
        except UserError as error:
            status = 1
            print(error, file=sys.stderr)
            continue
        print(json.dumps(to_json(reading), ensure_ascii=False) if as_json else _in_words(reading))
    return status


def read_bytes(file: Path) -> bytes:
    """Return a file's bytes; raise UserError where it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}.") from error


def _in_words(reading: PageReading) -> str:
    lines = [f"{reading.file}: " + ("a film review" if reading.is_film_review else f"not a review; {reading.reason}")]
    for review in reading.reviews:
        lines.extend(f"  {name:14} {value}{_proof(review, field)}" for name, field, value in _fields(review) if value)
    told = [p for p in reading.problems if p.line or p.message != reading.reason]
    lines.extend(f"  line {p.line}: {p.message}" if p.line else f"  {p.message}" for p in told)
    return "\n".join(lines)


def _fields(review: ReadReview) -> list[tuple[str, str, object]]:
    film, grade = review.film, review.grade
    return [
        ("film", "film.title", film.title),
        ("year", "film.year", film.year),
        ("directors", "film.directors", ", ".join(film.directors)),
        ("cast", "film.cast", ", ".join(film.cast)),
        ("runtime", "film.runtime_minutes", film.runtime_minutes),
        ("certificate", "film.certificate", film.certificate),
        ("genres", "film.genres", ", ".join(film.genres)),
        ("made in", "film.language", film.language and language_name(film.language)),
        ("critic", "critic", review.critic),
        ("outlet", "outlet", review.outlet),
        ("published", "published", review.published),
        ("grade", "grade", grade and f"{grade.printed or 'from sub-grades'} = {grade.score}"),
        ("sub-grades", "sub_grades", ", ".join(f"{s.name} {s.value:g}/{s.max:g}" for s in review.sub_grades)),
        ("after credits", "after_credits", {True: "a scene", False: "no scene", None: None}[review.after_credits]),
        ("body", "body", f"{len(review.body)} characters" if review.body else None),
    ]


def _proof(review: ReadReview, field: str) -> str:
    lines = review.evidence.get(field)
    return f"   (line {', '.join(map(str, lines))})" if lines else ""
