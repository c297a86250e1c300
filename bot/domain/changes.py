"""The same review handed in again: which kept one it is, what is different, and what it becomes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from bot.domain.folding import fold
from bot.domain.grades import Grade
from bot.domain.reviews import Review
from bot.domain.titles import name_key

#: What a later reading may say otherwise; everything else it can only add where nothing was.
_REPLACED = ("grade", "sub_grades", "after_credits", "body")
_ADDED = ("critic", "outlet", "url", "published", "language")
FIELDS = (*_ADDED, *_REPLACED)
_QUOTE = 3  # a text so many times shorter than the kept one is a quote of it, not its new wording
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Change:
    """Name a field that a review handed in again states otherwise, with both values."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold a review that a server has, the print of its words, and the fields that a person typed."""

    review: Review
    fingerprint: str
    by_hand: frozenset[str] = frozenset()


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared: spacing, case and punctuation do not count."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def twin(review: Review, fingerprint: str, kept: Iterable[Kept]) -> Kept | None:
    """Find the same review among those of one film: the same words, link, or critic in the same outlet."""
    there = list(kept)
    found = next((each for each in there if each.fingerprint == fingerprint), None)
    link = link_key(review.url)
    found = found or next((each for each in there if link and link_key(each.review.url) == link), None)
    return found or next((each for each in there if _same_hand(review, each.review)), None)


def changes(kept: Kept, review: Review) -> tuple[Change, ...]:
    """Return what a review handed in again would change; what a person typed into the kept one stays."""
    old = kept.review
    found = [Change(name, getattr(old, name), getattr(review, name)) for name in FIELDS if name not in kept.by_hand]
    return tuple(change for change in found if _tells_more(change, old, review))


def updated(old: Review, made: Collection[Change]) -> Review:
    """Return a kept review with its changes made."""
    return replace(old, **{change.field: change.new for change in made})


def share_kept(old: str, new: str) -> float:
    """Return which share of a text's words the new one still has, 0 to 1; 1 for an empty text."""
    before, after = Counter(words(old)), Counter(words(new))
    return (before & after).total() / before.total() if before else 1.0


def link_key(url: str | None) -> str:
    """Return the key under which spellings of one address meet: without scheme, www., final slash and fragment."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}".rstrip("?") if host else ""


def _same_hand(one: Review, other: Review) -> bool:
    """Tell whether two reviews of a film are one critic's in one outlet; two different links are two reviews."""
    if not one.critic or not other.critic or name_key(one.critic) != name_key(other.critic):
        return False
    links = {key for key in (link_key(one.url), link_key(other.url)) if key}
    return len(links) < 2 and fold(one.outlet or "") == fold(other.outlet or "")


def _tells_more(change: Change, old: Review, new: Review) -> bool:
    if change.new in (None, (), "") or change.old == change.new:
        return False
    if change.old in (None, (), ""):
        return True
    if change.field == "body":
        return _is_reworded(change.old, change.new)
    if change.field == "grade":
        return _is_regraded(change.old, change.new)
    return change.field in _REPLACED


def _is_reworded(old: str, new: str) -> bool:
    before, after = words(old), words(new)
    return before != after and len(after) * _QUOTE >= len(before)


def _is_regraded(old: Grade, new: Grade) -> bool:
    if new.derived and not old.derived:
        return False
    if old.score is not None or new.score is not None:
        return new.score is not None and old.score != new.score
    return fold(old.printed or "") != fold(new.printed or "")
