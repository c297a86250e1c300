"""A saved web page -> its readable lines, with what it states for machines already in the facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import trafilatura

from bot.intake.facts import Facts
from bot.intake.headline import REVIEW_WORD, parse_headline
from bot.intake.markup import html_lines, parse_html
from bot.intake.segments import is_labelled
from bot.intake.structured import read_structured
from bot.intake.words import Line, fold, is_long_prose, is_prose, page_words

_LONGEST_SHOWN = 500
_KEY = 60
_SITE_AND_HEADLINE = 2
_LONGEST_SITE = 50
_LONGEST_TITLE, _HEAD = 300, 80
_ONE_REVIEW = re.compile(rf"\b{REVIEW_WORD}\b", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:[|–—\-«»·•~]|::)\s")


@dataclass(frozen=True, slots=True)
class WebPage:
    """Hold the lines of a page and, for each line of its file, the text a person sees there."""

    lines: tuple[Line, ...]
    source: tuple[str, ...]


def _main_text(text: str) -> set[str]:
    """Return how the paragraphs of the main text begin, folded; empty where trafilatura finds none."""
    main = trafilatura.extract(text, include_comments=False, include_tables=False, favor_recall=True, deduplicate=False)
    return {fold(line)[:_KEY] for line in (main or "").splitlines() if is_prose(line)}


def _marked(lines: Sequence[Line], main: set[str]) -> tuple[Line, ...]:
    """Return the lines with what stands outside the main text marked, from its first paragraph to its last."""
    inside = [at for at, line in enumerate(lines) if is_prose(line.text) and fold(line.text)[:_KEY] in main]
    if not inside:
        return tuple(lines)
    last = inside[-1]
    # Paragraphs that follow without a heading or a name between them are of the same text.
    while last + 1 < len(lines) and (not lines[last + 1].text or _is_paragraph(lines[last + 1])):
        last += 1
    return tuple(replace(line, main=inside[0] <= at <= last) for at, line in enumerate(lines))


def _is_paragraph(line: Line) -> bool:
    return is_long_prose(line.text) and not line.heading and not is_labelled(line.text)


def _shown(text: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """Return what to show for each line of the file: the readable text that begins there, else the source itself."""
    readable: dict[int, list[str]] = {}
    for line in lines:
        if line.text:
            readable.setdefault(line.number, []).append(line.text)
    source = enumerate(text.splitlines(), 1)
    return tuple(" · ".join(readable.get(number, [raw.strip()]))[:_LONGEST_SHOWN] for number, raw in source)


def read_html(text: str, facts: Facts) -> WebPage | None:
    """State what a page says for machines and return its readable lines; None where it cannot be parsed."""
    root = parse_html(text)
    if root is None:
        return None
    read_structured(text, root, facts)
    lines = _by_page_title(_marked(html_lines(root), _main_text(text)), facts)
    _site_in_title(lines, facts)
    _read_headlines(facts, page_words(lines))
    return WebPage(lines, _shown(text, lines))


def _by_page_title(lines: Sequence[Line], facts: Facts) -> tuple[Line, ...]:
    """Return the lines with the headline as the top heading, where the page's title joins it to the site's name.

    Of two headings that open and close that title, the upper is the site's: many blogs print it as the first h1.
    """
    whole = fold(str(facts.get("page title", "")))
    told = {
        name: line
        for line in reversed(lines)
        if line.heading and (name := fold(line.text)) and name != whole and _opens_or_closes(whole, name)
    }
    if len(told) != _SITE_AND_HEADLINE:
        return tuple(lines)
    headline, site = told.values()
    facts.state("outlet", site.text.strip(), site.number)
    levels = {headline: 1, site: 0}
    return tuple(replace(line, heading=levels.get(line, line.heading)) for line in lines)


def _site_in_title(lines: Sequence[Line], facts: Facts) -> None:
    """State the site that the page's title joins to the headline: `Review: Salt Harbour - Harbour Lights`.

    One of the two stands on the page as its heading, or the other on a line of its own.
    """
    whole = str(facts.get("page title", ""))
    joint = list(_JOINED.finditer(whole[:_LONGEST_TITLE]))
    if not joint or _ONE_REVIEW.search(whole[joint[-1].end() :]):
        return
    first, last = whole[: joint[-1].start()].strip(), whole[joint[-1].end() :].strip()
    headings = {fold(line.text) for line in lines if line.heading}
    alone = {fold(line.text): line for line in reversed(lines) if not line.heading and len(line.text) <= _LONGEST_SITE}
    if (
        fold(last) in headings
        or len(last) > _LONGEST_SITE
        or not any(fold(first) in fold(ln.text) for ln in lines[:_HEAD])
    ):
        return
    if fold(first) in headings or fold(last) in alone:
        facts.state(
            "outlet", last, *([alone[fold(last)].number] if fold(last) in alone else facts.evidence["page title"])
        )


def _opens_or_closes(whole: str, name: str) -> bool:
    return whole.startswith(f"{name} ") or whole.endswith(f" {name}")


def _without_outlet(text: str, outlet: str) -> str:
    """Return a page's title without the site's name and what joins them: `My Blog: Review: X`, `X - My Blog`."""
    if not outlet or text.casefold() == outlet.casefold():
        return text
    name = re.escape(outlet)
    return re.sub(rf"^{name}\s?[:|»–—-]\s|\s[:|«–—~-]{{1,2}}\s{name}$", "", text, flags=re.IGNORECASE)


def _read_headlines(facts: Facts, page: str) -> None:
    """State the film that the page's own title names, where nothing better does."""
    for field in ("headline", "page title"):
        text = _without_outlet(str(facts.get(field, "")), str(facts.get("outlet", "")))
        headline = parse_headline(text, page) if text else None
        if headline and headline.says_review:
            facts.state("headline.title", headline.title, *facts.evidence.get(field, ()))
            facts.state("headline.year", headline.year, *facts.evidence.get(field, ()))
            facts.values["headline.says_review"] = True
