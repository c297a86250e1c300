"""Whether a page is a film review at all, and the reason, so that a person can overrule it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.printed_grades import is_grade_alone
from bot.intake.facts import Facts
from bot.intake.headline import REVIEW_WORD
from bot.intake.several import Section
from bot.intake.words import Line

_WORDS = {
    "film": r"films?|movies?|cinema|filmmak\w*|screenplay|cinematograph\w*|pel[ií]culas?|pelis?|cintas?|cine|"
            r"largometraje|"
    r"filme[ns]?|kino\w*|spielfilm\w*|streifen|long[- ]métrage|cinéma|moviegoer\w*|blockbuster\w*",
    "book": r"books?|novels?|memoir|chapters?|prose|author['’]s|libros?|novelas?|capítulos?|roman[es]?|livres?|"
            r"lecture|lecteur|"
    r"b[uü]ch(?:er|s|es)?|kapitel|paperback|hardcover|audiobook|isbn|literature|literatura|littérature|literatur",
    "television": r"tv|television|series|seasons?|episodes?|showrunner|miniseries|sitcom|series finale|temporadas?|"
                  r"capítulos?|episodios?|"
    r"serie|série|séries|saison|épisodes?|staffeln?|folgen?|serien|fernsehserie|watchmojo",
    "game": r"games?|gameplay|gamers?|playstation|ps[45]|xbox|nintendo|switch|multiplayer|videojuegos?|juegos?|jeux?|"
            r"spiele?|videospiel\w*|"
    r"developer|co-op|rpg|dlc|consoles?|steam",
    "music": r"albums?|songs?|tracks?|lp|ep|discos?|canciones|chansons?|lieder|alben|tracklist|band['’]s",
    "podcast": r"podcasts?|episode|listen|listeners|spotify|apple podcasts",
}  # fmt: skip
_COUNTED = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _WORDS.items()}
_SAID = {
    "book": re.compile(r"\b(?:book|novel|graphic novel) reviews?\b|\b(?:buch(?:kritik|rezension|besprechung))|"
                       r"rese[ñn]a (?:de|del) libro|critique (?:de|du) livre|\bliteratur(?:e|a)?\b", re.IGNORECASE),
    "podcast": re.compile(r"\bpodcast\b(?:.{0,20}\b(?:episode|ep\.?|#?\d))|"
                          r"\b(?:episode|ep\.?) #?\d{1,4}\b", re.IGNORECASE),
    "television": re.compile(
        r"\b(?:tv|series|season|show|episode) (?:\d{1,2} )?(?:reviews?|recap)\b|\bseason \d{1,2}\b|"
        r"\bs\d{1,2}\s?e\d{1,2}\b|\b\d{1,2}\. staffel|\btemporada \d|\bsaison \d|"
        r"\btv[- ](?:series|show)\b|\bserienkritik|\bminiseries\b|\bepisode \d{1,3}\b", re.IGNORECASE),
    "game": re.compile(r"\b(?:video ?)?game reviews?\b|\bspieletest|\b(?:ps[45]|xbox|switch|pc) review\b|"
                       r"\btest jeu\b|análisis de(?:l)? (?:video)?juego", re.IGNORECASE),
    "music": re.compile(r"\b(?:album|music|record|concert|live) reviews?\b|\balbumkritik", re.IGNORECASE),
}  # fmt: skip
_LIST = re.compile(
    r"^\W{0,4}(?:the |my |our |los |las |les |die )?(?:top |best |worst |\d{1,3} |ten |five |mejores |meilleurs |"
    r"besten |\d{1,3} mejores )(?:\d{1,3} )?.{0,60}\b(?:films|movies|pel[ií]culas|filme|scenes|reasons|things|"
    r"performances|moments|ways|actors)\b|"
    r"\b(?:\d{1,3}|five|ten) (?:best |worst |great |must[- ]see |scary |sad |new )?(?:films|movies|pel[ií]culas|"
    r"filme)\b",
    re.IGNORECASE,
)  # fmt: skip
_NEWS = re.compile(
    r"\b(?:trailer|teaser|announces?|announced|casting news|release date|first look|box office|showtimes|"
    r"screening of|proyección de|"
    r"interview|q&a|obituary|festival (?:line-?up|program)|giveaway|wins|nominations?|nominees|estrena|anuncia|"
    r"dévoile|kündigt an|"
    r"press release|film club|ciné-club|cineforum|cartelera|programm)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:performances?|acting|plot|storyline|pacing|soundtrack|boring|brilliant|loved|enjoy(?:ed|able)?|"
    r"disappoint\w*|recommend\w*|masterpiece|"
    r"entertaining|predictable|stunning|beautiful(?:ly)?|terrible|awful|great|worst|best|funny|charming|"
    r"well[- ](?:made|acted)|"
    r"actuaci[oó]n(?:es)?|gui[oó]n|trama|aburrid\w|brillante|recomend\w*|entretenid\w|me (?:gust[oó]|encant[oó]|"
    r"pareci[oó])|obra maestra|impecable|floj\w|"
    r"jeu d['’]acteur|interprétation|scénario|ennuyeux|magnifique|réussi\w*|décevant\w*|chef[- ]d['’](?:œuvre|"
    r"oeuvre)|j['’]ai (?:aimé|adoré)|ennuyant|"
    r"schauspieler\w*|handlung|spannend\w*|langweilig\w*|großartig\w*|gelungen\w*|empfehl\w*|enttäusch\w*|"
    r"meisterwerk|unterhalt\w*|überzeug\w*)\b",
    re.IGNORECASE,
)
_NAMES = {
    "book": "a book",
    "television": "a television series",
    "game": "a game",
    "music": "music",
    "podcast": "a podcast episode",
}
_SAMPLE = 30_000


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold the verdict on a page and the sentence that explains it."""

    is_film_review: bool
    reason: str


def _elsewhere(facts: Facts, marks: Sequence[str], counts: dict[str, int]) -> str | None:
    """Return what else the page reviews, where its headline, tags or most of its words say so."""
    if facts.get("film.directors") and facts.get("film.runtime_minutes"):
        return None
    for kind, said in _SAID.items():
        if any(said.search(mark) for mark in marks) and not re.search(
            r"\b(?:movie|film) review|filmkritik", " ".join(marks[:2]), re.IGNORECASE
        ):
            return kind
    credits = bool(facts.get("film.directors") or facts.get("film.certificate"))
    for kind in ("book", "game", "television", "music"):
        if counts[kind] > 3 * (counts["film"] + 2 * credits) + 1 or (
            counts[kind] >= 2 > counts["film"] and not credits
        ):
            return kind
    return None


def _marks(lines: Sequence[Line], facts: Facts) -> list[str]:
    """Return the lines that say what the page is: headline, its neighbours, front matter kinds, tags."""
    title = [facts.get("headline", ""), facts.get("headline.title", "")]
    return [mark for mark in [*title, *facts.get("kinds", ())] if mark]


def _says_film(marks: Sequence[str], lines: Sequence[Line]) -> bool:
    short = " \n ".join([*marks, *(line.text for line in lines[:60] if len(line.text) < 120)])
    return bool(
        re.search(
            r"\b(?:movie|film|dvd|blu-?ray|kino) reviews?\b|filmkritik|cr[ií]tica de cine|critique (?:de )?(?:film|"
            r"cin)",
            short,
            re.IGNORECASE,
        )
    )


def judge(lines: Sequence[Line], body: str, facts: Facts) -> Kind:
    """Return whether the page is a film review and why; `facts` are all that was read off it."""
    marks = _marks(lines, facts)
    sample = body[:_SAMPLE] or " ".join(line.text for line in lines)[:_SAMPLE]
    counts = {kind: len(found.findall(sample)) for kind, found in _COUNTED.items()}
    if kind := _elsewhere(facts, marks, counts):
        return Kind(False, f"This reads like a review of {_NAMES[kind]}, not of a film.")
    grade = facts.get("grade")
    says_review = bool(facts.get("headline.says_review")) or any(
        re.search(rf"\b{REVIEW_WORD}\b", m, re.IGNORECASE) for m in marks
    )
    credited = bool(facts.get("film.directors") or facts.get("film.runtime_minutes") or facts.get("headline.year"))
    if any(_LIST.search(mark) for mark in marks[:2]) and not (grade and credited):
        return Kind(False, "The headline promises a list of films, not a review of one.")
    if grade or says_review:
        about_film = credited or counts["film"] or _says_film(marks, lines) or facts.get("film.title")
        why = "it prints a grade" if grade else "it calls itself a review"
        return Kind(
            bool(about_film), f"A film review: {why}." if about_film else "Nothing on the page speaks of a film."
        )
    if any(_NEWS.search(mark) for mark in marks[:2]):
        return Kind(False, "The headline announces news or an event, and no grade is printed.")
    return _by_tone(sample, counts, credited)


def _by_tone(sample: str, counts: dict[str, int], credited: bool) -> Kind:
    opinions, words = len(_OPINION.findall(sample)), len(sample.split())
    needed = 2 if credited else 3 + words // 400
    if opinions >= needed and (counts["film"] >= 2 or credited):
        return Kind(
            True, "A film review: it judges a film, though it prints no grade and does not call itself a review."
        )
    return Kind(False, "No grade, no word for review and little judgement: it reads like news or an announcement.")


def judge_several(sections: Sequence[Section], facts: Facts) -> Kind:
    """Return whether a page of several films is made of reviews: a list without judgement is none."""
    words = sum(len(line.text.split()) for section in sections for line in section.lines)
    rated = sum(
        any(is_grade_alone(line.text) or "rating" in line.text.casefold() for line in s.lines) for s in sections
    )
    marks = _marks((), facts)
    if rated * 2 < len(sections) and any(_LIST.search(mark) for mark in marks[:2]):
        return Kind(False, f"The headline promises a list of films; its {len(sections)} entries print no grade.")
    if words < 8 * len(sections):
        return Kind(bool(rated), f"{len(sections)} films with hardly a word on each.")
    return Kind(True, f"The page reviews {len(sections)} films, each under a heading of its own.")
