"""Sub-grades: `Story: 8/10`, `Acting ★★★★☆`, or aspects under one printed scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.grades import SubGrade
from bot.domain.printed_grades import find_fraction, number, star_glyphs
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
# "4 Salt Harbour 4.24" is a place in a list of films.
_RANKED = re.compile(r"^\W{0,2}\d{1,3}[.)]?\s[^:]{2,}$")
# "Le point de vue de Léa : 4/5": one voice among several, no aspect of the film.
_VOICE = re.compile(r"\b(?:avis|vue|pensee|opinion|take|view|meinung) (?:de|d|des|of|by|von)\b")
_SCALE = re.compile(
    r"(?:out of|sobre|sur|von|de 0 a|of)\s{1,2}(?P<top>5|10|100|4|20|6)\b|/\s?(?P<slash>5|10|100|4|20)\b|"
    r"\([01]\s?(?:-|–|to)\s?(?P<span>5|10|100|4|20|6)\)",
    re.IGNORECASE,
)
_ASPECT = re.compile(
    r"(?P<name>[^\W\d_](?:[^\d:：/|★☆⭐()\n,;]|(?<=[^\W\d_])/(?=[^\W\d_])){1,32}?)\s{0,2}(?:[:：|=]|\s?[-–—]\s|\s(?=\d|[★☆⭐]))\s{0,2}"
    r"(?P<value>\d{1,3}(?:[.,]\d{1,2})?|[★☆⭐½✭✮]{1,10})"
    r"(?:\s?/\s?(?P<top>\d{1,3})|\s(?:out of|of|von|sur|sobre|de|su)\s(?P<of>\d{1,3})|\s?(?P<percent>%))?"
    r"(?![\w:])(?!/\d)"
)
# "Video (1-20): 19": an aspect with its own scale beside its name.
_OWN_SCALE = re.compile(
    r"^(?P<name>[^\W\d_][\w /&-]{1,30}?)\s?\((?:[01]\s?[-–]\s?|out of |/\s?)(?P<top>\d{1,3})\)\s?[:–-]\s?"
    r"(?P<value>\d{1,3}(?:[.,]\d)?)$"
)
# "Overall: 7/10" beside the aspects is the grade itself.
_WHOLE = re.compile(
    r"(?:overall|total|gesamt\w*|average|durchschnitt|media|moyenne|final|global\w*|general|insgesamt|ensemble|nota|note)\b"
)
_WHOLE_OR_GRADE = re.compile(
    rf"(?:(?:my |mi |ma |meine? )?(?:rating|score|grade|punt\w+|calif\w+|valor\w+|wertung|bewertung)|{_WHOLE.pattern})"
)
# Labels of people and facts that name an aspect, too, where a number follows: "Darsteller: 5/5".
_ALSO_ASPECTS = (None, "other", "film.directors", "film.cast", "film.original_title")
# Crafts that a bare number beside them grades, on the scale of the overall grade.
_CRAFT_WORDS = (
    "story plot script screenplay music cinematography editing guion fotografia musica montaje direccion actuaciones "
    "interpretaciones reparto scenario histoire musique photographie realisation interpretation drehbuch handlung "
    "musik kamera schnitt regie darsteller"
)
_CRAFTS = frozenset(_CRAFT_WORDS.split())
_OVERALL = re.compile(r"^[^\d:]{3,24}[:：]\s{0,2}\d{1,3}(?:[.,]\d{1,2})?\s?/\s?(?P<top>5|6|10|20|100)\b")
_LONGEST_NAME, _LONGEST_GRADE = 30, 16


def names_aspect(text: str) -> bool:
    """Return whether a short text names what a sub-grade or one voice among several is about: `Acting`, `Verdict`."""
    return bool(_ASPECT_WORDS.match(fold(text)))


def names_whole(text: str) -> bool:
    """Return whether a text names the whole and no aspect of it: `Overall`, `Gesamt`, `Nota final`."""
    return bool(_WHOLE.match(fold(text)))


def is_of_others(text: str) -> bool:
    """Return whether a text speaks of a grade that others gave: readers, IMDb, an average."""
    return bool(_OTHERS.search(text))


def stated_scale(text: str) -> int | None:
    """Return the top of the scale that a text names: `out of 10`, `/5`."""
    found = _SCALE.search(text)
    return int(found["top"] or found["slash"] or found["span"]) if found else None


def read_sub_grades(lines: Sequence[Line]) -> tuple[tuple[SubGrade, ...], tuple[int, ...]]:
    """Return the sub-grades and their lines: two at least, each with a scale or one scale printed beside them.

    `Guion: 8`, `Música: 7` are on the scale of the overall grade that stands with them: `Nota final: 7,5/10`.
    """
    subs, numbers = _read(lines)
    if subs:
        return subs, numbers
    tops = {
        match["top"]
        for line in lines
        if (match := _OVERALL.match(line.text[:60]))
        and _WHOLE_OR_GRADE.match(fold(line.text))
        and not is_of_others(line.text)
    }
    crafts = [line for line in lines if fold(line.text[:_LONGEST_NAME].split(":")[0]) in _CRAFTS]
    return _read(crafts, float(tops.pop())) if len(tops) == 1 else ((), ())


def _read(lines: Sequence[Line], scale: float | None = None) -> tuple[tuple[SubGrade, ...], tuple[int, ...]]:
    found: list[SubGrade] = []
    numbers: list[int] = []
    for line in _with_grades_below(lines):
        if len(line.text) > 300 or (is_prose(line.text) and len(line.text) > 120) or _RANKED.match(line.text):
            continue
        text = _OWN_SCALE.sub(r"\g<name>: \g<value>/\g<top>", line.text.strip())
        matches = list(_ASPECT.finditer(text))
        stated = stated_scale(line.text) if len(line.text) <= 60 and not is_of_others(line.text) else None
        # "Plot: 8 | Acting: 7 (out of 10)": the scale may close the line that it is for.
        here = scale or (float(stated) if stated and len(matches) > 1 else None)
        aspects = [a for m in matches if (a := _aspect(m, here)) is not None]
        scale = scale or (float(stated) if stated else None)
        if aspects:
            found += [a for a in aspects if all(a.name != b.name for b in found)]
            numbers.append(line.number)
    return (tuple(found), tuple(numbers)) if len(found) > 1 else ((), ())


def _with_grades_below(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, an aspect that stands alone joined to the grade below it: `Acting` over `7/10`."""
    name = ""
    for line in lines:
        text = line.text.strip()
        if name and len(text) <= _LONGEST_GRADE and find_fraction(text):
            yield replace(line, text=f"{name}: {text}")
        else:
            yield line
        is_aspect = len(text) <= _LONGEST_NAME and (names_aspect(text) or label_field(text) == "other")
        name = text.strip(" :*") if is_aspect else name if not text else ""


def _aspect(match: re.Match[str], scale: float | None) -> SubGrade | None:
    name = match["name"].strip(" -–—*_•·")
    if (
        (label_field(name) not in _ALSO_ASPECTS and fold(name) != "direction")
        or is_of_others(name)
        or _VOICE.search(fold(name))
        or names_whole(name)
        or len(name.split()) > 4
    ):
        return None
    stars = star_glyphs(match["value"])
    value = stars[1] if stars else number(match["value"])
    top = _top(match, stars[2] if stars else None, scale)
    if value is None or top is None or value > top or top < 3 or not name[0].isupper():
        return None
    return SubGrade(name, value, top)


def _top(match: re.Match[str], drawn: float | None, scale: float | None) -> float | None:
    """Return the top of the scale that one aspect is graded on: printed after it, drawn, percent, or stated for all."""
    if printed := match["top"] or match["of"]:
        return float(printed)
    return 100.0 if match["percent"] else drawn or scale
