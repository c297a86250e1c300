"""What stands after a label, made into values: names, minutes, certificates, genres, yes and no."""

from __future__ import annotations

import re

from bot.intake.letters import CAPITAL
from bot.intake.words import fold, is_name

_LONGEST = 600
_PAIR = 2
_PAIRED = r"^\W{0,3}[\w.'’-]+\s(?:and|und|y|et|e|&)\s"
_JOINED = re.compile(rf"\s*[,;|•·/]\s*|\s+(?:&|and|y|et|und|e|with|mit|avec|con)\s+(?={CAPITAL})")
_ROLE = re.compile(
    r"\s*(?:\([^)]{0,80}\)|\s(?:as|als|en tant que|como|dans le rôle)\s[^,;|•/]{0,60}|\.{2,}[^,;|•]{0,60}|"
    r"\s[-–—]\s[^,;|•]{0,60})"
)
# "Ines Calder blends genres": two words in small letters that no name has.
_PARTICLES = "de|da|del|di|la|le|van|von|der|den|du|of|the|and|y|e|dos|das|bin|ibn|al|el|ten|ter|zu|zum"
_IN_SENTENCE = re.compile(rf"\s(?!(?:{_PARTICLES})\s)[a-zß-öø-ÿ]{{2,}}\s(?!(?:{_PARTICLES})\b)[a-zß-öø-ÿ]{{2,}}")
_ASIDES = re.compile(
    r"^(?:and|und|et|y|&)\s+|(?:\s*,?\s*(?:and more|et al\.?|u\.\s?a\.?|etc\.?|entre otros|more|…)|"
    r"\s(?:and|und|y|et|e) (?:viele )?(?:others?|anderen?|otros|autres|altri|outros)\b.{0,60})$",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})\s?(?:h(?:ours?|rs?|oras?|eures?)?|std\.?|stunden?)(?![^\W\d_])[\s,]{0,3}(?:and |y |"
    r"et |und )?"
    r"(?:(?P<m>\d{1,2})(?:\s?(?:m\b|min|'|′)|\b))?",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?<![\d.,:])(?P<m>\d{1,3})\s?[-–]?\s?(?:m(?:in(?:ut(?:e[sn]?|os?))?s?)?\b\.?|['′’])", re.IGNORECASE
)
_CLOCK = re.compile(r"^(?P<h>\d):(?P<m>[0-5]\d)(?::[0-5]\d)?$")
_ISO = re.compile(r"^PT(?:(?P<h>\d{1,2})H)?(?:(?P<m>\d{1,3})M)?(?:\d+S)?$", re.IGNORECASE)
_MARKS = (
    r"G|PG-?13|PG|R18|R|NC-?17|TV-(?:MA|14|PG|G|Y7?)|NR|Not Rated|Unrated|UA|U/A|12A|14A|18A|MA ?15\+|M|MA|"
    r"(?:freigegeben )?ab \d{1,2}(?: Jahren?)?|FSK ?(?:ab )?\d{1,2}|0|6|7|10|12|13|14|15|16|18|"
    r"(?:apta )?(?:para )?(?:mayores|maiores) de \d{1,2}(?: a[ñn]os)?|"
    r"(?:interdit|vietato)(?: aux| ai)? (?:moins|minori) d[ei] \d{1,2}(?: ans| anni)?|from \d{1,2} years?|"
    r"\+ ?\d{1,2}|\d{1,2} ?\+|U|X|TP|ATP|APTA|Tous publics|Todos los públicos|AL|-\d{1,2}"
)
_CERTIFICATE = re.compile(
    rf"^\W{{0,2}}(?:rated )?(?P<mark>{_MARKS})(?![\w+])\)?(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
# "FSK 16", "ab 16 Jahren" and "Apta para mayores de 16 años" are the mark 16.
_AGE_MARK = re.compile(
    r"^(?:(?:freigegeben )?(?:fsk ?|ab ){1,2}|(?:apta )?(?:para )?(?:mayores|maiores) de |"
    r"(?:interdit|vietato)(?: aux| ai)? (?:moins|minori) d[ei] |"
    r"from )(?P<age>\d{1,2})(?: (?:jahren?|a[ñn]os|ans|anni|years?))?$",
    re.IGNORECASE,
)
_REASON = re.compile(r"^\W{0,4}(?:for|due to|por|pour|wegen|because of)\b:?\s*(?P<reason>.{3,300})$", re.IGNORECASE)
_WORDED_MARKS = re.compile(
    r"^(?:G|PG|PG-?13|R|NC-?17|NR|Not Rated|Unrated|TV-.{1,2}|U|UA|12A|MA|FSK ?\d{1,2}|"
    r"(?:apta )?(?:para )?(?:mayores|maiores) de .{1,8}|(?:interdit|vietato) .{5,24})$",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W{0,3}(?:yes|yep|yeah|sí|si|oui|ja|one|two|three|there (?:is|are)|mid|both|true|1|2|hay|il y|eine|zwei)\b",
    re.IGNORECASE,
)
_NO = re.compile(r"^\W{0,3}(?:no|nope|none|non|nein|keine?|aucune?|ninguna?|false|0|n/?a|nada|not)\b", re.IGNORECASE)


def directors(value: str) -> tuple[str, ...]:
    """Return the people in `Ines and Tom Calder`: of two, a first name alone shares the surname of the second."""
    found = names(value)
    if len(found) == _PAIR and " " not in found[0] and len(found[1].split()) == _PAIR and re.search(_PAIRED, value):
        return (f"{found[0]} {found[1].split()[1]}", found[1])
    return found


def names(value: str) -> tuple[str, ...]:
    """Return the people in `Michael Peña as José, Rosa Salazar and Bobby Soto`; what is no name is left out."""
    plain = _ROLE.sub("", _ASIDES.sub("", value[:_LONGEST].strip(" .:\t")))
    parts = (_ASIDES.sub("", part).strip(' .*_"“”') for part in _JOINED.split(plain))
    # "Robert Downey, Jr." is one person.
    found: list[str] = []
    for part in parts:
        if found and fold(part) in ("jr", "sr", "ii", "iii"):
            found[-1] += f", {part}."
        elif part and is_name(part) and not _IN_SENTENCE.search(part) and part not in found:
            found.append(part)
    return tuple(found)


def minutes(value: str) -> int | None:
    """Return a running time in minutes from `121 minutes`, `2h 21min`, `1:54`, `121'`, `PT2H1M`; None otherwise."""
    value = value.strip()[:80]
    exact = _CLOCK.match(value) or _ISO.match(value)
    found = exact or _HOURS.search(value)
    if found and (found["h"] or found["m"]):
        total = int(found["h"] or 0) * 60 + int(found["m"] or 0)
    elif plain := _MINUTES.search(value) or re.match(r"^(?P<m>\d{2,3})\b(?![.,:/]\d)", value):
        total = int(plain["m"])
    else:
        return None
    return total if 1 <= total <= 900 else None


def certificate(value: str, *, worded_only: bool = False) -> tuple[str, str | None] | None:
    """Return (certificate, its reason) from `PG for thematic elements`; None where no certificate stands.

    `worded_only` refuses marks that could be a grade as well (`12`, `18`, `M`).
    """
    found = _CERTIFICATE.match(value.strip()[:_LONGEST])
    if not found:
        return None
    mark, rest = found["mark"], found["rest"].strip()
    if mark == "Nr":
        # "Nr. 37/2021" is a number.
        return None
    if worded_only and not _WORDED_MARKS.match(mark):
        return None
    if not re.match(r"^$|^[\s\W]|^(?:for|due|por|pour|wegen|jahren?)\b", rest, re.IGNORECASE) or rest.startswith(
        ("/", "%", "°")
    ):
        return None
    if aged := _AGE_MARK.match(mark):
        mark = aged["age"]
    reason = _REASON.match(rest) or re.match(r"^\W{0,3}\(?(?P<reason>[^()]{8,200})\)?$", rest)
    why = reason["reason"].strip(" .)") if reason else None
    return mark, why if why and minutes(why) is None else None


def yes_or_no(value: str) -> bool | None:
    """Return what `Yes, two`, `Keine` or `aucune` say, or None where they say neither."""
    if _NO.match(value):
        return False
    return True if _YES.match(value) else None
