"""Watchlists as members keep them: their own and the server's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.ui import ids
from db import film_changes, privacy, watchlist
from db.film_undo import Author
from db.watchlist import SERVER
from tests.conftest import NOW, Club, labels, shown
from tests.walks.forging import press


async def add(club: Club, actor: Any, film: Any, **options: Any) -> str:
    """Put a film on a list and return what the member was told."""
    result = await actor.slash(club.channel, "watchlist add", film=f"film:{film.id}", **options)
    assert result.ephemeral
    return shown(result.response)


async def show(club: Club, actor: Any, **options: Any) -> Any:
    result = await actor.slash(club.channel, "watchlist show", **options)
    assert result.ephemeral
    return result.response


async def test_a_film_goes_on_the_own_list_and_nobody_elses(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979, runtime_minutes=162)
    assert "**Stalker (1979)** is on your watchlist." in await add(club, club.alice, film)
    assert "is already on your watchlist" in await add(club, club.alice, film)
    mine = shown(await show(club, club.alice))
    assert "## Your watchlist" in mine
    assert "1 film" in mine
    assert "**Stalker (1979)** · 2 h 42 min" in mine
    assert "Nothing is on it yet" in shown(await show(club, club.bob))
    assert "Nothing is on it yet" in shown(await show(club, club.bob, list=0))


async def test_the_newest_stands_first_and_what_one_rated_says_so(club: Club) -> None:
    for title in ("Stalker", "Solaris"):
        film = await club.add_film(title)
        await add(club, club.alice, film)
        await club.env.advance_time(60)
    await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.5)
    said = shown(await show(club, club.alice))
    assert said.index("Solaris") < said.index("Stalker")
    assert "**Solaris** · you gave it ★★★★½ 4.5" in said
    assert "**Stalker**\n" in said + "\n"


async def test_anyone_adds_to_the_servers_list_and_only_they_or_admins_take_off(club: Club) -> None:
    film, other = await club.add_film("Stalker"), await club.add_film("Solaris")
    assert "is on the server's watchlist" in await add(club, club.alice, film, list=0)
    await add(club, club.alice, other, list=0)
    assert f"<@{club.alice.id}>" in shown(await show(club, club.bob, list=0))
    refused = await club.bob.slash(club.channel, "watchlist remove", film=f"film:{film.id}", list=0)
    assert f"<@{club.alice.id}> put that film" in refused.response.content
    by_admin = await club.admin.slash(club.channel, "watchlist remove", film=f"film:{film.id}", list=0)
    assert "is off the server's watchlist" in shown(by_admin.response)
    by_alice = await club.alice.slash(club.channel, "watchlist remove", film=f"film:{other.id}", list=0)
    assert "is off the server's watchlist" in shown(by_alice.response)
    assert "Nothing is on it yet" in shown(await show(club, club.bob, list=0))
    back = await club.admin.click(by_admin.response, label="Undo")
    assert "is on the server's watchlist" in shown(back.response)
    (entry,) = await watchlist.entries(club.bot.services.database, club.guild.id, SERVER)
    assert entry.added_by == club.alice.id
    assert club.env.errors is not None


async def test_a_removal_is_taken_back_with_a_press(club: Club) -> None:
    film = await club.add_film("Stalker")
    await add(club, club.alice, film)
    gone = await club.alice.slash(club.channel, "watchlist remove", film="stalker")
    assert "**Stalker** is off your watchlist." in shown(gone.response)
    assert "Nothing is on it yet" in shown(await show(club, club.alice))
    back = await club.alice.click(gone.response, label="Undo")
    assert "is on your watchlist" in shown(back.response)
    assert "Stalker" in shown(await show(club, club.alice))


async def test_what_is_not_on_the_list_is_not_taken_off(club: Club) -> None:
    film = await club.add_film("Stalker")
    await add(club, club.alice, film, list=0)
    said = await club.alice.slash(club.channel, "watchlist remove", film=f"film:{film.id}")
    assert "not on your watchlist" in said.response.content
    said = await club.alice.slash(club.channel, "watchlist remove", film="Nothing like it", list=0)
    assert "I know no film like" in said.response.content
    assert club.env.errors is not None


async def test_choices_for_a_removal_are_those_of_the_list(club: Club) -> None:
    mine, ours = await club.add_film("Stalker"), await club.add_film("Solaris")
    await add(club, club.alice, mine)
    await add(club, club.alice, ours, list=0)

    async def offered(typed: str, **options: Any) -> list[str]:
        found = await club.alice.autocomplete(club.channel, "watchlist remove", "film", typed, **options)
        return [choice["name"] for choice in found]

    assert await offered("") == ["Stalker"]
    assert await offered("s", list=0) == ["Solaris"]
    assert await offered("xyz") == []


async def test_a_misspelt_film_is_asked_about_and_goes_on_the_chosen_list(club: Club) -> None:
    await club.add_film("Stalker")
    asked = await club.alice.slash(club.channel, "watchlist add", film="Stalkr", list=0)
    assert "Did you mean" in shown(asked.response)
    done = await club.alice.click(asked.response, label="Stalker")
    assert "is on the server's watchlist" in shown(done.response)


async def test_a_long_list_is_paged_and_stays_inside_discords_limits(club: Club) -> None:
    database, guild_id = club.bot.services.database, club.guild.id
    for number in range(60):
        film = await club.add_film(f"{number:02} " + "A title of many words " * 12, year=1950 + number)
        await watchlist.add(database, guild_id, SERVER, film.id, club.alice.id, NOW + timedelta(minutes=number))
    first = await show(club, club.bob, list=0)
    assert "60 films · page 1 of 3" in shown(first)
    second = await club.bob.click(first, label="Page 2 ›")
    assert "page 2 of 3" in shown(second.response)
    assert labels(second.response) == ["‹ Page 1", "Page 3 ›"]
    assert "**34 " in shown(second.response)


async def test_a_list_takes_so_many_films_and_no_more(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchlist, "FULL", 1)
    await add(club, club.alice, await club.add_film("Stalker"))
    refused = await club.alice.slash(club.channel, "watchlist add", film=f"film:{(await club.add_film('Mirror')).id}")
    assert "That list is full" in refused.response.content
    assert club.env.errors is not None


async def test_another_members_list_is_seen_unless_they_keep_out(club: Club) -> None:
    film = await club.add_film("Stalker")
    await add(club, club.alice, film)
    said = shown(await show(club, club.bob, member=club.alice))
    assert f"Watchlist of <@{club.alice.id}>" in said
    assert "Stalker" in said
    await privacy.hide(club.bot.services.database, club.guild.id, club.alice.id, NOW)
    refused = await club.bob.slash(club.channel, "watchlist show", member=club.alice)
    assert "keeps their watchlist to themselves" in refused.response.content
    forged = await press(club.bob, club.channel, f"{ids.WATCHLIST}:{club.alice.id}:0")
    assert "keeps their watchlist to themselves" in forged.response.content
    assert "Stalker" in shown(await show(club, club.alice))
    assert club.env.errors is not None


async def test_chance_draws_what_the_member_has_not_rated(club: Club) -> None:
    seen, unseen = await club.add_film("Stalker"), await club.add_film("Solaris", genres=("Drama",))
    empty = await club.alice.slash(club.channel, "watchlist random")
    assert "nothing on your watchlist to draw from" in empty.response.content
    for film in (seen, unseen):
        await add(club, club.alice, film)
    await club.alice.slash(club.channel, "rate", film=f"film:{seen.id}", stars=4.0)
    drawn = await club.alice.slash(club.channel, "watchlist random")
    assert drawn.ephemeral
    assert "Drawn from 1 film on your watchlist" in shown(drawn.response)
    assert "## Solaris" in shown(drawn.response)
    again = await club.alice.click(drawn.response, label="Draw another")
    assert "## Solaris" in shown(again.response)
    card = await club.alice.click(again.response, label="Show card")
    assert card.ephemeral
    assert "nobody here has rated it yet" in shown(card.response)
    await club.alice.slash(club.channel, "rate", film=f"film:{unseen.id}", stars=4.0)
    done = await club.alice.slash(club.channel, "watchlist random")
    assert "You have rated everything on your watchlist" in done.response.content
    assert club.env.errors is not None


async def test_a_draw_may_be_shared(club: Club) -> None:
    await add(club, club.alice, await club.add_film("Stalker"), list=0)
    drawn = await club.alice.slash(club.channel, "watchlist random", list=0, share=True)
    assert not drawn.ephemeral
    assert "on the server's watchlist" in shown(drawn.response)
    again = await club.bob.click(drawn.response, label="Draw another")
    assert again.ephemeral


async def test_the_cards_button_keeps_a_film_for_whoever_presses(club: Club) -> None:
    film = await club.add_film("Stalker")
    card = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    kept = await club.bob.click(card.response, label="Watchlist")
    assert kept.ephemeral
    assert "**Stalker** is on your watchlist." in shown(kept.response)
    assert labels(kept.response) == ["Take off", "My list", "Server's list"]
    assert "is already on your watchlist" in shown((await club.bob.click(card.response, label="Watchlist")).response)
    theirs = await club.bob.click(kept.response, label="Server's list")
    assert "Nothing is on it yet" in shown(theirs.response)
    off = await club.bob.click((await club.bob.click(card.response, label="Watchlist")).response, label="Take off")
    assert "is off your watchlist" in shown(off.response)
    assert await watchlist.listed(club.bot.services.database, club.guild.id, club.bob.id) == []


async def test_a_member_cannot_put_films_back_in_anothers_name(club: Club) -> None:
    film = await club.add_film("Stalker")
    await press(club.bob, club.channel, f"{ids.REWATCH}:{film.id}:0:{club.alice.id}")
    (entry,) = await watchlist.entries(club.bot.services.database, club.guild.id, SERVER)
    assert entry.added_by == club.bob.id


async def test_a_removed_film_leaves_the_list_and_comes_back_with_its_undo(club: Club) -> None:
    film, database = await club.add_film("Stalker"), club.bot.services.database
    await add(club, club.alice, film)
    author = Author(club.guild.id, club.admin.id, NOW)
    await film_changes.remove(database, author, film.id)
    assert "Nothing is on it yet" in shown(await show(club, club.alice))
    pressed = await press(club.alice, club.channel, f"{ids.WATCH}:{film.id}")
    assert "not here any more" in pressed.response.content
    assert club.env.errors is not None
