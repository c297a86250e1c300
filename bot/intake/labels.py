"""Which field the words before a fact announce: `Réalisation` -> `film.directors`."""

from __future__ import annotations

import re
from functools import cache

from bot.intake.letters import CAPITAL
from bot.intake.vocabulary import VOCABULARY
from bot.intake.words import fold

# "Nota del blog", "Nell's rating", "Unsere Filmwertung": a grade by any qualified name.
_GRADE_WORDS = re.compile(
    r"^(?:rating|score|grade|nota|note|puntuacion|calificacion|valoracion|wertung|bewertung|verdict|stars|moyenne)\b|"
    r"(?:\bratings?|\bscores?|\bgrades?|\bmark|wertung|bewertung|\bstars|\bverdict)$"
)


# "Quelques actrices/acteurs présents", "Main actors": the cast by any qualified name.
_CAST_WORDS = re.compile(
    r"^(?!.*\b(?:best|worst|favou?rite|mejor|peor|meilleure?|beste|lieblings\w*|voice|director|directors)\b)"
    r"(?:\w+ ){0,3}?(?:actors?|actresses|actores|actrices|acteurs|actrice|hauptdarsteller\w*|"
    r"schauspieler)\b(?: \w+){0,3}$"
)
# "My IMDb: 8/10" is the critic's own, whoever keeps it.
_OWN_GRADE = re.compile(r"^(?:my|our|mi|ma|mon|mein|meine) (?P<place>.{2,30})$")


_MOST_WORDS = 6


def _with_plain(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


@cache
def _fields() -> dict[str, str]:
    fields: dict[str, str] = {}
    for field, words in VOCABULARY.items():
        for word in _with_plain(words):
            fields.setdefault(fold(word), field)
    return fields


def label_field(label: str) -> str | None:
    """Return the field that a label announces (`"Réalisation"` -> `"film.directors"`), or None for any other words."""
    words = fold(label)
    known = _fields().get(words)
    if known is None and (own := _OWN_GRADE.match(words)) and _fields().get(own["place"]) == "others":
        return "grade"
    if known is None and len(words.split()) <= 4 and _GRADE_WORDS.search(words):
        return "grade"
    return known or ("film.cast" if len(words.split()) <= _MOST_WORDS and _CAST_WORDS.match(words) else None)


_OWN = re.compile(
    r"^(?:my|our|mon|notre|mi|nuestra|meine?|unsere?) "
    r"(?:opinion|thoughts?|take|review|avis|opi|critica|meinung|eindruck)$|^what (?:we|i) think$|^meinung$"
)


def is_opinion(text: str) -> bool:
    """Return whether a line opens with words for the critic's own opinion: `Mon avis : …`, `What we think: …`."""
    return bool(_OWN.match(fold(re.split(r"[:：]", text[:60], maxsplit=1)[0])))


# Words that announce a fact without a colon, where what follows is a name, a length or a certificate.
_BARE = (
    r"directed by|dir\.|starring|a film by|written and directed by|written & directed by|reviewed by|review by|"
    r"posted by|"
    "movie review by|film review by|dirigida por|dirigido por|una película de|una pelicula de|protagonizada por|"
    "escrito por|publicado por|réalisé par|réalisé et écrit par|un film de|publié par|rédigé par|ein film von|"
    "inszeniert von|un film d|sortie en|sorti en|released in|estrenada en|regia di|regie|in den hauptrollen|kritik von|"
    "rezension von|geschrieben von|rated|fsk(?: ab)?|"
    "freigegeben ab|running time|runtime|run time|duración|durée|laufzeit|directors?|réalisateur|réalisation|"
    "regisseur(?:in)?|dirección|cast|reparto|darsteller|genres?|mpaa rating|release date|published on|posted on|"
    "publicado el|publié le|veröffentlicht am|date de sortie|sortie le|sorti le|kinostart|after[- ]credits scene|"
    "my rating|my grade|score"
)
BARE_LABEL = re.compile(rf"^(?P<label>{_BARE})(?:\s+|(?<=\sd)['’])(?P<value>\S.{{0,200}})$", re.IGNORECASE)
COLON_LABEL = re.compile(
    r"^\W{0,6}(?P<label>\w[^:：=|]{0,38}?)\s{0,2}(?:[:：=]|\s[–—-]|(?<=\w)[–—](?=\s)|\.{3,8})\s{0,3}(?P<value>.*)$"
)


# Abbreviations that stand in the middle of a line of facts.
_SHORT = ("fsk", "dir", "dur")


@cache
def inner_label() -> re.Pattern[str]:
    """Return the pattern that finds a known label and its colon in the middle of a line."""
    words = sorted(
        {w for words in VOCABULARY.values() for w in _with_plain(words) if len(w) > 3 or w in _SHORT},
        key=len,
        reverse=True,
    )
    return re.compile(rf"(?<![\w’'(-])(?={CAPITAL})(?i:" + "|".join(map(re.escape, words)) + r")\s{0,1}:(?=\s|$)")
