"""Where in a headline the film's title ends and a tagline begins, told by what the rest of the page repeats."""

from __future__ import annotations

import re

from bot.intake.words import fold

CUTS = re.compile(
    r"\s+[-–—]{1,2}\s+|\s?[—:：]\s+|\s*\?\s|!\s|,\s|\s(?:is|are|was|review|ist|es|est|at)\s", re.IGNORECASE
)
# A colon before a small letter opens a tagline; before a capital it may be part of the title.
_HARD_CUT = re.compile(r"\s+[-–—]{1,2}\s+|—|:\s(?=[a-zß-öø-ÿ])")
# "Salt Harbour: Low Tide" is one title though the text says its first half alone; "Salt Harbour: A Marvel" is not.
_SUBTITLE = re.compile(
    r":\s(?!(?:An?|Un|Une|Una|Eine?)\s)(?:[^\W_a-zß-öø-ÿ][\w'’-]*\s?|(?:of|the|de|del|du|der|la|el)\s){1,4}"
)
# "Salt Harbour - The Last Tide", "Hafen - Insel des Windes": a dash before a second name, not before a tagline.
_DASH_TITLE = re.compile(
    r"\s[-–]\s(?:The|Der|Die|Das|La|Le|Les|El|Los|Las|L['’])\s?(?:[^\W_a-zß-öø-ÿ][\w'’-]*\s?){1,3}|"
    r"\s[-–]\s[^\W_a-zß-öø-ÿ][\w'’-]*\s(?:of|the|des|der|de|du|del|von|im|in)(?:\s(?:the|la|le|les|los|las|dem))?"
    r"(?:\s[^\W_a-zß-öø-ÿ][\w'’-]*){1,2}"
)
_SITE_NAME = re.compile(
    r"\b(?:reviews?|blog|magazine|movies?|films?|cinema|kino|critics?|times|post|news)\b", re.IGNORECASE
)
# "SALT HARBOUR 2, one more for the road": the title is what is printed in capitals.
_SHOUTED = re.compile(r"^(?P<title>[^a-zß-öø-ÿ]{4,80}?)(?:[,.:]\s|\s[-–—]\s|…\s?)(?=[^A-Z]*[a-zß-öø-ÿ])")
# "Film Friday: Salt Harbour" is the Friday of a series.
_SERIES = re.compile(
    r"^[^:]{0,40}\b(?:film|movie|cine|kino|cin[eé]ma|dvd|festival|night|club|week|monday|tuesday|wednesday|"
    r"thursday|friday|"
    r"saturday|sunday|classics?|corner)\b[^:]{0,20}:\s(?P<rest>.+)$",
    re.IGNORECASE,
)
# "Coup de cœur : Les Mouettes": words that are no name, before a title that the page repeats.
_COLUMN = re.compile(r"^(?P<name>[^:]{3,40}?)\s?[:：]\s(?P<rest>.{2,120})$")
_SMALL = "of the and in on to for a an de la le les el los las du des del y et und der die das von"
_SMALL_WORDS = frozenset(_SMALL.split())
_SPOILERS = re.compile(
    r"\s?[(\[][^()\[\]]{0,20}\b(?:spoilers?|spoiler[- ]?frei|sin destripes)\b[^()\[\]]{0,20}[)\]]", re.IGNORECASE
)
# "Salt Harbour (Blu-ray Disc)", "Gulls [4K UHD]"
DISC = re.compile(
    r"\s?[(\[](?:[^()\[\]]{0,30}\b)?(?:blu-?ray|dvd|4k|uhd|vhs|vod|imax|3d)\b[^()\[\]]{0,30}[)\]]", re.IGNORECASE
)
# "🍿 Salt Harbour"
_PICTURE = re.compile(r"^[\U0001F300-\U0001FAFF\u2600-\u27BF\ufe0f\u200d]{1,8}\s")
# "#12: Salt Harbour"
_COUNTED = re.compile(r"^#\d{1,4}\s?[:.–-]\s")
_FEWEST_WORDS, _MOST_WORDS = 2, 14


def unadorned(text: str) -> str:
    """Return a headline without pictures, a number, the disc it is of, or a word on spoilers."""
    for form in (_PICTURE, DISC, _SPOILERS, _COUNTED):
        text = form.sub("", text) or text
    return text


def known_part(text: str, page: str) -> str:
    """Return the longest beginning of a headline that the rest of the page repeats, else what stands before a dash."""
    ends = [m.start() for m in CUTS.finditer(text)]
    shouted = _shouted_part(text, page)
    for end in sorted({len(text), *ends}, reverse=True):
        part = fold(text[:end])
        if part and f" {part} " in page:
            return text if _goes_on(text[end:]) else max(text[:end], shouted, key=len)
    if shouted:
        return shouted
    if (column := _SERIES.match(text)) and f" {fold(column['rest'])} " in page:
        return column["rest"]
    if (column := _COLUMN.match(text)) and _is_phrase(column["name"]) and f" {fold(column['rest'])} " in page:
        return column["rest"]
    if shout := _SHOUTED.match(text):
        return shout["title"]
    dash = _HARD_CUT.search(text)
    return text[: dash.start()] if dash and dash.start() > 0 else text


def _is_phrase(text: str) -> bool:
    """Return whether a text has a word in small letters that titles in capitals do not have: `Coup de cœur`."""
    return any(word[0].islower() and word not in _SMALL_WORDS for word in text.split())


def _goes_on(rest: str) -> bool:
    """Return whether what follows the part that a page repeats belongs to the title still."""
    return bool(_SUBTITLE.fullmatch(rest) or (_DASH_TITLE.fullmatch(rest) and not _SITE_NAME.search(rest)))


def _shouted_part(text: str, page: str) -> str:
    """Return the longest beginning of a headline in capitals that the page repeats, in whole words; else nothing."""
    words = text.split()[:_MOST_WORDS]
    if not text.isupper() or len(words) < _FEWEST_WORDS:
        return ""
    starts = (" ".join(words[:count]) for count in range(len(words), _FEWEST_WORDS - 1, -1))
    return next((start for start in starts if f" {fold(start)} " in page), "")


def last_known(text: str, page: str) -> str:
    """Return what stands after the last dash, where the page repeats it and not what is before: `Column – Title`."""
    *before, after = re.split(r"\s[-–—|]\s", text)
    if not before or f" {fold(after)} " not in page:
        return text
    return text if any(f" {fold(part)} " in page for part in (text, *before)) else after
