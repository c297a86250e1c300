"""The evening that a poll chooses for: an event for what won, once, and a sentence where there can be none."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from db import polls
from tests.cogs.polling import AFTER, choose, messages, posted
from tests.conftest import Club, shown

NIGHT = "2 days"


def events(club: Club) -> list[Any]:
    """Return the events of the server."""
    return list(club.env.backend.get_guild(club.guild.id).scheduled_events.values())


async def test_what_wins_gets_an_event_and_the_result_links_it(club: Club) -> None:
    card = await posted(club, night=NIGHT)
    assert "For the night of <t:" in shown(card)
    await choose(club.alice, card, 0, "2")
    assert events(club) == []
    await club.env.advance_time(AFTER)
    (event,) = events(club)
    poll = await polls.get(club.bot.services.database, club.guild.id, 1)
    assert poll is not None
    assert poll.night is not None
    assert (event.name, event.entity_metadata) == ("Solaris (1972)", {"location": "#films"})
    assert datetime.fromisoformat(event.scheduled_start_time) == poll.night
    assert datetime.fromisoformat(event.scheduled_end_time) == poll.night + timedelta(minutes=102 + 30)
    assert f"/channels/{club.guild.id}/{club.channel.id}/{card.id}" in event.description
    assert poll.event_id == event.id
    assert f"https://discord.com/events/{club.guild.id}/{event.id}" in shown(messages(club)[-1])


async def test_the_draft_says_beforehand_whether_there_can_be_an_event(club: Club) -> None:
    wanted = {"text": "Q?", "options": "a | b", "closes": "10 minutes", "night": NIGHT}
    asked = await club.bob.slash(club.channel, "poll question", **wanted)
    assert "I lack" not in shown(asked.response)
    taken = discord.Permissions(create_events=True, manage_events=True).value
    club.env.backend.set_overwrite(
        club.channel.id, Overwrite(club.env.backend.bot_user.id, OverwriteType.MEMBER, 0, taken)
    )
    asked = await club.bob.slash(club.channel, "poll question", **wanted)
    assert "I lack the permission **Create Events**" in shown(asked.response)


async def test_without_the_permission_there_is_a_sentence_and_the_result_all_the_same(club: Club) -> None:
    card = await posted(club, night=NIGHT)
    await choose(club.alice, card, 0, "2")
    club.env.inject_error("POST", "/guilds/*/scheduled-events", status=403, code=50013)
    await club.env.advance_time(AFTER)
    told = shown(messages(club)[-1])
    assert "**Solaris (1972)** wins" in told
    assert "I lack the permission **Create Events**" in told
    assert events(club) == []


async def test_where_discord_refuses_the_event_the_result_is_told_all_the_same(club: Club) -> None:
    card = await posted(club, night=NIGHT)
    await choose(club.alice, card, 0, "2")
    club.env.inject_error("POST", "/guilds/*/scheduled-events", status=400, code=50035)
    await club.env.advance_time(AFTER)
    assert "Discord did not take the event for it." in shown(messages(club)[-1])


async def test_where_nothing_wins_there_is_no_event(club: Club) -> None:
    await posted(club, night=NIGHT)
    await club.env.advance_time(AFTER)
    assert "Nothing won, so there is no event for it." in shown(messages(club)[-1])
    assert events(club) == []


BAD = [
    ("5 minutes", "begins before the poll is over"),
    ("2020-01-01 20:00", "is over already"),
    ("2031-01-01 20:00", "more than a year away"),
    ("some evening", "is no time I understand"),
]


@pytest.mark.parametrize(("night", "said"), BAD)
async def test_a_night_that_will_not_do_is_a_sentence_and_makes_no_poll(club: Club, night: str, said: str) -> None:
    refused = await club.bob.slash(
        club.channel, "poll question", text="Q?", options="a | b", closes="10 minutes", night=night
    )
    assert said in refused.response.content
    assert await club.bot.services.database.fetch_all("SELECT * FROM polls") == []
    assert club.env.errors is not None


@pytest.mark.parametrize("typed", ["saturday", "2026-03-07", "next Saturday"])
async def test_a_day_alone_begins_at_eight_in_the_evening(club: Club, typed: str) -> None:
    asked = await club.bob.slash(
        club.channel, "poll question", text="Q?", options="a | b", closes="1 hour", night=typed
    )
    await club.bob.click(asked.response, label="Post")
    poll = await polls.get(club.bot.services.database, club.guild.id, 1)
    assert poll is not None
    assert poll.night is not None
    assert (poll.night.hour, poll.night.minute, poll.night.weekday()) == (20, 0, 5)


async def test_a_close_cannot_be_moved_behind_the_night_and_another_poll_has_a_night_of_its_own(club: Club) -> None:
    await posted(club, night=NIGHT)
    refused = await club.bob.slash(club.channel, "poll extend", poll="poll:1", closes="3 days")
    assert "begins before the poll is over" in refused.response.content
    again = await club.bob.slash(club.channel, "poll again", poll="poll:1", closes="10 minutes")
    assert "for the night" not in shown(again.response)
    again = await club.bob.slash(club.channel, "poll again", poll="poll:1", closes="10 minutes", night="4 days")
    assert "for the night of <t:" in shown(again.response)
    assert club.env.errors is not None


async def test_a_night_that_began_while_the_bot_was_away_gets_no_event(club: Club) -> None:
    card = await posted(club, night="1 day")
    await choose(club.alice, card, 0, "2")
    clock: Any = club.bot.get_cog("Clock")
    clock.minute.cancel()
    await club.env.advance_time(timedelta(days=3).total_seconds())
    await clock.schedule.tick(discord.utils.utcnow())
    await club.env.settle()
    assert "It had begun before the result" in shown(messages(club)[-1])
    assert events(club) == []
