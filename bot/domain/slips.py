"""What a slip of the finger makes of a word: one letter swapped, left out, replaced or put in."""

from __future__ import annotations

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "абвгдежзиклмнопрстуфхцчшщъыьэюяіїєґ",
    "אבגדהוזחטיכלמנסעפצקרשתםןץףך",
    "ابتثجحخدذرزسشصضطظعغفقکلمنهوی",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンー",
)
_DIGITS = "0123456789"


def slips(text: str, reach: int) -> list[str]:
    """Return what `text` becomes by one slip among its first `reach` letters, the likeliest kinds first.

    Letters come from the script that the text is written in; a number takes digits. A script without an alphabet
    of letters, such as Chinese, knows swapping and leaving out only.
    """
    cuts = range(min(len(text), reach))
    letters = _letters(text)
    found = [text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in cuts if at + 1 < len(text)]
    found += [text[:at] + text[at + 1 :] for at in cuts]
    found += [text[:at] + letter + text[at + 1 :] for at in cuts for letter in letters]
    found += [text[:at] + letter + text[at:] for at in range(min(len(text) + 1, reach)) for letter in letters]
    return [spelling for spelling in dict.fromkeys(found) if spelling and spelling != text]


def _letters(text: str) -> str:
    for letters in _ALPHABETS:
        if any(letter in letters for letter in text):
            return letters
    return _DIGITS if text.isdecimal() else ""
