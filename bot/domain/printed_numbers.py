"""Numbers the way people print them: `3,5`, `3½`, `three and a half`, `ocho`."""

from __future__ import annotations

import re

WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
    "cero": 0, "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "zéro": 0, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "null": 0, "ein": 1, "einen": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4,
    "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
}  # fmt: skip
WORD = "(?:" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")\b"
HALF = r"(?:\s?½|\s1/2(?!\d)|\s(?:and a half|y medi[oa]|et demie?|einhalb))"
NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|{WORD}){HALF}?|½"


def number(text: str) -> float | None:
    """Return what a printed number is worth: `3,5`, `3½`, `three and a half`, `ocho`; None where it is none."""
    half = re.search(rf"{HALF}$|^½$", text.casefold())
    plain = text[: half.start()] if half else text
    plain = plain.strip().casefold()
    if plain in WORDS:
        whole = float(WORDS[plain])
    elif re.fullmatch(r"[+-]?\d{1,4}([.,]\d{1,2})?", plain):
        whole = float(plain.replace(",", "."))
    elif not plain and half:
        whole = 0.0
    else:
        return None
    return whole + (0.5 if half else 0.0)
