"""`/weekly`: what admins type, what they are shown, and what they cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from db import guilds
from tests.cogs.every_week import FRIDAY, WEEK, posts, shelf, title_of, unhurried, until
from tests.conftest import Club, labels, shown
from tests.walks.forging import press

ON = {"day": 4, "time": "8 pm", "timezone": "UTC"}


@pytest.fixture(autouse=True)
def sentences(club: Club) -> Iterator[None]:
    """Let commands end in a sentence for whoever asked: the simulation counts each as an error."""
    unhurried(club)
    yield
    assert club.env.errors is not None


def moments(message: object, style: str = "F") -> list[int]:
    """Return the moments that a message shows in the reader's own zone."""
    return [int(found) for found in re.findall(rf"<t:(\d+):{style}>", shown(message))]


def deny(club: Club, **permissions: bool) -> None:
    """Take permissions from the bot in the club's channel."""
    flags = discord.Permissions(**permissions).value
    me = club.bot.user
    assert me is not None
    club.env.backend.set_overwrite(club.channel.id, Overwrite(me.id, OverwriteType.MEMBER, 0, flags))


async def test_turned_on_it_shows_the_next_three_posts_and_the_first_comes_at_its_hour(club: Club) -> None:
    await shelf(club)
    said = await club.admin.slash(club.channel, "weekly on", **ON)
    assert said.ephemeral
    assert moments(said.response) == [int((FRIDAY + week * WEEK).timestamp()) for week in range(3)]
    await until(club, FRIDAY - timedelta(minutes=2))
    assert posts(club) == []
    await until(club, FRIDAY)
    (post,) = posts(club)
    assert labels(post) == ["Rate", "Watchlist", "Not for us", "Discuss"]
    assert title_of(post).startswith(("Mirror", "Nostalghia", "Stalker", "Solaris"))


async def test_three_weeks_bring_three_films(club: Club) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    for week in range(3):
        await until(club, FRIDAY + week * WEEK)
    assert len(posts(club)) == 3
    assert len({title_of(post) for post in posts(club)}) == 3


async def test_it_is_for_admins_checked_again_in_code(club: Club) -> None:
    tree = club.bot.tree
    (command,) = [one for one in await tree.fetch_commands() if one.name == "weekly"]
    club.guild.set_command_permissions(command, {club.alice: True})
    refused = await club.alice.slash(club.channel, "weekly on", **ON)
    assert "Manage Server" in refused.response.content
    for custom_id in ("weekly-now:v1:1767300000", "weekly-leave:v1:0", "weekly-unskip:v1:1", "weekly-quiet:v1:0"):
        pressed = await press(club.alice, club.channel, custom_id, private=True)
        assert "Manage Server" in pressed.response.content
    assert posts(club) == []


async def test_an_unknown_zone_offers_the_nearest_and_autocomplete_finds_it(club: Club) -> None:
    said = await club.admin.slash(club.channel, "weekly on", day=4, time="20:00", timezone="Europe/Berln")
    assert "Europe/Berlin" in said.response.content
    offered = await club.admin.autocomplete(club.channel, "weekly on", "timezone", "berl")
    assert offered[0]["value"] == "Europe/Berlin"


@pytest.mark.parametrize("typed", ["25:61", "soon", "8", "-1:00", "24:00"])
async def test_a_time_that_is_none_says_how_to_write_one(club: Club, typed: str) -> None:
    said = await club.admin.slash(club.channel, "weekly on", day=4, time=typed)
    assert "“20:00”" in said.response.content
    assert "“8 pm”" in said.response.content
    assert "There is no weekly post" in shown((await club.admin.slash(club.channel, "weekly status")).response)


async def test_a_voice_channel_or_a_thread_is_no_place_for_it(club: Club) -> None:
    voice = club.guild.create_voice_channel("lounge")
    said = await club.admin.slash(club.channel, "weekly on", channel=voice, **ON)
    assert "is a voice channel" in said.response.content
    await club.bot.get_channel(club.channel.id).create_thread(name="a thread", type=discord.ChannelType.public_thread)
    (inside,) = club.channel.threads
    said = await club.admin.slash(club.channel, "weekly on", channel=inside, **ON)
    assert "is a thread" in said.response.content


@pytest.mark.parametrize(
    ("taken", "options", "named"),
    [
        ("view_channel", {}, "View Channel"),
        ("send_messages", {}, "Send Messages"),
        ("create_public_threads", {"thread": True}, "Create Public Threads"),
        ("attach_files", {"digest": True}, "Attach Files"),
    ],
)
async def test_permissions_that_are_missing_are_named_at_once(
    club: Club, taken: str, options: dict[str, bool], named: str
) -> None:
    deny(club, **{taken: True})
    other = club.guild.create_text_channel("backstage")
    said = await club.admin.slash(other, "weekly on", channel=club.channel, **ON, **options)
    assert f"**{named}**" in said.response.content
    assert "nothing was changed" in said.response.content


async def test_a_role_needs_to_be_mentionable_and_everyone_is_refused(club: Club) -> None:
    deny(club, mention_everyone=True)
    quiet = club.guild.create_role("Quiet")
    said = await club.admin.slash(club.channel, "weekly on", role=quiet, **ON)
    assert "All Roles" in said.response.content
    said = await club.admin.slash(club.channel, "weekly on", role=club.guild.default_role, **ON)
    assert "do not ping everyone" in said.response.content
    loud = club.guild.create_role("Fridays", mentionable=True)
    said = await club.admin.slash(club.channel, "weekly on", role=loud, **ON)
    assert "is on" in shown(said.response)


async def test_without_a_zone_the_servers_own_counts_and_the_first_one_named_becomes_it(club: Club) -> None:
    await club.admin.slash(club.channel, "weekly on", day=4, time="20:00", timezone="Asia/Tokyo")
    settings = await guilds.get(club.bot.services.database, club.guild.id)
    assert settings.zone.key == "Asia/Tokyo"
    await club.admin.slash(club.channel, "weekly on", timezone="Europe/Berlin")
    settings = await guilds.get(club.bot.services.database, club.guild.id)
    assert settings.zone.key == "Asia/Tokyo", "an admin's own choice is not overwritten"
    status = shown((await club.admin.slash(club.channel, "weekly status")).response)
    assert "Friday at 20:00 (Europe/Berlin)" in status


async def test_what_is_left_out_stays_as_it_is(club: Club) -> None:
    role = club.guild.create_role("Fridays", mentionable=True)
    await club.admin.slash(club.channel, "weekly on", day=2, time="9:15 am", timezone="UTC", role=role, digest=False)
    await club.admin.slash(club.channel, "weekly on", time="10 am")
    status = (await club.admin.slash(club.channel, "weekly status")).response
    assert "Wednesday at 10:00 (UTC)" in shown(status)
    assert f"<@&{role.id}>" in shown(status)
    assert "without the week at the club" in shown(status)
    await club.admin.click(status, label="Ping nobody")
    assert "pings nobody" in shown((await club.admin.slash(club.channel, "weekly status")).response)


async def test_preview_shows_privately_what_then_is_posted(club: Club) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    previewed = await club.admin.slash(club.channel, "weekly preview")
    assert previewed.ephemeral
    assert posts(club) == []
    preview = previewed.followups[-1] if previewed.followups else previewed.response
    asked = await club.admin.slash(club.channel, "weekly now")
    await club.admin.click(asked.response, label="Post now")
    (post,) = posts(club)
    assert shown(post) == shown(preview)


async def test_now_asks_first_posts_once_and_is_one_more_where_the_planned_post_is_far(club: Club) -> None:
    await shelf(club)
    await club.env.advance_time(1)
    await club.admin.slash(club.channel, "weekly on", day=6, time="20:00", timezone="UTC")
    asked = await club.admin.slash(club.channel, "weekly now")
    assert "one more" in shown(asked.response)
    assert posts(club) == []
    again = _custom_id(asked.response, "Post now")
    await club.admin.click(asked.response, label="Post now")
    await press(club.admin, club.channel, again, private=True)
    assert len(posts(club)) == 1
    await until(club, FRIDAY + timedelta(days=2))
    assert len({title_of(post) for post in posts(club)}) == 2
    left = await club.admin.slash(club.channel, "weekly now")
    assert "Nothing was posted" in shown((await club.admin.click(left.response, label="Not now")).response)


async def test_now_takes_the_place_of_a_post_within_a_day(club: Club) -> None:
    await shelf(club)
    await until(club, FRIDAY - timedelta(hours=5))
    await club.admin.slash(club.channel, "weekly on", **ON)
    asked = await club.admin.slash(club.channel, "weekly now")
    assert "takes the place" in shown(asked.response)
    await club.admin.click(asked.response, label="Post now")
    await until(club, FRIDAY + timedelta(hours=1))
    assert len(posts(club)) == 1
    await until(club, FRIDAY + WEEK)
    assert len(posts(club)) == 2


async def test_a_question_of_long_ago_posts_nothing(club: Club) -> None:
    await club.admin.slash(club.channel, "weekly on", **ON)
    asked = await club.admin.slash(club.channel, "weekly now")
    await until(club, FRIDAY - timedelta(hours=1))
    late = await club.admin.click(asked.response, label="Post now")
    assert "a while ago" in late.response.content
    assert posts(club) == []


async def test_skip_calls_the_next_off_and_a_button_takes_that_back(club: Club) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    skipped = await club.admin.slash(club.channel, "weekly skip")
    assert moments(skipped.response) == [int(FRIDAY.timestamp()), int((FRIDAY + WEEK).timestamp())]
    await club.admin.click(skipped.response, label="Let it come after all")
    again = await club.admin.slash(club.channel, "weekly skip")
    await until(club, FRIDAY)
    assert posts(club) == []
    late = await club.admin.click(again.response, label="Let it come after all")
    assert "not called off any more" in late.response.content
    await until(club, FRIDAY + WEEK)
    assert len(posts(club)) == 1
    assert "missed" not in shown(posts(club)[0])
    assert "called off" in shown((await club.admin.slash(club.channel, "weekly status")).response)


async def test_off_stops_and_remembers_what_was_posted(club: Club) -> None:
    films = await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    await until(club, FRIDAY)
    assert "off" in shown((await club.admin.slash(club.channel, "weekly off")).response)
    await until(club, FRIDAY + WEEK)
    assert len(posts(club)) == 1
    assert "off already" in (await club.admin.slash(club.channel, "weekly off")).response.content
    for command in ("now", "skip"):
        assert "is off" in (await club.admin.slash(club.channel, f"weekly {command}")).response.content
    await club.admin.slash(club.channel, "weekly on")
    for week in range(2, 2 + len(films)):
        await until(club, FRIDAY + week * WEEK)
    titles = [title_of(post) for post in posts(club) if "Nothing new" not in shown(post)]
    assert len(titles) == len(set(titles)) > 3


async def test_status_tells_everything(club: Club) -> None:
    assert "There is no weekly post" in shown((await club.admin.slash(club.channel, "weekly status")).response)
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", thread=True, **ON)
    await until(club, FRIDAY)
    status = await club.admin.slash(club.channel, "weekly status")
    assert status.ephemeral
    said = shown(status.response)
    (post,) = posts(club)
    for part in (f"<#{club.channel.id}>", "opens a thread", title_of(post), f"/{post.id}>", f"<@{club.admin.id}>"):
        assert part in said
    deny(club, send_messages=True)
    await club.env.settle()
    said = shown((await club.admin.slash(club.channel, "weekly status")).response)
    assert "I lack **Send Messages**" in said


def _custom_id(message: object, label: str) -> str:
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            if node.get("label") == label:
                found.append(node["custom_id"])
            for value in node.values():
                walk(value)

    walk(message.components)  # type: ignore[attr-defined]
    return found[0]
