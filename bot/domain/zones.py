"""Time zones as people type them: found by name or city, and the nearest where none is called that."""

from __future__ import annotations

import re
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.folding import fold

#: One or two for every part of the world, offered before anything is typed.
USUAL = (
    "UTC", "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Madrid", "Europe/Athens", "Europe/Istanbul",
    "Europe/Moscow", "Africa/Lagos", "Africa/Johannesburg", "Asia/Dubai", "Asia/Kolkata", "Asia/Bangkok",
    "Asia/Shanghai", "Asia/Tokyo", "Asia/Seoul", "Australia/Perth", "Australia/Sydney", "Pacific/Auckland",
    "America/Sao_Paulo", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "America/Mexico_City",
)  # fmt: skip
NEAREST = 3
# "Etc/GMT+2" is two hours behind: nobody who types "UTC+2" means it, so it is never offered.
# https://data.iana.org/time-zones/tzdb/etcetera
_SIGNED = re.compile(r"GMT[+-]?\d")


def zone_named(typed: str) -> ZoneInfo | None:
    """Return the zone of this name, or of this city where it is the only one; spelling of cases and spaces is free."""
    wanted = _folded(typed)
    names = _names()
    same = names.get(wanted) or [name for name in _cities().get(wanted, ()) if "/" in name]
    return ZoneInfo(same[0]) if len(same) == 1 else None


def nearest_zones(typed: str, limit: int = NEAREST) -> list[str]:
    """Return the names that come nearest to what was typed, the nearest first; the usual ones for nothing at all.

    Names that begin with it, or whose city does, come before names that contain it, and those before misspellings.
    """
    wanted = _folded(typed)
    if not wanted:
        return [] if typed.strip() else list(USUAL[:limit])
    names = [name for _, same in sorted(_names().items()) for name in same if not _SIGNED.search(name)]
    found = sorted(
        (name for name in names if wanted in _folded(name)), key=lambda name: (_depth(name, wanted), len(name), name)
    )
    if len(found) < limit:
        found += [name for name in _close(wanted, limit) if name not in found]
    return found[:limit]


def _depth(name: str, wanted: str) -> int:
    """Say how well a name fits: 0 where its city begins so, 1 where the name does, 2 where it is somewhere inside."""
    folded = _folded(name)
    if _city(folded).startswith(wanted):
        return 0
    return 1 if folded.startswith(wanted) else 2


def _close(wanted: str, limit: int) -> list[str]:
    near = get_close_matches(wanted, _names(), limit * 3, 0.6) + get_close_matches(wanted, _cities(), limit * 3, 0.6)
    ranked = sorted(dict.fromkeys(near), key=lambda key: (-SequenceMatcher(None, wanted, key).ratio(), key))
    found = dict.fromkeys(name for key in ranked for name in (_names().get(key) or _cities()[key]))
    return [name for name in found if not _SIGNED.search(name)][:limit]


@cache
def _names() -> dict[str, list[str]]:
    """Return every zone by its folded name; the first call reads the machine's, or tzdata's, whole list."""
    by_name: dict[str, list[str]] = {}
    for name in sorted(available_timezones() - {"localtime", "Factory", "posixrules"}):
        by_name.setdefault(_folded(name), []).append(name)
    return by_name


@cache
def _cities() -> dict[str, list[str]]:
    by_city: dict[str, list[str]] = {}
    for name, same in sorted(_names().items()):
        by_city.setdefault(_city(name), []).extend(same)
    return by_city


def _city(folded: str) -> str:
    return folded.rsplit("/", 1)[-1]


def _folded(name: str) -> str:
    return "/".join(fold(part.replace("_", " ")).strip() for part in name.split("/"))
