"""Languages as people call them; the ones without a name here keep their letters."""

from __future__ import annotations

#: ISO 639-1 codes of the languages that film reviews are written in, the widely used ones:
#: https://www.loc.gov/standards/iso639-2/php/code_list.php
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "gl": "Galician", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian",
    "nb": "Norwegian Bokmål", "nn": "Norwegian Nynorsk", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian", "sv": "Swedish", "ta": "Tamil", "te": "Telugu",
    "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
_CODES = {name.casefold(): code for code, name in NAMES.items()}


def language_name(code: str) -> str:
    """Return the name of a language by its code, `English` for `en`; the code where it has none here."""
    return NAMES.get(code.casefold(), code)


def language_code(typed: str) -> str | None:
    """Return the code of a language that a person typed by its name or code; None for anything else."""
    known = _CODES.get(typed.casefold())
    return known or (typed.lower() if typed.isascii() and typed.isalpha() and len(typed) in (2, 3) else None)
