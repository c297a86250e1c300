"""Reduce text to what people mean when they type it: no case, no accents, no punctuation."""

from __future__ import annotations

import re
import unicodedata

# Marks that readers leave out when they type. Voiced kana and the vowel signs of Indic scripts are marks too, but
# they change the word, so only these blocks are dropped: Latin, Greek and Cyrillic accents, Hebrew points, Arabic
# vowel signs and hamza (https://www.unicode.org/charts/).
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "ĳ": "ij",
        "ə": "a",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "&": " and ",
        "+": " and ",
        "½": " 1 2 ",
        "⅓": " 1 3 ",
        "¼": " 1 4 ",
        "¾": " 3 4 ",
        "¹": " 1 ",
        "²": " 2 ",
        "³": " 3 ",
        "\u00ad": None,  # soft hyphen
    }
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
# "L'Avventura" is two words, "Ocean's" is one: the apostrophe parts an elided article and vanishes elsewhere.
_ELISION = re.compile(r"\b(l|d|qu|dell|dall|nell|sull|all|un)['’ʼ`´‘](?=\w)")
_APOSTROPHES = re.compile(r"['’ʼ`´‘]")
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_][.*]){2,}[^\W\d_]?(?![^\W_])|(?<![^\W_])[^\W\d_][.*][^\W\d_](?![^\W_])")
# Vowel signs of Indic, Thai and Tibetan letters are no word characters to `re`, yet part of the word.
_GAPS = re.compile(r"(?:[^\w\u0900-\u0dff\u0e00-\u0fff]|_)+")


def fold(text: str) -> str:
    """Return `text` without case, accents and punctuation, its words parted by single spaces.

    `&` and `+` become `and`; initials close up (`E.T.` is `et`); letters of every script stay. Never raises.
    """
    text = text.casefold().translate(_LETTERS)
    if not text.isascii():
        text = _without_marks(text)
    if _APOSTROPHES.search(text):
        text = _APOSTROPHES.sub("", _ELISION.sub(r"\1 ", text))
    if "." in text or "*" in text:
        text = _INITIALS.sub(_close_up, text)
    return _GAPS.sub(" ", text).strip()


def _without_marks(text: str) -> str:
    text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _MARKS.sub("", text)).casefold().translate(_LETTERS)


def _close_up(initials: re.Match[str]) -> str:
    return re.sub(r"[.*]", "", initials[0])
