"""Lines cut where one fact ends and the next begins, and the label that each part starts with."""

from __future__ import annotations

import re

from bot.intake.genres import is_genre
from bot.intake.labels import BARE_LABEL, COLON_LABEL, inner_label, label_field
from bot.intake.letters import CAPITAL
from bot.intake.words import is_name, is_prose

_LONGEST = 700
_LONGEST_LABEL = 40
_MANY = 3
LISTS_OF_PEOPLE = ("film.cast", "film.directors")
_SEPARATORS = re.compile(r"\s+[|•·⋅‖│]+\s*|\s*[|•·⋅‖│]+\s+|\t+|\s{3,}")
# Labels that are ordinary words: alone on a line they announce nothing.
_NEEDS_COLON_WORDS = (
    "film movie title time with con avec mit by von par por site blog start total points on vom date created "
    "reviewed average source stars overall plot story series watch trailer series language music image photo "
    "photos review users public viewers readers votes community netflix guess rate note fazit conclusion "
    "verdict"
)
_NEEDS_COLON = frozenset(_NEEDS_COLON_WORDS.split())
_WITH = re.compile(
    rf"^(?P<label>[Aa]vec|[Mm]it|[Cc]on|[Ww]ith)\s(?P<value>{CAPITAL}[^.!?:]{{3,140}}?)(?:\s?(?:…|\.{{3}}))?$"
)


# "my IMDb: 8/10" is one label.
_OWN = re.compile(r"\b(?:my|our|mi|ma|mon|meine?)\s$", re.IGNORECASE)


def segments(text: str) -> list[str]:
    """Return the parts of a line that each may carry a label of its own."""
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    dashed = re.split(r"\s[–—-]\s", text)
    if len(parts) == 1 and any(BARE_LABEL.match(part) or _WITH.match(part) for part in dashed[1:]):
        # "1h52 - Sortie le 2 mars 2011"
        parts = dashed
    if len(parts) == 1 and BARE_LABEL.match(text):
        # "Réalisé par Inès Caldère, sorti le 2 mars 2011"
        parts = re.split(r",\s(?=(?:sortie?|released|estrenad[ao]|uscito) )", text)
    slashed = re.split(r"\s?/\s", text) if len(parts) == 1 else []
    if len(slashed) > _MANY and sum(COLON_LABEL.match(part) is not None for part in slashed) > 1:
        # "Gulls / Drama / Directed by: A / With: B, C / 98 minutes"
        parts = slashed
    if BARE_LABEL.match(text) and ". " in text:
        # "Starring A and B. Directed by C. Rated R. 98 minutes."
        parts = [
            sentence
            for part in parts
            for sentence in re.split(r"(?<=[\w)]{2})\.\s+|(?<=\b[A-Z])\.\s+(?=[A-Z]\w+ )", part)
        ]
    found: list[str] = []
    for part in parts:
        starts = [m.start() for m in inner_label().finditer(part)] if ":" in part else []
        starts = (
            [s for s in starts if s > 0 and not _OWN.search(part[:s])]
            if COLON_LABEL.match(part) or len(starts) > 1
            else []
        )
        found += [part[a:b].strip(" ,;/") for a, b in zip([0, *starts], [*starts, len(part)], strict=True)]
    return found


def split_label(segment: str) -> tuple[str, str, str] | None:
    """Return (field, label, value) of one segment, or None where it starts with no label."""
    if match := COLON_LABEL.match(segment):
        label = re.sub(r"\s*\([^)]*\)$", "", match["label"])
        if field := label_field(match["label"]) or label_field(label):
            return field, match["label"].strip(), match["value"].lstrip(":： ").strip()
    if (match := BARE_LABEL.match(segment)) and len(segment) <= 200:
        value = match["value"].strip()
        if (value[0].isupper() or value[0].isdigit()) and (field := label_field(match["label"])):
            return field, match["label"], value
    if (match := _WITH.match(segment)) and all(map(is_name, re.split(r",\s|\s(?:et|und|y|and|&)\s", match["value"]))):
        return "film.cast", match["label"], match["value"].strip()
    return None


def lone_label(text: str) -> str | None:
    """Return the field of a line that is a label and nothing else."""
    if len(text) > _LONGEST_LABEL:
        return None
    bare = text.strip().strip("*_#:：–—- ").strip()
    if text.rstrip().endswith((":", "：")) or bare.casefold() not in _NEEDS_COLON:
        return label_field(bare)
    return None


def _goes_on(field: str, segment: str) -> bool:
    """Return whether a part behind a bar belongs to the list that the label before it began."""
    return is_name(segment) if field in LISTS_OF_PEOPLE else field == "film.genres" and is_genre(segment.split(".")[0])


def joined_segments(segments: list[str]) -> list[str]:
    """Return the segments with what belongs together put back: `Stars: A • B • C`, a label and the cell beside it."""
    joined: list[str] = []
    for segment in segments:
        found = split_label(joined[-1]) if joined else None
        plain = split_label(segment) is None and lone_label(segment) is None
        if found and plain and _goes_on(found[0], segment):
            joined[-1] += f", {segment}"
        elif joined and found is None and plain and lone_label(joined[-1]):
            # Two cells of a table row, as a browser copies them.
            joined[-1] += f": {segment}"
        else:
            joined.append(segment)
    return joined


def is_label(text: str) -> bool:
    """Return whether a line starts with a known label or is one."""
    return bool(lone_label(text) or (len(text) <= _LONGEST and split_label(text)))


def is_labelled(text: str) -> bool:
    """Return whether a line is a labelled fact and not a sentence that happens to begin like one."""
    if len(text) > _LONGEST:
        return False
    if split_label(text) is None:
        parts = segments(text)
        labelled = sum(split_label(part) is not None for part in parts)
        return lone_label(text) is not None or labelled > 1 or (labelled == 1 and len(parts) > 1 and len(text) < 160)
    return COLON_LABEL.match(text) is not None or not (is_prose(text) and len(text) > 120)


def parts_of(text: str) -> list[str]:
    """Return the parts of a line of facts such as `Drama | 2019 | 121 min`."""
    return [
        part.strip(" /")
        for part in re.split(r"\s*[|•·⋅‖│‧]\s*|\s{3,}|\t|\s[–—-]\s|(?<=[\w.)])\s?/\s|[,;]\s|(?<=\w)\.(?:\s|$)", text)
        if part.strip()
    ]
