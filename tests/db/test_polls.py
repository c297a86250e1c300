"""Polls and ballots in the database: one ballot a voter, secret ones cut from their voters."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.ballot_steps import place, score
from bot.domain.ballots import Ballot, Method, count
from bot.domain.polls import Choice, Poll, State
from db import ballots, polls
from db.database import Database
from db.migrate import migrate, packaged_steps
from db.wiping import wipe
from tests.db.shelf import CLUB, ELSEWHERE, NOW, Shelf

LATER = NOW + timedelta(days=3)
VOTERS = [1_100_000_000_000_000_000 + 7_919 * number for number in range(100)]


async def opened(shelf: Shelf, method: Method = Method.APPROVAL, *, secret: bool = True, count: int = 4) -> Poll:
    """Open a poll with so many options."""
    choices = tuple(Choice(number, f"Option {number}") for number in range(1, count + 1))
    draft = Poll(0, CLUB, 5, 1, "Friday?", method, LATER, "nonce", secret=secret, choices=choices)
    poll = await polls.create(shelf.database, draft, NOW)
    async with shelf.database.transaction() as tx:
        assert await polls.change_state(tx, poll, State.DRAFT, State.OPEN, NOW)
    return replace(poll, state=State.OPEN)


async def test_a_poll_comes_back_as_it_was_made_and_only_in_its_server(shelf: Shelf) -> None:
    poll = await opened(shelf)
    assert await polls.get(shelf.database, CLUB, poll.id) == poll
    assert await polls.get(shelf.database, ELSEWHERE, poll.id) is None
    assert await polls.latest(shelf.database, ELSEWHERE, list(State)) == []


async def test_a_hundred_members_changing_their_minds_at_once_leave_a_hundred_ballots(shelf: Shelf) -> None:
    poll = await opened(shelf)
    last: dict[int, Ballot] = {}

    async def vote(voter: int) -> None:
        chance = random.Random(voter)
        for _ in range(5):
            ballot = Ballot.approving(chance.sample(range(1, 5), chance.randrange(5)))
            assert await ballots.cast(shelf.database, poll, voter, ballot, NOW)
            last[voter] = ballot

    await asyncio.gather(*map(vote, VOTERS))
    assert {one.voter: one.ballot for one in await ballots.all_of(shelf.database, poll)} == last
    assert await ballots.turnout(shelf.database, poll) == 100


async def test_two_menus_of_one_ballot_at_the_same_instant_both_count(shelf: Shelf) -> None:
    poll = await opened(shelf, Method.STAR)
    steps = [lambda ballot, number=number: score(ballot, number, number) for number in range(1, 5)]
    await asyncio.gather(*(ballots.change(shelf.database, poll, 9, step, NOW) for step in steps))
    kept = await ballots.of_member(shelf.database, poll, 9)
    assert kept == Ballot.scored({1: 1, 2: 2, 3: 3, 4: 4})


async def test_a_ranking_keeps_what_was_chosen_so_far(shelf: Shelf) -> None:
    poll = await opened(shelf, Method.INSTANT_RUNOFF)
    for at, option in enumerate((3, 1, 2)):
        await ballots.change(
            shelf.database, poll, 9, lambda ballot, a=at, o=option: place(ballot, a, [o], equals=False), NOW
        )
    kept = await ballots.of_member(shelf.database, poll, 9)
    assert kept is not None
    assert kept.tiers == ((3,), (1,), (2,))


@pytest.mark.parametrize("state", [State.CLOSED, State.CANCELLED])
async def test_nothing_is_cast_changed_or_withdrawn_after_the_end(shelf: Shelf, state: State) -> None:
    poll = await opened(shelf, secret=False)
    before = Ballot.approving([1])
    await ballots.cast(shelf.database, poll, 9, before, NOW)
    assert await ballots.end(shelf.database, poll, state, NOW, random.Random(1))
    assert not await ballots.cast(shelf.database, poll, 9, Ballot.approving([2]), NOW)
    assert await ballots.change(shelf.database, poll, 9, lambda _: Ballot(), NOW) is None
    assert not await ballots.withdraw(shelf.database, poll, 9, NOW)
    assert [one.ballot for one in await ballots.all_of(shelf.database, poll)] == [before]
    assert not await ballots.end(shelf.database, poll, State.CLOSED, NOW, random.Random(1))


async def test_nothing_counts_from_the_moment_of_the_close_on(shelf: Shelf) -> None:
    poll = await opened(shelf)
    assert not await ballots.cast(shelf.database, poll, 9, Ballot.approving([1]), LATER)
    assert await ballots.cast(shelf.database, poll, 9, Ballot.approving([1]), LATER - timedelta(seconds=1))


async def test_a_ballot_never_reaches_another_server(shelf: Shelf) -> None:
    poll = await opened(shelf)
    theirs = replace(poll, guild_id=ELSEWHERE)
    assert not await ballots.cast(shelf.database, theirs, 9, Ballot.approving([1]), NOW)
    await ballots.cast(shelf.database, poll, 9, Ballot.approving([1]), NOW)
    assert await ballots.of_member(shelf.database, theirs, 9) is None
    assert await ballots.all_of(shelf.database, theirs) == []
    assert not await ballots.withdraw(shelf.database, theirs, 9, NOW)
    assert await ballots.turnout(shelf.database, poll) == 1


async def test_withdrawn_is_gone(shelf: Shelf) -> None:
    poll = await opened(shelf)
    await ballots.cast(shelf.database, poll, 9, Ballot.approving([1]), NOW)
    assert await ballots.withdraw(shelf.database, poll, 9, NOW)
    assert not await ballots.withdraw(shelf.database, poll, 9, NOW)
    assert await ballots.turnout(shelf.database, poll) == 0


async def test_a_secret_poll_forgets_whose_ballot_is_whose_and_counts_the_same(shelf: Shelf, tmp_path: Path) -> None:
    poll = await opened(shelf, count=6)
    chance = random.Random(5)
    for voter in VOTERS * 2:
        said = Ballot.approving(chance.sample(range(1, 7), chance.randrange(1, 6)))
        await ballots.cast(shelf.database, poll, voter, said, NOW)
    before = await ballots.all_of(shelf.database, poll)
    assert lying_about(tmp_path) > 0, "the search finds what there is to find"
    assert await ballots.end(shelf.database, poll, State.CLOSED, LATER, random.Random(2))
    await wipe(shelf.database)
    assert lying_about(tmp_path) == 0
    over = await polls.get(shelf.database, CLUB, poll.id)
    assert over is not None
    after = await ballots.all_of(shelf.database, over)
    assert {one.voter for one in after} == set(range(1, 101))
    tallies = [
        count(poll.method, range(1, 7), [one.ballot for one in cast], poll.tie_break) for cast in (before, after)
    ]
    assert tallies[0] == tallies[1]
    assert [one.ballot for one in after] != [one.ballot for one in before], "in the old order they would be known"
    assert await ballots.has_voted(shelf.database, over, VOTERS[3])
    assert not await ballots.has_voted(shelf.database, over, 1)
    assert await ballots.of_member(shelf.database, over, VOTERS[3]) is None
    assert await ballots.of_member(shelf.database, over, 3) is None
    rows = await shelf.database.fetch_all("SELECT DISTINCT cast_at FROM poll_ballots")
    assert [row["cast_at"] for row in rows] == [""]


def lying_about(folder: Path) -> int:
    """Count the places in all files where a voter's id lies directly before a ballot, as SQLite writes a row."""
    found = 0
    for path in folder.iterdir():
        held = path.read_bytes()
        for voter in VOTERS:
            at = held.find(raw := voter.to_bytes(8, "big"))
            while at >= 0:
                found += b"[[" in held[at : at + 24]
                at = held.find(raw, at + 1)
    return found


async def test_an_open_poll_with_its_ballots_survives_every_step_since_there_are_polls(tmp_path: Path) -> None:
    file = tmp_path / "older.db"
    connection = sqlite3.connect(file, isolation_level=None)
    migrate(connection, packaged_steps()[:5])
    connection.execute(
        "INSERT INTO polls (id, guild_id, channel_id, maker_id, title, method, live, secret, nonce, state, created_at,"
        " closes_at) VALUES (4, ?, 5, 6, 'Friday?', 'approval', 1, 1, 'nonce', 'open', ?, ?)",
        (CLUB, NOW.isoformat(), LATER.isoformat()),
    )
    for number, label in ((1, "Stalker"), (2, "Solaris"), (3, "Mirror")):
        connection.execute(
            "INSERT INTO poll_options (poll_id, number, guild_id, label, label_key) VALUES (4, ?, ?, ?, ?)",
            (number, CLUB, label, label.lower()),
        )
    connection.execute("INSERT INTO poll_ballots VALUES (4, 77, ?, '[[2,1],[3,1]]', ?)", (CLUB, NOW.isoformat()))
    connection.close()
    async with Database.open(file) as database:
        poll = await polls.get(database, CLUB, 4)
        assert poll is not None
        assert [choice.label for choice in poll.choices] == ["Stalker", "Solaris", "Mirror"]
        assert (poll.removed, poll.night, poll.event_id) == ((), None, 0)
        assert await ballots.of_member(database, poll, 77) == Ballot.approving([2, 3])
        assert await ballots.cast(database, poll, 77, Ballot.approving([1]), NOW)


async def test_an_option_that_is_taken_out_keeps_its_number_and_frees_its_title(shelf: Shelf) -> None:
    poll = await opened(shelf)
    async with shelf.database.transaction() as tx:
        assert await polls.remove_choice(tx, poll, poll.choices[3])
        assert not await polls.remove_choice(tx, poll, poll.choices[3]), "once is enough"
    after = await polls.get(shelf.database, CLUB, poll.id)
    assert after is not None
    assert (len(after.choices), after.removed, after.next_number) == (3, poll.choices[3:], 5)
    async with shelf.database.transaction() as tx:
        await polls.add_choice(tx, after, Choice(after.next_number, "Option 4"))
    again = await polls.get(shelf.database, CLUB, poll.id)
    assert again is not None
    assert [choice.number for choice in again.choices] == [1, 2, 3, 5]
    theirs = replace(again, guild_id=ELSEWHERE)
    async with shelf.database.transaction() as tx:
        assert not await polls.remove_choice(tx, theirs, again.choices[0])
