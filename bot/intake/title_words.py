"""Which words can be a film's title, and which only begin a sentence about one."""

from __future__ import annotations

import re

from bot.intake.words import fold

_PRONOUNS = (
    "the this that these it he she they we you there here what who i as if but and so one a an my our his her el "
    "la lo los "
    "las esta este esto ese esa un una uno le les ce cet cette ces il elle on c der die das dieser diese dieses "
    "es er sie "
    "ein eine man wir ich je j nous vous yo nosotros eso questo questa uno io noi o os as um uma eu isso"
)
_PRONOUN = frozenset(_PRONOUNS.split())
# "La historia", "Der Regisseur", "The latest film by …": what an article before them makes no title.
_COMMON_WORDS = (
    "film films movie movies story plot director directors picture actor actress actors cast script performance result "
    "ending sequel first second last latest new best only main whole rest problem thing point question pelicula "
    "peliculas "
    "cinta historia trama director directora actor actriz actores guion reparto resultado final ultima ultimo "
    "nueva nuevo "
    "primera primer mejor peor gran saga verdad idea cosa problema largometraje protagonista realisateur realisatrice "
    "histoire scenario acteur actrice acteurs fin dernier derniere nouveau nouvelle premier premiere meilleur "
    "pire realisation "
    "resultat suite cinema cine regisseur regisseurin geschichte handlung schauspieler darsteller neue neuer "
    "neues neueste "
    "letzte erste beste ergebnis ende drehbuch kino regista storia attore attori trama finale nuovo ultimo primo "
    "filme diretor "
    "historia roteiro elenco autor autora fotografia musica banda adaptacion adaptation verfilmung cineasta "
    "realizador mayoria"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_PEOPLE = re.compile(
    r"^(?:an? |one |un[ea]? |une? des |uno de |eine?r? |der |die |el |la |le |the )?(?:\w+ ){0,3}?(?:director|"
    r"actor|actress|actriz|"
    r"directora|cineasta|cinéaste|réalisat\w+|regisseur\w*|schauspieler\w*|regista|attor\w+|star|author|writer|"
    r"filmmaker|"
    r"figure|man|woman|hombre|mujer|homme|femme|mann|frau)\b",
    re.IGNORECASE,
)
# "Lo de siempre", "That which": no title begins so.
_NEUTER = ("lo", "that", "what", "ce", "cela", "was", "quello", "aquilo", "isso")
_MOST_WORDS = 8


def can_title(name: str) -> bool:
    """Return whether a name can be a title: `Salt Harbour`, and not `La historia` or `Lo de siempre`."""
    words = fold(name).split()
    if not words or len(words) > _MOST_WORDS or words[0] in _COMMON or (len(words) == 1 and words[0] in _PRONOUN):
        return False
    if len(words) > 1 and (words[0] in _NEUTER or re.search(r"\s['‘\"]", name)):
        return False
    # "La historia de …", "A quiet film": an article before a common word.
    return (
        not (words[0] in _PRONOUN and any(word in _COMMON for word in words[1:3]))
        and "'s " not in name
        and "’s " not in name
    )


def tells_of_person(predicate: str) -> bool:
    """Return whether what is said of a name makes it a person's: `is a director who …`."""
    return _PEOPLE.match(predicate) is not None
