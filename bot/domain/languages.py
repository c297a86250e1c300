"""Languages that films are made in: their codes, what people call them, and which one a source states."""

from __future__ import annotations

import re

from bot.domain.folding import fold

#: English names by ISO 639-1 code: https://www.loc.gov/standards/iso639-2/php/code_list.php
NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "as": "Assamese", "ay": "Aymara", "az": "Azerbaijani",
    "be": "Belarusian", "bg": "Bulgarian", "bm": "Bambara", "bn": "Bengali", "bo": "Tibetan", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "dz": "Dzongkha", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "ff": "Fulah",
    "fi": "Finnish", "fo": "Faroese", "fr": "French", "ga": "Irish", "gl": "Galician", "gn": "Guarani",
    "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "is": "Icelandic", "it": "Italian",
    "iu": "Inuktitut", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "kl": "Greenlandic", "km": "Khmer",
    "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish",
    "ln": "Lingala", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mi": "Maori", "mk": "Macedonian",
    "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "my": "Burmese",
    "nb": "Norwegian Bokmål", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian Nynorsk", "no": "Norwegian",
    "or": "Odia", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "qu": "Quechua",
    "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "se": "Northern Sami", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovene", "sm": "Samoan", "sn": "Shona", "so": "Somali", "sq": "Albanian", "sr": "Serbian",
    "st": "Sotho", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai",
    "ti": "Tigrinya", "tk": "Turkmen", "tl": "Tagalog", "tn": "Tswana", "tr": "Turkish", "ug": "Uyghur",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "wo": "Wolof", "xh": "Xhosa",
    "yi": "Yiddish", "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
# What else they are called: in Spanish, French, German and by their speakers, by another English name, by a code of
# three letters (ISO 639-2) and by the one that TMDB has for Cantonese.
_ALSO = {
    "ar": "árabe|arabe|arabisch|ara", "bg": "búlgaro|bulgare|bulgarisch|bul", "bn": "bengalí|bangla|bengalisch|ben",
    "ca": "catalán|català|katalanisch|cat", "cs": "checo|tchèque|tschechisch|čeština|ces|cze",
    "da": "danés|danois|dänisch|dansk|dan", "de": "alemán|allemand|deutsch|tedesco|deu|ger",
    "el": "griego|grec|griechisch|ell|gre", "en": "inglés|anglais|englisch|inglese|inglês|engels|eng",
    "es": "español|castellano|espagnol|spanisch|spagnolo|espanhol|castilian|spa",
    "et": "estonio|estonien|estnisch|est", "eu": "euskera|vasco|baskisch|eus|baq",
    "fa": "farsi|persa|persan|persisch|dari|fas|per", "fi": "finés|finnois|finnisch|suomi|fin",
    "fr": "francés|français|französisch|francese|francês|frans|fra|fre", "ga": "gaelic|irlandés|irlandais|irisch|gle",
    "gl": "gallego|galego|glg", "he": "hebreo|hébreu|hebräisch|heb", "hi": "hin",
    "hr": "croata|croate|kroatisch|hrv", "hu": "húngaro|hongrois|ungarisch|magyar|hun",
    "id": "indonesio|indonésien|indonesisch|bahasa indonesia|ind", "is": "islandés|islandais|isländisch|isl|ice",
    "it": "italiano|italien|italienisch|ita", "ja": "japonés|japonais|japanisch|giapponese|japonês|日本語|jpn",
    "ka": "georgiano|géorgien|georgisch|kat|geo", "ko": "coreano|coréen|koreanisch|한국어|kor",
    "lt": "lituano|lituanien|litauisch|lit", "lv": "letón|letton|lettisch|lav",
    "nl": "neerlandés|holandés|néerlandais|niederländisch|nederlands|flemish|nld|dut",
    "nb": "bokmål|nob", "nn": "nynorsk|nno", "no": "noruego|norvégien|norwegisch|norsk|nor",
    "pl": "polaco|polonais|polnisch|polski|pol", "pt": "portugués|portugais|portugiesisch|português|por",
    "ro": "rumano|roumain|rumänisch|română|ron|rum", "ru": "ruso|russe|russisch|русский|rus",
    "sk": "eslovaco|slovaque|slowakisch|slk|slo", "sl": "slovenian|esloveno|slovène|slowenisch|slv",
    "sq": "albanés|albanais|albanisch|sqi|alb", "sr": "serbio|serbe|serbisch|srp",
    "sv": "sueco|suédois|schwedisch|svenska|swe", "ta": "tam", "te": "tel", "th": "tailandés|thaï|thailändisch|tha",
    "tl": "filipino|tgl", "tr": "turco|turc|türkisch|türkçe|tur", "uk": "ucraniano|ukrainien|ukrainisch|ukr",
    "ur": "urd", "vi": "vietnamita|vietnamien|vietnamesisch|vie", "yi": "yidis|jiddisch|yid",
    "zh": "mandarin|cantonese|mandarin chinese|chino|mandarín|cantonés|chinois|cantonais|chinesisch|mandarinchinesisch"
    "|kantonesisch|cinese|chinês|中文|普通话|zho|chi|cmn|yue|cn",
}  # fmt: skip
_CODES = (
    {code: code for code in NAMES}
    | {fold(name): code for code, name in NAMES.items()}
    | {fold(name): code for code, names in _ALSO.items() for name in names.split("|")}
)
# "English (with some Latin)", "Japanese with English subtitles": what is spoken comes first.
_FIRST = re.compile(r"\s*(?:[,;/|·•&+\[\](){}:]|\s[–-]\s|\s(?:and|with|y|e|et|und|con|avec|mit)\s)\s*", re.IGNORECASE)
_LONGEST = 200


def language_of(stated: str | None) -> str | None:
    """Return the ISO 639-1 code of the first language that a source states: `Japanese`, `fra`, `Englisch, Deutsch`.

    None where it is no language, or one with a country (`en-US`): that is how a site marks whom it writes for.
    """
    parts = _FIRST.split((stated or "")[:_LONGEST])
    return _CODES.get(fold(next(filter(None, parts), "")))


def language_name(code: str) -> str:
    """Return the English name of a language by its code, `Japanese` for `ja`; the code where it has none here."""
    return NAMES.get(code.casefold(), code)
