"""What somebody hands in -> drafts of reviews, with a sentence for what is no text."""

from __future__ import annotations

from bot.domain.drafts import Draft, nothing_read
from bot.intake.page_drafts import drafts_of
from bot.intake.pages import read_page

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
