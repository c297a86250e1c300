"""Sub-grades: `Story: 8/10`, `Acting ★★★★☆`, or aspects under one printed scale."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.grades import SubGrade
from bot.domain.printed_grades import number, star_glyphs
from bot.intake.labels import label_field
from bot.intake.words import Line, fold, is_prose

_OTHERS = re.compile(
    r"imdb|rotten|tomato|metacritic|metascore|audience|users?\b|readers?\b|viewers|cinemascore|allocin|filmaffinity|"
    r"netflix|letterboxd average|average (?:rating|score|grade|user)|(?:rating|score) average|moviepilot|publikum|"
    r"spectateurs|lecteurs|\bpresse\b|usuarios|p[uú]blico|nutzer|"
    r"community|tmdb",
    re.IGNORECASE,
)
_ASPECT_WORDS = re.compile(
    r"(?:the |our |my |le |la |les |l |el |los |las |der |die |das )?(?:acting|performances?|visuals?|"
    r"direct(?:ion|ing)|characters?|sound(?:track)?|effects|special effects|writing|dialogues?|ending|pacing|"
    r"atmosphere|entertainment|"
    r"rewatch\w*|humou?r|action|extras|good|bad|ugly|pros|cons|overall|average|total|verdict|opinion|conclusion|"
    r"actuaci\w+|efectos|personajes|direccion|media|opinion|veredicto|"
    r"point de vue|avis|pensee|moyenne|interpretation|personnages|realisation|"
    r"schauspiel\w*|spannung|effekte|atmosphare|ton|bild|gesamt\w*|durchschnitt|meinung)\b"
)
# "Le point de vue de Léa : 4/5": one voice among several, no aspect of the film.
_VOICE = re.compile(r"\b(?:avis|vue|pensee|opinion|take|view|meinung) (?:de|d|des|of|by|von)\b")
_SCALE = re.compile(
    r"(?:out of|sobre|sur|von|de 0 a|of)\s{1,2}(?P<top>5|10|100|4|20|6)\b|/\s?(?P<slash>5|10|100|4|20)\b", re.IGNORECASE
)
_ASPECT = re.compile(
    r"(?P<name>[^\W\d_][^\d:：/|★☆⭐()\n]{1,32}?)\s{0,2}(?:[:：|=]|\s?[-–—]\s|\s(?=\d|[★☆⭐]))\s{0,2}"
    r"(?P<value>\d{1,3}(?:[.,]\d{1,2})?|[★☆⭐½✭✮]{1,10})(?:\s?/\s?(?P<top>\d{1,3}))?(?![\w:])"
)


def names_aspect(text: str) -> bool:
    """Return whether a short text names what a sub-grade or one voice among several is about: `Acting`, `Verdict`."""
    return bool(_ASPECT_WORDS.match(fold(text)))


def is_of_others(text: str) -> bool:
    """Return whether a text speaks of a grade that others gave: readers, IMDb, an average."""
    return bool(_OTHERS.search(text))


def stated_scale(text: str) -> int | None:
    """Return the top of the scale that a text names: `out of 10`, `/5`."""
    found = _SCALE.search(text)
    return int(found["top"] or found["slash"]) if found else None


def read_sub_grades(lines: Sequence[Line]) -> tuple[tuple[SubGrade, ...], tuple[int, ...]]:
    """Return the sub-grades and their lines: two at least, each with a scale or one scale printed before them."""
    found: list[SubGrade] = []
    numbers: list[int] = []
    scale: float | None = None
    for line in lines:
        if len(line.text) > 300 or (is_prose(line.text) and len(line.text) > 120):
            continue
        aspects = [a for m in _ASPECT.finditer(line.text) if (a := _aspect(m, scale)) is not None]
        if (stated := stated_scale(line.text)) and len(line.text) <= 60 and not is_of_others(line.text):
            scale = scale or float(stated)
        if aspects:
            found += [a for a in aspects if all(a.name != b.name for b in found)]
            numbers.append(line.number)
    return (tuple(found), tuple(numbers)) if len(found) > 1 else ((), ())


def _aspect(match: re.Match[str], scale: float | None) -> SubGrade | None:
    name = match["name"].strip(" -–—*_•·")
    field = label_field(name)
    if (
        (field not in (None, "other") and fold(name) != "direction")
        or is_of_others(name)
        or _VOICE.search(fold(name))
        or len(name.split()) > 4
    ):
        return None
    stars = star_glyphs(match["value"])
    value = stars[1] if stars else number(match["value"])
    top = float(match["top"]) if match["top"] else (stars[2] if stars and stars[2] else scale)
    if value is None or top is None or value > top or top < 3 or not name[0].isupper():
        return None
    return SubGrade(name, value, top)
