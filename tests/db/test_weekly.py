"""What is kept of weekly posts: the settings, the next one owed, what was decided, and what is not for the club."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.weekly import AWAY, Fate, State, Weekly
from db import digests, due_work, film_changes, not_for_us, privacy, weekly, weekly_posts
from db.weekly_posts import WeeklyPost
from tests.db.shelf import CLUB, ELSEWHERE, NOW, Shelf, open_shelf

PLANNED = Weekly(CLUB, 7, 4, 20 * 60, ZoneInfo("UTC"), 9, role_id=3, thread=True)
WEEK = timedelta(days=7)


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Shelf]:
    async with open_shelf(tmp_path) as opened:
        yield opened


async def owed(shelf: Shelf) -> list[tuple[int, str]]:
    rows = await shelf.database.fetch_all(
        "SELECT guild_id, due_at FROM due_work WHERE state = 'owed' ORDER BY guild_id"
    )
    return [(row["guild_id"], row["due_at"]) for row in rows]


async def test_turned_on_it_is_kept_as_it_was_said_and_owes_one_post_however_often(shelf: Shelf) -> None:
    (first,) = PLANNED.next_posts(NOW, 1)
    for _ in range(2):
        await weekly.turn_on(shelf.database, PLANNED, NOW)
    assert await weekly.get(shelf.database, CLUB) == PLANNED
    assert await owed(shelf) == [(CLUB, first.isoformat())]
    moved = replace(PLANNED, weekday=2)
    await weekly.turn_on(shelf.database, moved, NOW)
    assert await owed(shelf) == [(CLUB, moved.next_posts(NOW, 1)[0].isoformat())]


async def test_turned_off_or_paused_it_owes_nothing_and_another_servers_stays(shelf: Shelf) -> None:
    elsewhere = replace(PLANNED, guild_id=ELSEWHERE)
    await weekly.turn_on(shelf.database, elsewhere, NOW)
    await weekly.turn_on(shelf.database, PLANNED, NOW)
    assert await weekly.turn_off(shelf.database, CLUB, NOW)
    assert not await weekly.turn_off(shelf.database, CLUB, NOW)
    assert [guild for guild, _ in await owed(shelf)] == [ELSEWHERE]
    async with shelf.database.transaction() as tx:
        assert await weekly.pause(tx, ELSEWHERE, "gone", NOW)
        assert not await weekly.pause(tx, ELSEWHERE, "gone", NOW)
    assert await owed(shelf) == []
    found = await weekly.get(shelf.database, ELSEWHERE)
    assert found is not None
    assert (found.state, found.reason, found.told_at) == (State.PAUSED, "gone", NOW)


async def test_at_a_start_whoever_is_on_and_owes_nothing_owes_the_next(shelf: Shelf) -> None:
    await weekly.turn_on(shelf.database, PLANNED, NOW)
    await weekly.turn_on(shelf.database, replace(PLANNED, guild_id=ELSEWHERE), NOW)
    await weekly.turn_off(shelf.database, ELSEWHERE, NOW)
    assert await weekly.owe_missing(shelf.database, NOW) == 0
    await shelf.database.execute("DELETE FROM due_work")
    assert await weekly.owe_missing(shelf.database, NOW) == 1
    assert await owed(shelf) == [(CLUB, PLANNED.next_posts(NOW, 1)[0].isoformat())]


async def test_a_post_is_decided_once_and_no_film_twice_not_even_merged(shelf: Shelf) -> None:
    stalker, solaris = await shelf.film("Stalker"), await shelf.film("Solaris")
    first = WeeklyPost(0, CLUB, NOW, 7, stalker.id, {"why": "critics 84", "digest": {"lines": ["x"]}})
    decided = await weekly_posts.decide(shelf.database, first, NOW)
    again = await weekly_posts.decide(shelf.database, replace(first, film_id=solaris.id), NOW + WEEK)
    assert decided == again
    assert decided is not None
    assert decided.film_id == stalker.id
    await weekly_posts.sent(shelf.database, decided, 99)
    kept = await weekly_posts.get(shelf.database, CLUB, decided.id)
    assert kept is not None
    assert (kept.fate, kept.message_id, kept.said) == (Fate.SENT, 99, {"why": "critics 84"})
    assert await weekly_posts.decide(shelf.database, replace(first, due_at=NOW + WEEK), NOW + WEEK) is None
    await film_changes.merge(shelf.database, shelf.author(), stalker.id, solaris.id)
    merged = replace(first, due_at=NOW + WEEK, film_id=solaris.id)
    assert await weekly_posts.decide(shelf.database, merged, NOW + WEEK) is None
    assert await weekly_posts.get(shelf.database, ELSEWHERE, decided.id) is None


async def test_what_was_missed_is_told_until_a_post_was_sent(shelf: Shelf) -> None:
    for week in range(2):
        await weekly_posts.skip(shelf.database, CLUB, NOW + week * WEEK, 7, AWAY, NOW)
    await weekly_posts.skip(shelf.database, CLUB, NOW + 2 * WEEK, 7, "called off", NOW)
    missed = await weekly_posts.missed_before(shelf.database, CLUB, NOW + 3 * WEEK)
    assert [post.due_at for post in missed] == [NOW, NOW + WEEK]
    post = await weekly_posts.decide(shelf.database, WeeklyPost(0, CLUB, NOW + 3 * WEEK, 7, 0), NOW + 3 * WEEK)
    assert post is not None
    await weekly_posts.sent(shelf.database, post, 1)
    assert await weekly_posts.missed_before(shelf.database, CLUB, NOW + 4 * WEEK) == []
    assert await weekly_posts.told_until(shelf.database, CLUB) == NOW + 3 * WEEK


async def test_not_for_us_counts_members_once_and_is_each_ones_own(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    said = [await not_for_us.toggle(shelf.database, CLUB, film.id, user, NOW) for user in (1, 2, 1, 2)]
    assert said == [(True, 1), (True, 2), (False, 1), (False, 0)]
    assert await not_for_us.toggle(shelf.database, CLUB, film.id + 1_000, 1, NOW) == (True, 0)


async def test_a_digest_reads_its_window_and_its_server_and_names_nobody_who_keeps_out(shelf: Shelf) -> None:
    old, new = await shelf.film("Stalker"), await shelf.film("Solaris")
    for user, half in ((1, 8), (2, 9), (3, 10)):
        await shelf.rate(old, user, half, day=-10)
        await shelf.rate(new, user, half, day=-1)
    other = await shelf.film("Ran", ELSEWHERE)
    await shelf.rate(other, 1, 2, day=-1, guild_id=ELSEWHERE)
    await shelf.review(new, "It is about an ocean.")
    await privacy.hide(shelf.database, CLUB, 2, NOW)
    found = await digests.week(shelf.database, CLUB, NOW - WEEK, NOW)
    assert [(film.film_id, film.total, film.ratings, film.fresh) for film in found.films] == [(new.id, 27, 3, 3)]
    assert found.counts == (0, 0, 0, 0, 0, 0, 0, 1, 1, 1)
    assert found.raters == ((1, 1), (3, 1))
    assert found.reviews == ((new.id, 1),)
    assert found.club_mean == 9.0


async def test_a_kind_of_which_little_is_due_comes_before_one_of_which_there_is_much(shelf: Shelf) -> None:
    async with shelf.database.transaction() as tx:
        for subject in range(150):
            await due_work.owe(tx, CLUB, "many", subject, NOW, lambda: "n")
        await due_work.owe(tx, CLUB, "one", 1, NOW + timedelta(minutes=1), lambda: "n")
    found = await due_work.ready(shelf.database, ("many", "one"), NOW + timedelta(minutes=1))
    assert [due.kind for due in found] == ["one"] + ["many"] * 100
    assert await due_work.next_moment(shelf.database) == NOW
