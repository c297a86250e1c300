"""The XML of a feed, made harmless before a feed reader sees it: no entities, no floods, the first entries only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from lxml import etree

from bot.intake.reading import Problem

MOST_ENTRIES = 1_000
LARGEST_FEED = 5_000_000
_MOST_ELEMENTS = 100_000
_MOST_ATTRIBUTES = 30
_MOST_NAMESPACES = 60
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,200}\?>")
_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)(?=[\s>])", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:[\w-]{1,20}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_MOST_COUNTED = 65_000
_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^<>\[]{0,1000}\[", re.IGNORECASE)
_NAMESPACE = re.compile(r"\bxmlns(?::\w{1,40})?\s?=\s?[\"'](?P<address>[^\"'<>]{0,200})")
# Feeds cut out of a larger one keep the prefixes and lose their declarations.
_KNOWN = {
    "letterboxd": "https://letterboxd.com",
    "tmdb": "https://themoviedb.org",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
_BROKEN = "The feed is no proper XML from this line on; it was read as far as it makes sense."


@dataclass(frozen=True, slots=True)
class FeedXml:
    """Hold well-formed XML, the line of each entry in it, and how many entries there were before the rest was cut."""

    data: bytes
    lines: tuple[int, ...]
    entries: int
    problem: Problem | None = None


def read_xml(text: str) -> FeedXml | Problem:
    """Return the XML of a feed as far as it makes sense, or why it is not read; never fetch anything.

    Entities of its own are refused: https://docs.python.org/3/library/xml.html#xml-vulnerabilities
    """
    if refused := _refuse(text):
        return Problem(None, refused)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(_declared(text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    fault = next((entry for entry in parser.error_log if entry.level_name != "WARNING"), None)
    if root is None:
        return Problem(fault.line if fault else None, "This XML is no feed: hand in RSS or Atom.")
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return Problem(None, f"The XML has more than {_MOST_ELEMENTS:,} elements, as no feed does; it was not read.")
    return _tamed(root, text, Problem(fault.line, _BROKEN) if fault else None)


def _refuse(text: str) -> str | None:
    if _ENTITIES.search(text):
        return "The XML declares entities of its own, which a feed never needs; it was not read."
    if len(text) > LARGEST_FEED:
        return f"The feed has {len(text):,} characters; a feed may have {LARGEST_FEED:,}."
    if len({found["address"] for found in _NAMESPACE.finditer(text)}) > _MOST_NAMESPACES:
        return f"The XML declares more than {_MOST_NAMESPACES} namespaces, as no feed does; it was not read."
    return None


def _tamed(root: Any, text: str, problem: Problem | None) -> FeedXml:
    """Return the tree as bytes, without what makes feed readers slow: long lists of attributes, unknown prefixes."""
    entries = []
    for element in root.iter(etree.Element):
        if len(element.attrib) > _MOST_ATTRIBUTES or any(":" in name for name in element.attrib):
            element.attrib.clear()
        if ":" in element.tag and not element.tag.startswith("{"):
            element.tag = element.tag.rpartition(":")[2]
        if element.tag.rpartition("}")[2].casefold() in ("item", "entry"):
            entries.append(element)
    lines = _lines_of(entries, text)[:MOST_ENTRIES]
    for element in entries[MOST_ENTRIES:]:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    return FeedXml(etree.tostring(root), lines, len(entries), problem)


def _lines_of(entries: Sequence[Any], text: str) -> tuple[int, ...]:
    """Return the line each entry begins on.

    libxml2 counts in 16 bits, so in a longer file the tags are counted, where there are as many of them as entries.
    """
    starts = [found.start() for found in _ENTRY.finditer(text)] if text.count("\n") > _MOST_COUNTED else []
    if len(starts) != len(entries):
        return tuple(element.sourceline or 1 for element in entries)
    between = pairwise([0, *starts])
    return tuple(1 + line for line in accumulate(text.count("\n", last, here) for last, here in between))


def _declared(text: str) -> str:
    """Return the XML without its declaration, which names another encoding, and with the prefixes it forgot."""
    missing = [name for name in _KNOWN if f"<{name}:" in text and f"xmlns:{name}" not in text]
    names = "".join(f' xmlns:{name}="{_KNOWN[name]}"' for name in missing)
    text = _DECLARATION.sub(_keep_lines, text, count=1)
    return _ROOT.sub(rf"\g<0>{names}", text, count=1) if names else text


def _keep_lines(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")
