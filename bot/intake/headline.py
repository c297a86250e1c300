"""The film's title out of a headline: `Movie Review: X – tagline | Site`, `X review: tagline`, `Crítica de "X"`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.intake.letters import CAPITAL
from bot.intake.taglines import CUTS, known_part, last_known, unadorned
from bot.intake.words import fold

REVIEW_WORD = (
    r"(?:mini[- ]?|kurz[- ]?|quick |short |brief |full |honest |unsponsored |micro|early |advance )?"
    r"(?:(?:movie|film|cinema|horror|dvd|blu-?ray|4k(?: uhd)?|netflix|streaming|kino)[ -]?)?"
    r"(?:reviews?|filmkritik|kritik|rezension|filmrezension|filmbesprechung|besprechung|cr[ií]tica|rese[ñn]a|"
    r"critique|recensione|(?:\w{4,12}[ -])?(?:film|kino|dvd)-?tipp|"
    r"(?:film|movie|kino)[ -]?(?:recommendation|recomendaci[oó]n|recommandation|empfehlung)|"
    r"recensie|resenha|anmeldelse|recension|opini[oó]n|映画レビュー|レビュー|(?:評価と)?感想|映画評|影[评評]|[观觀]后感|"
    r"рецензия(?: на фильм)?|отзыв(?: о фильме)?)"
    r"(?: (?:of the|du|de) film|"
    r" (?:de )?cine(?:ma)?| (?:de la )?pel[ií]cula| film| cin[ée]ma?| ciné)?"
)
# "Harbour Film Reviews" is a site.
_ONE_REVIEW = REVIEW_WORD.replace("reviews?", "review(?!s)")
_PREFIX = re.compile(
    rf"^\W{{0,4}}(?:the |my |our |spoiler[- ]free )?{REVIEW_WORD}\W{{0,2}}(?:\s?[:：|»>\]]\s?|\s?[-–—]{{1,2}}\s|"
    rf"(?:#|n[º°o.]{{1,2}}\s?|n[úu]mero\s|num[ée]ro\s|nr\.?\s?)?\d{{1,4}}\s?[:.–—-]\s?)(?P<rest>.+)$",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"^\W{{0,4}}(?:(?:my|a|la|une?|eine?|die) )?{REVIEW_WORD}\s(?:of|de|du|zu|zum|von|to|di|van|su|sul|sulla|"
    rf"sobre|über|des?|"
    rf"à)\s(?:the (?:film|movie) |la pel[ií]cula |la pel[ií] |(?:dem )?film )?(?P<rest>.+)$",
    re.IGNORECASE,
)
# The words of diaries and columns: "Thoughts on X", "Just watched: X", "Cinéma - X", "Chronique X".
_COLUMN = re.compile(
    r"^\W{0,4}(?:(?:my|some|a few|final|quick|just|mon|mi|mis|meine?) )?(?:(?:[\w’'-]{3,9} ){0,2}thoughts (?:on|about)|"
    r"avis sur|"
    r"opini[oó]n sobre|an[aá]lisis de|(?:avis|(?:re)?watched|reviewed|seen|gesehen|visto|vista|vu|cine|ciné|kino|"
    r"at the movies|now (?:showing|playing))\s?:|chronique(?:\s?:)?|"
    r"(?:cine|cin[ée]ma|film|kino)\s[-–—])\s(?P<rest>(?-i:[^\Wa-zß-öø-ÿ]|[“\"‘«„']).+)$",
    re.IGNORECASE,
)
# "Shelf of Horrors in Review: Salt Harbour"
_IN_REVIEW = re.compile(r"^.{1,60}\bin reviews?\s?[:–—]\s(?P<rest>.+)$", re.IGNORECASE)
# "Why Salt Harbour is the best film of the year"
_WHY = re.compile(
    r"^\W{0,3}why\s(?P<rest>(?-i:[^\Wa-zß-öø-ÿ]|[“\"‘«„']).{1,80}?)[”\"’»']?\s(?:is|was|works|fails|matters|deserves|remains)\s.+$",
    re.IGNORECASE,
)
_QUOTED_AFTER = re.compile(rf"^\W{{0,4}}{REVIEW_WORD}\s(?P<rest>[“\"‘«„'「『].+)$", re.IGNORECASE)
_SUFFIX = re.compile(
    rf"^(?P<rest>.{{1,140}}?)(?:\s?[:：|,\[(]\s?|\s[-–—]{{1,2}}\s|\s)\(?(?:a |an |the |my |our |la |le |mon |mi |"
    rf"eine |meine |spoiler[- ]free )?{_ONE_REVIEW}\s?[\])]?"
    r"(?P<tail>$|\s?[:：|–—,!.(\[/／].*$|\s-.*$|\sby\s.*$|\spar\s.*$|\spor\s.*$|\svon\s.*$)",
    re.IGNORECASE,
)  # fmt: skip
_QUOTED = re.compile(
    r"[「『](?P<cornered>[^「」『』]{1,100})[」』]|"
    r"(?:[“\"«„‘]|(?<!\w)’)(?P<title>[^”\"»“]{1,100}?),?[”\"»“’](?!\w)|"
    r"(?<!\w)'(?P<plain>[^']{2,100}(?:'\w[^']{1,60})?),?'(?!\w)"
)
_GRADE_AT_END = re.compile(
    r"[\s([:–—-]{1,4}(?P<grade>(?:[★⭐🌟✭✮♥❤🍿]\ufe0f?\s?){1,10}½?\s?(?:[☆✩]\s?){0,9}|"
    r"(?<=[\s(])(?:\d(?:[.,]5)?|\d\s?1/2|\d?½|1/2|one|two|three|four|five)(?: and a half)?[\s-]stars?|"
    r"(?<=\s)\*{2,5}½?|\d{1,2}(?:[.,]\d{1,2})?\s?/\s?(?:4|5|6|10|20|100))"
    r"[\s)\]]{0,3}$"
)
_YEAR = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{0,60}?)(?P<year>(?:18|19|20)\d\d)(?P<after>[^()\[\]]{0,40})[)\]]")
_CLOSING_YEAR = re.compile(r"(?<=\w)(?:,|\s[-–—|])\s(?P<year>(?:19|20)\d\d)$")
_BAR = re.compile(r"\s*\|\s*|\s[•·]\s")
_SITE = re.compile(r"\s+(?:[|»•·‹«]|::)\s+|\s*\|\s*")
_STARRING = re.compile(
    r",?\s+(?:(?P<sure>starring|directed by|dirigida por|réalisé par|avec)|con|mit|with|by|de|di|"
    r"von)\s+[^\W\d_a-z]\w.*$"
)
_OWNER = re.compile(
    rf"^\W{{0,3}}[^\W\d][\w.-]{{1,30}}(?:\s(?-i:{CAPITAL})[\w.-]*){{0,2}}['’]s\s(?={REVIEW_WORD}\sof\s)",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    rf"^\W{{0,3}}(?:(?P<whose>[^\W\d][\w.-]{{1,30}}(?:\s(?-i:{CAPITAL})[\w.-]*){{0,2}})['’]s\s{_ONE_REVIEW}\sof\s|"
    rf".{{1,100}}\s{_ONE_REVIEW}\sby\s(?P<by>[^\W\d][\w.'’ -]{{1,40}}?)(?:\s[•|·]\s.{{1,40}})?$)",
    re.IGNORECASE,
)
_CAST_BESIDE = re.compile(rf"\s\((?:{CAPITAL}[\w.'’-]*\s){{1,3}}{CAPITAL}[\w.'’-]*(?:,\s[^()]{{3,100}})?\)$")
_TRIM = " \t\"'“”‘’«»„*_#:：–—-|,.\u200b"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Headline:
    """Hold what a headline says: the title, the film's year, and whether it calls itself a review."""

    title: str
    year: int | None
    says_review: bool
    line: int | None = None


def _after_review_word(text: str) -> str | None:
    """Return what is left of a headline without its word for review, or None where it has none."""
    for form in (_COLUMN, _PREFIX, _QUOTED_AFTER, _OF, _IN_REVIEW, _SUFFIX):
        if match := form.match(text):
            return match["rest"]
    return None


def _without_site(text: str) -> str:
    """Return the part of `headline | site` that is the headline."""
    parts = [part for part in (_BAR if "«" in text else _SITE).split(text) if part.strip(_TRIM)]
    if len(parts) > 1 and re.fullmatch(REVIEW_WORD + "s?", parts[0].strip(_TRIM), re.IGNORECASE):
        return f"{parts[0]}: {parts[1]}"
    return parts[0] if parts else text


def _take_year(text: str) -> tuple[str, int | None]:
    """Return the text up to `(2021)` and the year; what stands before the brackets is the title."""
    match = _YEAR.search(text)
    if match and text[: match.start()].strip(_TRIM):
        return text[: match.start()], int(match["year"])
    if closing := _CLOSING_YEAR.search(text):
        return text[: closing.start()], int(closing["year"])
    return text, None


def _without_people(title: str, page: str) -> str:
    """Return a title without the people named after it: `X, starring A and B`; `X by A` only where X is known."""
    if f" {fold(title)} " in page:
        return title
    if (beside := _CAST_BESIDE.search(title)) and f" {fold(title[: beside.start()])} " in page:
        return title[: beside.start()]
    credited = _STARRING.search(title)
    if credited and (credited["sure"] or f" {fold(title[: credited.start()])} " in page):
        return title[: credited.start()]
    return title


def _is_known(name: str, page: str) -> bool:
    """Return whether the page says a name, or what stands before its colon."""
    return any(f" {fold(part)} " in page for part in (name, name.split(":")[0]) if fold(part))


def _name_in(text: str, page: str, *, says_review: bool) -> str:
    """Return the film's name in what is left of a headline: quoted, or the part that is no tagline."""
    quoted = _QUOTED.search(text)
    name = (quoted["title"] or quoted["plain"] or quoted["cornered"]) if quoted else ""
    if quoted and fold(name) and (says_review or quoted.start() == 0 or _is_known(name, page)):
        return name
    return _without_people(known_part(text, page), page)


def _is_name_of_column(text: str, page: str) -> bool:
    """Return whether `Thoughts on Media` is the column itself: no colon or dash, a page that never says the rest."""
    column = _COLUMN.match(text) if page.strip() else None
    if column is None or re.search(r":|\s[-–—]\s", text[: column.start("rest")]):
        return False
    return not _is_known(_YEAR.sub("", CUTS.split(column["rest"])[0]), page)


def signed_by(text: str) -> str | None:
    """Return who a headline says wrote it: `Nell Marsh's Review of Gulls`, `‘Gulls’ review by Nell • Letterboxd`."""
    found = _WHOSE.match(text.strip()[:_LONGEST])
    return (found["whose"] or found["by"]) if found else None


def printed_grade(text: str) -> str | None:
    """Return the stars, hearts or fraction that close a headline: `Drone ★★☆☆`."""
    found = _GRADE_AT_END.search(_without_site(text.strip()[:_LONGEST]))
    return found["grade"] if found and found.start() > 0 else None


def parse_headline(text: str, page: str = "") -> Headline | None:
    """Return the film a headline speaks of, or None where nothing is left of it.

    `page` is the folded running text of the page, as `page_words` gives it: a title that it
    repeats is kept whole, and a tagline that it does not repeat is cut off.
    """
    text = _without_site(text.strip()[:_LONGEST])
    text = _GRADE_AT_END.sub("", text) or text
    text = _OWNER.sub("", unadorned(text))
    rest = None if _is_name_of_column(text, page) else _after_review_word(text)
    says_review = rest is not None
    if rest is None and (why := _WHY.match(text)) and _is_known(why["rest"], page):
        rest = why["rest"]
    title, year = _take_year(rest or text)
    if year is not None and rest is None:
        title = last_known(title, page)
    if year is None and says_review:
        year = _take_year(text)[1]
    title = _name_in(title, page, says_review=says_review).strip(_TRIM)
    title = re.sub(r"^(?:the movie|the film|film|movie)\s?[:：]\s?", "", title, flags=re.IGNORECASE)
    return Headline(title, year, says_review) if fold(title) else None
