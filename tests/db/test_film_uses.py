"""A film that the club put to some use stays when the import that brought it is taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.histories import HistoryRow
from bot.domain.titles import Film
from db import films, history_drafts, history_undo, history_writing
from db.database import Database
from db.histories import Owner
from db.history_drafts import HandedIn
from tests.db.batches import GUILD, NOW, opened, row

USES = {
    "a poll": (
        "INSERT INTO polls (id, guild_id, channel_id, maker_id, title, method, live, secret, nonce, created_at,"
        " closes_at) VALUES (900, :guild, 1, 1, 'Friday?', 'approval', 1, 0, 'n', :at, :at)",
        "INSERT INTO poll_options (poll_id, number, guild_id, film_id, label, label_key)"
        " VALUES (900, 1, :guild, :film, 'It', 'it')",
    ),
    "a watchlist": (
        "INSERT INTO watchlist (guild_id, owner_id, film_id, added_by, added_at) VALUES (:guild, 8, :film, 8, :at)",
    ),
    "a weekly post": (
        "INSERT INTO weekly_posts (guild_id, due_at, channel_id, film_id, pick, decided_at)"
        " VALUES (:guild, :at, 1, :film, '{}', :at)",
    ),
    "not for us": ("INSERT INTO not_for_us (guild_id, film_id, user_id, said_at) VALUES (:guild, :film, 8, :at)",),
    "a thread": (
        "INSERT INTO discussions (guild_id, kind, subject_id, channel_id, opened_at)"
        " VALUES (:guild, 'film', :film, 1, :at)",
    ),
}


async def use(database: Database, name: str, film_id: int, guild: int = GUILD) -> None:
    """Put a film to a use; the statements of tables that others fill."""
    for statement in USES[name]:
        await database.execute(statement, {"guild": guild, "film": film_id, "at": NOW.isoformat()})


@pytest.mark.parametrize("name", USES)
async def test_a_film_of_critics_rows_stays_where_the_club_uses_it(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path) as store:
        told = await store.write(row("The Salt Road", "Ona Varga"), row("Ballast", "Ona Varga"))
        used = next(film for film in told.films if film.title == "Ballast")
        await use(store.database, name, used.id)
        left = await store.undo(told.batch_id)
        assert (left.films, left.staying) == (1, {"used": 1})
        assert [film.title for film in await store.shelf()] == ["Ballast"]


@pytest.mark.parametrize("name", USES)
async def test_a_film_of_somebodys_own_ratings_stays_where_the_club_uses_it(tmp_path: Path, name: str) -> None:
    me, later = Owner(GUILD, 7), datetime(2026, 2, 1, tzinfo=UTC)
    rows = [HistoryRow("a", Film(0, None, title), 8, None, None) for title in ("The Salt Road", "Ballast")]
    async with opened(tmp_path) as store:
        database, titles = store.database, store.titles
        history_id = await history_drafts.create(database, titles, me, HandedIn("ratings.csv", rows), later)
        await history_writing.write(database, titles, me, history_id, later)
        (used,) = await films.with_title(database, GUILD, "Ballast")
        await use(database, name, used.id)
        await history_undo.undo(database, titles, me, history_id, later)
        assert [film.title for film in await store.shelf()] == ["Ballast"]


@pytest.mark.parametrize("name", [*USES])
async def test_what_another_server_does_with_the_id_keeps_nothing(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path) as store:
        told = await store.write(row("Ballast", "Ona Varga"))
        await use(store.database, name, told.films[0].id, guild=20)
        assert (await store.undo(told.batch_id)).staying == {}
        assert await store.shelf() == []
