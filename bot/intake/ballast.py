"""A saved web page without what nobody reads in it: programs, styles, comments, pictures written into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEGIN = re.compile(
    r"<(?P<name>script|style)\b(?P<told>[^<>]{0,4000})>|(?P<comment><!--)"
    r"|data:(?P<kind>[\w.+/-]{0,60}(?:;[\w.+=-]{0,60}){0,4},)",
    re.IGNORECASE,
)
_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
_PACKED = re.compile(r"[A-Za-z0-9+/=%_.~!*-]*")
#: What structured data stands in: https://schema.org/docs/gs.html#jsonld
_DATA = "ld+json"
_BLOCKS = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dt|dd|tr|td|th|table|h[1-6]|br|hr|section|article|main|header|footer|aside|nav|blockquote"
    r"|figure|figcaption|pre)\b[^<>]{0,4000}>",
    re.IGNORECASE,
)
_OPENING = re.compile(r"<[A-Za-z]")
_TAGS = re.compile(r"<[^<>]{0,4000}>")


def without_ballast(text: str) -> str:
    """Return a page without its programs, styles, comments and packed pictures; every line keeps its number."""
    return "".join(_pieces(text))


def readable_lines(text: str) -> int:
    """Count about how many lines a person sees of a page: the more there are, the longer it takes to read."""
    seen = _TAGS.sub("", _BLOCKS.sub("\n", without_ballast(text)))
    return sum(not line.isspace() for line in seen.splitlines() if line)


def count_elements(text: str) -> int:
    """Count the elements of a page by their opening tags."""
    return sum(1 for _ in _OPENING.finditer(text))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while found := _BEGIN.search(text, at):
        end = _end(text, found)
        is_kept = _DATA in (found["told"] or "").casefold()
        yield text[at : found.start()]
        yield text[found.start() : end] if is_kept else "\n" * text.count("\n", found.start(), end)
        at = end
    yield text[at:]


def _end(text: str, found: re.Match[str]) -> int:
    """Return where a piece of ballast ends: with the text, where nothing ends it, as browsers have it."""
    if found["comment"]:
        end = text.find("-->", found.end())
        return end + len("-->") if end >= 0 else len(text)
    if found["name"]:
        closing = _ENDS[found["name"].casefold()].search(text, found.end())
        return closing.end() if closing else len(text)
    packed = _PACKED.match(text, found.end())
    return packed.end() if packed else found.end()
