"""What was learned is kept while it holds, and no more of it than there is room for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ui import models
from bot.ui.models import Models
from tests.db.shelf import CLUB, ELSEWHERE, Shelf, open_shelf


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Shelf]:
    async with open_shelf(tmp_path) as opened:
        yield opened


async def test_the_same_state_is_learned_once_even_when_many_ask_at_once(shelf: Shelf) -> None:
    kept = Models()
    await shelf.rate(await shelf.film("One"), 1, 9)
    found = await asyncio.gather(*(kept.of(shelf.database, CLUB) for _ in range(5)))
    assert len({id(one) for one in found}) == 1
    await shelf.rate(await shelf.film("Two"), 1, 9)
    again = await kept.of(shelf.database, CLUB)
    assert again is not found[0]
    assert again.ratings == 2


async def test_a_large_club_is_learned_anew_after_a_while_only(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_LARGE", 1)
    kept, film = Models(), await shelf.film("One")
    await shelf.rate(film, 1, 9)
    first = await kept.of(shelf.database, CLUB)
    await shelf.rate(film, 2, 9)
    assert await kept.of(shelf.database, CLUB) is first
    monkeypatch.setattr(models, "_GOOD_FOR", 0.0)
    assert await kept.of(shelf.database, CLUB) is not first


async def test_the_memory_that_a_model_takes_is_counted(shelf: Shelf) -> None:
    films = [await shelf.film(f"Film {number}") for number in range(30)]
    for member in range(1, 21):
        for film in films[: 10 + member % 10]:
            await shelf.rate(film, member, 1 + (member + film.id) % 10)
    learned = await Models().of(shelf.database, CLUB)
    assert learned.raters == frozenset(range(1, 21))
    assert learned.size > 2 * 20 * 30 * 4  # two matrices of members and films, four bytes a cell at least


async def test_beyond_the_room_the_oldest_goes_and_the_newest_stays(shelf: Shelf) -> None:
    kept = Models(room=0)
    await shelf.rate(await shelf.film("One"), 1, 9)
    await shelf.rate(await shelf.film("There", ELSEWHERE), 1, 9, guild_id=ELSEWHERE)
    first = await kept.of(shelf.database, CLUB)
    assert await kept.of(shelf.database, CLUB) is first
    await kept.of(shelf.database, ELSEWHERE)
    assert await kept.of(shelf.database, CLUB) is not first
