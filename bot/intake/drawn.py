"""Stars that a page writes out instead of drawing them: `(star)(star)1/2`, `:star:`, `* * * 1/2`."""

from __future__ import annotations

import re

# "(star)", "[star]": what is left of a picture; ":star:" and ":star2:": how chats and Markdown spell the glyph.
_WRITTEN = re.compile(r"\(star\)|\[star\]|:star2?:", re.IGNORECASE)
# "… a bore. * * 1/2": asterisks apart, behind a sentence; alone on a line they are a rule in Markdown.
_APART = re.compile(r"(?<=[.!?…)\"”’]\s)(?P<stars>\*(?:\s\*){0,4})(?P<half>\s?(?:1/2|½))?(?=\s*$)")
_HALF = re.compile(r"(?<=★)\s?1/2(?![\d/])")
_LONGEST = 20_000


def draw_stars(text: str) -> str:
    """Return a page's text with written-out stars drawn, line by line, so that every line keeps its number."""
    if "star" not in text.casefold() and "* *" not in text and "★" not in text:
        return text
    return "\n".join(_draw(line) if len(line) <= _LONGEST else line for line in text.split("\n"))


def _draw(line: str) -> str:
    line = _HALF.sub("½", _WRITTEN.sub("★", line))
    return _APART.sub(
        lambda match: match["stars"].replace("* ", "★").replace("*", "★") + ("½" if match["half"] else ""), line
    )
