"""HTML -> the lines a reader would see, each with the line of the file it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml import etree

from bot.domain.printed_grades import find_fraction, star_glyphs
from bot.intake.words import Line

_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table tbody td tfoot th thead tr ul center summary details title option".split()
)
_SKIPPED = frozenset("script style noscript template svg canvas iframe select option button input textarea object audio video head nav".split())
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|respond|disqus|shar(?:e|ing|edaddy)|social|related|sidebar|widget|breadcrumbs?|newsletter|cookies?|"
    r"popup|promo|advert(?:isement)?|ads?|menu|navbar|nav|navigation|pagination|pager|toc|author-(?:bio|box|card|info)|subscribe|recommended|jp-relatedposts)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TAGS = re.compile(r"(?:^|[\s_-])(?:tags?|categories|genres?|tag-?links|cat-?links|labels)(?:$|[\s_-])", re.IGNORECASE)
_STAR = re.compile(r"(?:^|[\s_-])(?:fa|icon|bi|glyphicon|dashicons|material|ion|ri|mdi|la)?-?star(?:$|[\s_-])", re.IGNORECASE)
_HALF = re.compile(r"half", re.IGNORECASE)
_EMPTY = re.compile(r"empty|outline|star-o\b|\bfar\b|fa-regular|\boff\b|inactive|bi-star$|line$", re.IGNORECASE)
_KEPT_SHARE = 0.4
_LONGEST_ATTRIBUTE = 60


def parse_html(text: str) -> Any | None:
    """Return the tree of a page, or None where there is none; never fetches and never raises on content."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError):
        return None


def _is_furniture(element: Any, length: int) -> bool:
    if element.tag in _SKIPPED or element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return element.tag in _SKIPPED or not star_glyphs(element.text_content()[:40])
    if element.tag not in ("div", "section", "ul", "ol", "aside", "footer", "form", "p", "span", "li"):
        return False
    if not _FURNITURE.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return False
    return len(element.text_content()) < length * _KEPT_SHARE


def _tag_line(element: Any) -> str | None:
    """Return `Tags: a, b` for a block of tag links."""
    if element.tag not in ("div", "p", "span", "ul", "footer") or not _TAGS.search(element.get("class", "")):
        return None
    links = [a.text_content().strip(" #\n") for a in element.iter("a")]
    words = " ".join(element.text_content().split())
    if not links or len(words) > sum(map(len, links)) + 4 * len(links) + 30:
        return None
    return "Tags: " + ", ".join(link for link in links if link)


def _said_by_attributes(element: Any) -> str:
    """Return the grade or star that an element draws rather than writes."""
    names = element.get("class") or ""
    if element.tag in ("i", "span", "svg", "use", "em") and not (element.text_content() or "").strip() and _STAR.search(names):
        return "½" if _HALF.search(names) else "☆" if _EMPTY.search(names) else "★"
    for attribute in ("aria-label", "alt", "title", "data-rating"):
        said = (element.get(attribute) or "").strip()
        if said and len(said) <= _LONGEST_ATTRIBUTE and (find_fraction(said) or star_glyphs(said)):
            return f" {said} "
    if re.search(r"rating|stars?", element.tag) and (value := element.get("value") or element.get("data-rating")):
        return f" Rating: {value}" + (f"/{element.get('max')}" if element.get("max") else "")
    return ""


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


def _walk(root: Any) -> Iterator[Line]:
    writer, skip, heading = _Writer(), None, 0
    length = len(root.text_content())
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if skip is not None:
            if event == "end" and element is skip:
                skip = None
                writer.write(element.tail)
            continue
        if event == "start":
            writer.at = max(writer.at, element.sourceline or 1)
            whole = _tag_line(element) or (_row(element) if element.tag == "tr" else None)
            if whole or _is_furniture(element, length):
                skip = element
                writer.flush(heading)
                writer.write(whole)
                writer.flush()
                continue
            if element.tag in _BLOCKS:
                writer.flush(heading)
                heading = int(element.tag[1]) if re.fullmatch(r"h[1-6]", element.tag) else heading
            writer.write(_said_by_attributes(element))
            writer.write(element.text)
        else:
            if element.tag in _BLOCKS:
                writer.flush(heading, gap=element.tag in ("p", "blockquote", "ul", "ol", "h1", "h2", "h3", "h4"))
                heading = 0 if re.fullmatch(r"h[1-6]", element.tag) else heading
            writer.write(element.tail)
    writer.flush()
    yield from writer.lines


def html_lines(root: Any) -> tuple[Line, ...]:
    """Return the visible lines of a parsed page without its menus, forms, share bars and comments."""
    body = root.find("body")
    return tuple(_walk(body if body is not None else root))
