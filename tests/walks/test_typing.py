"""Typing into the film option as members do, and as nobody should."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.client import open_bot
from bot.settings import Settings
from bot.ui.film_choice import film_choices
from db import film_ids, films
from tests.cogs.stock import add_rating, add_shared_film
from tests.conftest import Club, labels, shown

BROKEN = [
    "🎬🎞️🍿",
    "x" * 100,
    'AND OR NOT NEAR("a" b) * ^ :',
    '"',
    "'); DROP TABLE films; --",
    "\u202eyadnuS\u202c",
    "شبحح",
    "nul\x00nul",
    "\ud800",
    "\ue0001f4\ue001word",
    "film:99999999999999999999",
    "https://www.imdb.com/title/tt9999999/",
    "%_%",
    "\n\t ",
]


@pytest.mark.parametrize("text", BROKEN)
async def test_broken_input_is_answered_without_an_error(club: Club, text: str) -> None:
    await club.add_film("Stalker", year=1979)
    sent = text.encode("utf-8", "replace").decode()  # what Discord can carry at all
    assert len(await club.alice.autocomplete(club.channel, "review", "film", sent)) <= 25
    assert len(await club.alice.autocomplete(club.channel, "rate", "film", sent)) <= 25


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(max_size=100))
def test_no_text_at_all_breaks_the_choices(tmp_path: Path, text: str) -> None:
    async def typed() -> list[Any]:
        async with open_bot(Settings(data_dir=tmp_path)) as bot:
            member: Any = SimpleNamespace(client=bot, guild_id=1, user=SimpleNamespace(id=2))
            return await film_choices(member, text)

    assert asyncio.run(typed()) == []


async def test_choices_follow_what_admins_change(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    typed = ("review", "film", "stalker")
    assert [choice["name"] for choice in await club.alice.autocomplete(club.channel, *typed)] == ["Stalker (1979)"]
    other = await club.add_film("Stalker", year=2019)
    assert len(await club.alice.autocomplete(club.channel, *typed)) == 2
    asked = await club.admin.slash(club.channel, "film remove", film=f"film:{other.id}")
    await club.admin.click(asked.response, label=next(label for label in labels(asked.response) if "emove" in label))
    assert [choice["value"] for choice in await club.alice.autocomplete(club.channel, *typed)] == [f"film:{film.id}"]


async def test_the_members_own_film_comes_first_among_equals(club: Club) -> None:
    pair = [await club.add_film("Solaris", year=year) for year in (1972, 2002)]
    for film, member in zip(pair, (club.alice, club.bob), strict=True):
        await add_rating(club, film, member.id, 8)
        choices = await member.autocomplete(club.channel, "review", "film", "sola")
        assert choices[0]["value"] == f"film:{film.id}"


@pytest.mark.parametrize(
    "pasted", ["https://www.imdb.com/title/tt0079944/", "tt0079944", "https://www.themoviedb.org/movie/1398-x", "1398"]
)
async def test_a_pasted_link_or_id_means_its_film(club: Club, pasted: str) -> None:
    film = await club.add_film("Stalker", year=1979)
    await know(club, film.id, ("imdb", "tt0079944"), ("tmdb", "1398"))
    card = await club.alice.slash(club.channel, "review", film=pasted)
    assert "## Stalker (1979)" in shown(card.response)
    saved = await club.alice.slash(club.channel, "rate", film=pasted, stars=4.0)
    assert "Saved: **★★★★ 4.0** for **Stalker (1979)**" in shown(saved.response)


async def test_a_pasted_link_is_offered_while_typing(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    await know(club, film.id, ("letterboxd", "film/stalker"))
    choices = await club.alice.autocomplete(club.channel, "rate", "film", "https://letterboxd.com/film/stalker/")
    assert choices == [{"name": "Stalker (1979)", "value": f"film:{film.id}"}]


async def test_a_number_that_is_a_title_is_the_title(club: Club) -> None:
    film, other = await club.add_film("1917", year=2019), await club.add_film("Stalker", year=1979)
    await know(club, other.id, ("tmdb", "1917"))
    card = await club.alice.slash(club.channel, "review", film="1917")
    assert f"## {film.label}" in shown(card.response)


async def test_a_link_nobody_knows_is_said_with_the_way_on(club: Club) -> None:
    answer = await club.alice.slash(club.channel, "review", film="https://boxd.it/29Pq")
    assert answer.ephemeral
    assert "No film here is known by that Letterboxd address. Type its title" in answer.response.content
    assert len(club.env.errors) == 1


@pytest.mark.parametrize(
    "pasted", ["https://letterboxd.com/film/solaris-2002/", "https://www.themoviedb.org/movie/2103-solaris"]
)
async def test_a_link_nobody_knows_asks_about_the_title_in_it(club: Club, pasted: str) -> None:
    film = await club.add_film("Solaris", year=2002)
    choices = await club.alice.autocomplete(club.channel, "rate", "film", pasted)
    assert choices == [{"name": "Solaris (2002)", "value": f"film:{film.id}"}]
    asked = await club.alice.slash(club.channel, "rate", film=pasted, stars=4.5)
    assert "Did you mean this one?" in shown(asked.response)
    form = await club.alice.click(asked.response, label="Solaris (2002)")
    saved = await club.alice.submit_modal(form, {"stars": ["9"]})
    assert "Saved: **★★★★½ 4.5** for **Solaris (2002)**" in shown(saved.response)


async def test_before_anything_is_typed_come_the_members_films_then_the_servers(club: Club) -> None:
    mine, ours, other = [await club.add_film(title) for title in ("Stalker", "Solaris", "Mirror")]
    await add_rating(club, other, club.bob.id, 6, day=3)
    await add_rating(club, ours, club.bob.id, 6, day=2)
    await add_rating(club, mine, club.alice.id, 8, day=1)
    choices = await club.alice.autocomplete(club.channel, "review", "film", "")
    assert [choice["value"] for choice in choices] == [f"film:{film.id}" for film in (mine, other, ours)]


async def test_another_servers_ids_lead_nowhere(club: Club) -> None:
    await know(club, (await add_shared_film(club, "Stalker", 1979)).id, ("imdb", "tt0079944"), guild_id=999)
    answer = await club.alice.slash(club.channel, "review", film="tt0079944")
    assert "No film here is known by that IMDb address" in answer.response.content
    assert len(club.env.errors) == 1


async def know(club: Club, film_id: int, *ids: tuple[str, str], guild_id: int | None = None) -> None:
    """Let a server know a film by the ids of catalogues."""
    async with club.bot.services.database.transaction() as tx:
        await film_ids.learn(tx, guild_id or club.guild.id, film_id, ids)
    assert await films.get(club.bot.services.database, club.guild.id, film_id) is not None
