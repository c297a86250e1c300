"""Facts that reviews state in a sentence: `a 133-minute film`, `directed by …`, `stay for the post-credits scene`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.facts import Facts
from bot.intake.letters import CAPITAL
from bot.intake.values import yes_or_no
from bot.intake.words import Line

_RUNTIME = re.compile(
    r"(?<![\d.,])(?P<a>\d{2,3})[- ]?min(?:ute)?s?[- ](?:long )?(?:film|movie|picture|runtime|run[- ]?time|"
    r"running time|feature|epic|duration)\b|"
    r"(?:runtime|running time|run time|clock(?:s|ing) in at|runs(?: for)?|length)(?:\sof|\sis|\sat|\sa)?\s(?:around |"
    r"about |just |only |a |over |under |nearly )?(?P<b>\d{2,3})[- ]?min|"
    r"\b(?:only|just|about|is|at|over|under|nearly|its)\s(?P<e>\d{2,3})[- ]?min(?:ute)?s? long\b|"
    r"(?P<c>\d{2,3}) minut(?:os|es) de (?:metraje|duración|film|película|pelicula)|(?:dura|duración de|durée de|"
    r"dauert|laufzeit von|pelicula de|d'une durée de)\s(?P<d>\d{2,3}) ?min",
    re.IGNORECASE,
)
_NAME = rf"{CAPITAL}[\w.'’-]*(?:\s(?:(?:de|da|del|di|la|le|van|von|der|du)\b|{CAPITAL}[\w.'’-]*)){{1,3}}"
_DIRECTED = re.compile(
    rf"\b(?:[Dd]irected by|[Dd]irector|[Dd]irigid[ao] por|[Rr]éalisé(?:e)? par|unter der Regie von|"
    rf"Regisseur(?:in)?)\s(?:[\w’'-]{{2,12}}[ -](?:[Ww]inning|[Nn]ominated|[Ww]inner)\s)?"
    rf"(?:(?:director|filmmaker|auteur)\s)?"
    rf"(?P<name>{_NAME})"
)
_THIS_FILM = re.compile(
    r"\b(?:this|the) (?:film|movie)\b|\best[ae] (?:película|film|peli|cinta)\b|\bce film\b|\bdieser film\b",
    re.IGNORECASE,
)
_STARRING = re.compile(
    rf",\s+(?:starring|protagonizada por|avec|mit)\s(?P<names>{_NAME}(?:(?:, | and |, and | y | et |"
    rf" und ){_NAME}){{0,6}})",
    re.IGNORECASE,
)
# "Salt Harbour (2019) by Ines Calder": behind the year of a film stands who made it.
_DATED_BY = re.compile(rf"\((?:18|19|20)\d\d\),?\s(?:by|dir\.(?: by)?|directed by|de|von)\s(?P<name>{_NAME})$")
_RATED = re.compile(
    r"\b(?:film|movie|picture|it)(?: is|['’]s| was| has been| got| has earned) rated "
    r"(?P<mark>PG-13|PG|R|G|NC-17|MA|M)(?![\w-])"
    r"(?: for (?P<reason>[^.;()]{3,200}))?"
)
# `Rated "G," three stars`; `"Gulls" (PG-13; ★★★)`, as newspapers print it
_MARKED = re.compile(
    r"\b[Rr]ated\s[\"“](?P<mark>PG-13|PG|R|G|NC-17)[,.]?[\"”]|[\"”]\s\((?P<beside>PG-13|PG|R|G|NC-17|NR)(?:[;,]\s[^()]{1,40})?\)"
)
_AFTER = re.compile(
    r"(?:post|after|mid|end)[- ]credits?[- ](?:scene|sequence|stinger|sting|tag)s?|escenas? (?:post|tras los |"
    r"después de los )?-?(?:cr[eé]ditos|poscr[eé]ditos|postcr[eé]ditos)|"
    r"scènes? (?:post|après le)[- ]?(?:générique|crédits)|(?:post|after|mid)[- ]?credits?[- ]s[zc]enen?|"
    r"(?:scenes?|sequences?|stingers?|anything)[”\"’']? (?:during or |in or )?(?:after|following) the "
    r"(?:end |final )?credits|"
    r"abspannszenen?|szenen? (?:nach|im) (?:dem )?abspann",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|not|isn['’]t|aren['’]t|without|don['’]t|doesn['’]t|lacks?|sin|no hay|ninguna|pas de|aucune|sans|"
    r"kein\w*|ohne|gibt es keine)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:there (?:is|are|was)|there['’]s|hay|il y a|il n['’]y a|gibt es|es gibt)\b", re.IGNORECASE)
# "Nach dem Abspann kommt nichts mehr", "Quédense hasta que terminen los créditos"
_NOTHING = re.compile(
    r"\b(?:after|nach|après|tras|después de|dopo|depois d[oe]s?)\s(?:the|dem|le|los|i|as)?\s?(?:end |final )?"
    r"(?:credits|abspann|générique|cr[eé]ditos|titoli di coda)\b[^.!?]{0,30}\b(?:nothing|nichts|rien|nada|niente)\b|"
    r"\b(?:nothing|nichts|rien|nada|niente)\b[^.!?]{0,30}\b(?:after|nach|après|tras|después de|dopo)\s(?:the|dem|"
    r"le|los|i)\s"
    r"(?:end |final )?(?:credits|abspann|générique|cr[eé]ditos|titoli)\b",
    re.IGNORECASE,
)
_STAY = re.compile(
    r"\b(?:stay|sit|wait|remain|qu[ée]den?se|qu[eé]dat[ée]|quedarse|restez|rester|bleibt|sitzen ?bleiben|restate|"
    r"fique)\b[^.!?]{0,40}"
    r"\b(?:credits|abspanns?|générique|cr[eé]ditos|titoli di coda)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"^[^.!]{0,40}\?")


def _runtime(line: Line, facts: Facts) -> None:
    if found := _RUNTIME.search(line.text):
        length = int(next(group for group in found.groups() if group))
        if 40 <= length <= 400:
            facts.state("film.runtime_minutes", length, line.number)


def _after_credits(lines: Sequence[Line], facts: Facts) -> None:
    """State whether a scene follows the credits; "there is none" outweighs a word on another film's scene."""
    for line in lines:
        # "Is there a post-credits scene? Yes, one."
        for match in _AFTER.finditer(line.text):
            if (asked := _ASKING.match(line.text[match.end() :])) and (
                answer := line.text[match.end() + asked.end() :]
            ):
                facts.state("after_credits", yes_or_no(answer.strip()), line.number)
    found = [
        (
            not _NONE.search(line.text[: match.start()][-80:]),
            bool(_THERE.search(line.text[: match.start()][-60:])),
            line,
        )
        for line in lines
        for match in _AFTER.finditer(line.text)
        if not _ASKING.match(line.text[match.end() :])
    ]
    for line in lines:
        if _NOTHING.search(line.text):
            facts.state("after_credits", False, line.number)
        elif (stay := _STAY.search(line.text)) and not _NONE.search(line.text[: stay.start()][-80:]):
            facts.state("after_credits", True, line.number)
    for follows, _, line in sorted(found, key=lambda said: not said[1])[:1]:
        facts.state("after_credits", follows, line.number)


def _directors(lines: Sequence[Line], title: str | None, facts: Facts) -> None:
    """State the director where the text names exactly one person as such."""
    found = [
        (m["name"].removesuffix("'s").removesuffix("’s"), line) for line in lines for m in _DIRECTED.finditer(line.text)
    ]
    if len({name for name, _ in found}) != 1:
        return
    name, line = found[0]
    if (title and title.casefold() in line.text.casefold()) or _THIS_FILM.search(line.text):
        facts.state("film.directors", (name,), line.number)


def read_prose(lines: Sequence[Line], title: str | None, facts: Facts) -> None:
    """State what sentences of the review say about the film itself."""
    for line in lines:
        _runtime(line, facts)
        if rated := _RATED.search(line.text):
            facts.state("film.certificate", rated["mark"], line.number)
            facts.state("film.certificate_reason", rated["reason"], line.number)
        elif marked := _MARKED.search(line.text):
            facts.state("film.certificate", marked["mark"] or marked["beside"], line.number)
    _after_credits(lines, facts)
    _directors(lines, title, facts)


def read_starring(headline: str, line: int | None, facts: Facts) -> None:
    """State the people that a headline names: `“X,” starring A and B`, `X (2019) by C`."""
    if directed := _DATED_BY.search(headline):
        facts.state("film.directors", (directed["name"],), *((line,) if line else ()))
    if found := _STARRING.search(headline):
        cast = tuple(re.split(r", and |, | and | y | et | und ", found["names"]))
        facts.state("film.cast", cast, *((line,) if line else ()))
