"""A poll is told once: killed at any step, after downtime, and where its channel or card is gone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.client import open_bot
from bot.settings import Settings
from bot.ui import poll_closing
from db import ballots, due_work, polls
from tests.cogs.polling import AFTER, choose, messages, posted
from tests.conftest import Club, labels, shown


class Killed(BaseException):
    """End the process here: no handler of the product may catch it."""


@pytest.fixture
async def bots() -> AsyncIterator[AsyncExitStack]:
    """Keep the bots that took over, and close them after the simulated Discord."""
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
def restart(bots: AsyncExitStack, club: Club, tmp_path: Path) -> Callable[[], Any]:
    async def again() -> None:
        club.bot = await bots.enter_async_context(open_bot(Settings(data_dir=tmp_path)))
        await club.env.restart_bot(club.bot)
        await club.env.settle()

    return again


def told(club: Club) -> list[str]:
    """Return the announcements that everybody sees."""
    return [shown(one) for one in messages(club)[1:]]


def dying(where: str, *, after: bool) -> Callable[[pytest.MonkeyPatch], None]:
    """Return what ends the process before or after a step: `module.function` of the storage, or a send or an edit."""

    def arrange(patch: pytest.MonkeyPatch) -> None:
        name = where.rpartition(".")[2]
        place = PLACES[where.rpartition(".")[0]]
        whole = getattr(place, name)

        async def step(*args: Any, **kwargs: Any) -> Any:
            if after:
                await whole(*args, **kwargs)
            raise Killed

        patch.setattr(place, name, step)

    return arrange


PLACES: dict[str, Any] = {
    "due_work": due_work,
    "ballots": ballots,
    "polls": polls,
    "closing": poll_closing,
    "send": discord.PartialMessageable,
}
STEPS = [
    "due_work.claim",
    "ballots.end",
    "closing.wipe",
    "closing.redraw_now",
    "send.send",
    "polls.set_announcement",
    "due_work.done",
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("step", "secret"), [*((step, 1) for step in STEPS), *((step, 0) for step in STEPS[3:])])
async def test_killed_at_any_step_the_result_is_told_once(
    club: Club, restart: Any, step: str, after: bool, secret: int
) -> None:
    card = await posted(club, method="plurality", ballots=secret)
    await choose(club.alice, card, 0, "1")
    await choose(club.bob, card, 0, "1")
    clock: Any = club.bot.get_cog("Clock")
    clock.minute.cancel()  # the tick is driven by hand: the one in which the process dies
    await club.env.advance_time(AFTER)
    with pytest.MonkeyPatch.context() as patch:
        dying(step, after=after)(patch)
        with pytest.raises(Killed):
            await clock.schedule.tick(discord.utils.utcnow())
    await restart()
    await club.env.advance_time(AFTER)
    assert len(told(club)) == 1
    assert "**Stalker (1971)** wins with 2 of 2 votes." in told(club)[0]
    assert "**Stalker (1971)** wins with 2 of 2 votes." in shown(messages(club)[0])
    assert "away at the close" not in told(club)[0]
    await restart()
    await club.env.advance_time(AFTER)
    assert len(told(club)) == 1


async def test_after_days_of_downtime_it_closes_once_counts_what_came_in_time_and_says_so(
    club: Club, restart: Any
) -> None:
    card = await posted(club, method="plurality", closes="3 days")
    await choose(club.alice, card, 0, "1")
    clock: Any = club.bot.get_cog("Clock")
    clock.minute.cancel()
    await club.env.advance_time(timedelta(days=9).total_seconds())
    late = await choose(club.bob, card, 0, "2")
    assert "The voting is over" in late.response.content
    await restart()
    await club.env.advance_time(120)
    assert len(told(club)) == 1
    assert "**Stalker (1971)** wins with 1 of 1 vote." in told(club)[0]
    assert "I was away at the close" in told(club)[0]
    assert club.env.errors is not None


async def test_the_announcement_carries_the_nonce_of_the_ledger_and_discord_is_to_enforce_it(club: Club) -> None:
    await posted(club)
    (row,) = await club.bot.services.database.fetch_all("SELECT nonce FROM due_work WHERE kind = 'poll-close'")
    await club.env.advance_time(AFTER)
    sent = [one.json for one in club.env.http_requests if one.method == "POST" and one.path.endswith("/messages")]
    assert [(one["nonce"], one["enforce_nonce"]) for one in sent][-1] == (row["nonce"], True)
    assert all(len(one["nonce"]) <= 25 for one in sent)


async def test_discord_down_at_the_close_it_is_told_later_and_once(club: Club) -> None:
    await posted(club)
    club.env.inject_error("POST", "/channels/*/messages", status=500, times=2)
    await club.env.advance_time(AFTER)
    await club.env.advance_time(AFTER)
    assert len(told(club)) == 1


async def test_where_the_card_was_deleted_the_result_still_stands_in_the_channel(club: Club) -> None:
    card = await posted(club)
    await choose(club.alice, card, 0, "1")
    await club.env.settle()
    club.env.backend.delete_message(club.channel.id, card.id)
    await club.env.advance_time(AFTER)
    (only,) = messages(club)
    assert "**Stalker (1971)** wins" in shown(only)
    assert "The card of the poll is gone" in shown(only)


@pytest.mark.parametrize(("status", "code", "why"), [(404, 10003, "is gone"), (403, 50001, "may not post")])
async def test_where_the_channel_is_gone_the_maker_is_told_once(club: Club, status: int, code: int, why: str) -> None:
    card = await posted(club)
    await choose(club.alice, card, 0, "1")
    await club.env.advance_time(60)
    for method, path in (("POST", "messages"), ("PATCH", "messages/*")):
        club.env.inject_error(method, f"/channels/{club.channel.id}/{path}", status=status, code=code, times=50)
    await club.env.advance_time(AFTER)
    await club.env.advance_time(AFTER)
    private = messages(club, club.bob.user.dm_channel)
    assert len(private) == 1
    assert "**Stalker (1971)** wins" in shown(private[0])
    assert why in shown(private[0])
    assert told(club) == []


async def test_every_button_of_a_poll_answers_after_a_restart(club: Club, restart: Any) -> None:
    card = await posted(club, method="star")
    ballot = (await club.alice.click(card, label="Vote")).response
    await choose(club.alice, ballot, 0, "5")
    await restart()
    await choose(club.alice, ballot, 1, "3")
    mine = await club.alice.click(card, label="My ballot")
    assert "You gave **Stalker (1971)** 5, **Solaris (1972)** 3." in shown(mine.response)
    await restart()
    await club.env.advance_time(AFTER)
    announcement = messages(club)[-1]
    assert labels(announcement) == ["Rate", "Discuss in a thread", "Watchlist", "How it was counted"]
    await restart()
    nora = club.guild.add_member(club.env.create_user("nora-newcomer"))
    counted = await nora.click(announcement, label="How it was counted")
    assert "Points: Stalker (1971) 5" in shown(counted.response)
    assert (await nora.click(announcement, label="Rate")).modal is not None


async def test_a_draft_is_posted_after_a_restart_and_only_once(club: Club, restart: Any) -> None:
    asked = await club.bob.slash(club.channel, "poll question", text="Popcorn?", options="salty | sweet")
    await restart()
    await club.bob.click(asked.response, label="Post")
    assert len(messages(club)) == 1
    poll = await polls.get(club.bot.services.database, club.guild.id, 1)
    assert poll is not None
    assert poll.message_id == messages(club)[0].id


async def test_a_poll_that_cannot_be_posted_stays_a_draft(club: Club) -> None:
    asked = await club.bob.slash(club.channel, "poll question", text="Popcorn?", options="salty | sweet")
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    failed = await club.bob.click(asked.response, label="Post")
    assert "The draft is kept" in failed.followups[0].content
    assert await club.bot.services.database.fetch_all("SELECT * FROM due_work") == []
    await club.bob.click(asked.response, label="Post")
    assert len(messages(club)) == 1
    assert club.env.errors is not None
