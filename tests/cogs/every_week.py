"""What every walk of the weekly post needs: films to recommend, the hour on which it comes, and the post."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import discord

from bot.domain.titles import Film
from tests.cogs.polling import messages
from tests.cogs.stock import add_rating, add_review
from tests.conftest import shown

TITLES = ("Stalker", "Solaris", "Mirror", "Nostalghia", "Ran", "Ikiru", "Playtime", "Sansho the Bailiff")
#: Thursday evening on which the walks begin, a day before the first post.
FRIDAY = datetime(2026, 1, 2, 20, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def unhurried(club: Any) -> None:
    """Let the bot speak as fast as it likes: the pace would wait for a clock that stands still during a walk."""
    pace = club.bot.get_cog("Clock").schedule.pace
    pace.per_second, pace.clock = math.inf, lambda: 0.0


async def shelf(club: Any, *, rated: int = 2, languages: Sequence[str | None] = ()) -> list[Film]:
    """Put films on the shelf, each with three critics, and let three members rate the first; some in `languages`."""
    films = []
    for number, title in enumerate(TITLES):
        film = await club.add_film(
            title,
            year=1960 + number,
            runtime_minutes=100,
            genres=("Drama",),
            directors=("Ida Holt",),
            language=dict(enumerate(languages)).get(number),
        )
        for seat, outlet in enumerate(("The Lantern", "Reel Post", "Nitrate")):
            await add_review(club, film, outlet, score=90.0 - 5 * number + seat)
        films.append(film)
    for film in films[:rated]:
        for seat, actor in enumerate((club.admin, club.alice, club.bob)):
            await add_rating(club, film, actor.id, 9 - seat)
    return films


async def until(club: Any, moment: datetime) -> None:
    """Let time pass until a little after a moment; the minutes on the way, in which nothing is due, are left out."""
    unhurried(club)
    clock = club.bot.get_cog("Clock")
    clock.minute.cancel()
    await club.env.advance_time(max(0.0, (moment - club.env.now()).total_seconds()) + 10)
    with club.env.time_context():
        await clock.schedule.run(discord.utils.utcnow)
    await club.env.settle()


def posts(club: Any, channel: Any = None) -> list[Any]:
    """Return the weekly posts that everybody sees, the oldest first."""
    return [one for one in messages(club, channel) if "Film of the week" in shown(one)]


def title_of(post: Any) -> str:
    """Return the film that a post recommends."""
    heads = [line[3:] for line in shown(post).splitlines() if line.startswith("## ")]
    return heads[0]
