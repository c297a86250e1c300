"""What members read when the storage cannot do its work, and what goes on all the same."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.client import open_bot
from bot.domain.errors import UserError
from bot.settings import Settings
from db import ratings, title_sync
from db.faults import StorageFullError
from db.ratings import Rating
from tests.conftest import NOW, Club, people, shown
from tests.rights import open_folder, without_rights

NOTE = "A long walk through wet grass. " * 16


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as path:
        yield path


@asynccontextmanager
async def evening(folder: Path) -> AsyncIterator[Club]:
    """Open the bot on a folder with a server of the same ids each time."""
    async with open_bot(Settings(data_dir=folder)) as bot, simcord.run(bot, settle_timeout=120.0) as env:
        yield Club(bot, env, *people(env))
        assert env.errors is not None


async def first_evening(folder: Path) -> int:
    """Leave a film and a rating behind and return the film's id."""
    async with evening(folder) as club:
        film = await club.add_film("Stalker", year=1979)
        await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
        return film.id


async def looks_up(club: Club) -> None:
    """Fail where a film cannot be found and shown."""
    found = await club.bob.autocomplete(club.channel, "review", "film", "stal")
    assert [one["name"] for one in found] == ["Stalker (1979)"]
    card = await club.bob.slash(club.channel, "review", film=found[0]["value"])
    assert "**The club ★★★★ 4.0** · 1 rating" in shown(card.response)


async def rates(club: Club, film_id: int) -> Any:
    """Return what bob reads when he rates the film."""
    return (await club.bob.slash(club.channel, "rate", film=f"film:{film_id}", stars=3.0)).response


async def test_a_missing_folder_is_made(folder: Path) -> None:
    await first_evening(folder / "not" / "yet")
    assert (folder / "not" / "yet" / "matinee.db").is_file()


async def test_a_folder_that_cannot_be_made_is_named(folder: Path) -> None:
    (folder / "file").write_text("in the way")
    with pytest.raises(UserError, match=r"file/data cannot be made: .+ Nothing was changed; point MATINEE_DATA_DIR"):
        async with open_bot(Settings(data_dir=folder / "file" / "data")):
            pass


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o444, 0o555)])
async def test_a_read_only_database_answers_look_ups_and_says_that_nothing_new_is_saved(
    folder: Path, file_mode: int, folder_mode: int
) -> None:
    film_id = await first_evening(folder)
    for file in folder.iterdir():
        file.chmod(file_mode)
    folder.chmod(folder_mode)
    before = (folder / "matinee.db").read_bytes()
    with without_rights():
        async with evening(folder) as club:
            await looks_up(club)
            said = await rates(club, film_id)
            assert "matinee.db is read-only, so nothing new was saved; everything saved before is kept" in said.content
            assert said.ephemeral
            await looks_up(club)
    assert (folder / "matinee.db").read_bytes() == before


async def test_a_read_only_database_does_not_stop_a_start_that_has_new_commands_to_tell(folder: Path) -> None:
    await first_evening(folder)
    with sqlite3.connect(folder / "matinee.db") as other:
        other.execute("DELETE FROM meta WHERE key LIKE 'commands:%'")
    other.close()
    (folder / "matinee.db").chmod(0o444)
    folder.chmod(0o555)
    with without_rights():
        async with evening(folder) as club:
            await looks_up(club)


@pytest.mark.parametrize("content", [b"Dear diary, " * 500, b"SQLite format 3\0" + b"\xff" * 4080])
async def test_a_corrupt_file_is_refused_with_a_sentence_and_left_alone(folder: Path, content: bytes) -> None:
    (folder / "matinee.db").write_bytes(content)
    with pytest.raises(UserError, match=r"matinee\.db is not a database .+ left as it is\. .+ backup"):
        async with open_bot(Settings(data_dir=folder)):
            pass
    assert (folder / "matinee.db").read_bytes() == content


async def test_damage_that_is_met_later_is_told_to_the_member_who_meets_it(folder: Path) -> None:
    film_id = await first_evening(folder)
    with sqlite3.connect(folder / "matinee.db") as other:
        (page,) = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ratings'").fetchone()
        (size,) = other.execute("PRAGMA page_size").fetchone()
    other.close()
    content = bytearray((folder / "matinee.db").read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    (folder / "matinee.db").write_bytes(content)
    async with evening(folder) as club:
        said = await rates(club, film_id)
        assert "matinee.db is damaged, so nothing new was saved; the file was left as it is." in said.content
        card = await club.bob.slash(club.channel, "review", film=f"film:{film_id}")
        assert "matinee.db is damaged" in card.response.content
        found = await club.bob.autocomplete(club.channel, "review", "film", "stal")
        assert [one["name"] for one in found] == ["Stalker (1979)"]


async def test_a_file_newer_than_the_code_is_refused_with_a_sentence_and_left_alone(folder: Path) -> None:
    await first_evening(folder)
    with sqlite3.connect(folder / "matinee.db") as other:
        other.execute("PRAGMA user_version = 999")
    other.close()
    before = (folder / "matinee.db").read_bytes()
    with pytest.raises(UserError, match="newer"):
        async with open_bot(Settings(data_dir=folder)):
            pass
    assert (folder / "matinee.db").read_bytes() == before


async def limit_pages(club: Club, pages: int | None) -> None:
    """Leave the database no room to grow beyond so many pages (None: as much as it likes)."""
    async with club.bot.services.database.transaction() as tx:
        await tx.fetch_all(f"PRAGMA max_page_count = {pages or 1_000_000}")


async def fill(club: Club) -> None:
    """Leave no room for another rating with a note: the file may not grow, and what it has is used up."""
    other = await club.add_film("Ballast")
    await limit_pages(club, 1)  # SQLite takes it for the size the file has
    with pytest.raises(UserError, match="no room left"):
        await rate_for_ever(club, other.id)


async def rate_for_ever(club: Club, film_id: int) -> None:
    for user_id in itertools.count(1):
        rating = Rating(film_id, user_id, 5, NOTE, False, NOW)
        await ratings.rate(club.bot.services.database, club.guild.id, rating)


async def test_a_full_disk_refuses_ratings_with_a_sentence_and_takes_them_again_when_there_is_room(
    folder: Path,
) -> None:
    film_id = await first_evening(folder)
    async with evening(folder) as club:
        await fill(club)
        full = await club.bob.slash(club.channel, "rate", film=f"film:{film_id}", stars=3.0, note=NOTE)
        assert "There is no room left for matinee.db, so nothing new was saved" in full.response.content
        assert await ratings.of_member(club.bot.services.database, club.guild.id, film_id, club.bob.id) is None
        await looks_up(club)
        await limit_pages(club, None)
        again = await club.bob.slash(club.channel, "rate", film=f"film:{film_id}", stars=3.0, note=NOTE)
        assert "Saved: **★★★ 3.0**" in shown(again.response)


async def test_a_disk_that_is_full_at_the_start_leaves_look_ups(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await first_evening(folder)

    async def no_room(*_: Any) -> int:
        raise StorageFullError("There is no room left for matinee.db, so nothing new was saved.")

    monkeypatch.setattr(title_sync, "settle", no_room)
    async with evening(folder) as club:
        await looks_up(club)


@pytest.mark.parametrize("damage", ["missing", "garbage", "cut", "another's"])
async def test_a_title_index_that_cannot_be_used_is_made_anew(folder: Path, damage: str) -> None:
    await first_evening(folder)
    index = folder / "titles.db"
    if damage == "missing":
        index.unlink()
    elif damage == "garbage":
        index.write_bytes(b"no index at all " * 300)
    elif damage == "cut":
        index.write_bytes(index.read_bytes()[:6000])
    else:
        async with open_bot(Settings(data_dir=folder / "other")):
            pass
        shutil.copy(folder / "other" / "titles.db", index)
    async with evening(folder) as club:
        await looks_up(club)


async def test_a_title_index_that_cannot_be_written_is_replaced_for_the_evening_and_caught_up_with_later(
    folder: Path,
) -> None:
    await first_evening(folder)
    (folder / "titles.db").chmod(0o444)
    (folder / "matinee.db").chmod(0o666)
    folder.chmod(0o777)
    with without_rights():
        async with evening(folder) as club:
            await looks_up(club)
            await club.add_film("Roadside Picnic", year=1980)
    async with evening(folder) as club:
        found = await club.bob.autocomplete(club.channel, "review", "film", "roadside")
        assert [one["name"] for one in found] == ["Roadside Picnic (1980)"]


async def test_a_title_that_was_saved_but_never_reached_the_index_is_found_after_the_next_start(folder: Path) -> None:
    film_id = await first_evening(folder)
    with sqlite3.connect(folder / "matinee.db") as other:
        other.execute(
            "UPDATE films SET title = 'Roadside Picnic', title_key = 'roadside picnic' WHERE id = ?", (film_id,)
        )
        other.execute("INSERT INTO title_outbox (film_id) VALUES (?)", (film_id,))
    other.close()
    async with evening(folder) as club:
        found = await club.bob.autocomplete(club.channel, "review", "film", "roadside")
        assert [one["name"] for one in found] == ["Roadside Picnic (1979)"]
        assert await club.bob.autocomplete(club.channel, "review", "film", "stalker") == []


async def test_an_index_damaged_while_the_bot_runs_harms_no_command_that_names_its_film(folder: Path) -> None:
    film_id = await first_evening(folder)
    async with evening(folder) as club:
        size = (folder / "titles.db").stat().st_size
        (folder / "titles.db").write_bytes(b"\xa5" * size)
        await club.bob.autocomplete(club.channel, "review", "film", "stal")
        assert "Saved: **★★★ 3.0**" in shown(await rates(club, film_id))
        assert "Stalker" in shown((await club.bob.slash(club.channel, "review", film=f"film:{film_id}")).response)
    async with evening(folder) as club:
        found = await club.bob.autocomplete(club.channel, "review", "film", "stal")
        assert [one["name"] for one in found] == ["Stalker (1979)"]


async def test_files_taken_away_while_the_bot_runs_are_told(folder: Path) -> None:
    film_id = await first_evening(folder)
    async with evening(folder) as club:
        (folder / "matinee.db").rename(folder / "elsewhere.db")
        said = await rates(club, film_id)
        assert "matinee.db was removed or replaced while Matinee was running, so nothing new was saved." in said.content
