"""The text of a page -> one review, with the line that proves each field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.printed_grades import parse_grade
from bot.intake.body import body_lines, body_text
from bot.intake.bylines import read_bylines
from bot.intake.credits import read_credits
from bot.intake.factlines import read_fact_lines
from bot.intake.facts import Facts
from bot.intake.furniture import content_end, credits_end
from bot.intake.headings import find_headline, headline_of_quoted
from bot.intake.headline import Headline, printed_grade, signed_by
from bot.intake.labels import is_opinion
from bot.intake.languages import detect_language
from bot.intake.mentions import called_film, mentioned_film
from bot.intake.openings import named_film, opening_title, quoted_title, title_year
from bot.intake.prose import read_prose, read_starring
from bot.intake.reading import ReadFilm, ReadReview
from bot.intake.segments import split_label
from bot.intake.stacked import read_stacked
from bot.intake.statements import Statement, statements
from bot.intake.verdicts import read_verdict
from bot.intake.words import Line, fold, is_prose

_FILM_LINK = re.compile(
    r"https?://(?:www\.)?(?:justwatch\.com/[^\s/]{2,5}/(?:film|movie|pelicula)|letterboxd\.com/(?:[\w-]{1,40}/)?film|"
    r"rottentomatoes\.com/m|themoviedb\.org/movie|metacritic\.com/movie)/(?:\d{1,8}-)?(?P<slug>[\w%-]{1,100})",
    re.IGNORECASE,
)
_SERIES_LINK = re.compile(
    r"justwatch\.com/[^\s/]{2,5}/(?:serie|tv-show|tv-series)|themoviedb\.org/tv/|rottentomatoes\.com/tv/", re.IGNORECASE
)
_IMDB = re.compile(r"imdb\.com/(?:[a-z]{2}/)?title/(tt\d{7,9})")
_LONGEST_CREDIT = 200
_FILM_FIELDS = ("title", "year", "directors", "cast", "runtime_minutes", "certificate", "certificate_reason",
                "genres", "original_title", "language", "ids")  # fmt: skip


def read_critique(lines: Sequence[Line], facts: Facts, raw: Sequence[str] = ()) -> str:
    """State everything the readable lines say and return the body; `raw` are the file's lines with their links.

    What `facts` hold already (front matter, structured data) is trusted more and stays.
    """
    end = content_end(lines)
    content = lines[:end]
    facts.state("language", detect_language(" ".join([str(facts.get("body", "")), *(line.text for line in content)])))
    said = list(statements(lines[: max(end, credits_end(lines))]))
    tags = [statement for statement in statements(lines[end : end + 20]) if statement.field in ("tags", "film.genres")]
    _read_title(lines, said, facts)
    if any(is_opinion(line.text) for line in content):
        facts.values["headline.says_review"] = True
    read_verdict(content, said, facts)
    read_credits([*said, *tags], facts)
    read_fact_lines(lines[: max(end, credits_end(lines))], facts)
    read_stacked(lines[: max(end, credits_end(lines))], facts.get("headline.line"), facts)
    body = body_lines(content, facts.get("film.title"), facts.get("review.line"))
    read_bylines(lines, facts.get("headline.line"), facts)
    read_prose(body, facts.get("film.title"), facts)
    _read_links(raw, facts)
    _read_named(content, body, facts)
    _fall_back(facts)
    if body:
        facts.evidence.setdefault("body", (body[0].number, body[-1].number))
    return str(facts.get("body") or body_text(body))


def _read_named(content: Sequence[Line], body: Sequence[Line], facts: Facts) -> None:
    """State the film that the text itself names where no headline does, and the year beside its title."""
    if facts.get("film.title") is None and (opening := opening_title(content)):
        facts.state("film.title", opening[0].text, opening[0].number)
        facts.state("film.year", opening[1], opening[0].number)
    if quoted := quoted_title(body):
        facts.state("film.title", quoted.text, quoted.number)
    if named := facts.get("film.title") is None and named_film(content):
        facts.state("film.title", named.text, named.number)
    if mentioned := facts.get("film.title") is None and mentioned_film(body or content):
        facts.state("film.title", mentioned.text, mentioned.number)
    if beside := title_year([*facts.get("told", ()), *content], str(facts.get("film.title", ""))):
        facts.state("film.year", *beside)


def _fall_back(facts: Facts) -> None:
    """State what is only implied where nothing says it outright: the year of release, tags that are genres."""
    for field, weaker in (("grade", "described grade"), ("film.year", "release"), ("film.genres", "tagged_genres")):
        facts.state(field, facts.get(weaker), *facts.evidence.get(weaker, ()))
    if host := re.match(r"https?://(?:www\.)?([\w.-]+)", str(facts.get("url", ""))):
        facts.state("outlet", host[1], *facts.evidence.get("url", ()))


def _read_title(lines: Sequence[Line], said: Sequence[Statement], facts: Facts) -> None:
    """State the film's title: what a label calls so, else the headline, else the phrase that the text quotes most."""
    read_credits(
        [statement for statement in said if statement.field == "film.title" and not is_prose(statement.value)], facts
    )
    headline = headline_of_quoted(lines, find_headline(lines))
    if headline and _is_outspoken(headline, lines):
        headline = None
    if headline is None or (not headline.says_review and not _is_repeated(headline.title, lines)):
        originals = [one for one in said if one.field == "film.original_title" and not is_prose(one.value)]
        read_credits(originals, facts)
        facts.state("film.title", facts.get("film.original_title"), *facts.evidence.get("film.original_title", ()))
    if headline and headline.line:
        facts.state("headline.line", headline.line)
        facts.state("review.line", headline.line if headline.says_review else None)
        # A page saved on one line has all its texts on line 1.
        at = [line.text for line in lines if line.number == headline.line]
        text = next((one for one in at if fold(headline.title) in fold(one)), at[0])
        facts.state("headline", text, headline.line)
        read_starring(text, headline.line, facts)
        facts.state("critic", signed_by(text), headline.line)
        if facts.get("grade") is None and (printed := printed_grade(text)):
            facts.state("grade", parse_grade(printed), headline.line)
        if _is_doubtful(facts.get("headline.title"), headline, lines):
            facts.values["headline.title"] = headline.title
        facts.state("headline.title", headline.title, headline.line)
        if fold(str(facts.get("headline.title"))) == fold(headline.title):
            facts.state("headline.year", headline.year, headline.line)
        facts.values["headline.says_review"] = facts.get("headline.says_review") or headline.says_review
    for field in ("title", "year"):
        facts.state(f"film.{field}", facts.get(f"headline.{field}"), *facts.evidence.get(f"headline.{field}", ()))


def _is_doubtful(stated: str | None, headline: Headline, lines: Sequence[Line]) -> bool:
    """Return whether a page's stated title is only the text's own, and a name above the credits is the film's."""
    if not stated or _is_repeated(stated, lines) or not _is_repeated(headline.title, lines):
        return False
    below = next((line.text for line in lines if line.number > (headline.line or 0) and line.text.strip()), "")
    found = split_label(below) if len(below) < _LONGEST_CREDIT else None
    return found is not None and found[0].startswith("film.")


def _is_repeated(title: str, lines: Sequence[Line]) -> bool:
    """Return whether running text says a headline's title, or what stands before its colon, again."""
    names = {f" {name} " for part in (title, title.split(":")[0]) if (name := fold(part))}
    return any(name in f" {fold(line.text)} " for line in lines if is_prose(line.text) for name in names)


def _is_outspoken(headline: Headline, lines: Sequence[Line]) -> bool:
    """Return whether the text names its film outright, and it is not what the headline plays with."""
    content = lines[: content_end(lines)]
    if _is_repeated(headline.title, [line for line in content if line.number != headline.line]):
        return False
    # A single word in quotation marks may be any word that the text plays with.
    quoted = None if headline.says_review else quoted_title(content)
    said = None if headline.says_review or headline.year else called_film(content)
    found = (named_film(content), quoted if quoted and " " in quoted.text else None, said)
    # "Salt Harbour: Low Tide" is what the text calls "Salt Harbour".
    return any(name and fold(name.text) not in fold(headline.title) for name in found)


def _read_links(raw: Sequence[str], facts: Facts) -> None:
    """State what links into film catalogues say: an IMDb id where only one stands, a title as the last resort."""
    found = [(m[1], number) for number, line in enumerate(raw, 1) for m in _IMDB.finditer(line)]
    if found and len({film for film, _ in found}) == 1:
        facts.state("film.ids", (("imdb", found[0][0]),), found[0][1])
    slugs = [(m["slug"], number) for number, line in enumerate(raw, 1) for m in _FILM_LINK.finditer(line)]
    if len({slug for slug, _ in slugs}) == 1:
        title, year = re.fullmatch(r"(.+?)(?:[-_]((?:19|20)\d\d))?", slugs[0][0]).groups()  # type: ignore[union-attr]
        facts.state("film.title", re.sub(r"[-_]+|%20", " ", title).strip(), slugs[0][1])
        facts.state("film.year", int(year) if year else None, slugs[0][1])
    if any(_SERIES_LINK.search(line) for line in raw):
        facts.values["kinds"] = (*facts.get("kinds", ()), "tv series")


def build_review(facts: Facts, body: str) -> ReadReview:
    """Return the review that the facts make."""
    film = ReadFilm(**{name: v for name in _FILM_FIELDS if (v := facts.get(f"film.{name}")) is not None})
    evidence = {
        field: lines
        for field, lines in facts.evidence.items()
        if not field.startswith(("headline", "release", "tagged", "page title", "described"))
    }
    return ReadReview(
        film=film,
        critic=facts.get("critic"),
        outlet=facts.get("outlet"),
        url=facts.get("url"),
        published=facts.get("published"),
        language=facts.get("language"),
        grade=facts.get("grade"),
        sub_grades=facts.get("sub_grades", ()),
        after_credits=facts.get("after_credits"),
        body=body,
        evidence=evidence,
    )
