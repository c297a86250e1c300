"""Whether a page is a film review at all, and the reason, so that a person can overrule it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.intake.facts import Facts
from bot.intake.hallmarks import (
    asks_to_listen,
    calls_itself_review,
    explains_grades,
    gathers_critics,
    gathers_news,
    gives_advice,
    is_reference,
)
from bot.intake.headline import REVIEW_WORD
from bot.intake.subjects import COUNTED, LIST, OPINION, SAID, is_on_a_book
from bot.intake.tones import tone_of
from bot.intake.words import Line, is_long_prose

_NEWS = re.compile(
    r"\b(?:trailers?|tráiler|teasers?|bande-annonce|altersfreigabe|dreharbeiten|rodaje|tournage|in talks|to star in|"
    r"joins|cast as|renewed|announces?|announced|casting news|release date|first look|box office|showtimes|"
    r"screening of|proyección de|"
    r"interview|q&a|obituary|festival (?:line-?up|program)|giveaway|wins|nominations?|nominees|estrena|anuncia|"
    r"dévoile|kündigt an|"
    r"estren(?:ó|aron)|llega(?:n|ron)? a (?:las pantallas|los cines|las salas)|"
    r"(?:sort|arriv)ent? (?:en salles|au cinéma)|(?:kommen|starten|startet) (?:ins|im) kino|press release|"
    r"film club|ciné-club|cineforum|cartelera|programm)\b",
    re.IGNORECASE,
)
_FILM_REVIEW = re.compile(
    r"\b(?:movie|film|dvd|blu-?ray|kino) reviews?\b|filmkritik|cr[ií]tica de cine|critique (?:de )?(?:film|cin)",
    re.IGNORECASE,
)
_NAMES = {
    "book": "a book",
    "television": "a television series",
    "game": "a game",
    "music": "music",
    "podcast": "a podcast episode",
    "goods": "something to buy",
}
_SAMPLE = 30_000
_SHORT = 60
_SPEAKS = 2
_CREDITS = ("film.directors", "film.runtime_minutes", "headline.year", "film.year")
# Words of the screen alone tell of a film where there are so many.
_SCREENED = 4
# Points that a text needs, and one more for every so many words: long news praises somebody, too.
_NEEDED, _NEEDED_CREDITED, _WORDS_A_POINT = 4, 2, 200
# Speaking of films and screens supports a judgement, up to so many words each, and two words make a point.
_MOST_SUPPORT, _WORDS_OF_SUPPORT = 4, 2
_LONG_HEADLINE = 30


_THE_FILM = re.compile(
    r"\b(?:(?:this|the) (?:film|movie)|(?:la|esta) pel[ií]cula|(?:el|este|il|questo|le|ce|o|este) film[e]?|"
    r"(?:der|dieser) film|"
    r"de(?:ze)? film)\b|(?:этот )?фильм\b|この映画",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold the verdict on a page and the sentence that explains it."""

    is_film_review: bool
    reason: str


def _elsewhere(facts: Facts, marks: Sequence[str], counts: dict[str, int]) -> str | None:
    """Return what else the page is about, where its headline, tags or most of its words say so."""
    if facts.get("film.directors") and facts.get("film.runtime_minutes"):
        return None
    if not any(_FILM_REVIEW.search(mark) for mark in marks[:2]):
        if not counts["television"] and counts["film"] >= _SPEAKS:
            # A category "series" may hold posts on films that belong together.
            marks = [mark for mark in marks if mark != "type: series"]
        for kind, said in SAID.items():
            if any(said.search(mark) for mark in marks):
                return kind
    credited = bool(facts.get("film.directors") or facts.get("film.certificate"))
    filed = any(COUNTED["film"].search(kind) for kind in facts.get("kinds", ()))
    weight = counts["film"] + 2 * credited + 2 * filed
    found = max(("book", "game", "television", "music", "goods"), key=lambda kind: counts[kind])
    # Films are made from books and songs: only a text that hardly speaks of film is about something else.
    return found if counts[found] > 3 * weight + 1 else None


def marks_of(lines: Sequence[Line], facts: Facts) -> list[str]:
    """Return the lines that say what the page is: headline, its neighbours, front matter kinds, tags."""
    title = [facts.get("headline", ""), facts.get("headline.title", "")]
    return [mark for mark in [*title, *facts.get("kinds", ())] if mark]


def _says_film(marks: Sequence[str], lines: Sequence[Line]) -> bool:
    return any(_FILM_REVIEW.search(text) for text in (*marks, *(ln.text for ln in lines[:60] if len(ln.text) < 120)))


def _speaks_of_film(lines: Sequence[Line], sample: str, marks: Sequence[str], facts: Facts, films: int) -> bool:
    """Return whether anything ties a graded page to a film; a short verdict may only judge."""
    if films or facts.get("film.ids") or _says_film(marks, lines):
        return True
    if any(COUNTED["film"].search(kind) for kind in facts.get("kinds", ())):
        return True
    if any(facts.get(f"film.{field}") for field in ("directors", "cast", "runtime_minutes", "year", "genres")):
        return True
    tone = tone_of(sample)
    return bool(OPINION.search(sample)) or tone.screen >= _SCREENED or len(sample.split()) < _SHORT


def judge(lines: Sequence[Line], body: str, facts: Facts) -> Kind:
    """Return whether the page is a film review and why; `facts` are all that was read off it."""
    marks = marks_of(lines, facts)
    sample = body[:_SAMPLE] or " ".join(line.text for line in lines)[:_SAMPLE]
    counts = {kind: len(found.findall(sample)) for kind, found in COUNTED.items()}
    if kind := _elsewhere(facts, marks, counts):
        return Kind(False, f"This reads like a text about {_NAMES[kind]}, not of a film.")
    grade = facts.get("grade") or facts.get("worded grade")
    credited = any(facts.get(field) for field in _CREDITS)
    first = next((line.text for line in lines if line.text.strip()), "")
    if told := _told_otherwise(lines, [first, *marks[:2]], graded=bool(grade), credited=credited):
        return Kind(False, told)
    if grade or _says_review(lines, marks, facts):
        about_film = _speaks_of_film(lines, sample, marks, facts, counts["film"])
        why = "it prints a grade" if grade else "it calls itself a review"
        return Kind(about_film, f"A film review: {why}." if about_film else "Nothing on the page speaks of a film.")
    heads = [first] if len(first) > _LONG_HEADLINE and not is_long_prose(first) else []
    if any(_NEWS.search(mark) for mark in [*heads, *marks[:2]]):
        return Kind(False, "The headline announces news or an event, and no grade is printed.")
    if facts.get("logged") and facts.get("film.title") and body and not tone_of(sample).news:
        return Kind(True, "A film review: an entry of a film diary, with a text of its own.")
    if not credited and is_on_a_book(f"{first} {sample}"):
        return Kind(False, f"This reads like a text about {_NAMES['book']}, not of a film.")
    named = credited or bool(facts.get("film.title") or facts.get("film.cast"))
    if not named and gives_advice(sample):
        return Kind(False, "The page gives advice on films and names none.")
    return _by_tone(sample, counts["film"], credited=credited, named=named)


def _says_review(lines: Sequence[Line], marks: Sequence[str], facts: Facts) -> bool:
    """Return whether a headline, a tag or a label calls the page a review."""
    said = any(re.search(rf"\b(?:{REVIEW_WORD}|verdict|veredicto)\b", mark, re.IGNORECASE) for mark in marks)
    return said or bool(facts.get("headline.says_review")) or calls_itself_review(lines)


def _told_otherwise(lines: Sequence[Line], heads: Sequence[str], *, graded: bool, credited: bool) -> str | None:
    """Return why a page is no review of one film, where its head or its form says so, or None."""
    if not graded and asks_to_listen(lines):
        return f"This reads like a text about {_NAMES['podcast']}, not of a film."
    if any(map(explains_grades, heads)):
        return "The page explains how grades are given; it reviews no film."
    if any(LIST.search(head) for head in heads) and not (graded and credited):
        return "The headline promises a list of films, not a review of one."
    if not graded and is_reference(lines):
        return "The page is an article about a film: its making and its reception, and no grade of its own."
    if not graded and any(map(gathers_news, heads)):
        return "The headline promises a digest of links and news."
    if not graded and gathers_critics(lines):
        return "The page gathers what other critics say and prints no grade of its own."
    return None


def _by_tone(sample: str, films: int, *, credited: bool, named: bool) -> Kind:
    """Return the verdict on a text that neither grades nor calls itself a review: it must judge, and speak of film.

    Advice and announcements judge, too: a text whose film nobody can name must speak of one film.
    """
    tone = tone_of(sample)
    speaks = credited or films >= _SPEAKS or (films > 0 and films + tone.screen >= _SPEAKS) or tone.screen >= _SCREENED
    support = sum(min(count, _MOST_SUPPORT) // _WORDS_OF_SUPPORT for count in (films, tone.screen))
    needed = (_NEEDED_CREDITED if credited else _NEEDED) + tone.words // _WORDS_A_POINT
    speaks = speaks and (named or bool(_THE_FILM.search(sample)))
    if speaks and tone.judgement + support - tone.news >= needed:
        return Kind(
            True, "A film review: it judges a film, though it prints no grade and does not call itself a review."
        )
    if not named:
        return Kind(False, "The page speaks of films and names none: it reads like advice or an announcement.")
    return Kind(False, "No grade, no word for review and little judgement: it reads like news or an announcement.")
