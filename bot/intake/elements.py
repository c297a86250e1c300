"""What single elements of a page are: furniture, blocks of tags, drawn stars."""

from __future__ import annotations

import re
from typing import Any

from bot.domain.printed_grades import find_fraction, star_glyphs

_SKIPPED_TAGS = (
    "script style noscript template svg canvas iframe select option button input textarea object audio video head nav"
)
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_ICONS = ("i", "span", "svg", "use", "em")
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|respond|disqus|shar(?:e|ing|edaddy)|social|related|sidebar|widget|"
    r"breadcrumbs?|newsletter|cookies?|"
    r"popup|promo|advert(?:isement)?|ads?|menu|navbar|nav|navigation|pagination|pager|toc|author-(?:bio|box|card|"
    r"info)|subscribe|recommended|jp-relatedposts)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TAGS = re.compile(r"(?:^|[\s_-])(?:tags?|categories|genres?|tag-?links|cat-?links|labels)(?:$|[\s_-])", re.IGNORECASE)
_STAR = re.compile(
    r"(?:^|[\s_-])(?:fa|icon|bi|glyphicon|dashicons|material|ion|ri|mdi|la)?-?star(?:$|[\s_-])", re.IGNORECASE
)
_HALF = re.compile(r"half", re.IGNORECASE)
_EMPTY = re.compile(r"empty|outline|star-o\b|\bfar\b|fa-regular|\boff\b|inactive|bi-star$|line$", re.IGNORECASE)
_KEPT_SHARE = 0.4
_LONGEST_ATTRIBUTE = 60


def is_furniture(element: Any, length: int) -> bool:
    """Return whether an element holds no part of an article: scripts, menus, share bars, comments.

    An element with most of the page's text is never furniture, whatever its class says.
    """
    if element.tag in _SKIPPED or element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return element.tag in _SKIPPED or not star_glyphs(element.text_content()[:40])
    if element.tag not in ("div", "section", "ul", "ol", "aside", "footer", "form", "p", "span", "li"):
        return False
    if not _FURNITURE.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return False
    return len(element.text_content()) < length * _KEPT_SHARE


def tag_line(element: Any) -> str | None:
    """Return `Tags: a, b` for a block of tag links."""
    if element.tag not in ("div", "p", "span", "ul", "footer") or not _TAGS.search(element.get("class", "")):
        return None
    links = [a.text_content().strip(" #\n") for a in element.iter("a")]
    words = " ".join(element.text_content().split())
    if not links or len(words) > sum(map(len, links)) + 4 * len(links) + 30:
        return None
    return "Tags: " + ", ".join(link for link in links if link)


def said_by_attributes(element: Any) -> str:
    """Return the grade or star that an element draws rather than writes."""
    names = element.get("class") or ""
    if element.tag in _ICONS and _STAR.search(names) and not element.text_content().strip():
        return "½" if _HALF.search(names) else "☆" if _EMPTY.search(names) else "★"
    for attribute in ("aria-label", "alt", "title", "data-rating"):
        said = (element.get(attribute) or "").strip()
        if said and len(said) <= _LONGEST_ATTRIBUTE and (find_fraction(said) or star_glyphs(said)):
            return f" {said} "
    if re.search(r"rating|stars?", element.tag) and (value := element.get("value") or element.get("data-rating")):
        return f" Rating: {value}" + (f"/{element.get('max')}" if element.get("max") else "")
    return ""
