"""What was read off a page -> drafts of reviews; knows nothing of how pages are read."""

from __future__ import annotations

from bot.domain.drafts import Draft, Remark, nothing_read
from bot.domain.reviews import Review
from bot.domain.titles import Film
from bot.intake.reading import PageReading, ReadFilm, ReadReview


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
            film=film_of(review.film),
            review=review_of(review),
            evidence=review.evidence,
            remarks=remarks,
            is_review=reading.is_film_review,
            reason=reading.reason,
            source=source,
        )
        for review in reading.reviews
    ]


def film_of(read: ReadFilm) -> Film:
    """Return the film that was read, without an id of its own."""
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
        language=read.language,
        ids=read.ids,
    )


def review_of(read: ReadReview) -> Review:
    """Return the review that was read, without an id of its own."""
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
