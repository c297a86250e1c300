"""What somebody hands in -> drafts of reviews, with a sentence for what is no text."""

from __future__ import annotations

from bot.domain.drafts import Draft, Remark, nothing_read
from bot.domain.reviews import Review
from bot.domain.titles import Film
from bot.intake.pages import read_page
from bot.intake.reading import PageReading, ReadFilm, ReadReview

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_drafts(name: str, data: bytes) -> list[Draft]:
    """Return a draft for each review in the bytes of one page; never raise on content.

    A file without a text gives one draft that is not readable and says why.
    """
    if not data.strip():
        return [nothing_read(name, "The file is empty.")]
    # Text of two bytes a letter is full of zeros and says so in its first two bytes.
    if b"\0" in data and not data.startswith(_WIDE_MARKS):
        return [nothing_read(name, "This is no text: bring the page as .txt, .md or .html.")]
    return drafts_of(read_page(name, data))


def drafts_of(reading: PageReading) -> list[Draft]:
    """Return a draft for each review that a page was read to have."""
    remarks = tuple(Remark(problem.line, problem.message) for problem in reading.problems)
    if not reading.reviews:
        why = reading.reason or next((remark.message for remark in remarks), "Nothing in it could be read.")
        return [nothing_read(reading.file, why)]
    source = "\n".join(reading.lines)
    return [
        Draft(
            name=reading.file,
            film=_film(review.film),
            review=_review(review),
            evidence=review.evidence,
            remarks=remarks,
            is_review=reading.is_film_review,
            reason=reading.reason,
            source=source,
        )
        for review in reading.reviews
    ]


def _film(read: ReadFilm) -> Film:
    return Film(
        id=0,
        guild_id=None,
        title=read.title or "",
        year=read.year,
        directors=read.directors,
        cast=read.cast,
        genres=read.genres,
        runtime_minutes=read.runtime_minutes,
        certificate=read.certificate,
        certificate_reason=read.certificate_reason,
        original_title=read.original_title,
        ids=read.ids,
    )


def _review(read: ReadReview) -> Review:
    return Review(
        id=0,
        film_id=0,
        critic=read.critic,
        outlet=read.outlet,
        url=read.url,
        published=read.published,
        language=read.language,
        grade=read.grade,
        sub_grades=read.sub_grades,
        after_credits=read.after_credits,
        body=read.body,
    )
