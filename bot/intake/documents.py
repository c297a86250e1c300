"""Bytes as people have them -> text: which encoding, how large, and whether they are text at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.intake.ballast import count_elements, readable_lines, without_ballast

LARGEST_FILE = 25_000_000
LARGEST_PAGE = 4_000_000
LONGEST_LINE = 400_000
# Ten thousand lines of text take 2 to 3 seconds, ten thousand elements half a second, empty lines next to nothing; but
# libxml2 counts lines in 16 bits, and a field's line has to be the right one:
# https://lxml.de/api/lxml.etree._Element-class.html#sourceline
MOST_LINES, MOST_ELEMENTS, MOST_SOURCE_LINES = 20_000, 40_000, 65_000
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_SIGNATURES = (
    (b"%PDF", "a PDF"), (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"),
    (b"RIFF", "an image or a sound"), (b"OggS", "a sound file"), (b"ID3", "a sound file"),
    (b"PK\x03\x04", "a zip archive or an office document"), (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"), (b"\xd0\xcf\x11\xe0", "an old office document"), (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"), (b"\x7fELF", "a program"),
)  # fmt: skip
_CHARSET = re.compile(rb"""(?:charset\s?=\s?["']?|encoding\s?=\s?["'])(?P<name>[\w-]{2,30})""", re.IGNORECASE)
_HTML = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
_TAGS = re.compile(
    r"<(?:p|div|span|h[1-6]|a|table|ul|li|br|meta|section|em|strong)(?:\s[^<>]{0,400})?/?>", re.IGNORECASE
)
_PART = "hand in the part with the review."
_MOST_CONTROLS = 0.02
_ENOUGH_TAGS = 4


@dataclass(frozen=True, slots=True)
class Document:
    """Hold the text of a file, or the sentence that says why there is none; `note` is a remark that stops nothing."""

    text: str
    problem: str | None = None
    note: str | None = None


def _encoding(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:4000]
    if len(head) >= 4 and head.count(0) > len(head) // 4:
        # Latin text in UTF-16 has a zero in every other byte.
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) > 3 * min(even, odd) + 1:
            return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _decode(data: bytes) -> tuple[str, str | None]:
    stated = _CHARSET.search(data[:2000])
    for name in filter(None, (_encoding(data), "utf-8", stated and stated["name"].decode("ascii"))):
        try:
            return data.decode(name), None
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace"), "The file is not UTF-8; it was read as Windows-1252. Check the accents."


def decode_document(data: bytes) -> Document:
    """Return the text in the bytes of one page: UTF-8 with or without BOM, UTF-16, the charset it names, Windows-1252.

    What is no text or breaks a limit has no text and a sentence as its problem.
    """
    if len(data) > LARGEST_FILE:
        told = f"The file has {len(data) / 1e6:.1f} MB; Matinee reads files of up to {LARGEST_FILE // 1_000_000} MB."
        return Document("", told)
    if problem := refuse_bytes(data):
        return Document("", problem)
    text, note = _decode(data)
    return check_text(text.replace("\x00", ""), note)


def refuse_bytes(data: bytes) -> str | None:
    """Return the sentence for bytes that are no text, or nothing at all; None for text."""
    if not data.strip():
        return "The file is empty."
    if kind := next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), None):
        return f"This is {kind}, not text: save the page as HTML or copy its text."
    text, _ = _decode(data)
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v\x1b")
    if controls + text.count("\ufffd") > len(text) * _MOST_CONTROLS:
        return "This is not text: save the page as HTML or copy its text."
    return None


def check_text(text: str, note: str | None = None) -> Document:
    """Return pasted text as a document, or the sentence that says which limit it breaks.

    A web page is held to what is left of it without its programs, styles and packed pictures.
    """
    if not text.strip():
        return Document("", "There is no text.")
    is_html = looks_like_html(text)
    if is_html and (len(text) > LARGEST_PAGE or _longest_line(text) > LONGEST_LINE):
        text = without_ballast(text)
    problem = _over_a_limit(text, is_html)
    return Document("", problem) if problem else Document(text, None, note)


def _over_a_limit(text: str, is_html: bool) -> str | None:
    if len(text) > LARGEST_PAGE:
        what = "The page has, without its scripts and pictures," if is_html else "The page has"
        return f"{what} {len(text) / 1e6:.1f} MB; a page of text may have {LARGEST_PAGE // 1_000_000} MB: {_PART}"
    if (lines := text.count("\n")) > MOST_SOURCE_LINES:
        return f"The file has {lines:,} lines; Matinee reads pages of up to {MOST_SOURCE_LINES:,}: {_PART}"
    lines = readable_lines(text) if is_html else sum(not line.isspace() for line in text.splitlines() if line)
    if lines > MOST_LINES:
        return f"The page has {lines:,} lines of text; Matinee reads pages of up to {MOST_LINES:,}: {_PART}"
    if is_html and (elements := count_elements(text)) > MOST_ELEMENTS:
        return f"The page has {elements:,} elements; Matinee reads pages of up to {MOST_ELEMENTS:,}: {_PART}"
    if _longest_line(text) > LONGEST_LINE:
        return f"One line has more than {LONGEST_LINE:,} characters; that is no page a person wrote."
    return None


def _longest_line(text: str) -> int:
    return max(map(len, text.splitlines()), default=0)


def looks_like_html(text: str) -> bool:
    """Return whether a text is an HTML page or a piece of one, not Markdown with a few tags in it."""
    head = text[:3000].lstrip()
    if head.startswith(("---\n", "+++\n", "---\r", "+++\r")):
        return False
    if _HTML.search(head):
        return True
    return head.startswith("<") and len(_TAGS.findall(text[:20_000])) >= _ENOUGH_TAGS
