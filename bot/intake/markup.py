"""HTML -> the lines a reader would see, each with the line of the file it comes from."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from lxml import etree

from bot.intake.elements import is_furniture, said_by_attributes, tag_line
from bot.intake.words import Line

_BLOCK_TAGS = (
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul center summary details title option"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_GAPS = frozenset(("p", "blockquote", "ul", "ol", "h1", "h2", "h3", "h4"))
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{3000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1000
_HEADING = re.compile(r"h[1-6]")


def _is_crowded(text: str) -> bool:
    """Return whether a tag has more attributes than any page writes: libxml2 compares each with all before it."""
    return any(len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text))


def parse_html(text: str) -> Any | None:
    """Return the tree of a page, or None where there is none; never fetches and never raises on content."""
    if _is_crowded(text):
        return None
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError):
        return None


class _Writer:
    """Gather text into lines while the tree is walked."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._text = ""
        self._number = 1
        self.at = 1

    def write(self, text: str | None) -> None:
        """Add running text; `at` follows the file's lines through the newlines in it."""
        if not text:
            return
        lead = len(text) - len(text.lstrip())
        if not self._text.strip():
            self._number = self.at + text[:lead].count("\n")
        self._text += text
        self.at += text.count("\n")

    def flush(self, heading: int = 0, *, gap: bool = False) -> None:
        """End the line; `gap` leaves a blank one, as between paragraphs."""
        text = " ".join(self._text.split())
        self._text = ""
        if text:
            self.lines.append(Line(self._number, text, heading))
        if gap and self.lines and self.lines[-1].text:
            self.lines.append(Line(self.at, ""))


def _row(element: Any) -> str | None:
    """Return a table row of two short cells as `A: B`."""
    cells = [" ".join(c.text_content().split()) for c in element if c.tag in ("td", "th")]
    if len(cells) == 2 and 0 < len(cells[0]) <= 40 and 0 < len(cells[1]) <= 300:
        return f"{cells[0].rstrip(':')}: {cells[1]}"
    return None


class _Walker:
    """Walk a tree in document order, telling a writer what a reader would see."""

    def __init__(self, root: Any) -> None:
        self.writer = _Writer()
        self._root = root
        self._length = len(root.text_content())
        self._heading = 0
        self._skipped: Any = None

    def lines(self) -> list[Line]:
        """Return all lines of the tree."""
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start" and self._skipped is None:
                self._open(element)
            elif event == "end":
                self._close(element)
        self.writer.flush()
        return self.writer.lines

    def _open(self, element: Any) -> None:
        self.writer.at = max(self.writer.at, element.sourceline or 1)
        whole = tag_line(element) or (_row(element) if element.tag == "tr" else None)
        if whole or is_furniture(element, self._length):
            self._skipped = element
            self.writer.flush(self._heading)
            self.writer.write(whole)
            self.writer.flush()
            return
        if element.tag in _BLOCKS:
            self.writer.flush(self._heading)
        if _HEADING.fullmatch(element.tag):
            self._heading = int(element.tag[1])
        self.writer.write(said_by_attributes(element))
        self.writer.write(element.text)

    def _close(self, element: Any) -> None:
        if self._skipped is not None:
            if element is not self._skipped:
                return
            self._skipped = None
        elif element.tag in _BLOCKS:
            self.writer.flush(self._heading, gap=element.tag in _GAPS)
            if _HEADING.fullmatch(element.tag):
                self._heading = 0
        self.writer.write(element.tail)


def html_lines(root: Any) -> tuple[Line, ...]:
    """Return the visible lines of a parsed page without its menus, forms, share bars and comments."""
    body = root.find("body")
    return tuple(_Walker(body if body is not None else root).lines())
