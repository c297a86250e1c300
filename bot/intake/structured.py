"""What a page states for machines: JSON-LD and microdata reviews, hReview, OpenGraph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import extruct

from bot.domain.grades import Grade, out_of
from bot.domain.languages import language_of
from bot.domain.printed_grades import number, parse_grade
from bot.intake.credited import author, people, publisher
from bot.intake.dates import find_date, find_year
from bot.intake.facts import Facts
from bot.intake.frontmatter import text_of
from bot.intake.languages import language_code
from bot.intake.metadata import read_hreview, read_meta
from bot.intake.values import minutes

_REVIEWS = ("CriticReview", "Review", "UserReview")
_FILMS = ("Movie", "Film")
_OTHERS = {
    "Book": "book review", "VideoGame": "video game review", "TVSeries": "tv series", "TVSeason": "tv series",
    "TVEpisode": "tv series",
    "MusicAlbum": "album review", "PodcastEpisode": "podcast episode 1", "Product": None, "Event": None,
}  # fmt: skip
_ARTICLES = ("BlogPosting", "Article", "NewsArticle", "ReviewNewsArticle", "WebPage")
_DEEPEST = 12
# extruct recurses with every item in an item; where Python's stack ends inside lxml's XPath, a lock stays taken, and
# the next page waits for it without end.
_TOO_DEEP = "boolean(//*[@itemscope][count(ancestor::*[@itemscope]) > 50])"
# extruct reads an item again for every item that refers to it, and so on from there: a few are honest.
_REFERENCE = re.compile(r"itemref", re.IGNORECASE)
_MOST_REFERENCES = 8


def _types(node: Mapping[str, Any]) -> list[str]:
    found = node.get("@type", node.get("type", ()))
    names = found if isinstance(found, list) else [found]
    return [str(name).rsplit("/", 1)[-1] for name in names]


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every mapping in structured data, outer ones first, down to a fixed depth."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:200]:
            yield from _nodes(inner, depth + 1)


def _flat(item: Any, depth: int = 0) -> Any:
    """Return a microdata item in the shape of JSON-LD."""
    if isinstance(item, dict) and depth < _DEEPEST:
        properties = item.get("properties", {})
        return {"@type": item.get("type", ""), **{k: _flat(v, depth + 1) for k, v in properties.items()}}
    return [_flat(i, depth + 1) for i in item[:50]] if isinstance(item, list) else item


def _grade(rating: Any) -> Grade | None:
    if isinstance(rating, list):
        rating = rating[0] if rating else None
    if not isinstance(rating, dict):
        return parse_grade(text_of(rating)) if rating is not None else None
    printed, best = text_of(rating.get("ratingValue")), number(text_of(rating.get("bestRating")))
    value = number(printed)
    if value is not None and best:
        return Grade(f"{printed}/{best:g}", out_of(value, best))
    return parse_grade(printed) if printed else None


def _film(node: Mapping[str, Any], facts: Facts, line: int) -> None:
    facts.state("film.title", text_of(node.get("name")), line)
    facts.state("film.directors", people(node.get("director") or node.get("directors")), line)
    facts.state("film.cast", people(node.get("actor") or node.get("actors")), line)
    facts.state("film.runtime_minutes", minutes(text_of(node.get("duration"))), line)
    facts.state("film.certificate", text_of(node.get("contentRating")).removeprefix("MPAA ").strip() or None, line)
    facts.state("film.language", language_of(text_of(node.get("inLanguage"))), line)
    genre = node.get("genre")
    words = genre if isinstance(genre, list) else re.split(r"\s*[,;/|]\s*", text_of(genre))
    facts.state("film.genres", tuple(dict.fromkeys(w for w in map(text_of, words) if w)), line)
    facts.state(
        "film.year",
        find_year(text_of(node.get("dateCreated") or node.get("datePublished") or node.get("copyrightYear"))),
        line,
    )
    facts.state(
        "film.original_title",
        text_of(node.get("alternateName")) if not isinstance(node.get("alternateName"), list) else None,
        line,
    )
    if imdb := re.search(
        r"imdb\.com/title/(tt\d{7,9})", json.dumps([node.get("sameAs"), node.get("url")], default=str)
    ):
        facts.state("film.ids", (("imdb", imdb[1]),), line)


def _review(node: Mapping[str, Any], facts: Facts, line: int) -> None:
    facts.state("grade", _grade(node.get("reviewRating")), line)
    facts.state("critic", author(node), line)
    facts.state("published", find_date(text_of(node.get("datePublished"))), line)
    facts.state("outlet", publisher(node), line)
    facts.state("language", language_code(text_of(node.get("inLanguage"))), line)
    url = text_of(node.get("url") or node.get("mainEntityOfPage"))
    facts.state("url", url if url.startswith("http") else None, line)
    if (body := node.get("reviewBody")) and len(text_of(body)) < 2000 and isinstance(body, str):
        facts.state("review body", body, line)
    facts.values["headline.says_review"] = True


def _is_own(node: Mapping[str, Any], reviews: list[dict[str, Any]]) -> bool:
    """Return whether a review is the page's own and not one of its readers'."""
    critics = [n for n in reviews if "CriticReview" in _types(n)]
    return node in critics if critics else len(reviews) == 1 or node is reviews[0]


def _read_items(items: Any, facts: Facts, line: int) -> None:
    nodes = list(_nodes(items))
    reviews = [n for n in nodes if any(t in _REVIEWS for t in _types(n))]
    for node in reviews:
        if _is_own(node, reviews):
            _review(node, facts, line)
            reviewed = node.get("itemReviewed")
            for film in reviewed if isinstance(reviewed, list) else [reviewed]:
                if isinstance(film, dict) and (any(t in _FILMS for t in _types(film)) or not _other(film, facts)):
                    _film(film, facts, line)
    films = [n for n in nodes if any(t in _FILMS for t in _types(n))]
    if len(films) == 1:
        _film(films[0], facts, line)
    for node in nodes:
        if any(t in _ARTICLES for t in _types(node)):
            facts.state("headline", text_of(node.get("headline")), line)
            facts.state("critic", author(node), line)
            facts.state("published", find_date(text_of(node.get("datePublished"))), line)
            facts.state("outlet", publisher(node), line)
            break


def _other(node: Mapping[str, Any], facts: Facts) -> bool:
    kinds = [_OTHERS[t] for t in _types(node) if t in _OTHERS]
    facts.values["kinds"] = (*facts.get("kinds", ()), *(kind for kind in kinds if kind))
    return any(kinds)


def _line_of(text: str, needle: str) -> int:
    at = text.find(needle)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _extract(text: str, root: Any) -> dict[str, list[Any]]:
    """Return what extruct finds in each of the syntaxes that the page seems to use, save where it would not end."""
    page = text.casefold()
    marks = (
        ("json-ld", "ld+json"),
        ("microdata", "itemscope"),
        ("microformat", "hreview"),
        ("microformat", "h-review"),
    )
    syntaxes = {syntax for syntax, mark in marks if mark in page}
    if root.xpath(_TOO_DEEP):
        syntaxes.discard("microdata")
    if page.count("itemref") > _MOST_REFERENCES:
        text = _REFERENCE.sub("data-ref", text)
    found: dict[str, list[Any]] = extruct.extract(text, syntaxes=sorted(syntaxes), errors="ignore") if syntaxes else {}
    return found


def read_structured(text: str, root: Any, facts: Facts) -> None:
    """State what the machine-readable parts of a page say, best first; what is broken there is passed over."""
    found = _extract(text, root)
    _read_items(found.get("json-ld", []), facts, _line_of(text, "ld+json"))
    _read_items([_flat(item) for item in found.get("microdata", [])], facts, _line_of(text, "itemscope"))
    for item in _nodes(found.get("microformat", [])):
        if any("review" in str(t) for t in item.get("type", [])) and isinstance(item.get("properties"), dict):
            read_hreview(item["properties"], facts, _line_of(text.casefold(), "review"))
            break
    read_meta(root, facts)
