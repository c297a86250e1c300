"""How a poll comes about: the server's own time, films from the club's lists, roles, and what will not do."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.moments import in_zone
from db import guilds, watchlist
from tests.cogs.polling import AFTER, choose, films, messages, posted
from tests.conftest import Club, shown

BERLIN = ZoneInfo("Europe/Berlin")


async def listed(club: Club, *titles: str) -> None:
    """Put films on the server's watchlist, the first of them the newest there."""
    for number, title in enumerate(reversed(titles)):
        film = await club.add_film(title, year=1960 + number)
        at = datetime(2026, 1, 1, 12, number, tzinfo=BERLIN)
        await watchlist.add(club.bot.services.database, club.guild.id, watchlist.SERVER, film.id, club.admin.id, at)


async def made(club: Club, **options: Any) -> Any:
    """Let bob ask for a poll of films."""
    return await club.bob.slash(club.channel, "poll films", **options)


def options_of(said: str) -> list[str]:
    """Return the options that a card or a draft lists."""
    return re.findall(r"^\d+\. \*\*(.+?)\*\*", said, re.MULTILINE)


async def test_times_are_read_in_the_servers_zone_and_the_draft_names_it(club: Club) -> None:
    await guilds.set_zone(club.bot.services.database, club.guild.id, BERLIN, club.env.now())
    asked = await club.bob.slash(
        club.channel, "poll question", text="Popcorn?", options="salty | sweet", closes="tomorrow 20:00"
    )
    tomorrow = club.env.now().astimezone(BERLIN).date() + timedelta(days=1)
    closes = in_zone(tomorrow, time(20), BERLIN)
    assert f"<t:{int(closes.timestamp())}:F>" in shown(asked.response)
    assert "times are read as Europe/Berlin" in shown(asked.response)
    await club.bob.click(asked.response, label="Post")
    extended = await club.bob.slash(club.channel, "poll extend", poll="poll:1", closes="tomorrow 21:00")
    assert f"<t:{int(closes.timestamp()) + 3600}:F>" in shown(extended.response)


async def test_the_watchlist_completes_the_films_that_were_named(club: Club) -> None:
    chosen = await films(club)
    await listed(club, "Ikiru", "Ran")
    asked = await made(club, film1=chosen["film2"], fill="watchlist")
    assert options_of(shown(asked.response)) == ["Solaris (1972)", "Ikiru (1961)", "Ran (1960)"]
    assert "2 films added from the server's watchlist: 2, 3." in shown(asked.response)
    await club.bob.click(asked.response, label="Post")
    assert options_of(shown(messages(club)[-1])) == ["Solaris (1972)", "Ikiru (1961)", "Ran (1960)"]


async def test_a_list_completes_to_ten_and_names_nothing_twice(club: Club) -> None:
    await listed(club, *(f"Film {number}" for number in range(12)))
    asked = await made(club, film1="Film 0", film2="Film 3", fill="watchlist")
    found = options_of(shown(asked.response))
    assert [one.split(" (")[0] for one in found] == ["Film 0", "Film 3", *(f"Film {n}" for n in (1, 2, *range(4, 10)))]


async def test_what_is_recommended_fills_a_poll(club: Club) -> None:
    chosen = await films(club)
    asked_empty = await made(club, fill="recommended", film1=chosen["film1"])
    for actor, number, stars in (
        (club.alice, 1, 4.0),
        (club.admin, 1, 4.5),
        (club.admin, 2, 5.0),
        (club.alice, 3, 3.0),
    ):
        await actor.slash(club.channel, "rate", film=chosen[f"film{number}"], stars=stars)
    asked = await made(club, fill="recommended", film1=chosen["film1"])
    said = shown(asked.response)
    assert set(options_of(said)) <= {"Stalker (1971)", "Solaris (1972)", "Mirror (1973)"}
    assert len(options_of(said)) >= 2
    assert "from what is recommended to this club" in said
    assert asked_empty.response is not None
    assert club.env.errors is not None


async def test_the_runners_up_of_the_last_poll_stand_again_and_its_winner_does_not(club: Club) -> None:
    card = await posted(club, method="instant_runoff")
    for actor, order in ((club.alice, "213"), (club.bob, "231"), (club.admin, "321")):
        ballot = (await actor.click(card, label="Vote")).response
        for at, number in enumerate(order):
            await choose(actor, ballot, at, number)
    await club.env.advance_time(AFTER)
    assert "**Solaris (1972)** wins" in shown(messages(club)[-1])
    ikiru = await club.add_film("Ikiru", year=1952)
    asked = await made(club, film1=f"film:{ikiru.id}", fill="last runners-up")
    assert options_of(shown(asked.response)) == ["Ikiru (1952)", "Mirror (1973)", "Stalker (1971)"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("watchlist", "The server's watchlist has no film to add; `/watchlist add` puts some there."),
        ("recommended", "nothing to add from what is recommended"),
        ("last runners-up", "No poll among films has closed here"),
    ],
)
async def test_an_empty_list_is_a_sentence(club: Club, source: str, said: str) -> None:
    film = await club.add_film("Stalker", year=1979)
    refused = await made(club, film1=f"film:{film.id}", fill=source)
    assert said in refused.response.content
    other = await club.add_film("Solaris", year=1972)
    asked = await made(club, film1=f"film:{film.id}", film2=f"film:{other.id}", fill="watchlist")
    assert "has no film to add" in shown(asked.response)
    assert len(options_of(shown(asked.response))) == 2
    assert club.env.errors is not None


async def test_fewer_than_two_films_without_a_list_are_a_sentence(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    for options in ({}, {"film7": f"film:{film.id}"}):
        refused = await made(club, **options)
        assert "at least two films. Name two, or let `fill` add some" in refused.response.content
    assert club.env.errors is not None


async def test_a_role_that_nobody_has_is_a_sentence(club: Club) -> None:
    nobody = club.guild.create_role("Nobody")
    refused = await club.bob.slash(club.channel, "poll question", text="Q?", options="a | b", role=nobody)
    assert f"Nobody has the role <@&{nobody.id}>" in refused.response.content
    assert club.env.errors is not None


async def test_the_card_says_how_many_with_the_role_may_still_vote(club: Club) -> None:
    critics = club.guild.create_role("Critics")
    for actor in (club.alice, club.bob, club.admin):
        club.env.backend.get_member(club.guild.id, actor.id).role_ids.append(critics.id)
    card = await posted(club, role=critics)
    assert f"**Nobody has voted yet** · 3 more members with <@&{critics.id}> may" in shown(card)
    await choose(club.alice, card, 0, "1")
    assert f"**1 member has voted** · 2 more members with <@&{critics.id}> may" in shown(messages(club)[0])


async def test_where_discord_does_not_say_who_has_a_role_the_poll_goes_on_without(club: Club) -> None:
    critics = club.guild.create_role("Critics")
    club.env.inject_error("GET", "/guilds/*/roles/member-counts", status=403, code=50001, times=20)
    card = await posted(club, role=critics)
    assert "**Nobody has voted yet** · closes" in shown(card)
    assert f"Only <@&{critics.id}> may vote." in shown(card)
