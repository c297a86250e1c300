"""What front matter tells beside facts: a sentence on what the page is, and keys that only a diary of films has."""

from __future__ import annotations

import re

from bot.intake.capsules import FILM_LINK
from bot.intake.facts import Facts
from bot.intake.frontmatter import FrontMatter, text_of
from bot.intake.words import Line, fold

_SENTENCES = ("description", "excerpt", "summary", "info", "subtitle", "subhead", "intro", "lead")
# Keys that only a shelf of books has, filled in or not.
_BOOKS = ("isbn", "isbn13", "isbn10")
_LOGGED = re.compile(r"letterboxd|watched[ _-]?(?:date|on|at)|date[ _-]?watched|rewatch", re.IGNORECASE)


def read_told(matter: FrontMatter, facts: Facts) -> None:
    """Keep the sentences as lines under `told`, where a film's year may stand, and say what a log or a shelf is of."""
    for key, value in matter.values.items():
        if fold(key) in _SENTENCES and (text := text_of(value)):
            facts.values["told"] = (*facts.get("told", ()), Line(matter.lines.get(key, 1), text))
        if fold(key) in _BOOKS:
            facts.values["kinds"] = (*facts.get("kinds", ()), "type: book")
        if value and (_LOGGED.search(key) or FILM_LINK.search(text_of(value))):
            facts.values["logged"] = True
            facts.values["kinds"] = (*facts.get("kinds", ()), "type: film")
