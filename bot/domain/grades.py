"""Critics' grades as printed, and what they are worth on 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grade:
    """Hold a grade as the page prints it beside its value on 0..100.

    `printed` is None where only sub-grades stand on the page; `score` is None where the scale is unknown;
    `derived` says that the score is the mean of the sub-grades.
    """

    printed: str | None
    score: float | None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class SubGrade:
    """Hold one graded aspect (Story, Acting) with the top of its scale."""

    name: str
    value: float
    max: float
