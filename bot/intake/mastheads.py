"""What stands at the top of a copied page before its headline: the site's name and menus."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.dates import is_date_line
from bot.intake.furniture import is_noise
from bot.intake.letters import CAPITAL
from bot.intake.segments import is_labelled
from bot.intake.words import Line, fold, is_prose

_LONGEST_NAME, _LONGEST_TITLE = 50, 80
_SECTION_WORDS = 3
_SITE_WORDS = re.compile(
    r"\b(?:reviews|blog|blogs|magazine|movies|films|kritiken|filmkritiken|críticas|critiques|reseñas|rezensionen|"
    r"reviewer|critics?|podcast|archives?|app store|play store)\b|\w\.(?:com|org|net|de|fr|es|co)\b|^@",
    re.IGNORECASE,
)
_NO_SITE = re.compile(r"[:|?!]|\d\d|\b(?:in|of|on|by)$", re.IGNORECASE)
_DESCRIBED = re.compile(r"^(?P<site>[^-–—|:•]{2,40}?)\s[-–—|:•]\s(?P<what>.{3,100})$")
_KEEPS = re.compile(
    r"\b(?:reviews|critiques|críticas|kritiken|filmkritiken|reseñas|rezensionen|recensioni|blog)\b", re.IGNORECASE
)
_KEPT_BY = re.compile(rf"\s(?:by|par|por|von)\s(?P<name>{CAPITAL}[\w'’.-]*(?:\s{CAPITAL}[\w'’.-]*){{0,2}})$")
_MOST_ABOVE, _LONGEST_MASTHEAD = 8, 160
_CINEMA = re.compile(r"cin[eé]|kino|film|movie|critic|kriti|popcorn|flick|\breels?\b", re.IGNORECASE)
# Words that say what a page or a part of it is; alone they name neither a site nor a film.
_GENERIC_WORDS = (
    "film films movie movies review reviews reviewed kritik kritiken filmkritik filmkritiken critique critiques "
    "critica criticas resena resenas rezension rezensionen cine cinema kino television tv blog home menu search "
    "archive archives posts post news category the and of a la le les el los las de du des der die das und et y "
    "in on my our up round roundup latest new page part showing image horror comedy drama one two three"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_INVITES = re.compile(
    r"\b(?:follow|subscribe|sign|log|suivre|créer|s['’]abonner|seguir|suscr\w+|folgen|anmelden|skip|top of|"
    r"zum inhalt|direkt zum|(?:saltar|ir) al|aller au|vai al|pular para)\b",
    re.IGNORECASE,
)


def _is_name(text: str) -> bool:
    """Return whether a short line can name a site or a film at all."""
    if not (fold(text) and len(text) <= _LONGEST_TITLE) or (is_prose(text) and len(text) > _LONGEST_NAME):
        return False
    return not (is_labelled(text) or is_date_line(text) or is_noise(text) or text.endswith(":"))


def site_name(lines: Sequence[Line], headline: int | None) -> Line | None:
    """Return the line that names the site: the first of the page, where the headline stands further down."""
    first = next((line for line in lines if fold(line.text) and not _INVITES.search(line.text[:20])), None)
    if first is None or headline is None or first.number >= headline:
        return None
    text = first.text.strip()
    words = fold(text).split()
    if not _is_name(text) or is_prose(text) or not 1 <= len(words) <= 6 or len(text) > _LONGEST_NAME:
        return None
    if _INVITES.search(text) or _NO_SITE.search(text) or not (_is_own(words) or _above_date(lines, first)):
        return None
    return first if text[0].isupper() or " " not in text else None


def _is_own(words: Sequence[str]) -> bool:
    """Return whether words name one site and not a section that any site may have."""
    return len(words) > _SECTION_WORDS or not all(word in _GENERIC for word in words)


def _above_date(lines: Sequence[Line], first: Line) -> bool:
    """Return whether a line of several words stands right above a date, as the masthead of a diary does."""
    below = next((line.text for line in lines if line.number > first.number and line.text.strip()), "")
    return " " in first.text.strip() and is_date_line(below)


def may_be_site(text: str) -> bool:
    """Return whether a name has cinema in it, as sites have and films seldom: `Kinokiste`, `The Reel Deal`."""
    return bool(_CINEMA.search(text))


def is_site_like(text: str) -> bool:
    """Return whether a line names a place where reviews are kept: `Harbour Film Reviews`, `salt.example`."""
    return bool(_SITE_WORDS.search(text)) or all(word in _GENERIC for word in fold(text).split())


def described_site(lines: Sequence[Line], headline: int | None) -> tuple[Line, str | None] | None:
    """Return the site that a line above the headline names with what it keeps, and who keeps it, where it says so.

    `Harbour Lights - Film reviews by Nell Marsh` -> `Harbour Lights`, `Nell Marsh`.
    """
    above = [line for line in lines if line.text.strip() and headline is not None and line.number < headline]
    for line in above[:_MOST_ABOVE]:
        match = _DESCRIBED.match(line.text.strip()[:_LONGEST_MASTHEAD])
        if match and _KEEPS.search(match["what"]):
            keeper = _KEPT_BY.search(match["what"])
            return Line(line.number, match["site"].strip()), keeper["name"] if keeper else None
    return None
