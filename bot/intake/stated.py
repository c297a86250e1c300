"""What front matter states about a film and its review."""

from __future__ import annotations

import re
from typing import Any

from bot.domain.grades import Grade, SubGrade, out_of
from bot.domain.printed_grades import number, parse_grade
from bot.intake.aspects import names_whole
from bot.intake.credits import read_credits
from bot.intake.facts import Facts
from bot.intake.frontmatter import FrontMatter, flatten, text_of
from bot.intake.headline import parse_headline
from bot.intake.labels import label_field
from bot.intake.segments import LISTS_OF_PEOPLE
from bot.intake.statements import Statement
from bot.intake.told import read_told
from bot.intake.words import fold, is_long_prose

_NO_SCALE = "A grade is printed without its scale: what is it out of?"
# Keys that mean one thing in front matter and another, or nothing, in running text.
_KEYS = {
    "original title": "film.original_title", "originaltitle": "film.original_title", "director": "film.directors",
    "movie title": "film.title", "movietitle": "film.title", "movie name": "film.title", "film": "film.title",
    "movie": "film.title", "film name": "film.title", "pubdate": "published", "pub date": "published",
    "publishdate": "published", "publisheddate": "published", "datepublished": "published", "published": "published",
    "published at": "published", "publishedat": "published",
    "reviewdate": "published", "releaseyear": "film.year", "release year": "film.year", "movie year": "film.year",
    "movieyear": "film.year", "releasedate": "release", "runningtime": "film.runtime_minutes", "author": "critic",
    "authors": "critic", "by": "critic", "author name": "critic", "authorname": "critic",
    "originalurl": "url", "canonical": "url", "canonicalurl": "url",
    "canonical url": "url", "source": "url", "myrating": "grade", "starrating": "grade", "stars": "grade",
    "rating": "grade", "score": "grade", "grade": "grade", "lang": "language", "language": "language",
    "locale": "language",
    "afftercredits": "after_credits", "mpaa": "film.certificate", "overall": "grade", "finalscore": "grade",
    "review rating": "grade", "rate": "grade", "starsrating": "grade", "rating stars": "grade", "ratingvalue": "grade",
    "rating value": "grade", "my score": "grade", "personal rating": "grade", "site": "outlet", "blog": "outlet",
}  # fmt: skip
BODY_KEYS = ("review", "review text", "body", "my review", "thoughts", "opinion")
_TOPS = ("ratingmax", "rating max", "max rating", "maxrating", "best rating", "bestrating", "rating scale", "scale",
         "out of", "outof", "best", "scoremax", "max score", "max stars", "rating out of", "maxscore",
         "max")  # fmt: skip
_OTHERS = re.compile(r"imdb|tmdb|rotten|tomato|metacritic|audience|letterboxd|average|user|community", re.IGNORECASE)
_IDS = {"imdb": "imdb", "imdb id": "imdb", "imdbid": "imdb", "tmdb": "tmdb", "tmdb id": "tmdb", "tmdbid": "tmdb"}
_TAG_KEYS = ("tags", "topics", "genre", "genres")
_KIND_KEYS = (
    "category", "categories", "tags", "type", "layout", "section", "topics", "kind", "genre", "genres", "media"
)  # fmt: skip
_N_OF_M = re.compile(r"^(?P<n>\d{1,3}(?:[.,]\d{1,2})?) of (?P<m>\d{1,3})$")
_NAME_KEYS, _WORTH_KEYS = ("name", "heading", "label", "category", "aspect", "title", "criterion"), ("score", "number",
    "value", "rating", "points", "note", "grade", "stars")  # fmt: skip
_IMDB = re.compile(r"\btt\d{7,9}\b")


def field_of(key: str) -> str | None:
    """Return the field that a key of front matter states, or None."""
    # "reviews/directors" files a key under a heading of its own.
    key = key.rsplit("/", 1)[-1]
    name = fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key.replace("_", " ").replace("-", " ")))
    return _KEYS.get(name) or _KEYS.get(name.replace(" ", "")) or label_field(name)


def _tops(items: list[tuple[str, Any, int]]) -> float | None:
    for key, value, _ in items:
        if fold(key.replace("_", " ").replace("-", " ")) in _TOPS and (top := number(text_of(value))):
            return top
    return None


def _grade(facts: Facts, value: Any, line: int, top: float | None) -> None:
    printed = text_of(value)
    if isinstance(value, dict):
        top = _tops([(str(name), inner, line) for name, inner in value.items()]) or top
    # "4 of 5" is a fraction where nothing else stands.
    grade = parse_grade(_N_OF_M.sub(r"\g<n>/\g<m>", printed))
    if grade is None or isinstance(value, bool):
        return
    grade = Grade(printed, grade.score) if _N_OF_M.match(printed) else grade
    plain = number(printed)
    if plain is not None and top:
        grade = Grade(f"{printed}/{top:g}", out_of(plain, top))
    before: Grade | None = facts.get("grade")
    if before and before.score is None and grade.score is not None:
        facts.values.pop("grade")
    facts.state("grade", grade, line)


def _sub_grades(facts: Facts, key: str, value: Any, line: int, top: float | None) -> None:
    """State the sub-grades of `scores: {story: 8/10, acting: 9/10}`, or of a list of such names and numbers."""
    if not re.search(r"rating|score|grade|nota|note|wertung", key, re.IGNORECASE):
        return
    pairs = list(value.items()) if isinstance(value, dict) else _named(value) if isinstance(value, list) else []
    if isinstance(value, dict):
        top = _tops([(str(name), inner, line) for name, inner in pairs]) or top
    found: list[SubGrade] = []
    for name, printed in pairs:
        match = re.fullmatch(r"\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*/\s*(\d{1,3})\s*", text_of(printed))
        worth, scale = (number(match[1]), number(match[2])) if match else (number(text_of(printed)), top)
        if worth is None or (scale and worth > scale) or fold(str(name)) in (*_TOPS, "value"):
            continue
        if names_whole(str(name)):
            _grade(facts, printed, line, scale)
        elif scale:
            found.append(SubGrade(str(name), worth, scale))
    facts.state("sub_grades", tuple(found), line)


def _named(entries: list[Any]) -> list[tuple[str, Any]]:
    """Return (name, grade) of the entries of a list: `- name: Story` over `score: 8/10`."""
    rows = [
        {fold(str(key)): value for key, value in entry.items()} for entry in entries[:60] if isinstance(entry, dict)
    ]
    return [
        (text_of(row[name]), row[worth])
        for row in rows
        for name in [next((key for key in _NAME_KEYS if key in row), "")]
        for worth in [next((key for key in _WORTH_KEYS if key in row), "")]
        if name and worth
    ]


def _ids(facts: Facts, key: str, value: Any, line: int) -> None:
    catalogue, printed = _IDS.get(fold(key.replace("_", " "))), text_of(value)
    if imdb := _IMDB.search(printed):
        facts.state("film.ids", (("imdb", imdb.group()),), line)
    elif catalogue == "tmdb" and printed.isdigit():
        facts.state("film.ids", (("tmdb", printed),), line)


def read_stated(matter: FrontMatter, facts: Facts, page: str) -> None:
    """State what front matter says; `page` is the folded text below it, for telling a title from its tagline."""
    items = flatten(matter)
    top = _tops(items)
    said: list[Statement] = []
    for key, value, line in items:
        field = field_of(key)
        printed = text_of(value) or (_players(value) if field in LISTS_OF_PEOPLE else "")
        _ids(facts, key, value, line)
        if fold(key) in _KIND_KEYS:
            kinds = [f"type: {kind}" if fold(key) not in _TAG_KEYS else kind for kind in text_of(value).split(", ")]
            facts.values["kinds"] = (*facts.get("kinds", ()), *kinds)
        _sub_grades(facts, key, value, line, top)
        if field == "grade" and not _OTHERS.search(key):
            _grade(facts, value, line, top)
        if field == "critic" and len(printed) <= 80 and not printed.startswith("http"):
            facts.state("critic", printed, line)
        if fold(key) == "title":
            _headline(facts, printed, line, page)
        elif (
            field
            and printed
            and (field in LISTS_OF_PEOPLE or text_of(value))
            and not (field == "film.title" and _is_count(value, matter))
        ):
            said.append(Statement(field, key, printed, (line,)))
    _text_and_name(matter, facts, page)
    read_told(matter, facts)
    read_credits(said, facts)
    if (grade := facts.get("grade")) and grade.score is None:
        facts.ask(facts.evidence["grade"][0], _NO_SCALE)


def _players(value: Any) -> str:
    """Return the people in a mapping of who plays whom: `{Mira Osei: the mayor, …}`."""
    return text_of(list(value)) if isinstance(value, dict) else ""


def _is_count(value: Any, matter: FrontMatter) -> bool:
    """Return whether a value under `film` or `movie` only counts films or flags one, where a title stands beside it."""
    return isinstance(value, bool) or (isinstance(value, int) and "title" in matter.values)


def _text_and_name(matter: FrontMatter, facts: Facts, page: str) -> None:
    """State the review where it stands in the front matter itself, and the film's `name` where there is no title."""
    for key, value in matter.values.items():
        line = matter.lines.get(key, 1)
        if fold(key) in BODY_KEYS and is_long_prose(text_of(value)):
            facts.state("body", str(value).strip(), line)
        if fold(key) == "name" and "title" not in matter.values:
            _headline(facts, text_of(value), line, page)


def _headline(facts: Facts, printed: str, line: int, page: str) -> None:
    headline = parse_headline(printed, page)
    facts.state("headline", printed, line)
    if headline:
        facts.state("headline.title", headline.title, line)
        facts.state("headline.year", headline.year, line)
        facts.state("headline.says_review", headline.says_review, line)
