"""RSS and Atom -> rows: a Letterboxd diary, or a blog whose entries are read like pages."""

from __future__ import annotations

import io
import re
from typing import Any

import feedparser
from lxml import etree

from bot.intake.feed_entries import blog_row, letterboxd_row
from bot.intake.reading import Problem
from bot.intake.rows import RowKind, TableReading, unreadable
from bot.intake.table_film import short
from bot.intake.table_values import plain_text

MOST_ENTRIES = 500
LARGEST_FEED = 10_000_000
_HEAD = 3000
_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,200}\?>")
_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^<>\[]{0,1000}\[", re.IGNORECASE)
_ITEMS = ("item", "entry")


def looks_like_feed(text: str) -> bool:
    """Tell whether a text is a feed, or XML that could be one, and no web page."""
    head = text[:_HEAD].lstrip()
    if _ROOT.search(head):
        return "<html" not in head.casefold() and head.startswith("<")
    return head.startswith("<?xml") and "html" not in head.casefold()


def read_feed_text(name: str, text: str) -> TableReading:
    """Return a row for each entry of a feed; never raise on content, never fetch anything.

    XML that declares entities is refused whole: https://docs.python.org/3/library/xml.html#xml-vulnerabilities
    """
    if _ENTITIES.search(text):
        return unreadable(name, "The XML declares entities of its own, which a feed never needs; it was not read.")
    if len(text) > LARGEST_FEED:
        return unreadable(name, f"The feed has {len(text):,} characters; a feed may have {LARGEST_FEED:,}.")
    root, problems = _parse(text)
    if root is None:
        return unreadable(name, "This XML is no feed: hand in RSS or Atom.", problems[0].line if problems else None)
    lines = [element.sourceline or 1 for element in root.iter() if _local(element) in _ITEMS]
    # Bytes in a file object: text that looks like an address or a path would be fetched or opened.
    feed = feedparser.parse(io.BytesIO(etree.tostring(root)), sanitize_html=False, resolve_relative_uris=False)
    return _reading(name, feed, lines, problems)


def _reading(name: str, feed: Any, lines: list[int], problems: list[Problem]) -> TableReading:
    entries = feed.entries[:MOST_ENTRIES]
    if len(feed.entries) > MOST_ENTRIES:
        problems.append(Problem(None, f"Only the first {MOST_ENTRIES} of {len(feed.entries):,} entries were read."))
    if not entries:
        problems.append(Problem(None, "The feed has no entries."))
    is_letterboxd = any("letterboxd_filmtitle" in entry for entry in entries)
    read = letterboxd_row if is_letterboxd else blog_row
    outlet = short(plain_text(str(feed.feed.get("title", ""))[:200]))
    places = dict(enumerate(lines, 1))
    rows = tuple(read(number, places.get(number, 1), entry, outlet) for number, entry in enumerate(entries, 1))
    skipped = sum(row.kind is RowKind.SKIP for row in rows)
    return TableReading(
        name,
        "letterboxd feed" if is_letterboxd else "feed",
        rows,
        problems=tuple(problems),
        skipped={"no film review": skipped} if skipped else {},
    )


def _parse(text: str) -> tuple[Any, list[Problem]]:
    """Return the root of the XML, mended where it is broken, and what had to be mended."""
    # No network, no entities, no huge trees; what expat would refuse is read as far as it makes sense.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(_DECLARATION.sub(_keep_lines, text, count=1).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    faults = [entry for entry in parser.error_log if entry.level_name != "WARNING"]
    if not faults:
        return root, []
    message = "The feed is no proper XML from this line on; it was read as far as it makes sense."
    return root, [Problem(faults[0].line, message)]


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].casefold() if isinstance(element.tag, str) else ""


def _keep_lines(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")
