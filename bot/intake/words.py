"""Lines of a page and the small questions that every reader asks of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_LONG_PROSE, _SHORT = 80, 50
# A paragraph may close with its grade: `… the lead is superb. 4/5`.
_ENDS_SENTENCE = re.compile(
    r"(?:[.!?…。！？][\"'”’»)\]*_\s]{0,4}|[.!?…][\"”’]?\s\(?\d[\d.,]{0,3}\s?/\s?\d{1,3}\)?\.?|[.!?…]\s[★☆⭐½]{1,10})$"
)
_QUOTATION = re.compile(r"^[\"“«„].{8,300}[.!?…][\"”»“]\s{0,2}[-–—~]")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"'”’»)]?\s+[\"'“‘«(¿¡]?\w")


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of readable text and where it stands: `number` counts the file's lines from 1.

    `heading` is the level of a heading (1 to 6) or 0; `main` says whether an HTML page's main text holds the line,
    None where nobody knows.
    """

    number: int
    text: str
    heading: int = 0
    main: bool | None = None


def fold(text: str) -> str:
    """Return letters and digits only, single-spaced, without accents or case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def word_count(text: str) -> int:
    """Return how many words a line has."""
    return len(text.split())


def is_prose(text: str) -> bool:
    """Return whether a line reads like running text: long, or a sentence of at least three words that ends."""
    if len(text) >= _LONG_PROSE:
        return " " in text or not text.isascii()
    if _QUOTATION.match(text):
        return True
    return bool(_ENDS_SENTENCE.search(text)) and (word_count(text) >= 3 or not text.isascii())


def is_long_prose(text: str) -> bool:
    """Return whether a line can only be running text: long with a sentence's end, or several sentences."""
    if len(text) < 40 and text.isascii():
        return False
    if len(text) >= 2 * _LONG_PROSE:
        return True
    return (len(text) >= _LONG_PROSE and bool(_ENDS_SENTENCE.search(text))) or bool(
        len(text) >= 60 and _ENDS_SENTENCE.search(text) and _SENTENCE_BREAK.search(text)
    )


def is_name(text: str) -> bool:
    """Return whether a text can be a person's name: one to five words, the first capitalised, no digits or sentence."""
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or re.search(r"[\d:;!?/@#<>{}\[\]|=]", text):
        return False
    return not (words[0][0].islower() or (text.endswith((".", ",")) and not re.search(r"\b(Jr|Sr|\w)\.$", text)))


def page_words(lines: Sequence[Line], sample: int = 60_000) -> str:
    """Return the folded running text and the short lines of a page, each with a space at either end.

    Lines that speak of a review are headlines themselves and would prove every tagline.
    """
    texts = (
        line.text
        for line in lines
        if is_long_prose(line.text) or (not line.heading and (_is_short(line) or _is_sentence(line)))
    )
    # Two spaces between lines, so that no title is found across them.
    return "  ".join(["", *map(fold, texts), ""])[:sample]


def _is_sentence(line: Line) -> bool:
    return len(line.text) > _SHORT and line.text.rstrip().endswith(".") and is_prose(line.text)


def _is_short(line: Line) -> bool:
    return 0 < len(line.text) <= _SHORT and not re.search(
        r"review|kritik|cr[ií]ti|rese|rezension|\?|!|[:|–—]", line.text, re.IGNORECASE
    )
