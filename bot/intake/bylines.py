"""Who wrote a page, where and when, as the lines around its headline say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.comments import first_comment
from bot.intake.dates import find_date, is_date_line
from bot.intake.factlines import is_fact_line
from bot.intake.facts import Facts
from bot.intake.furniture import content_end
from bot.intake.headline import REVIEW_WORD
from bot.intake.labels import label_field
from bot.intake.mastheads import described_site, site_name
from bot.intake.segments import is_label, is_labelled
from bot.intake.sign_offs import sign_off
from bot.intake.signatures import NAME, read_signatures
from bot.intake.statements import statements
from bot.intake.words import Line, fold, is_long_prose, is_name, is_prose

_BY = re.compile(
    rf"^\W{{0,3}}(?i:(?:posted|written|reviewed|published|review|words|text|story|movie review|film review|a review|"
    rf"added|article|cr[ií]tica|rese[ñn]a|critique|filmkritik|kritik|rezension)\s)?"
    rf"(?i:by|por|par|von|escrito por|publicado por|écrit par|publié (?:le )?par|rédigé par|"
    rf"geschrieben von)\s?:?\s{NAME}"
    r"(?P<rest>$|\s?[,|•·⋅(–—-].{0,120}$|\s(?i:in|on|at|am|el|le|\d|für|for|dans|en|under|posted|updated|published|"
    r"last|january|"
    r"february|march|april|may|june|july|august|september|october|november|december).{0,120}$)",
)
_DATED_BY = re.compile(rf"\b(?:by|por|par|von)\s{NAME}\s?$")
# A blog's own line names its writer as he signs in, often in small letters.
_SIGNED_IN = re.compile(
    r"^(?:posted by|publicad[oa] por|publié par|eingestellt von|gepostet von)\s(?P<name>[^\W\d_][\w .'’-]{0,40}?)\s"
    r"(?:at|on|en|à|um|a la\(s\))\s\d{1,2}[:.h]\d\d",
    re.IGNORECASE,
)
_BLOG_BY = re.compile(
    rf"^(?i:(?:a )?blog by|site by|written and (?:published|maintained) by|un blog de|ein blog von)\s{NAME}\W{{0,2}}$"
)
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)|"
    r"copyright)\W{0,4}(?:copyright\s)?(?:©\s?)?(?:\d{4}\s?[-–—]?\s?){0,2}(?:\d{4})?\W{0,3}(?P<name>[^\W\d].{1,60}?)(?:[.,|–—].{0,80})?$",
    re.IGNORECASE,
)
_NAVIGATION_WORDS = "home menu search skip to content main content news navigation inicio accueil startseite"
_NAVIGATION = frozenset(_NAVIGATION_WORDS.split())
_STORES = ("app store", "play store")
_PUBLISHED_LABELS = ("published", "critic")
_LONE_BY = ("by", "por", "par", "von", "posted by", "written by", "author")
_WRITTEN = re.compile(r"\W{0,3}(?:written by|escrito por|écrit par)", re.IGNORECASE)
_FAR, _LONGEST_SITE, _UNDER_DECK = 60, 50, 10
_BESIDE = 4
_LONGEST = 160


def _named(match: re.Match[str] | None) -> str | None:
    name = match["name"].strip(" .") if match else ""
    return name if name and is_name(name) and name[0].isupper() and not fold(name).startswith(("the ", "a ")) else None


def _around(lines: Sequence[Line], headline: int | None) -> tuple[list[Line], list[Line]]:
    """Return the lines between the headline and the first paragraph, and those just before it and after the text."""
    end = content_end(lines)
    first = next((at for at, line in enumerate(lines) if is_long_prose(line.text) and not is_labelled(line.text)), end)
    start = max((at for at, line in enumerate(lines[: first + 1]) if line.number == headline), default=0)
    # A deck in bold may stand between the headline and the line that dates and signs the page.
    under = [line for line in lines[first + 1 : min(end, first + 1 + _UNDER_DECK)] if line.text.strip()]
    deck = under[: next((at for at, line in enumerate(under) if is_long_prose(line.text)), 0)]
    # What stands right below the text may sign it, unless readers speak there.
    foot = end if first_comment(lines) == end else end + 6
    near, before, after, below = (
        [line for line in part if line.text.strip() and not line.text.startswith("@")]
        for part in (lines[start:first], lines[:start], lines[first:end], lines[end:foot])
    )
    return [*near[-_FAR:], *deck], before[-5:] + [line for line in after[-6:] + below if not is_long_prose(line.text)]


def _byline(lines: Sequence[Line], at: int) -> tuple[str, tuple[int, ...]] | None:
    """Return the name that a line signs with, and the lines that say so."""
    line, text = lines[at], lines[at].text.strip()
    if len(text) > _LONGEST:
        return None
    if fold(text) in _LONE_BY and at + 1 < len(lines) and is_name(lines[at + 1].text.strip()):
        return lines[at + 1].text.strip(), (line.number, lines[at + 1].number)
    if "powered by" in text.casefold():
        return None
    signed = _SIGNED_IN.match(text)
    name = signed["name"] if signed else _named(_BY.match(text))
    if name is None and (is_date_line(text[:60]) or " by " in text):
        dated = _DATED_BY.search(text)
        # A member's name as communities print it, `18.07.2017 von gull92`, needs no capital.
        nickname = dated["name"] if dated and re.search(r"[a-z]\d", dated["name"]) else None
        name = _named(dated) or nickname
    return (name, (line.number,)) if name else None


def _critic(near: Sequence[Line], far: Sequence[Line], facts: Facts) -> None:
    for lines in (near, far):
        for at, line in enumerate(lines):
            # Beside a director it is the screenplay that is "written by".
            beside = _WRITTEN.match(line.text) and any(
                abs(line.number - credit) <= _BESIDE for credit in facts.evidence.get("film.directors", ())
            )
            if not beside and (signed := _byline(lines, at)):
                facts.state("critic", signed[0], *signed[1])
                return
    for at, line in enumerate(near):
        if _is_signature(near, at) and fold(line.text) != fold(str(facts.get("film.title", ""))):
            facts.state("critic", line.text.strip(), line.number)
            return


def _is_signature(lines: Sequence[Line], at: int) -> bool:
    """Return whether a name stands alone on a line beside a date, as newspapers sign."""
    text = lines[at].text.strip()
    if not re.fullmatch(NAME, text) or not 2 <= len(text.split()) <= 3 or lines[at].heading:
        return False
    return at > 0 and at + 1 < len(lines) and is_date_line(lines[at + 1].text.strip())


def _published(lines: Sequence[Line], facts: Facts) -> None:
    language = facts.get("language")
    for line in lines:
        text = line.text.strip()
        stated = label_field(text.split(":")[0]) if ":" in text[:40] else None
        if any(said.field == "release" for said in statements([line])):
            continue
        if len(text) > 140 or (is_prose(text) and len(text) > 60) or stated not in (None, *_PUBLISHED_LABELS):
            continue
        if is_fact_line(text):
            # A date beside runtime and genre is the film's release.
            continue
        if (is_date_line(text) or _BY.match(text)) and (found := find_date(text, language)):
            facts.state("published", found, line.number)
            return


def _outlet(lines: Sequence[Line], facts: Facts) -> None:
    """State the site's name: repeated by the copyright line, after a bar in the page's title, or under that title."""
    filled = [line for line in lines if line.text.strip()]
    if not filled:
        return
    first = filled[0]
    parts = [part.strip() for part in re.split(r"\s[|•·]\s", first.text)]
    if (
        len(parts) > 1
        and len(first.text) < 200
        and not re.search(rf"^{REVIEW_WORD}s?$|trailer", parts[-1], re.IGNORECASE)
    ):
        facts.state("outlet", parts[-1], first.number)
        return
    if len(filled) > 2 and _is_site_name(filled[1].text.strip(), first.text, filled[2:80]):
        facts.state("outlet", filled[1].text.strip(), filled[1].number)
        return
    for line in filled[-40:]:
        match = _COPYRIGHT.match(line.text.strip()) if "©" in line.text or "opyright" in line.text else None
        if match and not re.search(r"rights|reserved|copyright", match["name"], re.IGNORECASE):
            facts.state("outlet", match["name"].strip(" ."), line.number)
            return


def _is_site_name(text: str, title: str, below: Sequence[Line]) -> bool:
    """Return whether the second line of a copied page is its site: the title above it comes again as the headline."""
    if not 0 < len(text) <= _LONGEST_SITE or is_prose(text) or is_label(text):
        return False
    if fold(text) in {*_NAVIGATION, *_STORES, fold(title)}:
        return False
    return any(fold(line.text) == fold(title) for line in below)


def read_bylines(lines: Sequence[Line], headline: int | None, facts: Facts) -> None:
    """State critic, outlet and publication date where the page's head or foot gives them."""
    near, far = _around(lines, headline)
    _critic(near, far, facts)
    read_signatures(lines, headline, facts)
    sign_off(lines[: content_end(lines)], facts)
    for line in [line for line in lines if line.text.strip()][-40:]:
        if name := _named(_BLOG_BY.match(line.text.strip())):
            facts.state("critic", name, line.number)
    _published([*near, *far], facts)
    _outlet(lines, facts)
    if described := described_site(lines, headline):
        facts.state("outlet", described[0].text, described[0].number)
        facts.state("critic", described[1], described[0].number)
    if masthead := site_name(lines, headline):
        facts.state("outlet", masthead.text.strip(), masthead.number)
