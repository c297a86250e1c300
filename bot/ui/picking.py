"""What to watch next, asked by commands, weekly posts and polls alike."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.picks import Critics, Pick, WellKnown
from bot.ui.models import Learned
from bot.ui.services import Services
from db import films, guilds, taste
from db.taste import Bounds

_SPARE = 10  # picks asked for beyond the limit: a film may have gone since the model was fitted


async def picks_for(
    services: Services, guild_id: int, members: Sequence[int] | None, limit: int, *, asker: int = 0
) -> list[Pick]:
    """Return at most `limit` films that this server sees, the best first, each with its reasons.

    `members` are those who will watch: one alone, several (what none of them has rated), None for the whole club
    (never what a weekly post has shown). Reasons name nobody who keeps out but `asker`, who alone will read them, and
    tell nothing of ratings for a club whose ratings are not to be told.
    """
    learned = await services.models.of(services.database, guild_id)
    bounds = await taste.bounds(services.database, guild_id)
    told = members is not None or (await guilds.get(services.database, guild_id)).shows_ratings
    # Asked anew: a large club's model may be some minutes old.
    seen = await taste.seen_by(services.database, guild_id, members or ())
    found = await asyncio.to_thread(_pick, learned, bounds, members, seen, limit + _SPARE, asker=asker, told=told)
    here = {film.id for film in await films.get_many(services.database, guild_id, [pick.film_id for pick in found])}
    kept = [pick for pick in found if pick.film_id in here][:limit]
    return kept if told else [_untold(pick) for pick in kept]


def _untold(pick: Pick) -> Pick:
    """Leave out every reason that members' ratings are told by."""
    return replace(pick, reasons=tuple(one for one in pick.reasons if isinstance(one, Critics | WellKnown)))


def _pick(
    learned: Learned,
    bounds: Bounds,
    members: Sequence[int] | None,
    seen: set[int],
    limit: int,
    *,
    asker: int,
    told: bool,
) -> list[Pick]:
    raters = learned.raters if told else frozenset()
    return learned.model.recommend(
        seen=seen,
        limit=limit,
        members=members[0] if members is not None and len(members) == 1 else members,
        allowed=(raters - bounds.hidden) | ({asker} & raters),
        vetoes=bounds.vetoes,
        history=bounds.history if members is None else (),
        seen_share=0.5 if members is None else 0.0,
    )
