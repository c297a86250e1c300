"""The lines by which a page says what it is: its own judgement, others' judgements, or how grades are given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.headline import REVIEW_WORD
from bot.intake.words import Line, fold

_LONGEST_LABEL, _LABEL_AND_COLON, _LONGEST_OPENING, _LONGEST_HEADING = 100, 40, 600, 160
_LONGEST_SOURCE = 600
_POLICY = re.compile(
    r"^\W{0,3}(?:(?:my|our|the|movie|film|review|star|\w+['’]s) ){0,4}(?:rating|ranking|scoring|grading|review)s? "
    r"(?:style |writing )?(?:system|scale|policy|guide|guidelines|criteria|template|rubric)[\W\d]{0,6}$|"
    r"\bhow (?:i|we|to) (?:write an? |do )?(?:(?:good|movie|film) ){0,2}(?:rate|grade|score|review)\b|"
    r"^\W{0,3}(?:build|create|design|develop|write|code) (?:an? |your )?(?:(?:simple|movie|film) ){0,2}reviews?\b|"
    r"\b(?:ratings?|scoring|grading) (?:system|scale)\b.{0,200}\bscale (?:is|goes|runs|of)\b|"
    r"^\W{0,3}(?:unser |mein )?(?:bewertungs|wertungs)(?:system|skala|kriterien)|^\W{0,3}barème|"
    r"^\W{0,3}(?:mi |nuestro )?sistema de (?:puntuación|calificación)",
    re.IGNORECASE,
)
# "Das sagen die Kritiker", "Qu'en pense la presse ?": others judge there.
_PRESS = re.compile(
    r"^\W{0,4}(?:(?:das|was) (?:sagen|meinen|schreiben) (?:die )?(?:kritik\w*|presse)|pressestimmen|"
    r"qu['’]en (?:pense|dit) la (?:presse|critique)|ce qu['’]en (?:pense|dit) la (?:presse|critique)|revue de presse|"
    r"what (?:the )?critics (?:say|think|are saying)|critics? (?:react|round-?up)\w*|review round-?up|"
    r"(?:lo que|qué) (?:dice|opina)n? (?:la|los) cr[ií]tic\w+|el veredicto de los cr[ií]ticos|"
    r"cosa (?:dice|dicono) (?:la|i) critic\w+)\b.{0,100}$",
    re.IGNORECASE,
)
# "“A quiet, clever film.” The Harbour Post": a paragraph that quotes a paper.
_QUOTED_PAPER = re.compile(
    r"^[\"“„«].{20,900}[\"”“»]\s[-–—(]{0,2}\s?(?:[^\W_a-zß-öø-ÿ][^\"“”«».!?]{1,40}|[\w.-]{4,30})$"
)
_FEWEST_PAPERS = 3
# "Harbour Digest 12", "Film news roundup", "Weekly links"
_DIGEST = re.compile(
    r"\b(?:digest|newsletter|news round-?up|link round-?up|weekly links|links of the week|linkdump|fundstücke|"
    r"revue de liens|boletín)\b",
    re.IGNORECASE,
)
# "Dieser Text basiert auf dem Artikel … aus der freien Enzyklopädie Wikipedia"
_ENCYCLOPEDIA = re.compile(
    r"\b(?:text|texte|texto|artikel|article|artículo|source|quelle|fuente)\b.{0,160}\bwikipedia\b|"
    r"\bfrom wikipedia, the free|\bde wikipedia, la enciclopedia|\bwikipédia, l['’]encyclopédie",
    re.IGNORECASE,
)
# "Lo mejor: …" over "Lo peor: …": who weighs both sides reviews.
_FOR = r"lo mejor|a favor|les? plus|les points forts|pros?|the good|positiv|das gute|il meglio|pregi|pontos positivos"
_AGAINST = (
    r"lo peor|en contra|les? moins|les points faibles|cons?|the bad|negativ|das schlechte|il peggio|difetti|"
    r"pontos negativos"
)
_SIDES = tuple(re.compile(rf"^\W{{0,4}}(?:{side})\s?[:：]", re.IGNORECASE) for side in (_FOR, _AGAINST))
# "Kritik: Die Gags sitzen …", "KRITIK – kurz und knapp: …"
_OPENING_LABEL = re.compile(
    rf"^\W{{0,4}}(?:{REVIEW_WORD}|comentário|commento)(?:\s[–-]\s[^:]{{1,30}})?\s?[:：]\s(?P<text>.{{40,}})$",
    re.IGNORECASE,
)
_OWN_LABEL = re.compile(
    rf"^\W{{0,4}}(?:(?:the|my|our|meine?|ma|mes|mon|mi|la|die|unsere?|mein|final) )?(?:{REVIEW_WORD}|verdict|veredicto|"
    rf"opinione?|ressentis?|impressions?|avis|fazit|meinung|thoughts|impresiones|感想|评价|отзыв|вывод)"
    rf"(?:\W{{0,4}}$|\W{{1,4}}(?:by|por|par|von)\s\w.{{0,60}}$)",
    re.IGNORECASE,
)


# "Before I get into this review", "Review in one sentence: …"
_SPEAKS_OF_ITSELF = re.compile(
    r"\b(?:in|into|of|for|to|with|before|reading) (?:this|my) (?:film |movie )?review\b|\b(?:to|into) the review\b|"
    r"\bmy (?:full |film |movie )?review (?:of|is)\b|^review in (?:one|a) (?:sentence|word|nutshell)\b",
    re.IGNORECASE,
)
_OPENING_LINES = 8
# Headings that an encyclopedia's article on a film has.
_ARTICLE = frozenset(
    ("production", "production notes", "reception", "critical reception", "box office", "accolades", "release",
     "development", "filming", "external links", "references", "see also", "awards and nominations")
)  # fmt: skip
_ARTICLE_PARTS = 2


# "A film review offers …", "My checklist for a family's evening": advice on films, whichever.
_ADVICE = re.compile(
    r"\b(?:an?|any|every|your) (?:good |great |typical )?(?:movie|film) review "
    r"(?:is|offers|should|will|must|can|may|begins|includes)\b|"
    r"\b(?:checklist|step[- ]by[- ]step|framework|how to (?:choose|pick|write|review|vet))\b",
    re.IGNORECASE,
)


# "Listen on the players above, Apple Podcasts or Spotify"
_LISTEN = re.compile(
    r"\blisten (?:on|to|now|here|below|above)\b.{0,80}\b(?:podcasts?|spotify|episode|players?)\b", re.IGNORECASE
)
_LISTENED = 20


def asks_to_listen(lines: Sequence[Line]) -> bool:
    """Return whether the head of a page says where to listen to it: a podcast's."""
    return any(_LISTEN.search(line.text) for line in lines[:_LISTENED])


def gives_advice(text: str) -> bool:
    """Return whether a text tells how to choose films or to write about them."""
    return bool(_ADVICE.search(text))


def is_reference(lines: Sequence[Line]) -> bool:
    """Return whether the text is an encyclopedia's: it says so, or has headings such as production and reception."""
    if any(_ENCYCLOPEDIA.search(line.text[:_LONGEST_SOURCE]) for line in lines):
        return True
    return len({fold(line.text) for line in lines if len(line.text) < _LABEL_AND_COLON} & _ARTICLE) >= _ARTICLE_PARTS


def explains_grades(text: str) -> bool:
    """Return whether a headline promises the rules by which grades are given, or a guide to writing reviews."""
    return bool(_POLICY.search(text))


def gathers_critics(lines: Sequence[Line]) -> bool:
    """Return whether a heading says that other critics speak below it, or several paragraphs quote papers."""
    if any(len(line.text) < _LONGEST_HEADING and _PRESS.match(line.text) for line in lines):
        return True
    return sum(bool(_QUOTED_PAPER.match(line.text)) for line in lines) >= _FEWEST_PAPERS


def gathers_news(text: str) -> bool:
    """Return whether a headline names a digest, a newsletter or a list of links."""
    return bool(_DIGEST.search(text))


def calls_itself_review(lines: Sequence[Line]) -> bool:
    """Return whether a heading, a label before a paragraph, or two labels for and against call the text a review."""
    opening = [line.text[:_LONGEST_OPENING] for line in lines if line.text.strip()][:_OPENING_LINES]
    if any(map(_SPEAKS_OF_ITSELF.search, opening)):
        return True
    return any(map(_is_called_review, lines)) or all(
        any(side.match(line.text[:_LABEL_AND_COLON]) for line in lines) for side in _SIDES
    )


def _is_called_review(line: Line) -> bool:
    if len(line.text) < _LONGEST_LABEL and _OWN_LABEL.match(line.text):
        return True
    return bool(_OPENING_LABEL.match(line.text))
