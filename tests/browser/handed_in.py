"""What the admin hands in during the evening: the pages this project started from, or the samples in docs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.browser.demo_process import ROOT

PAGES = ROOT.parent / "shared" / "reviews" / "pages"
SAMPLES = (ROOT / "docs" / "sample-review.txt", ROOT / "docs" / "sample-review-2.txt")
FIELD = 4_000  # characters that one field of a form holds
FIELDS = ("The page", "The page, continued", "The page, to its end")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Hold the pages of the evening, the film it looks up afterwards, and what its card then says."""

    files: tuple[Path, ...]
    pasted: Path
    typed: str
    film: str
    previews: tuple[str, ...]
    card: tuple[str, ...]
    graded: str


def handed_in() -> HandedIn:
    """Choose the three real pages where they are, else the two samples."""
    found = [next(iter(sorted(PAGES.glob(f"{number}_*"))), None) for number in ("000", "001", "002")]
    pages = [page for page in found if page is not None]
    if len(pages) < 3:
        return HandedIn(
            files=SAMPLES[:1],
            pasted=SAMPLES[1],
            typed="arriv",
            film="Arrival",
            previews=("7.5/10 → 75",),
            card=("Critics 86", "86.25 from its sub-grades", "Denis Villeneuve", "nothing after the credits"),
            graded="86.25 from its sub-grades",
        )
    return HandedIn(
        files=(pages[0], pages[1]),
        pasted=pages[2],
        typed="million mil",
        film="A Million Miles Away",
        previews=("88.75 from its sub-grades", "A grade is announced here, but none is printed"),
        card=("Critics 79", "2 graded of 3", "88.75 from its sub-grades", "7/10 or B- → 70", "PG", "2 h 1 min"),
        graded="7/10 or B-",
    )


def into_fields(page: str) -> dict[str, str]:
    """Cut a page at ends of lines into the fields of the form, as whoever pastes it does."""
    fields: dict[str, str] = {}
    for name in FIELDS:
        end = len(page) if len(page) <= FIELD else page.rindex("\n", 0, FIELD)
        if taken := page[:end].strip():
            fields[name] = taken
        page = page[end:]
    assert not page.strip(), "the page is longer than the form takes"
    return fields
