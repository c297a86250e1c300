"""Other people's text made inert and short enough, and the small words that every answer needs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

Style = Literal["t", "T", "d", "D", "f", "F", "R"]


def escape(text: str, limit: int | None = None) -> str:
    """Make text inert for Markdown, mentions, links and invites; with a limit, at most so long after escaping."""
    raise NotImplementedError


def plain(text: str, limit: int) -> str:
    """Make text fit for labels, where Discord reads no Markdown: one line, nothing invisible, clipped."""
    raise NotImplementedError


def clip(text: str, limit: int) -> str:
    """Shorten text to `limit` characters at a word, never inside one drawn character, and end it with …."""
    raise NotImplementedError


def quote(body: str, limit: int = 600) -> str:
    """Take the opening of a review as one inert line of at most `limit` characters, cut where a sentence ends."""
    raise NotImplementedError


def spoiler(text: str, limit: int) -> str:
    """Hide text behind a spoiler bar; at most `limit` characters, bars included; empty text stays empty."""
    raise NotImplementedError


def link(label: str, url: str | None, limit: int = 600) -> str:
    """Link a label to a web address of ours; only the escaped label where the address is none or too long."""
    raise NotImplementedError


def stamp(moment: datetime, style: Style = "f") -> str:
    """Name a moment in the reader's own time zone; raise ValueError for a naive one."""
    raise NotImplementedError


def plural(count: int, noun: str, many: str | None = None) -> str:
    """Count things: "1 rating", "12 ratings", "1,204 films"; `many` where an s does not do."""
    raise NotImplementedError


def runtime(minutes: int) -> str:
    """Say a length in hours and minutes: "45 min", "2 h", "2 h 1 min"."""
    raise NotImplementedError
