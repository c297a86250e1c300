"""One entry of a feed -> a row: a film logged on Letterboxd, or a post read like the page it stands for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any

from bot.intake.pages import read_text
from bot.intake.reading import Problem, ReadFilm, ReadReview
from bot.intake.rows import Row, RowKind
from bot.intake.table_film import link, short
from bot.intake.table_values import half_stars, plain_text, read_date, read_grade, read_year, read_yes

_WATCHED_LINE = re.compile(r"^Watched on \w{6,9},? \w{3,9} \d{1,2},? \d{4}\.?$")
_REVIEWS = re.compile(
    r"\b(?:reviews?|rese[ñn]as?|cr[ií]ticas?|critiques?|film-?kritik(?:en)?|rezension(?:en)?)\b", re.IGNORECASE
)
_LETTERBOXD_TOP = 5
_LONGEST_RATING = 12
_LONGEST_TITLE = 300
_SPOILERS = "This review may contain spoilers."


def _day(stated: str) -> date | None:
    """Return the day in a feed's date as its author saw it, in the zone it is printed with."""
    try:
        return parsedate_to_datetime(stated).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return read_date(stated) if stated else None


def _text(entry: Any, name: str) -> str:
    return str(entry.get(name) or "").strip()


def text_of(entry: Any) -> str:
    """Return the HTML of an entry: its whole content where the feed carries it, else its summary."""
    contents = [str(content.get("value") or "") for content in entry.get("content") or ()]
    return max([*contents, _text(entry, "summary")], key=len)


def letterboxd_rows(line: int, entry: Any, _: str | None) -> list[Row]:
    """Return a film logged on Letterboxd, with its rating, its days and what was written; a list is a `SKIP`."""
    film = _logged_film(entry)
    if film.title is None:
        problem = Problem(line, "A list or a post, not a film.")
        return [Row(0, line, ReadFilm(short(_text(entry, "title"))), RowKind.SKIP, problem=problem)]
    printed = _text(entry, "letterboxd_memberrating")[:_LONGEST_RATING] or None
    grade = read_grade(printed, _LETTERBOXD_TOP) if printed else None
    stars = half_stars(grade.score) or None if grade and grade.score is not None else None
    text = plain_text(text_of(entry))
    note = _note(text)
    day = _day(_text(entry, "published"))
    tags = {"liked": read_yes(_text(entry, "letterboxd_memberlike")), "spoilers": text.startswith(_SPOILERS)}
    row = Row(
        0, line, film, RowKind.RATING if stars else RowKind.WATCHED, stars, printed, rated_on=day, note=note or None,
        watched_on=read_date(_text(entry, "letterboxd_watcheddate")),
        rewatch=read_yes(_text(entry, "letterboxd_rewatch")),
        tags=tuple(tag for tag, has_it in tags.items() if has_it),
        problem=Problem(line, f"“{printed}” is no rating out of 5.") if printed and not stars else None,
    )  # fmt: skip
    if not note:
        return [row]
    link_ = link(_text(entry, "link"))
    review = ReadReview(film, short(_text(entry, "author")), url=link_, published=day, grade=grade, body=note)
    return [replace(row, kind=RowKind.REVIEW, review=review)]


def _logged_film(entry: Any) -> ReadFilm:
    tmdb = _text(entry, "tmdb_movieid")
    return ReadFilm(
        title=short(_text(entry, "letterboxd_filmtitle")),
        year=read_year(_text(entry, "letterboxd_filmyear")),
        ids=(("tmdb", tmdb),) if tmdb.isdecimal() and len(tmdb) <= _LONGEST_RATING else (),
    )


def _note(text: str) -> str:
    """Return what the member wrote: without the warning of spoilers and the line that only repeats the day."""
    lines = text.removeprefix(_SPOILERS).strip()
    return "" if _WATCHED_LINE.match(lines) else lines


def blog_rows(line: int, entry: Any, outlet: str | None) -> list[Row]:
    """Return what the page behind an entry would give: a row for each review, or a `SKIP` with the reason for none."""
    title = " ".join(plain_text(_text(entry, "title")[:_LONGEST_TITLE]).split())
    page = read_text(title or "entry", _as_page(entry, title, outlet))
    day = _day(_text(entry, "published") or _text(entry, "updated"))
    problem = next((each.message for each in page.problems), None) if page.is_film_review else page.reason
    return [
        Row(
            0,
            line,
            review.film,
            RowKind.REVIEW if page.is_film_review else RowKind.SKIP,
            printed=review.grade.printed if review.grade else None,
            review=_signed(review, entry, outlet, day),
            rated_on=day,
            problem=Problem(line, f"{title}: {problem}") if problem else None,
        )
        for review in page.reviews or (ReadReview(ReadFilm()),)
    ]


def _signed(review: ReadReview, entry: Any, outlet: str | None, day: date | None) -> ReadReview:
    """Return the review with what the feed states around it; what its own text states comes first."""
    return replace(
        review,
        critic=review.critic or short(_text(entry, "author")),
        outlet=review.outlet or outlet,
        url=review.url or link(_text(entry, "link")),
        published=review.published or day,
        evidence={},  # its lines are those of the entry's text, not of the feed
    )


def left_out(line: int, entry: Any) -> Row:
    """Return the row of an entry whose text is too long to be read with the others."""
    title = short(_text(entry, "title"))
    message = f"{title}: with {len(text_of(entry)):,} characters it is too long for a feed; hand it in as a page."
    return Row(0, line, ReadFilm(title), RowKind.SKIP, problem=Problem(line, message))


def _as_page(entry: Any, title: str, outlet: str | None) -> str:
    """Return the entry as a small page that states what the feed states, for the reader of pages."""
    said = [_text(entry, "link"), *(str(tag.get("term")) for tag in entry.get("tags") or ()), outlet or ""]
    # A feed of reviews says so once, in its name, its categories or its addresses, not in each entry.
    is_unsaid = not _REVIEWS.search(title) and any(_REVIEWS.search(each) for each in said)
    head = escape(f"Review: {title}" if is_unsaid else title)
    opening = f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>"
    return f"{opening}\n{text_of(entry)}</article></body></html>"
