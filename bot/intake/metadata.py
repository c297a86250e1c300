"""What a page states in its `meta` elements and in microformats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.grades import Grade, out_of
from bot.domain.printed_grades import find_fraction, number
from bot.intake.dates import find_date
from bot.intake.facts import Facts
from bot.intake.frontmatter import text_of
from bot.intake.words import fold

_META = {
    "author": "critic", "article:author": "critic", "og:site_name": "outlet", "og:url": "url",
    "article:published_time": "published",
    "og:article:published_time": "published", "date": "published", "dc.date": "published", "datepublished": "published",
    "dcterms.created": "published", "parsely-pub-date": "published", "parsely-author": "critic", "dc.creator": "critic",
    "creator": "critic", "dcterms.creator": "critic",
    "og:title": "headline", "sailthru.author": "critic", "twitter:creator": "",
}  # fmt: skip


def read_meta(root: Any, facts: Facts) -> None:
    """State what `meta` elements say; a grade in the description counts where it has a scale."""
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").casefold()
        content, line = (element.get("content") or "").strip(), element.sourceline or 1
        if name in ("description", "og:description") and (found := find_fraction(content)):
            facts.state("described grade", Grade(found[0], out_of(found[1], found[2])), line)
        field = _META.get(name)
        if not field or not content or (field == "critic" and content.startswith(("http", "@"))):
            continue
        facts.state(field, find_date(content) if field == "published" else content, line)
    for element in root.iter("link"):
        if element.get("rel") == "canonical" and str(element.get("href")).startswith("http"):
            facts.state("url", element.get("href"), element.sourceline or 1)
    for element in root.iter("title"):
        facts.state("page title", " ".join(element.text_content().split()), element.sourceline or 1)
        break


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def read_hreview(said: Mapping[str, Any], facts: Facts, line: int) -> None:
    """State what an hReview says; a rating is out of 5 unless `best` is stated (microformats.org/wiki/hreview)."""
    item = _first(said.get("item"))
    item = item.get("properties", item) if isinstance(item, dict) else item
    facts.state("film.title", text_of(_first(item.get("name"))) if isinstance(item, dict) else text_of(item), line)
    value, best = number(text_of(_first(said.get("rating")))), number(text_of(_first(said.get("best")))) or 5.0
    if value is not None:
        facts.state("grade", Grade(f"{value:g}/{best:g}", out_of(value, best)), line)
    author = _first(said.get("author") or said.get("reviewer"))
    author = author.get("properties", author) if isinstance(author, dict) else author
    facts.state("critic", text_of(_first(author.get("name"))) if isinstance(author, dict) else text_of(author), line)
    facts.state("published", find_date(text_of(_first(said.get("published") or said.get("reviewed")))), line)
    facts.values["headline.says_review"] = bool(fold(str(facts.get("film.title", "")))) or facts.get(
        "headline.says_review"
    )
