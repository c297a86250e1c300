"""The films of a poll: those that were named, and those that a list of the club adds to them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import UserError
from bot.domain.polls import FEWEST, LABEL_LIMIT, Choice, State, check_choices, label_key
from bot.domain.titles import Film
from bot.ui.film_choice import find_film
from bot.ui.picking import picks_for
from bot.ui.poll_view import load
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.text import escape, plural
from db import films, polls, watchlist

#: So many films a list completes a poll to.
FULL = 10


class Source(StrEnum):
    """Name where films for a poll may come from."""

    WATCHLIST = "watchlist"
    RECOMMENDED = "recommended"
    RUNNERS_UP = "last runners-up"


@dataclass(frozen=True, slots=True)
class Filled:
    """Hold the options of a poll and what a list added to them, in a sentence (empty: no list was asked)."""

    choices: list[Choice]
    said: str = ""


async def films_chosen(interaction: Interaction, typed: Sequence[str], source: Source | None) -> Filled:
    """Return the films that were named, completed to ten from a list of the club where one is given.

    Raises UserError for a film that is not clear or named twice, and where fewer than two came together.
    """
    choices = [await film_named(interaction, number, one) for number, one in enumerate(typed, 1)]
    if source is None:
        if len(choices) < FEWEST:
            raise UserError(
                "A poll needs at least two films. Name two, or let `fill` add some from a list of the club."
            )
        return Filled(check_choices(choices))
    check_choices(choices, fewest=0)
    added = _new_among(await _SOURCES[source](interaction), choices)
    if len(choices) + len(added) < FEWEST:
        raise UserError(f"{_EMPTY[source]} A poll needs at least two films; nothing was posted.")
    return Filled(check_choices(choices + added), _said(source, added))


async def film_named(interaction: Interaction, number: int, typed: str) -> Choice:
    """Return the film that a text names as an option; raise UserError where it could be several, or is none."""
    film = await find_film(interaction, typed)
    if isinstance(film, Film):
        return _choice(number, film)
    near = ", ".join(f"“{escape(other.label, 100)}”" for other in film)
    raise UserError(
        f"I am not sure which film “{escape(typed, 100)}” is; did you mean {near}? Choose it from the list that opens"
        " while you type. Nothing was changed."
    )


async def _watchlist(interaction: Interaction) -> list[Film]:
    return await watchlist.listed(services_of(interaction).database, guild_of(interaction), watchlist.SERVER)


async def _recommended(interaction: Interaction) -> list[Film]:
    services, guild_id = services_of(interaction), guild_of(interaction)
    picks = await picks_for(services, guild_id, None, 2 * FULL)
    return await films.get_many(services.database, guild_id, [pick.film_id for pick in picks])


async def _runners_up(interaction: Interaction) -> list[Film]:
    """Return the films that did not win the last poll among films, the second of it first."""
    database, guild_id = services_of(interaction).database, guild_of(interaction)
    over = await polls.latest(database, guild_id, [State.CLOSED])
    for poll in sorted(over, key=lambda poll: poll.closed_at or poll.closes_at, reverse=True):
        view = await load(database, guild_id, poll.id)
        if view is None or view.tally is None or view.won is None:
            continue
        found = {choice.number: choice.film_id for choice in view.poll.choices if choice.film_id}
        order = [found[option] for option in view.tally.ranking[1:] if isinstance(option, int) and option in found]
        if order:
            return await films.get_many(database, guild_id, order)
    return []


_SOURCES: dict[Source, Callable[[Interaction], Awaitable[list[Film]]]] = {
    Source.WATCHLIST: _watchlist,
    Source.RECOMMENDED: _recommended,
    Source.RUNNERS_UP: _runners_up,
}
_NAMES = {
    Source.WATCHLIST: "the server's watchlist",
    Source.RECOMMENDED: "what is recommended to this club",
    Source.RUNNERS_UP: "the runners-up of the last poll",
}
_EMPTY = {
    Source.WATCHLIST: "The server's watchlist has no film to add; `/watchlist add` puts some there.",
    Source.RECOMMENDED: "There is nothing to add from what is recommended to this club: that takes films and ratings.",
    Source.RUNNERS_UP: "No poll among films has closed here with runners-up to take over.",
}


def _said(source: Source, added: Sequence[Choice]) -> str:
    if not added:
        return _EMPTY[source]
    return f"{plural(len(added), 'film')} added from {_NAMES[source]}: {', '.join(str(one.number) for one in added)}."


def _new_among(found: Sequence[Film], named: Sequence[Choice]) -> list[Choice]:
    """Return those that are not named yet, as the next options; two titles of one spelling would be one option."""
    known = {label_key(choice.label) for choice in named}
    added: list[Choice] = []
    for film in found:
        choice = _choice(len(named) + len(added) + 1, film)
        if len(named) + len(added) < FULL and label_key(choice.label) not in known:
            known.add(label_key(choice.label))
            added.append(choice)
    return added


def _choice(number: int, film: Film) -> Choice:
    return Choice(number, film.label[:LABEL_LIMIT], film.id)
