"""The film's title out of a headline: `Movie Review: X – tagline | Site`, `X review: tagline`, `Crítica de "X"`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.printed_grades import is_grade_alone, star_glyphs
from bot.intake.dates import is_date_line
from bot.intake.labels import label_field
from bot.intake.words import Line, fold, is_prose, page_words

REVIEW_WORD = (
    r"(?:mini[- ]?|quick |short |micro|early |advance )?(?:(?:movie|film|cinema|horror|dvd|blu-?ray|4k(?: uhd)?|"
    r"netflix|streaming|kino)[ -]?)?"
    r"(?:reviews?|filmkritik|kritik|rezension|filmrezension|filmbesprechung|besprechung|cr[ií]tica|rese[ñn]a|"
    r"critique|recensione|"
    r"recensie|resenha|anmeldelse|recension|opini[oó]n|映画レビュー|レビュー|рецензия(?: на фильм)?)"
    r"(?: (?:of the|du|de) film|"
    r" (?:de )?cine(?:ma)?| (?:de la )?pel[ií]cula| film| cin[ée]ma?| ciné)?"
)
_PREFIX = re.compile(
    rf"^\W{{0,4}}(?:the |my |our |spoiler[- ]free )?{REVIEW_WORD}\W{{0,2}}(?:\s?[:：|»>\]]\s?|\s[-–—]{{1,2}}\s|"
    rf"#?\d{{1,4}}\s?[:.–—-]\s?)(?P<rest>.+)$",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"^\W{{0,4}}(?:(?:my|a|la|une?|eine?|die) )?{REVIEW_WORD}\s(?:of|de|du|zu|zum|von|to|di|van|des?|"
    rf"à)\s(?:the (?:film|movie) |la pel[ií]cula |la pel[ií] |(?:dem )?film )?(?P<rest>.+)$",
    re.IGNORECASE,
)
_QUOTED_AFTER = re.compile(rf"^\W{{0,4}}{REVIEW_WORD}\s(?P<rest>[“\"‘«„'].+)$", re.IGNORECASE)
_SUFFIX = re.compile(
    rf"^(?P<rest>.{{1,140}}?)(?:\s?[:：|,\[(]\s?|\s[-–—]{{1,2}}\s|\s)\(?(?:a |an |the |la |le |eine |"
    rf"spoiler[- ]free )?{REVIEW_WORD}\s?[\])]?"
    r"(?P<tail>$|\s?[:：|–—,!.([].*$|\s-.*$|\sby\s.*$|\spar\s.*$|\spor\s.*$|\svon\s.*$)",
    re.IGNORECASE,
)  # fmt: skip
_QUOTED = re.compile(r"[“\"«„‘](?P<title>[^”\"»“]{1,100}?),?[”\"»“’](?!\w)")
_YEAR = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{0,60}?)(?P<year>(?:18|19|20)\d\d)(?P<after>[^()\[\]]{0,40})[)\]]")
_SITE = re.compile(r"\s+(?:[|»•·‹«]|::)\s+|\s*\|\s*")
_STARRING = re.compile(r",?\s+(?:starring|directed by|dirigida por|con|mit|avec|with|by|de|von)\s+[^\W\d_a-z].*$")
_CUTS = re.compile(r"\s+[-–—]{1,2}\s+|\s?[—:：]\s+|\s*\?\s|!\s|,\s")
_HARD_CUT = re.compile(r"\s+[-–—]{1,2}\s+|—")
_TRIM = " \t\"'“”‘’«»„*_#:：–—-|,.\u200b"
_NO_TITLE = re.compile(
    r"^(?:#\w+|(?:films?|movies?|cin[eé]ma?|kino|home|menu|search|top of page|skip to .{0,20}|"
    r"blog)\W{0,2})$",
    re.IGNORECASE,
)
_LONGEST = 200
_HEAD_LINES = 60


@dataclass(frozen=True, slots=True)
class Headline:
    """Hold what a headline says: the title, the film's year, and whether it calls itself a review."""

    title: str
    year: int | None
    says_review: bool
    line: int | None = None


def _after_review_word(text: str) -> str | None:
    """Return what is left of a headline without its word for review, or None where it has none."""
    for form in (_PREFIX, _QUOTED_AFTER, _OF, _SUFFIX):
        if match := form.match(text):
            return match["rest"]
    return None


def _without_site(text: str) -> str:
    """Return the part of `headline | site` that is the headline."""
    parts = [part for part in _SITE.split(text) if part.strip(_TRIM)]
    if len(parts) > 1 and re.fullmatch(REVIEW_WORD + "s?", parts[0].strip(_TRIM), re.IGNORECASE):
        return f"{parts[0]}: {parts[1]}"
    return parts[0] if parts else text


def _take_year(text: str) -> tuple[str, int | None]:
    """Return the text up to `(2021)` and the year; what stands before the brackets is the title."""
    match = _YEAR.search(text)
    if match and text[: match.start()].strip(_TRIM):
        return text[: match.start()], int(match["year"])
    return text, None


def _known_part(text: str, page: str) -> str:
    """Return the longest beginning of a headline that the rest of the page repeats, else what stands before a dash."""
    ends = [m.start() for m in _CUTS.finditer(text)]
    for end in sorted({len(text), *ends}, reverse=True):
        part = fold(text[:end])
        if part and f" {part} " in page:
            return text[:end]
    dash = _HARD_CUT.search(text)
    return text[: dash.start()] if dash and dash.start() > 0 else text


def parse_headline(text: str, page: str = "") -> Headline | None:
    """Return the film a headline speaks of, or None where nothing is left of it.

    `page` is the folded running text of the page, as `page_words` gives it: a title that it
    repeats is kept whole, and a tagline that it does not repeat is cut off.
    """
    text = _without_site(text.strip()[:_LONGEST])
    rest = _after_review_word(text)
    says_review = rest is not None
    title, year = _take_year(rest or text)
    if year is None and says_review:
        year = _take_year(text)[1]
    quoted = _QUOTED.search(title)
    if quoted and (says_review or quoted.start() == 0) and fold(quoted["title"]):
        title = quoted["title"]
    else:
        title = _known_part(title, page)
        shorter = _STARRING.sub("", title)
        if shorter != title and f" {fold(title)} " not in page:
            title = shorter
    title = re.sub(r"^(?:the movie|the film|film|movie)\s?[:：]\s?", "", title.strip(_TRIM), flags=re.IGNORECASE)
    title = title.strip(_TRIM) if not title.endswith(("!", "?", "...")) else title.strip()
    return Headline(title, year, says_review) if fold(title) else None


def is_headline_like(line: Line) -> bool:
    """Return whether a line can be a headline at all."""
    text = line.text.strip()
    if (
        not 0 < len(text) <= _LONGEST
        or _NO_TITLE.match(text)
        or is_date_line(text)
        or star_glyphs(text[:4])
        or is_grade_alone(text)
        or label_field(text.split(":")[0]) not in (None, "film.title", "critic")
    ):
        return False
    return line.heading > 0 or not (is_prose(text) and len(text) > 120)


def find_headline(lines: Sequence[Line]) -> Headline | None:
    """Return the page's own headline: one that says it is a review, else a top heading, else the first line."""
    head = [line for line in lines if line.text.strip()][:_HEAD_LINES]
    page = page_words(lines)
    for line in sorted(head, key=lambda line: not 0 < line.heading < 3):
        if is_headline_like(line) and _after_review_word(_without_site(line.text.strip())) is not None:
            found = parse_headline(line.text, page)
            if found and len(found.title) <= 100 and not re.match(r"^(?:s|policy|index|archive)\b", found.title):
                return Headline(found.title, found.year, True, line.number)
    # A diary puts the date or the stars above the title.
    first = [line for line in head[:4] if not (is_date_line(line.text) or star_glyphs(line.text[:4]))][:1]
    tops = [line for line in head if line.heading == 1][:1] + [line for line in first if line.heading < 3]
    for line in tops:
        found = parse_headline(line.text, page) if is_headline_like(line) else None
        if found and len(found.title) <= 80:
            return Headline(found.title, found.year, False, line.number)
    return None
