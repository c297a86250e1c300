"""One entry of a feed -> a row: a film logged on Letterboxd, or a post read like the page it stands for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any

from bot.domain.grades import Grade, out_of
from bot.intake.pages import read_text
from bot.intake.reading import Problem, ReadFilm, ReadReview
from bot.intake.rows import Row, RowKind
from bot.intake.table_film import link, short
from bot.intake.table_values import half_stars, plain_text, read_date, read_year, read_yes

_WATCHED_LINE = re.compile(r"^Watched on \w{6,9},? \w{3,9} \d{1,2},? \d{4}\.?$")
_REVIEWS = re.compile(
    r"\b(?:reviews?|rese[ñn]as?|cr[ií]ticas?|critiques?|film-?kritik(?:en)?|rezension(?:en)?)\b", re.IGNORECASE
)
_SPOILERS = "This review may contain spoilers."


def _day(stated: str) -> date | None:
    """Return the day in a feed's date as its author saw it, in the zone it is printed with."""
    try:
        return parsedate_to_datetime(stated).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return read_date(stated) if stated else None


def _text(entry: Any, name: str) -> str:
    return str(entry.get(name) or "").strip()


def _body(entry: Any) -> str:
    """Return the HTML of an entry: its whole content where the feed carries it, else its summary."""
    contents = [str(content.get("value") or "") for content in entry.get("content") or ()]
    return max([*contents, _text(entry, "summary")], key=len)


def letterboxd_row(number: int, line: int, entry: Any, _: str | None) -> Row:
    """Return a film logged on Letterboxd, with its rating, its day and what was written; a list is a `SKIP`."""
    title = short(_text(entry, "letterboxd_filmtitle"))
    url = link(_text(entry, "link"))
    if title is None:
        problem = Problem(line, "A list or a post, not a film.")
        return Row(number, line, ReadFilm(title=short(_text(entry, "title"))), RowKind.SKIP, problem=problem)
    tmdb = _text(entry, "tmdb_movieid")
    film = ReadFilm(
        title=title,
        year=read_year(_text(entry, "letterboxd_filmyear")),
        ids=(("tmdb", tmdb),) if tmdb.isdecimal() else (),
    )
    printed = _text(entry, "letterboxd_memberrating") or None
    grade = Grade(printed, out_of(_number(printed), 5)) if printed else None
    note = _note(plain_text(_body(entry)))
    stars = half_stars(grade.score) or None if grade and grade.score is not None else None
    day = _day(_text(entry, "published"))
    review = ReadReview(film, short(_text(entry, "author")), None, url, day, None, grade, body=note) if note else None
    kind = RowKind.REVIEW if note else RowKind.RATING if stars else RowKind.WATCHED
    return Row(
        number, line, film, kind, stars, printed, review, day,
        watched_on=read_date(_text(entry, "letterboxd_watcheddate")),
        note=note or None,
        rewatch=read_yes(_text(entry, "letterboxd_rewatch")),
        tags=("liked",) if read_yes(_text(entry, "letterboxd_memberlike")) else (),
    )  # fmt: skip


def _number(printed: str) -> float:
    try:
        return float(printed)
    except ValueError:
        return -1.0


def _note(text: str) -> str:
    """Return what the member wrote: without the warning of spoilers and the line that only repeats the day."""
    lines = text.removeprefix(_SPOILERS).strip()
    return "" if _WATCHED_LINE.match(lines) else lines


def blog_row(number: int, line: int, entry: Any, outlet: str | None) -> Row:
    """Return an entry read like the page it stands for; where it is no review it is a `SKIP` with the reason."""
    title = " ".join(plain_text(_text(entry, "title"))[:300].split())
    page = read_text(title or "entry", _as_page(entry, title, outlet))
    review = page.reviews[0] if page.reviews else ReadReview(ReadFilm())
    day = _day(_text(entry, "published") or _text(entry, "updated"))
    review = replace(
        review,
        critic=review.critic or short(_text(entry, "author")),
        outlet=review.outlet or outlet,
        url=review.url or link(_text(entry, "link")),
        published=review.published or day,
        evidence={},
    )
    kind = RowKind.REVIEW if page.is_film_review else RowKind.SKIP
    asked = page.problems[0].message if page.problems else None
    problem = asked if page.is_film_review else page.reason
    printed = review.grade.printed if review.grade else None
    problems = Problem(line, f"{title}: {problem}") if problem else None
    return Row(number, line, review.film, kind, printed=printed, review=review, rated_on=day, problem=problems)


def _as_page(entry: Any, title: str, outlet: str | None) -> str:
    """Return the entry as a small page that states what the feed states, for the reader of pages."""
    said = [_text(entry, "link"), *(str(tag.get("term")) for tag in entry.get("tags") or ()), outlet or ""]
    # A feed of reviews says so once, in its name, its categories or its addresses, not in each entry.
    head = f"Review: {title}" if any(_REVIEWS.search(each) for each in said) else title
    head = escape(head)
    opening = f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>"
    return f"{opening}\n{_body(entry)}</article></body></html>"
