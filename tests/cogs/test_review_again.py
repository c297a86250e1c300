"""A card asked for again: shown from memory while nothing changed, and never as it was before a change."""

from __future__ import annotations

import sqlite3

import pytest

from bot.ui import kept_cards
from db.database import Database
from tests.cogs.stock import add_rating, add_review
from tests.conftest import Club, people, shown


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note each film whose page is read from storage."""
    films: list[int] = []
    load = kept_cards.film_pages.load

    async def noting(database: Database, guild_id: int, film_id: int) -> object:
        films.append(film_id)
        return await load(database, guild_id, film_id)

    monkeypatch.setattr(kept_cards.film_pages, "load", noting)
    return films


async def card(club: Club, film_id: int) -> str:
    result = await club.alice.slash(club.channel, "review", film=f"film:{film_id}")
    assert not result.ephemeral
    return shown(result.response)


async def test_what_did_not_change_is_looked_up_once(club: Club, looked_up: list[int]) -> None:
    film = await club.add_film("Stalker", year=1979)
    await add_review(club, film, "The Ferry Post")
    await add_rating(club, film, club.bob.id, 8)
    first = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    again = await club.bob.slash(club.channel, "review", film=f"film:{film.id}")
    assert shown(again.response) == shown(first.response)
    assert looked_up == [film.id]
    pictures = [result.response.attachments[0] for result in (first, again)]
    assert pictures[0].size == pictures[1].size > 0
    for result in (first, again):  # both messages answer
        note = await club.alice.click(result.response, label="Members' notes")
        assert note.ephemeral


async def test_what_another_program_wrote_is_on_the_next_card(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    assert "Andrei Tarkovsky" not in await card(club, film.id)
    beside = sqlite3.connect(club.bot.settings.database_path)
    beside.execute("UPDATE films SET directors = ? WHERE id = ?", ('["Andrei Tarkovsky"]', film.id))
    beside.commit()
    beside.close()
    assert "Andrei Tarkovsky" in await card(club, film.id)


async def test_a_rating_is_on_the_next_card(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    assert "nobody here has rated it yet" in await card(club, film.id)
    await club.bob.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.5)
    assert "1 rating" in await card(club, film.id)


async def test_a_card_of_one_server_is_none_of_another(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    assert "Stalker" in await card(club, film.id)
    _, channel, _, stranger, _ = people(club.env, "Elsewhere")
    refused = await stranger.slash(channel, "review", film=f"film:{film.id}")
    assert refused.ephemeral
    assert "Stalker" not in shown(refused.response)
    assert len(club.env.errors) == 1  # the sentence that the stranger reads
