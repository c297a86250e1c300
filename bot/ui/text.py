"""Other people's text made inert and short enough, and the small words that every answer needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from math import floor
from typing import Literal
from urllib.parse import urlsplit

from bot.ui.inert import clean, mark

Style = Literal["t", "T", "d", "D", "f", "F", "R"]

_ENDS = re.compile(r"[.!?…؟।]+[\"'”’»)\]]*(?=\s|$)|[。！？｡]+[」』”’）】]*")
_SHORT_FORM = re.compile(
    r"mr|mrs|ms|mx|dr|prof|st|sr|jr|vs|capt|col|gen|lt|sgt|rev|hon|gov|sen|messrs|mme|mlle|sra|srta|dra|hr|nr|bzw|ca"
    r"|vol|nos|fig|eds?|cf|ep|pt|approx|inc|ltd|dept|.*\..*"  # and whatever has a stop inside: e.g, U.S
)
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>()\[\]\\\"|`]")


def escape(text: str, limit: int | None = None) -> str:
    """Make text inert for Markdown, mentions, links and invites; with a limit, at most so long after escaping."""
    seen = clean(text)
    return mark(seen) if limit is None else _fit(seen, limit)


def plain(text: str, limit: int) -> str:
    """Make text fit for labels, where Discord reads no Markdown: one line, nothing invisible, clipped."""
    return clip(" ".join(clean(text).split()), limit)


def clip(text: str, limit: int) -> str:
    """Shorten text to `limit` characters at a word, never inside one drawn character, and end it with …."""
    if len(text) <= limit:
        return text
    if limit <= 0:
        return ""
    cut = _whole(text, limit - 1)
    space = max(text.rfind(" ", 0, cut + 1), text.rfind("\n", 0, cut + 1))
    # A script without spaces, or one very long word, is cut where it stands rather than to almost nothing.
    kept = text[: space if space > cut * 2 // 3 else cut]
    return kept.rstrip(" \n,;:–—-") + "…"


def quote(body: str, limit: int = 600) -> str:
    """Take the opening of a review as one inert line of at most `limit` characters, cut where a sentence ends.

    Where the only sentence ends stand in the first quarter, it is cut at a word with … instead.
    """
    flat = " ".join(clean(body).split())
    if len(flat) <= limit and len(mark(flat)) <= limit:
        return mark(flat)
    for end in reversed([end for end in _sentence_ends(flat, limit) if end > limit // 4]):
        if len(shown := mark(flat[:end])) <= limit:
            return shown
    return _fit(flat, limit)


def spoiler(text: str, limit: int) -> str:
    """Hide text behind a spoiler bar; at most `limit` characters, bars included; empty text stays empty."""
    inner = escape(text, limit - 5)
    if not inner:
        return ""
    # A last bar of the text's own would close the spoiler one character early.
    return f"||{inner} ||" if inner.endswith("|") else f"||{inner}||"


def link(label: str, url: str | None, limit: int = 600) -> str:
    """Link a label to a web address; only the escaped label where the address is none, not http(s) or too long."""
    # Discord gives up on a masked link whose label has a bracket without its partner, escaped or not.
    shown = escape(label.replace("[", "(").replace("]", ")"), limit)
    address = _address(url)
    linked = f"[{shown}](<{address}>)"
    return linked if shown and address and len(linked) <= limit else shown


def stamp(moment: datetime, style: Style = "f") -> str:
    """Name a moment in the reader's own time zone; raise ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is not a moment")
    return f"<t:{floor(moment.timestamp())}:{style}>"


def plural(count: int, noun: str, many: str | None = None) -> str:
    """Count things: "1 rating", "12 ratings", "1,204 films"; `many` where an s does not do."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def runtime(minutes: int) -> str:
    """Say a length in hours and minutes: "45 min", "2 h", "2 h 1 min"."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))


def _fit(seen: str, limit: int) -> str:
    if not seen or limit <= 0:
        return ""
    size = limit
    while len(shown := mark(clip(seen, size))) > limit:
        # A character is at most two after escaping, so half the excess must go at least: a few rounds do.
        size -= max(1, (len(shown) - limit) // 2)
    return shown or "…"


def _whole(text: str, end: int) -> int:
    """Step back to a place between two drawn characters, nearly as https://unicode.org/reports/tr29/ has it."""
    while 0 < end < len(text) and _belongs(text, end):
        end -= 1
    return end


def _belongs(text: str, at: int) -> bool:
    before, char = text[at - 1], text[at]
    if before == "\u200d" or char in "\u200c\u200d" or unicodedata.category(char).startswith("M"):
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff" or "\u1160" <= char <= "\u11ff":  # skin tones; Hangul vowels and finals
        return True
    if _is_flag_half(char):
        head = text[:at].rstrip("".join(map(chr, range(0x1F1E6, 0x1F200))))
        return (at - len(head)) % 2 == 1
    return False


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _sentence_ends(text: str, limit: int) -> Iterator[int]:
    for found in _ENDS.finditer(text):
        if found.end() > limit:
            return
        if found[0] != "." or not _is_short_form(
            text[max(0, found.start() - 20) : found.start()], text[found.end() :][:2]
        ):
            yield found.end()


def _is_short_form(before: str, after: str) -> bool:
    """Tell "Mr.", "J.", "e.g." and a stop that a small letter follows from the end of a sentence."""
    word = (before.split() or [""])[-1].strip("(\"'“‘«[").lower()
    initial = len(word) == 1 and word.isalpha() and word != "i"
    return initial or bool(_SHORT_FORM.fullmatch(word)) or after.strip().islower()


def _address(url: str | None) -> str | None:
    if url is None:
        return None
    address = _UNSAFE_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", clean(url))
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    whole = parts.scheme in ("http", "https") and parts.netloc and "%" not in parts.netloc
    return address if whole else None
