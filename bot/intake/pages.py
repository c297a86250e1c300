"""A file that an admin handed in -> what it says: text, Markdown and HTML by one door."""

from __future__ import annotations

from bot.intake.reading import PageReading, ReadFilm, ReadReview


def read_page(name: str, data: bytes) -> PageReading:
    """Return what the bytes of one page state; never raise on content, never fetch anything."""
    return read_text(name, data.decode("utf-8", "replace"))


def read_text(name: str, text: str) -> PageReading:
    """Return what pasted text states; never raise on content."""
    lines = tuple(text.splitlines())
    title = next((line.strip() for line in lines if line.strip()), None)
    review = ReadReview(film=ReadFilm(title=title), body=text.strip())
    return PageReading(file=name, is_film_review=True, reviews=(review,), lines=lines)
