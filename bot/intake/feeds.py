"""RSS and Atom -> rows: a Letterboxd diary, or a blog whose entries are read like pages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from typing import Any

import feedparser

from bot.intake.feed_entries import blog_rows, left_out, letterboxd_rows, text_of
from bot.intake.feed_xml import MOST_ENTRIES, FeedXml, read_xml
from bot.intake.reading import Problem
from bot.intake.rows import Row, RowKind, TableReading
from bot.intake.table_film import short
from bot.intake.table_values import plain_text

EntryReader = Callable[[int, Any, str | None], list[Row]]
MOST_TEXT = 400_000  # characters of one entry; a page is read at about a quarter of a million a second
_LONGEST_TITLE = 200
_HEAD = 3000
_REST = "hand the others in as a feed of their own."
_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)


def looks_like_feed(text: str) -> bool:
    """Tell whether a text is a feed, or XML that could be one, and no web page."""
    head = text[:_HEAD].lstrip()
    if _ROOT.search(head):
        return "<html" not in head.casefold() and head.startswith("<")
    return head.startswith("<?xml") and "html" not in head.casefold()


def read_feed_text(name: str, text: str, tick: Callable[[], None] = lambda: None) -> TableReading:
    """Return a row for each entry of a feed; never raise on content, never fetch anything.

    `tick` hears of each entry before it is read, for whoever watches the time: each is a page of its own.
    """
    xml = read_xml(text)
    if isinstance(xml, Problem):
        return TableReading(name, "unreadable", problems=(xml,))
    # Bytes in a file object: text that looks like an address or a path would be fetched or opened.
    feed = feedparser.parse(io.BytesIO(xml.data), sanitize_html=False, resolve_relative_uris=False)
    entries = feed.entries[:MOST_ENTRIES]
    is_letterboxd = any("letterboxd_filmtitle" in entry for entry in entries)
    read = letterboxd_rows if is_letterboxd else blog_rows
    rows = _rows(entries, xml, read, str(feed.feed.get("title", "")), tick)
    skipped = sum(row.kind is RowKind.SKIP for row in rows)
    return TableReading(
        name,
        "letterboxd feed" if is_letterboxd else "feed",
        rows,
        problems=_problems(xml, entries),
        skipped={"no film review": skipped} if skipped else {},
    )


def _rows(entries: list[Any], xml: FeedXml, read: EntryReader, title: str, tick: Callable[[], None]) -> tuple[Row, ...]:
    outlet = short(plain_text(title[:_LONGEST_TITLE]))
    rows: list[Row] = []
    for line, entry in zip_longest(xml.lines[: len(entries)], entries, fillvalue=1):
        tick()
        rows += [left_out(line, entry)] if len(text_of(entry)) > MOST_TEXT else read(line, entry, outlet)
    return tuple(replace(row, number=number) for number, row in enumerate(rows, 1))


def _problems(xml: FeedXml, entries: list[Any]) -> tuple[Problem, ...]:
    problems = [xml.problem] if xml.problem else []
    if xml.entries > MOST_ENTRIES:
        problems.append(Problem(None, f"Only the first {MOST_ENTRIES:,} of {xml.entries:,} entries were read: {_REST}"))
    if not entries:
        problems.append(Problem(None, "The feed has no entries."))
    return tuple(problems)
