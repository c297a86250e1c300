"""Two servers with the same people and a film of the same title; whatever belongs to the other one alone says so."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.domain.ballots import Ballot, Method
from bot.domain.drafts import Draft
from bot.domain.grades import Grade
from bot.domain.histories import HistoryRow
from bot.domain.polls import Choice, Poll, State
from bot.domain.reviews import Review
from bot.domain.titles import Film
from db import (
    ballots,
    discussions,
    film_changes,
    film_ids,
    films,
    guilds,
    history_drafts,
    import_create,
    polls,
    privacy,
    ratings,
    reviews,
    title_sync,
    watchlist,
)
from db.film_undo import Author
from db.histories import Owner
from db.history_drafts import HandedIn
from db.ratings import Rating
from tests.conftest import NOW, Club

#: In everything that only the other server knows. Nothing the walks type contains it, so no echo can.
SECRET = "Quixel"
#: What a member types who hopes for it: one letter short of the word.
NEARLY = "Quixe Vault"


@dataclass
class TwoServers:
    """The club of the walk, and the other server with its own film, reviews, ratings, draft and last change."""

    club: Club
    theirs: Any
    their_channel: Any
    host: Any
    host_there: Any
    only_there: Any
    their_film: Film
    shared_film: Film
    own_film: Film
    their_review: int = 0
    their_batch: int = 0
    their_change: int = 0
    their_history: int = 0
    their_poll: int = 0
    looked_at: int = 0

    @property
    def foreign(self) -> list[int]:
        """Return every id that names something of the other server."""
        known = self.their_film.id, self.their_review, self.their_batch, self.their_change, self.their_history
        return [*known, self.their_poll, self.only_there.id]

    def new_requests(self) -> str:
        """Return what was told to Discord since the last look."""
        requests = self.club.env.http_requests[self.looked_at :]
        self.looked_at += len(requests)
        return "\n".join(json.dumps(request.json, ensure_ascii=False, default=str) for request in requests)

    def assert_nothing_leaked(self, after: str) -> None:
        """Fail where something of the other server was said since the last look, or a fault met; `after` is what."""
        sent = self.new_requests()
        at = sent.casefold().find(SECRET.casefold())
        assert at < 0, f"after {after}: {sent[max(0, at - 200) : at + 200]}"
        assert f"<@{self.only_there.id}>" not in sent, f"after {after}: a member of the other server is named"
        assert "Something went wrong on my side" not in sent, after

    async def kept(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row that belongs to the other server or to all of them, by table."""
        database = self.club.bot.services.database
        tables = await database.fetch_all("SELECT name FROM sqlite_schema WHERE type = 'table'")
        found = {}
        for (name,) in tables:
            columns = {row["name"] for row in await database.fetch_all(f"PRAGMA table_info({name})")}
            if "guild_id" in columns:
                rows = await database.fetch_all(
                    f"SELECT * FROM {name} WHERE guild_id = ? OR guild_id IS NULL", (self.theirs.id,)
                )
                found[name] = sorted((tuple(row) for row in rows), key=repr)
        return found

    async def has_own_film(self) -> None:
        """Put a film of the same title on this server's shelf again where a walk took it away."""
        if await films.get(self.club.bot.services.database, self.club.guild.id, self.own_film.id) is None:
            self.own_film = await self.club.add_film("Solaris", year=1972)

    def forged(self, count: int) -> Iterator[tuple[int, ...]]:
        """Yield whole numbers for a button of so many, at least one of the first two foreign."""
        known = dict.fromkeys([*self.foreign, self.shared_film.id, self.own_film.id, 0])
        for numbers in itertools.product(known, repeat=min(count, 2)):
            if any(number in self.foreign for number in numbers):
                yield numbers + (0,) * (count - len(numbers))


async def two_servers(club: Club) -> TwoServers:
    """Arrange both; everything the other server holds carries the secret word."""
    theirs = club.env.create_guild(f"{SECRET} society")
    channel = theirs.create_text_channel("quiet")
    only_there = theirs.add_member(club.env.create_user(f"{SECRET.lower()}-bob"))
    for actor in (club.alice, club.bob):
        theirs.add_member(actor.user)
    database = club.bot.services.database
    own = await club.add_film("Solaris", year=1972)
    film = Film(0, None, "Solaris", 1972, directors=(f"{SECRET} Directora",), cast=(f"{SECRET} Actor",))
    film = replace(film, genres=(f"{SECRET} noir",), certificate=f"{SECRET}-18", runtime_minutes=167)
    async with database.transaction() as tx:
        film_id = await films.insert(tx, theirs.id, film, NOW)
        vault = await films.insert(tx, theirs.id, Film(0, theirs.id, f"The {SECRET} Vault"), NOW)
        shared = await films.insert(tx, None, Film(0, None, "Metropolis", 1927), NOW)
        review_id = await _review(tx, theirs.id, film_id, "a")
        await _review(tx, theirs.id, shared, "b")
    for rated, actor in itertools.product((film_id, shared), (club.alice, club.bob, only_there)):
        note = f"{SECRET} note of {actor.name}"
        await ratings.rate(database, theirs.id, Rating(rated, actor.id, 9, note, actor is club.bob, NOW))
    await title_sync.settle(database, club.bot.services.titles)
    two = TwoServers(
        club,
        theirs,
        channel,
        host=club.admin,
        host_there=theirs.add_member(club.admin.user, roles=[_hosts(theirs)]),
        only_there=only_there,
        their_film=replace(film, id=film_id, guild_id=theirs.id),
        shared_film=Film(shared, None, "Metropolis", 1927),
        own_film=own,
        their_review=review_id,
    )
    return await _worked_on(two, vault)


async def _worked_on(two: TwoServers, vault: int) -> TwoServers:
    """Leave a draft of an import and a change that can still be undone in the other server."""
    database, author = two.club.bot.services.database, Author(two.theirs.id, two.host_there.id, NOW)
    change = await film_changes.edit(database, author, Film(vault, two.theirs.id, f"{SECRET} Vault", 1999))
    two.their_change = change.change_id
    draft = Draft(f"{SECRET}.txt", two.their_film, _written(0, "c"), source=f"{SECRET} wrote this")
    two.their_batch = await import_create.create(database, two.theirs.id, two.host_there.id, [draft], NOW)
    await _history(two)
    await _poll(two)
    await _for_later(two)
    await title_sync.settle(database, two.club.bot.services.titles)
    two.looked_at = len(two.club.env.http_requests)
    return two


async def _history(two: TwoServers) -> None:
    """Leave a draft of the host's own ratings in the other server, and an id that this server does not know."""
    database, titles = two.club.bot.services.database, two.club.bot.services.titles
    row = HistoryRow(f"{SECRET}.csv, line 2", Film(0, None, f"{SECRET} Alone", 1980), 8, f"{SECRET} note")
    given, owner = HandedIn(f"{SECRET}.csv", [row]), Owner(two.theirs.id, two.host_there.id)
    two.their_history = await history_drafts.create(database, titles, owner, given, NOW)
    async with database.transaction() as tx:
        await film_ids.learn(tx, two.theirs.id, two.their_film.id, [("imdb", "tt9999001")])


async def _poll(two: TwoServers) -> None:
    """Leave an open poll with a ballot in the other server; its first options have numbers that foreign ids have."""
    database, choices = two.club.bot.services.database, tuple(Choice(n, f"{SECRET} {n}") for n in range(1, 8))
    closes_at = two.club.env.now() + timedelta(days=3)
    made = Poll(
        0, two.theirs.id, two.their_channel.id, two.host_there.id, f"{SECRET} night", Method.APPROVAL, closes_at, SECRET
    )
    poll = await polls.create(database, replace(made, secret=False, choices=choices), NOW)
    async with database.transaction() as tx:
        await polls.change_state(tx, poll, State.DRAFT, State.OPEN, NOW)
    await ballots.cast(database, poll, two.only_there.id, Ballot.approving([1]), NOW)
    two.their_poll = poll.id


async def _for_later(two: TwoServers) -> None:
    """Leave settings, lists, a thread and members who keep out in the other server."""
    database, guild_id, member = two.club.bot.services.database, two.theirs.id, two.only_there.id
    for owner_id in (watchlist.SERVER, member, two.club.alice.id):
        await watchlist.add(database, guild_id, owner_id, two.their_film.id, member, NOW)
    await guilds.set_zone(database, guild_id, ZoneInfo("Asia/Tokyo"), NOW)
    await privacy.hide(database, guild_id, two.club.bob.id, NOW)
    await discussions.claim(database, guild_id, discussions.FILM, two.shared_film.id, two.their_channel.id, NOW)
    await discussions.opened(database, guild_id, discussions.FILM, two.shared_film.id, two.their_channel.id, member)


async def _review(tx: Any, guild_id: int, film_id: int, body: str) -> int:
    written = _written(film_id, body)
    review_id = await reviews.insert(tx, guild_id, written, evidence={}, batch_id=None, created_by=None, now=NOW)
    assert review_id is not None
    return review_id


def _written(film_id: int, body: str) -> Review:
    return Review(
        id=0,
        film_id=film_id,
        critic=f"{SECRET} Critic",
        outlet=f"{SECRET} Gazette",
        url="https://quixel.example/solaris",
        published=date(2024, 5, 1),
        language="en",
        grade=Grade(f"{SECRET} 5/5", 100.0, False),
        sub_grades=(),
        after_credits=True,
        body=f"{SECRET} thought it slow, and was glad of it. {body}",
    )


def _hosts(guild: Any) -> Any:
    return guild.create_role("Hosts", permissions=discord.Permissions(manage_guild=True))
