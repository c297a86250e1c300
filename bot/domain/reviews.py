"""Reviews and ratings put together: what the critics say, what the club says, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.grades import Grade, SubGrade


@dataclass(frozen=True, slots=True)
class Review:
    """Hold one critic's review of one film as a server keeps it."""

    id: int
    film_id: int
    critic: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None
    grade: Grade | None
    sub_grades: tuple[SubGrade, ...]
    after_credits: bool | None
    body: str
