"""The week at the club in words, as far as the server lets it be told; settled once with the post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.digests import Digest, FilmWeek, Parting, digest
from bot.domain.reviews import FAR_APART, FEW
from bot.domain.scales import show
from bot.ui.poll_result import headline
from bot.ui.poll_view import load
from bot.ui.services import Services
from bot.ui.text import escape, plural
from db import digests, films, guilds
from db.digests import Week
from db.guilds import GuildSettings

_NAMED = 3  # films with new reviews
_POLL_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Told:
    """Hold the lines of a digest, and the ten counts of the week's ratings for its picture (all 0: none)."""

    lines: tuple[str, ...] = ()
    counts: tuple[int, ...] = (0,) * 10


async def tell_week(services: Services, guild_id: int, since: datetime, until: datetime) -> Told:
    """Return what may be told of a server's week; no lines where nothing happened."""
    settings = await guilds.get(services.database, guild_id)
    happened = await digests.week(services.database, guild_id, since, until)
    named = await _names(services, guild_id, happened)
    lines = _rating_lines(happened, named, settings)
    if settings.shows_reviews and (written := _review_line(happened, named)):
        lines.append(written)
    if settings.shows_polls:
        lines.extend(await _poll_lines(services, guild_id, happened))
    if settings.shows_members and settings.shows_ratings and (most := _raters_line(_digest(happened))):
        lines.append(most)
    drawn = settings.shows_ratings and sum(happened.counts) >= FEW
    return Told(tuple(lines), happened.counts if drawn else (0,) * 10)


async def _names(services: Services, guild_id: int, happened: Week) -> dict[int, str]:
    found = _digest(happened)
    wanted = {film.film_id for film in found.best} | {film_id for film_id, _ in happened.reviews[:_NAMED]}
    wanted |= {found.parting.film.film_id} if found.parting else set()
    here = await films.get_many(services.database, guild_id, sorted(wanted))
    return {film.id: f"**{escape(film.label, 90)}**" for film in here}


def _digest(happened: Week) -> Digest:
    return digest(happened.films, happened.club_mean or 0.0, happened.raters)


def _rating_lines(happened: Week, named: Mapping[int, str], settings: GuildSettings) -> list[str]:
    found = _digest(happened)
    lines = []
    best = [_rated(film, named) for film in found.best if film.film_id in named]
    if best and settings.shows_ratings:
        lines.append("**Best rated** · " + "; ".join(best))
    if found.parting and found.parting.film.film_id in named and settings.shows_ratings:
        lines.append("**Club against critics** · " + _apart(found.parting, named))
    return lines


def _rated(film: FilmWeek, named: Mapping[int, str]) -> str:
    return f"{named[film.film_id]} {show(film.mean)} from {plural(film.ratings, 'rating')}"


def _apart(parting: Parting, named: Mapping[int, str]) -> str:
    film = parting.film
    far = "far " if abs(parting.points) >= FAR_APART else ""
    likes = f"the club likes {named[film.film_id]} {far}{'more' if parting.points > 0 else 'less'} than the critics do"
    return f"{likes}: {show(film.mean)} against {film.critics_mean:.0f} of 100"


def _review_line(happened: Week, named: Mapping[int, str]) -> str:
    films_ = [f"{named[film_id]} ({count})" for film_id, count in happened.reviews[:_NAMED] if film_id in named]
    if not films_:
        return ""
    more = len(happened.reviews) - len(films_)
    rest = f" and {plural(more, 'more film')}" if more else ""
    return f"**New reviews** · {', '.join(films_)}{rest}"


async def _poll_lines(services: Services, guild_id: int, happened: Week) -> list[str]:
    lines = []
    for poll_id in happened.polls:
        view = await load(services.database, guild_id, poll_id)
        if view is not None:
            # The result alone: who chose what is nobody's business, and of a secret poll nobody knows it.
            ended = headline(view)
            said = ended if len(ended) <= _POLL_LIMIT else "it ended in a tie of many"
            lines.append(f"**Poll** · {escape(view.poll.title, 90)}: {said}")
    return lines


def _raters_line(found: Digest) -> str:
    raters = [f"<@{user}> ({count})" for user, count in found.raters]
    return f"**Rated most** · {', '.join(raters)}" if raters else ""
