"""Text whose paragraphs are broken into lines of one width, as mail and editors break them, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.intake.segments import is_label
from bot.intake.words import Line

_SHORTEST = 45
_ENDS = re.compile(r"[.!?…:;\"”»)\]]$")
_GOES_ON = re.compile(r"[a-zß-öø-ÿ(]")
_MARKED = re.compile(r"\s*(?:[-*+•>|#]|\d{1,3}[.)]\s)")


def unwrap(lines: Sequence[Line], raw: Sequence[str]) -> tuple[Line, ...]:
    """Return the lines with each broken sentence on the line it began on; `raw` are the file's own lines.

    A line goes on in the next where it is long, ends without a stop and the next begins in small letters; inside a
    paragraph that was broken so, also where the next begins with a name.
    """
    joined: list[Line] = []
    wrapped, last = False, ""
    for line in lines:
        text = line.text.strip()
        if joined and _goes_on(joined[-1], last, line, raw, wrapped=wrapped):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text.rstrip()} {text}")
            wrapped = True
        else:
            joined.append(line)
            wrapped = wrapped and bool(text)
        last = text
    return tuple(joined)


def _goes_on(before: Line, last: str, line: Line, raw: Sequence[str], *, wrapped: bool) -> bool:
    """Return whether a line is the rest of the one before; `last` is what the line before held in the file."""
    text = line.text.strip()
    if len(last) < _SHORTEST or not text or before.heading or line.heading or _ENDS.search(last):
        return False
    if _MARKED.match(raw[line.number - 1] if line.number <= len(raw) else text) or is_label(text):
        return False
    small = bool(_GOES_ON.match(text))
    return (small or (wrapped and last[-1].islower())) and not is_label(last)
