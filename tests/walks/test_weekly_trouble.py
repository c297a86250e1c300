"""What may happen to a weekly post: Discord down, a channel gone, a permission taken, a bot sent away, clocks moved."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.client import open_bot
from bot.settings import Settings
from tests.cogs.every_week import FRIDAY, WEEK, posts, shelf, unhurried, until
from tests.cogs.polling import messages
from tests.conftest import Club, people, shown

ON = {"day": 4, "time": "20:00", "timezone": "UTC"}
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def sentences(club: Club) -> Iterator[None]:
    """Read the errors at the end: what is provoked here the simulation counts as one."""
    unhurried(club)
    yield
    assert club.env.errors is not None


@pytest.fixture
async def bots() -> AsyncIterator[AsyncExitStack]:
    """Keep the bots that took over, and close them after the simulated Discord."""
    async with AsyncExitStack() as stack:
        yield stack


async def status(club: Club) -> str:
    """Return what an admin reads of the weekly post."""
    return shown((await club.admin.slash(club.channel, "weekly status")).response)


def private(club: Club) -> list[str]:
    """Return what the admin was told privately."""
    return [shown(one) for one in messages(club, club.admin.user.dm_channel)]


async def test_discord_down_at_the_hour_it_comes_later_and_once(club: Club) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    club.env.inject_error("POST", "/channels/*/messages", status=500, times=2)
    await until(club, FRIDAY)
    assert posts(club) == []
    for minutes in (2, 30, 90, 200):
        await until(club, FRIDAY + minutes * MINUTE)
    assert len(posts(club)) == 1


@pytest.mark.parametrize(
    ("away", "said"), [(3 * MINUTE, ""), (5 * HOUR, "it was due at <t:"), (23 * HOUR, "it was due at <t:")]
)
async def test_away_at_the_hour_it_comes_late_with_a_word_about_it(club: Club, away: timedelta, said: str) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    await until(club, FRIDAY + away)
    (post,) = posts(club)
    assert said in shown(post)
    assert ("comes late" in shown(post)) == bool(said)
    await until(club, FRIDAY + WEEK)
    assert len(posts(club)) == 2


async def test_away_for_longer_it_is_skipped_and_the_next_one_and_the_status_say_so(club: Club) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    await until(club, FRIDAY + 2 * WEEK + 25 * HOUR)
    assert posts(club) == []
    assert (await status(club)).count("I was away for more than a day") == 3
    await until(club, FRIDAY + 3 * WEEK)
    (post,) = posts(club)
    assert "3 posts were missed while I was away" in shown(post)
    await until(club, FRIDAY + 4 * WEEK)
    assert "missed" not in shown(posts(club)[-1])


async def test_a_restart_in_between_changes_nothing(club: Club, bots: AsyncExitStack, tmp_path: Path) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    await until(club, FRIDAY)
    for week in (1, 2):
        club.bot = await bots.enter_async_context(open_bot(Settings(data_dir=tmp_path)))
        await club.env.restart_bot(club.bot)
        await club.env.settle()
        await until(club, FRIDAY + week * WEEK)
    assert len(posts(club)) == 3
    assert (await club.alice.click(posts(club)[0], label="Not for us")).ephemeral


async def test_a_deleted_channel_pauses_tells_the_admin_once_and_on_goes_on_elsewhere(club: Club) -> None:
    await shelf(club)
    gone = club.guild.create_text_channel("gone-soon")
    await club.admin.slash(club.channel, "weekly on", channel=gone, **ON)
    club.env.backend.delete_channel(gone.id)
    for week in range(3):
        await until(club, FRIDAY + week * WEEK)
    (told,) = private(club)
    assert "is paused: the channel is gone" in told
    assert "`/weekly on`" in told
    assert "**Paused** · the channel is gone" in await status(club)
    assert "is paused" in (await club.admin.slash(club.channel, "weekly now")).response.content
    assert "is gone" in (await club.admin.slash(club.channel, "weekly on")).response.content
    said = await club.admin.slash(club.channel, "weekly on", channel=club.channel)
    assert "is on" in shown(said.response)
    await until(club, FRIDAY + 3 * WEEK)
    assert len(posts(club)) == 1
    assert len(private(club)) == 1


async def test_a_permission_that_was_taken_pauses_and_names_itself(club: Club) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    me = club.bot.user
    assert me is not None
    flags = discord.Permissions(send_messages=True).value
    club.env.backend.set_overwrite(club.channel.id, Overwrite(me.id, OverwriteType.MEMBER, 0, flags))
    for week in range(2):
        await until(club, FRIDAY + week * WEEK)
    (told,) = private(club)
    assert "**Send Messages**" in told
    assert "**Send Messages**" in await status(club)
    club.env.backend.delete_overwrite(club.channel.id, me.id)
    await club.admin.slash(club.channel, "weekly on")
    await until(club, FRIDAY + 2 * WEEK)
    assert len(posts(club)) == 1


async def test_where_private_messages_are_closed_the_status_says_it_alone(club: Club) -> None:
    gone = club.guild.create_text_channel("gone-soon")
    await club.admin.slash(club.channel, "weekly on", channel=gone, **ON)
    club.env.backend.delete_channel(gone.id)
    club.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=9)
    await until(club, FRIDAY)
    assert private(club) == []
    assert "**Paused** · the channel is gone" in await status(club)


async def test_sent_away_it_pauses_and_invited_again_it_goes_on(club: Club) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    backend, model = club.env.backend, club.env.backend.guilds[club.guild.id]
    backend.emit("GUILD_DELETE", {"id": str(club.guild.id)})
    await club.env.settle()
    rows = await club.bot.services.database.fetch_all("SELECT state, reason FROM weekly")
    assert [tuple(row) for row in rows] == [("paused", "I was removed from the server")]
    await until(club, FRIDAY)
    assert posts(club) == []
    payload = serializers.guild_create_payload(backend, model)
    # "unavailable" comes with servers that are back after an outage, not with invitations.
    backend.emit("GUILD_CREATE", {key: value for key, value in payload.items() if key != "unavailable"})
    await club.env.settle()
    await until(club, FRIDAY + WEEK)
    assert len(posts(club)) == 1


async def test_a_server_that_fails_holds_up_no_other(club: Club) -> None:
    other, channel, admin, *_ = people(club.env, "Elsewhere")
    for where, who in ((club.channel, club.admin), (channel, admin)):
        await who.slash(where, "weekly on", **ON)
    club.env.inject_error("POST", f"/channels/{club.channel.id}/messages", status=500, times=9)
    await until(club, FRIDAY)
    assert posts(club) == []
    assert len(posts(club, channel)) == 1
    assert other.id != club.guild.id


@pytest.mark.parametrize(
    ("zone", "clock", "moments"),
    [
        ("Europe/Berlin", "02:30", [(3, 22, 1, 30), (3, 29, 1, 30), (4, 5, 0, 30)]),  # the 29th has no 02:30
        ("America/New_York", "01:30", [(10, 25, 5, 30), (11, 1, 5, 30), (11, 8, 6, 30)]),  # the 1st has two 01:30
    ],
)
async def test_on_the_nights_when_clocks_move_it_comes_once(
    club: Club, zone: str, clock: str, moments: list[tuple[int, int, int, int]]
) -> None:
    at = [datetime(2026, month, day, hour, minute, tzinfo=UTC) for month, day, hour, minute in moments]
    await until(club, at[0] - timedelta(days=2))
    said = await club.admin.slash(club.channel, "weekly on", day=6, time=clock, timezone=zone)
    for moment in at:
        assert f"<t:{int(moment.timestamp())}:F>" in shown(said.response)
    for number, moment in enumerate(at):
        await until(club, moment - MINUTE)
        assert len(posts(club)) == number
        await until(club, moment)
        await until(club, moment + 3 * HOUR)
        assert len(posts(club)) == number + 1


async def test_a_stop_between_sending_and_recording_is_settled_by_the_button_in_the_channel(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shelf(club)
    await club.admin.slash(club.channel, "weekly on", **ON)
    whole = discord.PartialMessageable.send

    async def lost(self: Any, *args: Any, **kwargs: Any) -> Any:
        await whole(self, *args, **kwargs)
        raise OSError("the line broke before the answer came")

    with monkeypatch.context() as patch:
        patch.setattr(discord.PartialMessageable, "send", lost)
        await until(club, FRIDAY)
    await until(club, FRIDAY + 5 * MINUTE)
    (post,) = posts(club)
    rows = await club.bot.services.database.fetch_all("SELECT message_id, state FROM weekly_posts")
    assert [tuple(row) for row in rows] == [(post.id, "sent")]
