"""What the next weekly post says: the film, why, the runners-up and the week, settled once and kept as worded."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.domain.picks import Pick
from bot.domain.weekly import Weekly
from bot.ui.picking import picks_for
from bot.ui.recommend_words import films_in, reason_words
from bot.ui.services import Services
from bot.ui.text import escape
from bot.ui.weekly_digest import Told, tell_week
from db import films, weekly_posts

RUNNERS = 2
_WEEK = timedelta(days=7)
#: A digest looks back to the last post, but never farther than this.
_LOOK_BACK = timedelta(days=14)

#: Why there is no film: the shelf is empty, or everything on it was seen, posted or put aside.
NO_FILMS, NOTHING_LEFT = "no films", "nothing left"


@dataclass(frozen=True, slots=True)
class Said:
    """Hold the words of a post as they are kept: why this film (or why none), runners-up, the lines of the digest."""

    why: str = ""
    runners: tuple[str, ...] = ()
    digest: Told = field(default_factory=Told)

    def kept(self) -> dict[str, Any]:
        """Return what JSON keeps."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Any) -> Said:
        """Return what was kept; the digest is gone once it was told."""
        told = kept.get("digest", {})
        digest = Told(tuple(told.get("lines", ())), tuple(told.get("counts", (0,) * 10)))
        return cls(kept.get("why", ""), tuple(kept.get("runners", ())), digest)


async def choose(services: Services, weekly: Weekly, now: datetime) -> tuple[int, Said]:
    """Return the film of the next post (0: none) and what is said with it."""
    picks = await picks_for(services, weekly.guild_id, None, 1 + RUNNERS)
    digest = await _told(services, weekly, now)
    if not picks:
        any_films = await films.has_any(services.database, weekly.guild_id)
        return 0, Said(NOTHING_LEFT if any_films else NO_FILMS, (), digest)
    why, *others = await _worded(services, weekly.guild_id, picks)
    return picks[0].film_id, Said(why[1], tuple(f"**{name}** · {because}" for name, because in others), digest)


async def _told(services: Services, weekly: Weekly, now: datetime) -> Told:
    if not weekly.digest:
        return Told()
    return await tell_week(services, weekly.guild_id, await _since(services, weekly, now), now)


async def _since(services: Services, weekly: Weekly, now: datetime) -> datetime:
    before = await weekly_posts.told_until(services.database, weekly.guild_id)
    return max(before, now - _LOOK_BACK) if before else now - _WEEK


async def _worded(services: Services, guild_id: int, picks: list[Pick]) -> list[tuple[str, str]]:
    """Return each pick's name and its reason, safe for Markdown."""
    found = {film.id: film for film in await films.get_many(services.database, guild_id, films_in(picks))}
    here = [pick for pick in picks if pick.film_id in found]
    return [(escape(found[pick.film_id].label, 100), reason_words(pick, found)) for pick in here]
