"""Markdown and its relatives made readable line by line, so that every line keeps its number."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from bot.domain.printed_grades import is_grade_alone
from bot.intake.words import Line

_COMMENT_OPEN, _COMMENT_CLOSE = "<!--", "-->"
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#{0,6}\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:={3,}|-{3,})\s*$")
_RULE = re.compile(r"^\s{0,3}(?:[-*_]\s?){3,}$")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]{0,300})\]\([^)]{0,600}\)|!\[\[[^\]]{0,300}\]\]")
_LINKED_IMAGE = re.compile(r"\[\s?\]\([^)]{0,600}\)")
_LINK = re.compile(
    r"(?<!\\)\[(?P<text>[^\[\]]{1,400})\]\((?P<to>[^()\s]{0,600}(?:\([^()]{0,100}\)[^()\s]{0,200})?)(?:\s+[\"'][^\"']{0,300}[\"'])?\)"
)
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]]{1,400})\]\[[^\[\]]{0,100}\]")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?(?P<text>[^\[\]|]{1,300})\]\]")
_FOOTNOTE = re.compile(r"\[\^[^\]]{1,40}\]:?")
_SHORTCODE = re.compile(r"\{\{[<%].{0,400}?[>%]\}\}|\{%.{0,400}?%\}|\{\{.{0,300}?\}\}|\{:.{0,200}?\}")
_NAMED = re.compile(r"\b(?:name|title|movie|film)\s?=\s?[\"'](?P<text>[^\"'|]{1,200})")
_SUMMARY = re.compile(r"<summary[^<>]{0,80}>.{0,200}?</summary>", re.IGNORECASE)
_RATED_TAG = re.compile(
    r"<[\w-]*(?:rating|stars?)[\w-]*\s[^<>]{0,200}?\b(?:value|rating|score|"
    r"stars)\s?=\s?[\"'{]?(?P<value>\d{1,3}(?:\.\d{1,2})?)[\"'}]?(?P<rest>[^<>]{0,200})>",
    re.IGNORECASE,
)
_TOP = re.compile(r"\b(?:max|out-?of|best|scale)\s?=\s?[\"'{]?(?P<top>\d{1,3})", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,800}>")
_STRONG = re.compile(r"(?<![\\*\w])(\*\*|__)(?=[^\s*])(.{1,2000}?\S?)\1(?![*\w])|(?<!\*)(\*\*)(?=[^\s*])(.{1,2000}?)\3")
_EMPHASIS = re.compile(r"(?<![\\*_\w★½])([*_])(?=[^\s*_½])([^*_\n]{1,1000}?)(?<=[^\s])\1(?![*_\w½])")
_DELIMITERS = re.compile(r"[\s|:-]+")
_LIST = re.compile(r"^\s{0,8}(?:[-*+•]\s+|>\s?)+(?=\S)")
_BBCODE = re.compile(r"^\s*\[/?[a-z][\w-]{0,20}\]\s*$")
_LONGEST = 20_000


def _rated(match: re.Match[str]) -> str:
    top = _TOP.search(match["rest"])
    return f"Rating: {match['value']}" + (f"/{top['top']}" if top else "")


def _shortcode(match: re.Match[str]) -> str:
    named = _NAMED.search(match.group())
    return named["text"] if named else ""


def _pictured(match: re.Match[str]) -> str:
    """Return the grade that a picture of stars stands for, as its description says it."""
    alt = match["alt"] or ""
    return alt if is_grade_alone(alt) else ""


def plain(text: str) -> str:
    """Return one line of Markdown without its marks: links, emphasis, tags, shortcodes, entities."""
    if len(text) > _LONGEST:
        return text
    text = _SHORTCODE.sub(_shortcode, text)
    text = _IMAGE.sub(_pictured, text)
    text = _FOOTNOTE.sub("", _WIKI.sub(r"\g<text>", text)) if "[" in text else text
    text = _LINKED_IMAGE.sub("", _REFERENCE.sub(r"\g<text>", _LINK.sub(r"\g<text>", text))) if "[" in text else text
    if "<" in text:
        text = _SUMMARY.sub("", text)
        text = _TAG.sub("", _RATED_TAG.sub(_rated, re.sub(r"<br\s?/?>|</(?:td|th|li|p|div)>", "   ", text)))
    text = _STRONG.sub(lambda m: m[2] or m[4] or "", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = html.unescape(text).replace("\u00a0", " ").replace("\u200b", "")
    return re.sub(r"\\([*_#\[\]()~`>!|-])", r"\1", text).strip()


def _table_row(text: str, *, head: bool) -> str:
    """Return a row of a Markdown table as `A: B` where it has two cells and is no head, joined cells otherwise."""
    if _DELIMITERS.fullmatch(text):
        return ""
    cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
    pair = len(cells) == 2 and all(cells) and not head
    return f"{cells[0].rstrip(':')}: {cells[1]}" if pair else " | ".join(c for c in cells if c)


def _without_comments(lines: Sequence[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        kept = ""
        rest = line
        while rest:
            opened, marker, after = rest.partition(_COMMENT_CLOSE if inside else _COMMENT_OPEN)
            kept += "" if inside else opened
            inside = inside != bool(marker)
            rest = after
        yield kept


def markdown_lines(text_lines: Sequence[str], first: int = 1) -> tuple[Line, ...]:
    """Return readable lines, one for each line of the file; `first` is the number of the first."""
    found: list[Line] = []
    fenced = False
    for number, raw in enumerate(_without_comments(text_lines), first):
        if _FENCE.match(raw):
            fenced = not fenced
        heading = _HEADING.match(raw) if len(raw) < _LONGEST and not fenced else None
        if (
            _UNDERLINE.match(raw)
            and found
            and found[-1].text
            and len(found[-1].text) < 200
            and not found[-1].heading
            and "=" in raw
        ):
            found[-1] = Line(found[-1].number, found[-1].text, 1 if "=" in raw else 2)
            raw = ""
        if _RULE.match(raw) or _FENCE.match(raw) or _BBCODE.match(raw):
            raw = ""
        if raw.lstrip().startswith("|") and raw.count("|") > 1:
            below = text_lines[number - first + 1] if number - first + 1 < len(text_lines) else ""
            raw = _table_row(raw, head=_DELIMITERS.fullmatch(below) is not None)
        level = len(heading["marks"]) if heading else 0
        found.append(Line(number, plain(heading["text"] if heading else _LIST.sub("", raw)), level))
    return tuple(found)
