"""One review as somebody handed it in, before a server keeps it: what it states, and which lines prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.reviews import Review
from bot.domain.titles import Film


@dataclass(frozen=True, slots=True)
class Remark:
    """Hold one thing a person should know or decide, with the 1-based line it stands on, if any."""

    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold one review as handed in; ids are 0 and the title is empty where the page states none.

    `evidence` maps a field to 1-based lines of `source`; a field that a person typed has no lines there.
    `is_review` says whether it was read as a film review and `reason` why; `readable` is false for a file
    that is no text at all.
    """

    name: str
    film: Film
    review: Review
    evidence: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    is_review: bool = True
    reason: str | None = None
    readable: bool = True
    source: str = ""
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Hold how one table was read: the field each column was taken for, and which of these are a guess.

    `can_be_corrected` says that a person may tell the columns otherwise; exports with a format of their own take none.
    """

    name: str
    format: str
    columns: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = ()
    can_be_corrected: bool = False


def nothing_read(name: str, reason: str) -> Draft:
    """Return the draft of a file that cannot be read, with the reason a person is told."""
    nothing = Review(0, 0, None, None, None, None, None, None, (), None, "")
    return Draft(name, Film(0, None, ""), nothing, is_review=False, reason=reason, readable=False)
