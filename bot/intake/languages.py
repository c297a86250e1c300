"""In which language a text is written, told by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_COMMON = {
    "en": "the and of to is in that it this with for was but his her are not be on as at by from who film movie its an "
    "you they have directed starring review has",
    "es": "el la los las de que y en un una es por con para se no su del al lo como más pero esta este película muy "
          "nos "
    "ha director reparto duración reseña crítica le dirigida",
    "fr": "le la les des de et est un une en que qui dans pour pas sur au du ce cette avec il elle plus ne par film "
          "mais "
    "nous sont son ses réalisateur réalisation durée avis critique ça c'est l d",
    "de": "der die das und ist ein eine nicht mit den von zu im in auf dem sich es für auch als wie aber des film "
          "einer "
    "einen regie regisseur schauspieler darsteller laufzeit erscheinungsjahr geschaut verfügbar bei punkte über wird",
    "it": "il lo la gli di che e un una è per con non del della si sono nel più ma come anche questo regia durata film",
    "pt": "o a os as de que e em um uma é por com para se não do da mais mas como filme seu sua ao dos das muito você",
    "nl": "de het een van en is dat in op te zijn met voor niet die aan er maar om ook als bij regie deze heeft",
    "sv": "och att det som en på är av för med den till inte om ett men har de jag filmen han",
    "da": "og at det som en på er af for med den til ikke om et men har de jeg filmen han",
    "pl": "i w na z się nie do to że jest jak o ale po co film jego który",
}  # fmt: skip
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_NAMES = {
    "english": "en", "spanish": "es", "español": "es", "castellano": "es", "french": "fr", "français": "fr",
    "german": "de", "deutsch": "de", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt",
    "dutch": "nl", "nederlands": "nl", "japanese": "ja", "korean": "ko", "russian": "ru", "chinese": "zh",
}  # fmt: skip
_SAMPLE = 20_000
_SCRIPT_SHARE = 0.15


def language_code(stated: str) -> str | None:
    """Return the two-letter code of a language as pages state it: `en-US`, `Deutsch`; None where it is none."""
    stated = stated.strip().casefold()
    if stated in _NAMES:
        return _NAMES[stated]
    found = re.fullmatch(r"([a-z]{2})(?:[-_][a-z0-9-]{2,12})?", stated)
    return found[1] if found else None


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is most likely written in, or None where nothing tells."""
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    if not letters:
        return None
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > letters * _SCRIPT_SHARE:
            return language
    counts = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    scores = {language: sum(counts[word] for word in words) for language, words in _WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else None
