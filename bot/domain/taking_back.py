"""What an import added to a film, taken out of it again; what a person changed since stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.titles import Film

_FIELDS = (
    "title", "original_title", "year", "directors", "cast", "genres", "runtime_minutes", "certificate",
    "certificate_reason", "language",
)  # fmt: skip


def taken_back(now: Film, before: Film, after: Film, ours: Film | None) -> tuple[Film, Film | None, tuple[str, ...]]:
    """Return the film without what an import added, what imports still wrote of it, and the fields that stay.

    The import made `after` of `before`; `ours` is what imports wrote of the film as it is now. A field that holds
    what the import left there becomes what it was; of a list that later imports made longer, its names go.
    """
    stays = []
    for name in _FIELDS:
        old, added, there = (getattr(film, name) for film in (before, after, now))
        if old == added:
            continue
        value = _without(old, added, there, is_ours=ours is not None and getattr(ours, name) == there)
        if value is None:
            stays.append(name)
            continue
        # An import writes only over what imports wrote, so what was there before it was theirs as well.
        now = replace(now, **{name: value[0]})
        ours = replace(ours, **{name: value[0]}) if ours else None
    return now, ours, tuple(stays)


def _without(old: Any, added: Any, there: Any, *, is_ours: bool) -> tuple[Any] | None:
    """Return what a field becomes, in a tuple; None where it is not the import's to take back any more."""
    if there == added:
        return (old,)
    if is_ours and isinstance(there, tuple):
        return (tuple(name for name in there if name in old or name not in added),)
    return None
