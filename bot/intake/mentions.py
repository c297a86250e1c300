"""The film that running text speaks of without a headline: `I saw Gulls`, `Gulls, the film by …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.letters import CAPITAL
from bot.intake.title_words import can_title, tells_of_person
from bot.intake.words import Line, fold, is_prose

# A word that begins with a capital.
_BEGUN = rf"{CAPITAL}[\w'’-]*"
_SMALL = (
    r"(?:of|the|and|in|on|to|for|a|de|la|le|les|el|los|las|del|du|des|y|et|und|der|die|das|von|en|di|il|e|da|do|&|"
    r"\d{1,4})"
)
# A name in capitals: `Salt Harbour`, `Bienvenue chez les Mouettes`.
_NAME = rf"(?P<name>{_BEGUN}(?:(?::\s|\s)(?:{_SMALL}\s){{0,2}}{_BEGUN}){{0,5}})"
_PLAIN_NAME = _NAME.replace("?P<name>", "?:")
# "El laberinto de sal", "The long pier": an article and words in small letters.
_ARTICLED = r"(?:El|La|Los|Las|Le|Les|L['’]|Il|Lo|Gli|Der|Die|Das|The|O|Os|As)\s?[\w'’-]{2,20}(?:\s[\w'’-]{1,20}){0,5}?"
_EITHER = rf"(?P<name>{_PLAIN_NAME}|{_ARTICLED})"
_PERSON = rf"{_BEGUN}(?:\s(?:(?:de|da|del|di|van|von)\s)?{_BEGUN}){{1,2}}"
# The beginning of a sentence as languages with few capitals print a title: `El laberinto de sal`.
_PHRASE = r"(?P<name>[^\W_a-zß-öø-ÿ][^.!?,;:()«»„“”\"\n]{1,60}?)"
_IS = r"(?:is|was|fut|isn['’]t|remains|es|fue|no es|sigue siendo|est|n['’]est|reste|ist|war|bleibt|è|era|é|foi|es fue)"
_FILM = (
    r"(?:films?|movies?|picture|thriller|comedy|documentary|horror|sequel|prequel|remake|biopic|western|musical|"
    r"masterpiece|"
    r"pel[ií]culas?|cinta|largometraje|documental|comedia|filme?s?|obra maestra|cuento|f[áa]bula|"
    r"comédie|documentaire|long[- ]métrage|chef[- ]d['’](?:œuvre|oeuvre)|conte|"
    r"komödie|drama|drame|dokumentarfilm|spielfilm|streifen|fortsetzung|meisterwerk|"
    r"pellicola|lungometraggio|commedia|capolavoro|longa|obra[- ]prima)"
)
_SAYS = re.compile(rf"^\W{{0,12}}{_PHRASE},?\s{_IS}\s(?P<rest>.{{1,160}})")
# German turns sentences round: in "Leider ist der Film …" the film comes second.
_PREDICATE = re.compile(
    rf"^(?!(?:der|die|das|diese[rs]?|the|this|ce|este|esta|il) (?:film|movie))(?!(?:der|die|das|diese[rs]?) "
    rf")(?:[\w'’-]{{1,20}},?\s){{0,6}}?{_FILM}\b",
    re.IGNORECASE,
)
# "Puede decirse que Gaviotas, la película noruega que …", "en Gaviotas, su proyecto más ambicioso"
_APPOSED = re.compile(
    rf"(?:^|\s)(?<!\bcon )(?<!\bavec )(?<!\bmit )(?<!\bwith )(?<!\bby )(?<!\bpor )(?<!\bpar )(?<!\bvon ){_NAME}\s?,\s"
    r"(?:la|el|le|the|der|die|das|il|o|su|sa|son|ihr|sein|seine?|his|her|their|la sua|il suo|seu|"
    r"sua)\s(?:[\w'’-]{1,20}\s){0,2}?"
    r"(?:film|movie|pel[ií]cula|cinta|pellicola|filme|largometraje|long[- ]métrage|proyecto|projet|project|"
    r"projekt|obra|œuvre|"
    r"opera|werk)\b"
)
# "la película Gaviotas", "le film Mouettes de Inès Caldère"
_FILM_NAMED = re.compile(
    rf"(?<!\w)(?i:la pel[ií]cula|la cinta|el film|le film|du film|ce film|the film|the movie|il film|o filme|der "
    rf"film|den film|"
    rf"im film|des films|dem film)\s{_NAME}"
)
_MADE_BY = re.compile(rf"\s(?:de|di|von|by|da|d['’])\s?{CAPITAL}[\w.'’-]*\s.{{1,40}}$")
# "… is a quiet film": what a sentence says that a name is, and no more.
_CALLED = re.compile(
    rf"^(?:an?|un[ae]?|eine?|um[a]?|le|la|el|one of the|una de las|l['’]un des|eine?r "
    rf"der)\s(?:[\w'’-]{{1,20}},?\s){{0,3}}?(?i:{_FILM})\b"
)
_NAMES = re.compile(_EITHER)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
# "Directed by A, Gaviotas has become one of …"; a sentence's first word alone may be any word.
_BECAME = re.compile(
    rf",\s{_NAME}\s(?:se ha convertido en|has become|est devenue?|es|est|is|è|é)\s"
    rf"(?:[\w'’-]{{1,20}}\s){{0,6}}?(?i:{_FILM})\b"
)
_SEEN = re.compile(
    r"(?<!\w)(?:vus?|vue|voir|regardé|ver|visto|vi|vimos|saw|seen|watch|watched|watching|see|gesehen|sehen|vedere|"
    rf"assisti|assistir)\s(?:le film |la película |the (?:film|movie) |el film |il film |o filme )?{_NAME}"
    r"(?=\s?[.,?!;…:]|\s(?:et|and|y|und|con|with|avec|au|aux|im|at|by|por|le|la|on|last|hier|cette|ce|esta|ayer|"
    r"nel|al|no|em)\b|\sin (?:the )?(?:cinemas?|theat|imax|3d)|$)"
)
# "He visto El laberinto de sal por casualidad", "«Gaviotas» de Inés Caldera la he disfrutado"
_SEEN_PHRASE = re.compile(
    rf"(?<!\w)(?:he visto|vimos|j['’]ai vu|ho visto|i saw|i watched|vi)\s(?P<name>{_ARTICLED})(?=[.,;!?]|"
    rf"\s(?:por|en|con|ayer|hier|ieri|"
    r"al|au|in|on|with|last|y|et|e|and|me|de nuevo)\b)",
    re.IGNORECASE,
)
_OPENS_BY = re.compile(rf"^\W{{0,3}}{_NAME}[”\"»]?\s(?:de|di|von|by)\s{_PERSON}(?=\s[a-zß-öø-ÿ(]|,)")
_FELT = re.compile(
    rf"^\W{{0,3}}{_EITHER}[”\"»]?\s(?:no me|me ha|me gust|me enc|me par|me sorp|m['’]a|ne m['’]a|hat mich|"
    rf"gefällt|mi (?:è|ha)|non mi|"
    r"blew me|left me|surprised me|lost me)"
)
# "Esta «Gaviotas»", "quand sortira ce “Mouettes”": the one at hand.
_AT_HAND = re.compile(
    r"(?<!\w)(?:est[ae]|ce|cette|diese[rs]?|this|quest[oa]|"
    r"est[ea])\s[\"“‘«„](?P<name>[^\"“”‘’«»„.!?\n]{2,60}?)[\"”’»“](?!\w)",
    re.IGNORECASE,
)
# "seinem neuesten Film Möwen", "cette réussite qu'est Mouettes"
_NEW_FILM = re.compile(
    r"(?<!\w)(?:(?i:neue[nrs]?|neue?sten?|letzten?|nuev[oa]|últim[oa]|nouveau|dernier|new|latest|nuovo|ultimo|novo)\s"
    rf"(?i:film|pel[ií]cula|movie|pellicola|filme|streifen)|qu['’]est)\s{_NAME}(?=[.,;:!?]|\s[a-zß-öø-ÿ])"
)
_QUOTED = re.compile(r"(?<!\w)[\"“‘«„「『](?P<name>[^\"“”‘’«»„「」『』.!?\n]{2,60}?),?[\"”’»“」』](?!\w)")
_OTHER_WORK = re.compile(
    r"(?:novel|book|song|series|show|album|award|novela|libro|canción|serie|premio|roman|livre|chanson|série|prix|lied|"
    r"buch|preis|romanzo|canzone|premio)\W{1,3}$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(rf"(?<!\w)(?:{_FILM}|cine|cinéma|cinema|kino|фильм\w*|кино\w*)(?!\w)|映画", re.IGNORECASE)
_FIRST, _OPENINGS, _LONGEST = 3, 8, 3000
_MOST_WORDS = 8


def mentioned_film(lines: Sequence[Line]) -> Line | None:
    """Return the name of the film that running text speaks of, with its line; None where nothing names one for sure.

    Tried in turn: what the text says is a film, what its opening says somebody saw, and the one name in quotation
    marks on a page that speaks of films.
    """
    prose = [line for line in lines if is_prose(line.text)]
    if not prose or not any(_SPEAKS.search(line.text) for line in prose):
        return None
    return _said(prose) or _first_of((_SEEN, _SEEN_PHRASE), prose[:_FIRST]) or _only_quoted(prose)


def called_film(lines: Sequence[Line]) -> Line | None:
    """Return the name that running text says is a film, `Gulls, her best film`; None where it only names or quotes."""
    prose = [line for line in lines if is_prose(line.text)]
    return _said(prose) if prose else None


def _said(prose: Sequence[Line]) -> Line | None:
    first = prose[0]
    opened = _SAYS.match(first.text[:400])
    if opened and can_title(opened["name"]) and not tells_of_person(opened["rest"]):
        again = sum(f" {fold(opened['name'])} " in f" {fold(line.text[:_LONGEST])} " for line in prose[1:])
        again += fold(first.text[opened.end("name") : _LONGEST]).count(fold(opened["name"]))
        if again or _PREDICATE.match(opened["rest"]):
            return Line(first.number, opened["name"].strip())
    opening = _first_of((_OPENS_BY, _FELT), prose[:1])
    told = opening or _first_of((_APPOSED, _FILM_NAMED, _BECAME, _NEW_FILM), prose[:_FIRST])
    return told or _called_later(prose) or _found(_AT_HAND, prose)


def _first_of(forms: Sequence[re.Pattern[str]], lines: Sequence[Line]) -> Line | None:
    return next((found for form in forms if (found := _found(form, lines))), None)


def _called_later(prose: Sequence[Line]) -> Line | None:
    """Return the name that a later sentence opens with and calls a film: `Salt Harbour is a quiet film`."""
    for line in prose[:_OPENINGS]:
        for sentence in _SENTENCE.split(line.text[:_LONGEST]):
            said = _SAYS.match(sentence[:400])
            name = said["name"].strip() if said and not tells_of_person(said["rest"]) else ""
            if said and can_title(name) and _NAMES.fullmatch(name) and _CALLED.match(said["rest"]):
                return Line(line.number, name)
    return None


def _found(form: re.Pattern[str], lines: Sequence[Line]) -> Line | None:
    """Return the one name that the first sentences of a text have in a form; None where they have two."""
    found = [
        Line(line.number, name)
        for line in lines
        for match in form.finditer(line.text[:_LONGEST])
        if can_title(name := _MADE_BY.sub("", match["name"]))
    ]
    return found[0] if len({fold(name.text) for name in found}) == 1 else None


def _only_quoted(prose: Sequence[Line]) -> Line | None:
    """Return the only capitalised name that a text puts in quotation marks."""
    found = [
        Line(line.number, match["name"].strip(" ,"))
        for line in prose
        for match in _QUOTED.finditer(line.text)
        if not match["name"][0].islower()
        and not _OTHER_WORK.search(line.text[max(0, match.start() - 20) : match.start()])
    ]
    names = {fold(name.text) for name in found}
    return found[0] if len(names) == 1 and len(found[0].text.split()) <= _MOST_WORDS else None
