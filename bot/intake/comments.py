"""Where readers' comments begin that no heading announces: by their buttons, or by the lines that sign them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.dates import find_date
from bot.intake.words import Line, is_prose

_LONGEST = 90
# "Rédigé par : Nell | 18 février 2013": some blogs sign comments below them.
_SIGNED = re.compile(
    r"^\W{0,3}(?:rédigé par|écrit par|posted by|comment by|publicado por|escrito por|kommentar von|geschrieben "
    r"von)\s?:?\s"
    r".{1,40}?\s?(?:[|,–-]|\bon\b|\ble\b|\bam\b|\bel\b)\s",
    re.IGNORECASE,
)
# The buttons that Blogger puts under a reader's comment, as a copied page runs them together.
_REPLY = re.compile(
    r"^\W{0,3}(?:reply|répondre|responder|antworten|rispondi)\s?(?:delete|supprimer|eliminar|löschen|elimina)\W{0,3}",
    re.IGNORECASE,
)


# "Anonymous Nell said...", as Blogger signs above each comment.
_SAID = re.compile(
    r"^\W{0,3}(?:[^\W\d_].{0,40}\s)?(?:said|dijo|a dit|hat gesagt|disse|ha detto)\s?(?:\.\.\.|…)\s{0,2}"
    r"(?:on .{0,40}|\d.{0,40})?$"
)


def first_comment(lines: Sequence[Line]) -> int | None:
    """Return the index of the first comment that buttons or signatures tell, or None where neither does."""
    at = next((at for at, line in enumerate(lines) if _REPLY.match(line.text)), None)
    said = next((at for at, line in enumerate(lines) if len(line.text) < _LONGEST and _SAID.match(line.text)), None)
    if said is not None and (at is None or said < at):
        return said
    if at is None:
        return _above_signature(lines)
    at = _filled_above(lines, at)
    while at > 1 and is_prose(lines[at - 1].text):
        at -= 1
    return at


def _filled_above(lines: Sequence[Line], at: int) -> int:
    while at > 1 and not lines[at - 1].text.strip():
        at -= 1
    return at


def _above_signature(lines: Sequence[Line]) -> int | None:
    """Return the index of the paragraph above the first of several lines that each sign and date a comment."""
    signed = [at for at, line in enumerate(lines) if _SIGNED.match(line.text) and find_date(line.text)]
    return max(1, _filled_above(lines, signed[0]) - 1) if len(signed) > 1 else None
