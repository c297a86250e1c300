"""Which line of a page is its headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.printed_grades import star_glyphs
from bot.intake.dates import is_date_line
from bot.intake.furniture import is_noise
from bot.intake.headline import REVIEW_WORD, Headline, parse_headline
from bot.intake.labels import label_field
from bot.intake.letters import CAPITAL
from bot.intake.nominees import best_nominee
from bot.intake.openings import quoted_title
from bot.intake.segments import is_label, parts_of, split_label
from bot.intake.taglines import CUTS
from bot.intake.words import Line, fold, is_long_prose, is_prose, page_words

_NO_TITLE = re.compile(
    r"^(?:#\w+|(?:films?|movies?|cin[eé]ma?|kino|(?:\w+[ -]){0,2}(?:reviews|kritiken|críticas|critiques|reseñas|"
    r"rezensionen)|home|menu|search|top of page|skip to .{0,20}|"
    r"zum inhalt .{0,20}|direkt zum .{0,20}|(?:saltar|ir) al contenido.{0,20}|aller au contenu.{0,20}|vai al "
    r"contenuto.{0,20}|"
    r"unknown|\d{1,2}[.,]\d|\d(?:[.,]5)?(?:\sstars?)+|"
    r"blog)\W{0,2}|(?:home|inicio|portada|accueil|startseite|you are here)\W{0,3}\s?[/>»›|:].*)$",
    re.IGNORECASE,
)
_NO_FILM = re.compile(
    r"['’]s (?:new|latest|first|last) |\b(?:new|latest) (?:film|movie)$|^(?:s|policy|index|archive)\b|"
    r"^(?:posted in|filed under|category archives?|archives?|report this)$|"
    r"^(?:like|write|read|read more|read full|full|more|latest|edit|add|see|all|user|critic|customer|by|submit|share|"
    r"next|previous|our|my|new|popular|recent|featured|top|movie|film|the|a)$",
    re.IGNORECASE,
)
# "Por Clara Ríos": who wrote it.
_SIGNED = re.compile(rf"^(?i:by|por|par|von|di|door)(?:\s{CAPITAL}[\w.'’-]*){{2,3}}$")
# "Salt Harbour (2019), dir. Ines Calder" names the film first.
_DATED = re.compile(r"^[^()]{1,80}\((?:18|19|20)\d\d\),")
_COLUMN = re.compile(r"^(?:just )?(?:(?:re)?watched|seen|gesehen|visto|vista|vu|cine|ciné|kino):\s\D", re.IGNORECASE)
# "‘Salt Harbour’ Review: Ines Calder Makes Her Best Film in Years by Waiting" may run on as long as it likes.
_QUOTED_REVIEW = re.compile(rf"^[\"“‘'«„][^\"“”«»„]{{1,80}},?[\"”’'»“]\s{REVIEW_WORD}\s?[:|–—-]", re.IGNORECASE)
# "It was cold there. Now, to the review!" is running text.
_SENTENCES = re.compile(rf"\w{{2}}[.!?…]\s{CAPITAL}.*[.!?…]$")
_LONGEST, _LONGEST_TITLE = 200, 100
_LONGEST_PLAIN = 80
_HEAD_LINES, _SEARCHED = 60, 200
_QUOTED_OFTEN = 3


def is_headline_like(line: Line) -> bool:
    """Return whether a line can be a headline at all."""
    text = line.text.strip()
    if not 1 < len(text) <= _LONGEST or _NO_TITLE.match(text) or is_date_line(text) or is_noise(text):
        return False
    if _SIGNED.match(text):
        return False
    if star_glyphs(text[:4]) or (
        not _COLUMN.match(text) and label_field(text.split(":")[0]) not in (None, "film.title", "critic")
    ):
        return False
    if not _DATED.search(text) and any(map(_is_credit, parts_of(text)[1:])):
        return False
    if _QUOTED_REVIEW.match(text):
        return True
    if not line.heading and len(text) >= _LONGEST_PLAIN // 2 and _SENTENCES.search(text):
        return False
    return line.heading > 0 or not is_prose(text) or (len(text) <= 120 and not (len(text) > 50 and text.endswith(".")))


def _is_credit(part: str) -> bool:
    """Return whether a part of a line is a labelled fact; the critic's name may close a headline."""
    found = split_label(part)
    return is_label(part) and (found is None or found[0] != "critic")


def _before_credits(line: Line) -> Line:
    """Return a line without the labelled facts that stand behind wide gaps: `Salt Harbour     Genre – Drama`."""
    first, *rest = re.split(r"\s{3,}|\t+", line.text.strip()[:_LONGEST])
    if not rest or len(first) > _LONGEST_PLAIN or is_label(first) or not all(map(_is_credit, rest)):
        return line
    return replace(line, text=first)


def _read(line: Line, lines: Sequence[Line]) -> Headline | None:
    """Return what a line says as a headline, looking its title up in the other lines."""
    found = parse_headline(line.text, page_words([other for other in lines if other is not line]))
    return replace(found, line=line.number) if found else None


def find_headline(lines: Sequence[Line]) -> Headline | None:
    """Return the page's own headline: one that says it is a review, else a top heading, else the first line."""
    lines = [_before_credits(line) for line in lines[:_SEARCHED]] + list(lines[_SEARCHED:])
    head = [line for line in lines if line.text.strip()][:_HEAD_LINES]
    for line in sorted(head, key=lambda line: not 0 < line.heading < 3):
        said = parse_headline(line.text) if is_headline_like(line) else None
        found = _read(line, lines) if said and said.says_review else None
        if found and found.says_review and not _NO_FILM.search(found.title) and len(found.title) <= _LONGEST_TITLE:
            return found
    nominee = best_nominee(lines, is_headline_like)
    found = _read(nominee[0], lines) if nominee else None
    return found if found and len(found.title) <= _LONGEST_PLAIN else None


def headline_of_quoted(lines: Sequence[Line], found: Headline | None) -> Headline | None:
    """Return a headline for the film that the text keeps quoting, where it never says what was `found`.

    Newspapers put their other stories on top of a page, and the film's name in quotation marks.
    """
    if found is None or found.says_review or found.year:
        return found
    quoted = quoted_title(lines, least=_QUOTED_OFTEN)
    rest = page_words([line for line in lines if line.number != found.line])
    if quoted is None or any(f" {fold(part)} " in rest for part in (found.title, CUTS.split(found.title)[0])):
        return found
    first = next((at for at, line in enumerate(lines) if is_long_prose(line.text)), len(lines))
    named = [
        line for line in lines[:first] if f" {fold(quoted.text)} " in f" {fold(line.text)} " and is_headline_like(line)
    ]
    return Headline(quoted.text, None, False, named[0].number) if named else found
