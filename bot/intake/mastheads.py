"""What stands at the top of a copied page before its headline: the site's name, menus; and which line is the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.intake.dates import is_date_line
from bot.intake.furniture import is_noise
from bot.intake.segments import is_labelled
from bot.intake.words import Line, fold, is_long_prose, is_prose

_LONGEST_NAME, _LONGEST_TITLE = 50, 80
_MOST_LINES = 40
_NUMBERED = re.compile(r"#?\d{1,3}[.):]\s")
_YEAR = re.compile(r"[(\[](?:18|19|20)\d\d[)\]]\s*$")
# Words that say what a page or a part of it is; alone they name neither a site nor a film.
_GENERIC_WORDS = (
    "film films movie movies review reviews reviewed kritik kritiken filmkritik filmkritiken critique critiques "
    "critica criticas resena resenas rezension rezensionen cine cinema kino television tv blog home menu search "
    "archive archives posts post news category the and of a la le les el los las de du des der die das und et y "
    "in on my our up round roundup latest new page part showing image horror comedy drama one two three"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_QUOTED = re.compile(r"(?<!\w)[‘“\"'«„](?P<title>[A-ZÀ-Þ][^‘’“”\"'«»„.!?]{1,60}),?[’”\"'»“](?!\w)")
_OFTEN = 2
_INVITES = re.compile(
    r"\b(?:follow|subscribe|sign|log|suivre|créer|s['’]abonner|seguir|suscr\w+|folgen|anmelden|skip|top of)\b",
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
    if _INVITES.search(text) or re.search(r"\d|[:|?!]", text) or all(word in _GENERIC for word in words):
        return None
    return first if text[0].isupper() or " " not in text else None


def proven_title(lines: Sequence[Line]) -> Line | None:
    """Return the first line above the text that the page itself proves to be its title; None where none is.

    It closes with a year in brackets, stands there twice, or the running text says the same words.
    """
    start = next((at for at, line in enumerate(lines) if is_long_prose(line.text)), len(lines))
    head = [line for line in lines[: min(start, _MOST_LINES)] if _is_name(line.text.strip())]
    prose = " ".join(line.text for line in lines if is_long_prose(line.text))
    dated = sum(bool(_YEAR.search(line.text.strip())) for line in lines)
    for line in head:
        text = line.text.strip()
        words = fold(text).split()
        if all(word in _GENERIC for word in words) or _INVITES.search(text) or _NUMBERED.match(text):
            continue
        twice = len(words) > 1 and sum(fold(other.text) == fold(text) for other in head) > 1
        if (dated == 1 and _YEAR.search(text)) or twice or _says(prose, text, words):
            return line
    return None


def _says(prose: str, text: str, words: Sequence[str]) -> bool:
    """Return whether running text names a title: in its own capitals, or in any where the title is all capitals."""
    name = text.strip(" \"'“”‘’«»„.")
    if name.isupper() and len(words) > 1:
        return name.casefold() in prose.casefold()
    return name[:1].isupper() and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", prose) is not None


def quoted_title(lines: Sequence[Line]) -> Line | None:
    """Return the phrase in quotation marks that a text without headline repeats more than any other, as a line."""
    quoted = [(match["title"].strip(), line.number) for line in lines for match in _QUOTED.finditer(line.text)]
    counts = Counter(title for title, _ in quoted).most_common(2)
    if not counts or counts[0][1] < _OFTEN or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    title = counts[0][0]
    return Line(next(number for name, number in quoted if name == title), title)
