"""The film that running text itself names: what it quotes most, or what its first sentence says is a film."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.intake.letters import CAPITAL
from bot.intake.words import Line, fold, is_long_prose

_QUOTED = re.compile(r"(?<!\w)[‘“\"'«„](?P<title>[A-ZÀ-Þ][^‘’“”\"'«»„.!?]{1,60}),?[’”\"'»“](?!\w)")
_OFTEN = 2
_BEFORE = 60
_WORD = rf"{CAPITAL}[\w'’&-]*"
_LINK = r"(?:of|the|and|in|on|to|for|a|de|la|le|les|el|los|las|del|du|des|y|et|und|der|die|das|von|en|&|\d{1,4})"
_TITLE = rf"(?P<title>{_WORD}(?:[:,]?\s(?:{_WORD}|{_LINK})){{0,7}}?)"
_SAYS = re.compile(
    rf"^\W{{0,3}}{_TITLE}[”\"’*_]{{0,2}}(?:,\s[^,.]{{1,80}},)?\s(?:is|was|isn['’]t|tells|follows|marks|es|fue|"
    rf"cuenta|narra|est|"
    r"n['’]est|raconte|ist|war|erzählt)\s(?P<rest>.{1,160})"
)
_FILM = re.compile(
    r"\b(?:films?|movies?|picture|thriller|comedy|comedies|documentary|horror|sequel|prequel|remake|biopic|western|"
    r"musical|rom-?com|blockbuster|directed|pel[ií]cula|cinta|largometraje|documental|comedia|comédie|documentaire|"
    r"long[- ]métrage|filme?s?|komödie|drama|drame|dokumentarfilm|spielfilm|streifen|fortsetzung)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:the|this|that|it|he|she|they|we|you|there|here|what|who|i|as|if|but|and|so|one|a|an|my|our|his|her|el|la|los|"
    r"las|esta?|este|lo|un|una|le|les|ce|cette|il|elle|on|c['’]|der|die|das|dieser|diese|es|er|sie|ein|eine|man)"
    r"(?:\s(?:film|movie|story|plot|director|picture|película|cinta|historia|histoire|handlung|geschichte|geste)\b.*)?",
    re.IGNORECASE,
)
_IS_FILM = re.compile(r"(?:a|an|one of)\s(?:[\w()’'-]{2,20},?\s){0,5}?(?:films?|movies?)\b", re.IGNORECASE)
_DATED = re.compile(
    r"^\W{0,12}(?P<title>[^\W_][^()\n]{1,80}?)[”\"’*_]{0,2}\s\((?P<year>(?:18|19|20)\d\d)\)\W{0,3}\s(?=[^\W_]|[\"“(])"
)

_A_FILM = re.compile(r"\b(?:films?|movies?|pel[ií]cula|cinta|filme|streifen)\b", re.IGNORECASE)
_OPEN, _CLOSE = r"[\"“‘'«„「『]", r"[\"”’'»“」』]"
_CALLED = r"[^\"“”‘«»„「」『』.!?\n]{1,60}?"
# "the film “X”", «фильм "X"»: a word for film right before a name in quotation marks.
_FILM_CALLED = re.compile(
    rf"(?<!\w)(?:films?|movie|pel[ií]cula|cinta|filme|фильм\w{{0,3}}|картин\w{{1,3}}|映画|(?:neu)?verfilmung"
    rf"(?:\s[\w-]{{1,24}}){{0,4}})\s?{_OPEN}(?P<title>{_CALLED}){_CLOSE}(?!\w)",
    re.IGNORECASE,
)
# "“X” is the film of the year", "« X » d'Inès Caldère est le film": a name in quotation marks said to be a film.
_CALLED_FILM = re.compile(
    rf"(?<!\w){_OPEN}(?P<title>{_CALLED}),?{_CLOSE}\s(?:(?:de|di|von|by|d['’])\s?{_WORD}(?:\s{_WORD}){{0,3}}\s)?"
    r"(?:is|es|est|ist|è|é)\s(?P<rest>.{1,80})"
)

# "impressed by “X.” The film …": a name in quotation marks before a sentence about the film.
_THEN_FILM = re.compile(
    rf"(?<!\w){_OPEN}(?P<title>{_CALLED})[.,]?{_CLOSE}\.?\s(?:The|This|La|Esta|Le|Ce|Der|Dieser)\s"
    r"(?:film|movie|pel[ií]cula|streifen)\b"
)


# "“Gulls” (PG-13; ★★★)": a certificate beside a name in quotation marks.
_MARKED_FILM = re.compile(
    rf"(?<!\w){_OPEN}(?P<title>{_CALLED}){_CLOSE}\s\((?:PG-13|PG|R|G|NC-17|NR)(?:[;,]\s[^()]{{1,40}})?\)"
)
_YEAR = r"(?:18|19|20)\d\d"
_MADE = (
    r"(?:film|movie|picture|adaptation|version|comedy|drama|thriller|documentary|horror film|classic|musical|western)"
)
# "a remake of the 1977 film X" tells when another film was made.
_OF_ANOTHER = re.compile(
    r"\b(?:remake|reboot|sequel|prequel|version|homage|inspired|based)\b[^.!?]{0,40}$", re.IGNORECASE
)


def named_film(lines: Sequence[Line]) -> Line | None:
    """Return the one name in quotation marks that the text says is a film's: `the film “X”`, `“X” is a film`.

    None where it says so of two.
    """
    found = [
        Line(line.number, match["title"].strip(" ,\u00a0\u202f"))
        for line in lines
        for match in (
            *_FILM_CALLED.finditer(line.text),
            *_CALLED_FILM.finditer(line.text),
            *_THEN_FILM.finditer(line.text),
            *_MARKED_FILM.finditer(line.text),
        )
        if "rest" not in match.groupdict() or _A_FILM.search(match["rest"])
    ]
    named = [line for line in found if line.text[:1].isupper() or not line.text[:1].isascii()]
    return named[0] if named and len({fold(line.text) for line in named}) == 1 else None


def opening_title(lines: Sequence[Line]) -> tuple[Line, int | None] | None:
    """Return the film that a text without headline opens with, as a line, and its year where one stands in brackets.

    `Salt Harbour is a film that …` names one where the page says those words again; `Salt Harbour (1999) - …` always.
    """
    paragraphs = [line for line in lines if is_long_prose(line.text)]
    if not paragraphs:
        return None
    first = paragraphs[0]
    if dated := _DATED.match(first.text):
        return Line(first.number, dated["title"].strip()), int(dated["year"])
    said = _SAYS.match(first.text[:400])
    if said is None or _NO_TITLE.fullmatch(said["title"]) or not _FILM.search(said["rest"]):
        return _said_below(lines)
    again = sum(line.text.count(said["title"]) for line in paragraphs)
    return (Line(first.number, said["title"]), None) if again >= _OFTEN else _said_below(lines)


def _said_below(lines: Sequence[Line]) -> tuple[Line, None] | None:
    """Return the one name with which a later paragraph opens to say that it is a film: `Gulls is a film that …`."""
    found = [
        Line(line.number, said["title"].rstrip("'’"))
        for line in lines
        if (said := _SAYS.match(line.text[:400]))
        and not _NO_TITLE.fullmatch(said["title"])
        and _IS_FILM.match(said["rest"])
    ]
    return (found[0], None) if len({fold(line.text) for line in found}) == 1 else None


def quoted_title(lines: Sequence[Line], least: int = _OFTEN) -> Line | None:
    """Return the phrase in quotation marks that a text repeats more than any other, `least` times, as a line."""
    quoted = [
        (match["title"].strip(" ,\u00a0\u202f"), line.number) for line in lines for match in _QUOTED.finditer(line.text)
    ]
    counts = Counter(title for title, _ in quoted).most_common(2)
    if not counts or counts[0][1] < least or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    title = counts[0][0]
    return Line(next(number for name, number in quoted if name == title), title)


def title_year(lines: Sequence[Line], title: str) -> tuple[int, int] | None:
    """Return the year that the page gives a film's title, and the line of the first: `X (2019)`, `the 2019 film X`.

    None where it gives two.
    """
    if not title:
        return None
    name = re.escape(title)
    forms = (
        rf"(?<!\w){name}[”\"’»*_]{{0,3}},?\s?[(\[](?:[^()\[\]\d]{{0,40}}\s)?(?P<year>{_YEAR})[)\],]",
        rf"(?<![\w’'])(?P<year>{_YEAR})\s(?:[\w-]{{2,20}}\s){{0,3}}?{_MADE}(?:\s(?:of|called|"
        rf"entitled))?,?\s[“\"‘*_]{{0,2}}{name}(?!\w)",
        rf"(?<!\w)released in (?P<year>{_YEAR})(?:,| and)[^.!?\n]{{0,60}}?(?<!\w){name}(?!\w)",
        rf"(?<!\w){name}[”\"’»*_]{{0,3}}(?:,| was| is)?\s(?:first )?released in (?P<year>{_YEAR})",
    )
    found = [
        (int(match["year"]), line.number)
        for form in forms
        for line in lines
        for match in re.finditer(form, line.text, re.IGNORECASE)
        if not _OF_ANOTHER.search(line.text[max(0, match.start() - _BEFORE) : match.start()])
    ]
    return min(found, key=lambda one: one[1]) if found and len({year for year, _ in found}) == 1 else None
