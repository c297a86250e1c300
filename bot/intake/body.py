"""The review itself on a page: its paragraphs, from below the headline to the last word before the furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.intake.bills import billed
from bot.intake.factlines import is_fact_line
from bot.intake.furniture import content_end, is_noise, may_interrupt
from bot.intake.labels import is_opinion
from bot.intake.segments import is_labelled, split_label
from bot.intake.words import Line, fold, is_long_prose, is_prose, word_count

# "FAZIT" on a line of its own: the review's last paragraph follows, however short.
_CLOSING_HEAD = re.compile(
    r"\W{0,3}(?:(?:the|my|our|final|mein|unser|el|mi|le|mon|en) )?(?:fazit|verdict|conclusi[oó]n|conclusione|"
    r"bottom line|(?:final )?thoughts|veredicto|résumé|summary|overall)\W{0,3}",
    re.IGNORECASE,
)
# "Violence: 3.5/5" opens the next part of a review that grades aspect by aspect.
_GRADED_ASPECT = re.compile(
    r"(?!(?:\w+ ){0,2}(?:rating|score|grade|overall|total|verdict|wertung|note|nota)\b)[^\W\d_][^\d:]{2,40}:\s?"
    r"\d{1,3}(?:[.,]\d)?\s?/\s?\d{1,3}",
    re.IGNORECASE,
)
_LONGEST_SUMMARY, _FEWEST_OPENING = 2, 4
_LONGEST_LABEL = 40
_LONGEST_HEADLINE, _FEWEST_WORDS = 100, 8


def _opinions(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with `My opinion:` and `Verdict:` taken off the paragraphs they open."""
    return tuple(replace(line, text=said) if (said := _opinion(line.text)) else line for line in lines)


def _opinion(text: str) -> str | None:
    """Return the paragraph that a label such as `Verdict:` opens, or None."""
    found = split_label(text) if ":" in text[:40] and not is_noise(text) else None
    return found[2] if found and found[0] == "grade" and is_long_prose(found[2]) else None


def _own_opinion(lines: Sequence[Line]) -> int | None:
    """Return the index of the paragraph that is labelled as the critic's own, where only a summary stands above it."""
    at = next((at for at, line in enumerate(lines) if _opinion(line.text) and is_opinion(line.text)), None)
    if at is None:
        at = _below_opinion(lines)
    if at is None or sum(is_long_prose(line.text) and _is_body(line) for line in lines[:at]) > _LONGEST_SUMMARY:
        return None
    return at


def _below_opinion(lines: Sequence[Line]) -> int | None:
    """Return the index of the paragraph right below a lone `My opinion:`."""
    for at, line in enumerate(lines[:-1]):
        if len(line.text) < _LONGEST_LABEL and line.text.rstrip().endswith(":") and is_opinion(line.text):
            return next((i for i in range(at + 1, min(at + 4, len(lines))) if is_long_prose(lines[i].text)), None)
    return None


def _is_body(line: Line) -> bool:
    text = line.text.strip()
    return (
        is_prose(text)
        and line.main is not False
        and not (is_noise(text) or is_labelled(text) or is_fact_line(text) or bool(billed(text)))
    )


def _start(lines: Sequence[Line], title: str | None) -> int:
    """Return the index of the first paragraph: below the last headline that stands before the long text."""
    first_long = next((at for at, line in enumerate(lines) if is_long_prose(line.text) and _is_body(line)), None)
    if first_long is None:
        return next((at for at, line in enumerate(lines) if _is_body(line)), len(lines))
    start = first_long
    for at in range(first_long - 1, -1, -1):
        text = lines[at].text.strip()
        if not text:
            continue
        if text.endswith(":") and len(text) < 100 and not lines[at].heading and not is_labelled(text):
            # "The film has two flaws:" is a sentence that the paragraph below it goes on with; "My review:" is none.
            start = at if word_count(text) >= _FEWEST_OPENING and start == at + 1 + _blank(lines, at) else start
            continue
        if not _is_body(lines[at]) or lines[at].heading or _names_title(text, title):
            break
        start = at
    return start


def _names_title(text: str, title: str | None) -> bool:
    """Return whether a short line names the film as headlines do; a sentence of some length may, too."""
    if not title or fold(title) not in fold(text) or len(text) >= _LONGEST_HEADLINE:
        return False
    return not (text.endswith(".") and word_count(text) >= _FEWEST_WORDS)


def _blank(lines: Sequence[Line], at: int) -> int:
    """Return how many blank lines follow a line."""
    below = at + 1
    while below < len(lines) and not lines[below].text.strip():
        below += 1
    return below - at - 1


def body_lines(lines: Sequence[Line], title: str | None, headline: int | None = None) -> tuple[Line, ...]:
    """Return the lines of the review itself, blank lines between paragraphs kept, everything else left out.

    `headline` is the number of the line that calls the text below it a review: nothing above it is that text.
    """
    at = next((at for at, line in enumerate(lines) if headline is not None and line.number == headline), 0)
    if any(is_long_prose(line.text) and _is_body(line) for line in lines[at + 1 :]):
        lines = lines[at:]
    labelled = lines[: content_end(lines)]
    content = _opinions(labelled)
    own = _own_opinion(labelled)
    start = _start(content, title) if own is None else own
    last = _last(content, start)
    synopsis = _synopses(content)
    kept = [line for line in content[start : last + 1] if line.number not in synopsis]
    return tuple(
        line
        for line in kept
        if not (is_noise(line.text) and line.text.strip()) and not is_labelled(line.text) and not billed(line.text)
    )


def _synopses(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of paragraphs under a lone `Synopsis:`: what the distributor wrote."""
    labels = (
        at
        for at, line in enumerate(lines)
        if fold(line.text) in ("synopsis", "sinopsis", "official synopsis", "logline")
    )
    below = (next((line for line in lines[at + 1 : at + 4] if line.text.strip()), None) for at in labels)
    return {line.number for line in below if line}


def _last(lines: Sequence[Line], start: int) -> int:
    """Return the index of the last paragraph: short ones below a long one count while nothing else interrupts."""
    last = max(
        (at for at in range(start, len(lines)) if is_long_prose(lines[at].text) and _is_body(lines[at])), default=start
    )
    for at in range(last, len(lines)):
        text = lines[at].text.strip()
        if _is_body(lines[at]):
            last = at
        elif is_labelled(text) and is_long_prose(text):
            # "The premise: …" is told within the review; credits end it.
            continue
        elif _CLOSING_HEAD.fullmatch(text) or _GRADED_ASPECT.fullmatch(text):
            continue
        elif text and not may_interrupt(text) and (is_labelled(text) or not lines[at].heading):
            break
    return last


def body_text(lines: Sequence[Line]) -> str:
    """Return the text of body lines with at most one blank line between paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.text.strip() for line in lines)).strip()
