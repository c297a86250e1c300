"""What admins decide for their server, and what members decide for themselves."""

from __future__ import annotations

from typing import Any

from bot.errors import NOT_YOURS
from bot.ui import ids
from db import guilds, privacy
from tests.conftest import Club, labels, shown
from tests.walks.forging import press


async def settings_of(club: Club) -> guilds.GuildSettings:
    return await guilds.get(club.bot.services.database, club.guild.id)


async def test_the_defaults_are_shown_privately(club: Club) -> None:
    result = await club.admin.slash(club.channel, "settings show")
    assert result.ephemeral
    said = shown(result.response)
    assert "**Time zone** · UTC, where it is " in said
    assert said.count("✅") == 4
    assert labels(result.response) == ["Leave out ratings", "Leave out reviews", "Leave out polls", "Leave out members"]


async def test_the_time_zone_is_kept_and_said_with_what_its_clocks_show(club: Club) -> None:
    result = await club.admin.slash(club.channel, "settings timezone", zone="Europe/Berlin")
    here = club.env.now().astimezone((await settings_of(club)).zone)
    assert f"Europe/Berlin, where it is {here:%H:%M}" in shown(result.response)
    assert (await settings_of(club)).zone.key == "Europe/Berlin"
    await club.admin.slash(club.channel, "settings timezone", zone="new york")
    assert (await settings_of(club)).zone.key == "America/New_York"


async def test_an_unknown_zone_names_the_nearest_and_changes_nothing(club: Club) -> None:
    await club.admin.slash(club.channel, "settings timezone", zone="Asia/Tokyo")
    result = await club.admin.slash(club.channel, "settings timezone", zone="Europe/Brelin")
    assert "I know no time zone “Europe/Brelin”. Did you mean `Europe/Berlin`" in result.response.content
    for typed in ("???", "25:61", "everyone`@everyone", "Mars/Olympus"):
        result = await club.admin.slash(club.channel, "settings timezone", zone=typed)
        assert "I know no time zone" in result.response.content
    blank = await club.admin.slash(club.channel, "settings timezone", zone="  \u200b ")
    assert blank.response.content.startswith("Type a city or a name like")
    assert (await settings_of(club)).zone.key == "Asia/Tokyo"
    assert club.env.errors is not None


async def test_zones_are_offered_with_what_their_clocks_show(club: Club) -> None:
    async def offered(typed: str) -> list[dict[str, Any]]:
        return list(await club.admin.autocomplete(club.channel, "settings timezone", "zone", typed))

    first, *_ = await offered("berl")
    assert first["value"] == "Europe/Berlin"
    assert first["name"].startswith("Europe/Berlin · ")
    assert first["name"].endswith(" now")
    assert len(await offered("")) == 25
    assert (await offered("Europe/Brelin"))[0]["value"] == "Europe/Berlin"


async def test_activity_is_switched_by_command_and_by_button(club: Club) -> None:
    result = await club.admin.slash(club.channel, "settings activity", ratings=False, members=False)
    assert shown(result.response).count("🚫") == 2
    kept = await settings_of(club)
    assert (kept.shows_ratings, kept.shows_reviews, kept.shows_polls, kept.shows_members) == (False, True, True, False)
    pressed = await club.admin.click(result.response, label="Tell ratings")
    assert "Leave out ratings" in labels(pressed.response)
    assert (await settings_of(club)).shows_ratings
    untouched = await club.admin.slash(club.channel, "settings activity")
    assert shown(untouched.response).count("🚫") == 1


async def test_settings_are_for_admins(club: Club) -> None:
    (command,) = [known for known in await club.bot.tree.fetch_commands() if known.name == "settings"]
    club.guild.set_command_permissions(command, {club.alice: True})
    asked: list[tuple[str, dict[str, Any]]] = [
        ("show", {}),
        ("timezone", {"zone": "UTC"}),
        ("activity", {"polls": False}),
    ]
    for name, options in asked:
        result = await club.alice.slash(club.channel, f"settings {name}", **options)
        assert result.response.content == NOT_YOURS
    forged = await press(club.alice, club.channel, f"{ids.ACTIVITY}:0:0")
    assert forged.response.content == NOT_YOURS
    nothing = await press(club.admin, club.channel, f"{ids.ACTIVITY}:77:0", private=True)
    assert "no such setting" in nothing.response.content
    assert await settings_of(club) == guilds.GuildSettings(club.guild.id)
    assert club.env.errors is not None


async def test_a_member_keeps_out_and_comes_back(club: Club) -> None:
    database, guild_id = club.bot.services.database, club.guild.id
    result = await club.alice.slash(club.channel, "privacy")
    assert result.ephemeral
    assert "You may appear" in shown(result.response)
    assert "`/myratings export`" in shown(result.response)
    out = await club.alice.click(result.response, label="Keep me out of digests and reasons")
    assert "You keep out" in shown(out.response)
    assert await privacy.hidden(database, guild_id) == {club.alice.id}
    assert "You keep out" in shown((await club.alice.slash(club.channel, "privacy")).response)
    back = await club.alice.click(out.response, label="Let me appear")
    assert "You may appear" in shown(back.response)
    assert await privacy.hidden(database, guild_id) == set()


async def test_the_switch_of_one_member_is_nobody_elses(club: Club) -> None:
    result = await press(club.bob, club.channel, f"{ids.PRIVACY}:1")
    assert result.ephemeral
    assert await privacy.hidden(club.bot.services.database, club.guild.id) == {club.bob.id}
