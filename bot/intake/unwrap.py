"""Text whose paragraphs are broken into lines of one width, as mail and editors break them, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.intake.segments import is_label
from bot.intake.words import Line

_SHORTEST = 45
_ENDS = re.compile(r"[.!?…:;\"”»\]]$")
_GOES_ON = re.compile(r"[a-zß-öø-ÿ(]")
_MARKED = re.compile(r"\s*(?:[-*+•>|#]|\d{1,3}[.)]\s)")


def unwrap(lines: Sequence[Line], raw: Sequence[str]) -> tuple[Line, ...]:
    """Return the lines with each broken sentence on the line it began on; `raw` are the file's own lines.

    A line goes on in the next where it is long, ends without a stop and the next begins in small letters; inside a
    paragraph that was broken so, also where the next begins with a name.
    """
    paragraphs: list[list[Line]] = []
    wrapped = False
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line, raw, wrapped=wrapped):
            paragraphs[-1].append(line)
            wrapped = True
        else:
            paragraphs.append([line])
            wrapped = wrapped and bool(line.text.strip())
    return tuple(
        replace(parts[0], text=" ".join(part.text.strip() for part in parts)) if len(parts) > 1 else parts[0]
        for parts in paragraphs
    )


def _goes_on(paragraph: Sequence[Line], line: Line, raw: Sequence[str], *, wrapped: bool) -> bool:
    """Return whether a line is the rest of a paragraph's last one; `wrapped`: lines above it were broken so."""
    text, last = line.text.strip(), paragraph[-1].text.strip()
    if len(last) < _SHORTEST or not text or paragraph[0].heading or line.heading or _ENDS.search(last):
        return False
    if _MARKED.match(raw[line.number - 1] if line.number <= len(raw) else text) or is_label(text):
        return False
    if not _GOES_ON.match(text) and not (wrapped and (last[-1].islower() or last[-1] == ",")):
        return False
    # "(Note: I wrote this in spring, but only now" is no label with its value.
    return last.startswith(("(", "_(", "*(")) or not is_label(last)
