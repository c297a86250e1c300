"""Read a word as the number it stands for: `II`, `two` and `2` are one sequel."""

from __future__ import annotations

import re

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_ROMAN = (
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv xxvi xxvii "
    "xxviii xxix xxx"
)
_VALUES = {word: str(n) for n, word in enumerate(_WORDS.split())} | {
    word: str(n) for n, word in enumerate(_ROMAN.split(), start=1)
}
# A bare "i" is nearly always the pronoun ("I, Robot"), and no first film is numbered with it.
del _VALUES["i"]
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
_ABBREVIATIONS = {"pt": "part", "vol": "volume", "ep": "episode", "vs": "versus", "n": "and"}


def numeral(word: str) -> str:
    """Return a folded word's number in digits (`ii`, `two`, `02` are `2`), or the word itself."""
    if word.isdecimal():
        return _LEADING_ZEROS.sub("", word)
    return _VALUES.get(word, word)


def canonical(word: str) -> str:
    """Return the form under which a folded word's spellings meet: numbers in digits, `vol` as `volume`."""
    return _ABBREVIATIONS.get(word) or numeral(word)
