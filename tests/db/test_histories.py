"""Members' own imports in storage: matched, kept as drafts, written in chunks, taken back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import UserError
from bot.domain.histories import HistoryRow
from bot.domain.titles import Film
from db import (
    film_changes,
    films,
    histories,
    history_drafts,
    history_report,
    history_rows,
    history_undo,
    history_writing,
    ratings,
)
from db.histories import Owner
from db.history_choices import candidates, choose, leave_out
from db.history_drafts import HandedIn
from db.search import TitleIndex
from tests.db.shelf import CLUB, ELSEWHERE, NOW, Shelf

ME = Owner(CLUB, 7)
LATER = NOW + timedelta(days=40)


@pytest.fixture
async def titles(tmp_path: Path) -> AsyncIterator[TitleIndex]:
    async with TitleIndex.open(tmp_path / "titles.sqlite3") as opened:
        yield opened


def row(title: str, half_stars: int | None = 8, *, note: str | None = None, day: date | None = None, **facts: Any):
    film = Film(0, None, title, **facts)
    skipped = None if half_stars else "Watched, but not rated."
    return HistoryRow(f"ratings.csv, line {title}", film, half_stars, note, day or date(2020, 5, 1), skipped)


async def begin(shelf: Shelf, titles: TitleIndex, rows: Sequence[HistoryRow], owner: Owner = ME) -> int:
    return await history_drafts.create(shelf.database, titles, owner, HandedIn("ratings.csv", rows), LATER)


async def bring(shelf: Shelf, titles: TitleIndex, rows: Sequence[HistoryRow], owner: Owner = ME) -> int:
    history_id = await begin(shelf, titles, rows, owner)
    await history_writing.write(shelf.database, titles, owner, history_id, LATER)
    return history_id


async def test_new_films_are_made_with_what_the_row_states_and_rated(shelf: Shelf, titles: TitleIndex) -> None:
    history_id = await begin(
        shelf, titles, [row("The Tin Harbour", 9, year=1998, directors=("Ada Voss",), language="pt", note="Salt.")]
    )
    assert await history_rows.counts(shelf.database, ME, history_id) == {"added": 1}
    assert await films.has_any(shelf.database, CLUB) is False
    await history_writing.write(shelf.database, titles, ME, history_id, LATER)
    (film,) = await films.with_title(shelf.database, CLUB, "tin harbour")
    assert (film.year, film.directors, film.language, film.guild_id) == (1998, ("Ada Voss",), "pt", CLUB)
    assert await shelf.given(film) == {7: 9}
    assert [hit.film_id for hit in await titles.search("tin harb", CLUB)] == [film.id]
    assert not await titles.search("tin harb", ELSEWHERE)


async def test_what_is_here_is_found_by_id_title_or_decision_and_never_made_twice(
    shelf: Shelf, titles: TitleIndex
) -> None:
    rows = [row("The Tin Harbour", 9, year=1998, ids=(("imdb", "tt0000011"),)), row("Osa", 4, year=2001)]
    await bring(shelf, titles, rows)
    film = (await films.with_title(shelf.database, CLUB, "The Tin Harbour"))[0]
    other = Owner(CLUB, 8)
    theirs = [row("Der Blechhafen", 6, year=1999, ids=(("imdb", "tt0000011"),)), row("Osa", 2, year=2000)]
    history_id = await bring(shelf, titles, theirs, other)
    assert await shelf.given(film) == {7: 9, 8: 6}
    assert (await report_of(shelf, history_id, other)).films_made == 0


async def report_of(shelf: Shelf, history_id: int, owner: Owner = ME) -> history_report.HistoryReport:
    history = await histories.load(shelf.database, owner, history_id)
    assert history is not None
    return await history_report.report(shelf.database, history)


async def test_the_same_file_again_changes_nothing(shelf: Shelf, titles: TitleIndex) -> None:
    rows = [row("The Tin Harbour", 9, year=1998, note="Salt."), row("Osa", 4, year=2001)]
    await bring(shelf, titles, rows)
    before = await everything(shelf)
    again = await begin(shelf, titles, rows)
    assert await history_rows.counts(shelf.database, ME, again) == {"same": 2}
    await history_writing.write(shelf.database, titles, ME, again, LATER)
    assert await everything(shelf) == before


async def everything(shelf: Shelf) -> list[list[tuple[Any, ...]]]:
    """Return what the club sees: its films and its ratings."""
    seen = (
        "SELECT id, title, year FROM films WHERE guild_id = ? AND removed_at IS NULL ORDER BY id",
        "SELECT * FROM ratings WHERE guild_id = ? ORDER BY film_id, user_id",
    )
    return [[tuple(each) for each in await shelf.database.fetch_all(sql, (CLUB,))] for sql in seen]


async def test_a_rating_of_the_day_before_the_club_does_not_flood_what_is_recent(
    shelf: Shelf, titles: TitleIndex
) -> None:
    own = await shelf.film("Osa", year=2001)
    await shelf.rate(own, 7, 5)
    await bring(shelf, titles, [row(f"Film {number}", day=date(2019, 1, 1)) for number in range(60)])
    assert (await films.recent_for(shelf.database, CLUB, 7))[0] == own


async def test_mine_or_the_files_where_both_are_there(shelf: Shelf, titles: TitleIndex) -> None:
    film = await shelf.film("Osa", year=2001)
    await shelf.rate(film, 7, 5, note="My own words")
    history_id = await begin(shelf, titles, [row("Osa", 9, year=2001)])
    assert await history_rows.counts(shelf.database, ME, history_id) == {"changed": 1}
    assert await histories.keep_mine(shelf.database, ME, history_id, True)
    assert await history_rows.counts(shelf.database, ME, history_id) == {"kept": 1}
    await history_writing.write(shelf.database, titles, ME, history_id, LATER)
    assert await shelf.given(film) == {7: 5}
    await bring(shelf, titles, [row("Osa", 9, year=2001)])
    rating = await ratings.of_member(shelf.database, CLUB, film.id, 7)
    assert rating is not None
    assert (rating.half_stars, rating.note) == (9, "My own words")


async def test_undo_takes_back_exactly_what_came(shelf: Shelf, titles: TitleIndex) -> None:
    film = await shelf.film("Osa", year=2001)
    await shelf.rate(film, 7, 5, note="My own words")
    await shelf.rate(film, 8, 3)
    before = await everything(shelf)
    rows = [row("Osa", 9, year=2001, note="Theirs", ids=(("imdb", "tt0000012"),)), row("The Tin Harbour", year=1998)]
    history_id = await bring(shelf, titles, rows)
    assert await everything(shelf) != before
    await history_undo.undo(shelf.database, titles, ME, history_id, LATER)
    assert await everything(shelf) == before
    assert not await shelf.database.fetch_all("SELECT * FROM film_ids")
    assert not await titles.search("tin harbour", CLUB)
    told = await report_of(shelf, history_id)
    assert (told.undone, told.left, told.films_left) == (2, 0, 0)
    with pytest.raises(UserError):
        await history_undo.undo(shelf.database, titles, ME, history_id, LATER)


async def test_undo_leaves_what_changed_since_and_films_that_others_use(shelf: Shelf, titles: TitleIndex) -> None:
    history_id = await bring(shelf, titles, [row("Osa", 9, year=2001), row("Tin", year=1998), row("Reed", year=1980)])
    osa, tin, reed = [(await films.with_title(shelf.database, CLUB, name))[0] for name in ("Osa", "Tin", "Reed")]
    await shelf.rate(osa, 7, 2)
    await shelf.rate(tin, 8, 6)
    await history_undo.undo(shelf.database, titles, ME, history_id, LATER)
    assert [await shelf.given(film) for film in (osa, tin, reed)] == [{7: 2}, {8: 6}, {}]
    assert [await shelf.seen(film.id) for film in (osa, tin, reed)] == ["Osa (2001)", "Tin (1998)", None]
    told = await report_of(shelf, history_id)
    assert (told.undone, told.left, told.films_left) == (2, 1, 2)


async def test_undo_follows_a_film_that_was_merged_since(shelf: Shelf, titles: TitleIndex) -> None:
    history_id = await bring(shelf, titles, [row("Osa", 9, year=2001)])
    target = await shelf.film("The She-Bear", year=2001)
    (osa,) = await films.with_title(shelf.database, CLUB, "Osa")
    await film_changes.merge(shelf.database, shelf.author(), osa.id, target.id)
    assert await shelf.given(target) == {7: 9}
    await history_undo.undo(shelf.database, titles, ME, history_id, LATER)
    assert await shelf.given(target) == {}
    assert await shelf.seen(osa.id) == "The She-Bear (2001)"


async def test_between_two_films_the_member_chooses_and_it_is_remembered_for_that_member(
    shelf: Shelf, titles: TitleIndex
) -> None:
    old, new = await shelf.film("Osa", year=1961), await shelf.film("Osa", year=2001)
    history_id = await begin(shelf, titles, [row("Osa", 9), row("Osa", 3, year=1961)])
    assert await history_rows.counts(shelf.database, ME, history_id) == {"needs_you": 1, "added": 1}
    asked = await history_rows.one(shelf.database, ME, history_id, 0)
    assert asked is not None
    assert {film.id for film in await candidates(shelf.database, titles, ME, asked)} == {old.id, new.id}
    assert await choose(shelf.database, ME, history_id, 0, new.id)
    await history_writing.write(shelf.database, titles, ME, history_id, LATER)
    assert (await shelf.given(old), await shelf.given(new)) == ({7: 3}, {7: 9})
    again = await begin(shelf, titles, [row("Osa", 9)])
    assert await history_rows.counts(shelf.database, ME, again) == {"same": 1}
    somebody = await begin(shelf, titles, [row("Osa", 9)], Owner(CLUB, 8))
    assert await history_rows.counts(shelf.database, Owner(CLUB, 8), somebody) == {"needs_you": 1}


async def test_two_rows_of_one_film_never_become_two_ratings(shelf: Shelf, titles: TitleIndex) -> None:
    film = await shelf.film("Osa", year=2001)
    rows = [row("Osa", 9, year=2001), row("Osa", 3, year=2001, day=date(2021, 1, 1)), row("Osa", 5, year=2001)]
    history_id = await begin(shelf, titles, rows)
    assert await history_rows.counts(shelf.database, ME, history_id) == {"added": 1, "left_out": 2}
    await history_writing.write(shelf.database, titles, ME, history_id, LATER)
    assert await shelf.given(film) == {7: 3}


async def test_a_row_left_out_for_another_can_be_chosen_instead(shelf: Shelf, titles: TitleIndex) -> None:
    film = await shelf.film("Osa", year=2001)
    history_id = await begin(shelf, titles, [row("Osa", 9, year=2001), row("Osa", 3, year=2001)])
    assert await choose(shelf.database, ME, history_id, 1, film.id)
    await history_writing.write(shelf.database, titles, ME, history_id, LATER)
    assert await shelf.given(film) == {7: 3}


async def test_a_stopped_import_goes_on_where_it_was(
    shelf: Shelf, titles: TitleIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_writing, "CHUNK", 2)
    rows = [row(f"Film {number}", year=1990 + number) for number in range(7)]
    history_id = await begin(shelf, titles, rows)

    async def stop(done: int, total: int) -> None:
        assert (done, total) == (2, 7)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await history_writing.write(shelf.database, titles, ME, history_id, LATER, stop)
    assert len((await everything(shelf))[1]) == 2
    assert not await choose(shelf.database, ME, history_id, 5, 0)
    await history_writing.write(shelf.database, titles, ME, history_id, LATER)
    assert [len(kept) for kept in await everything(shelf)] == [7, 7]


async def test_two_members_who_confirm_the_same_films_share_them(
    shelf: Shelf, titles: TitleIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_writing, "CHUNK", 2)
    rows = [row(f"Film {number}", year=1990 + number) for number in range(9)]
    owners = [ME, Owner(CLUB, 8), Owner(CLUB, 9)]
    begun = [await begin(shelf, titles, rows, owner) for owner in owners]
    writes = (
        history_writing.write(shelf.database, titles, owner, history_id, LATER)
        for owner, history_id in zip(owners, begun, strict=True)
    )
    await asyncio.gather(*writes)
    assert [len(kept) for kept in await everything(shelf)] == [9, 27]


async def test_a_film_removed_after_the_preview_is_asked_about_again(shelf: Shelf, titles: TitleIndex) -> None:
    film = await shelf.film("Osa", year=2001)
    history_id = await begin(shelf, titles, [row("Osa", 9, year=2001)])
    await film_changes.remove(shelf.database, shelf.author(), film.id)
    await history_writing.write(shelf.database, titles, ME, history_id, LATER)
    assert await history_rows.counts(shelf.database, ME, history_id) == {"needs_you": 1}
    assert await choose(shelf.database, ME, history_id, 0, 0)
    await history_writing.write(shelf.database, titles, ME, history_id, LATER)
    assert await history_rows.counts(shelf.database, ME, history_id) == {"added": 1}


async def test_an_import_is_its_members_alone(shelf: Shelf, titles: TitleIndex) -> None:
    history_id = await begin(shelf, titles, [row("Osa", 9)])
    for stranger in (Owner(CLUB, 8), Owner(ELSEWHERE, 7)):
        assert await histories.load(shelf.database, stranger, history_id) is None
        assert await history_rows.page(shelf.database, stranger, history_id, (), 10, 0) == []
        assert not await choose(shelf.database, stranger, history_id, 0, 0)
        assert not await leave_out(shelf.database, stranger, history_id, 0)
        assert not await histories.keep_mine(shelf.database, stranger, history_id, True)
        assert not await histories.discard(shelf.database, stranger, history_id, LATER)
        with pytest.raises(UserError):
            await history_writing.write(shelf.database, titles, stranger, history_id, LATER)
    assert await histories.discard(shelf.database, ME, history_id, LATER)
    with pytest.raises(UserError):
        await history_writing.write(shelf.database, titles, ME, history_id, LATER)
    assert await everything(shelf) == [[], []]


async def test_what_is_not_rated_is_counted_and_brings_nothing(shelf: Shelf, titles: TitleIndex) -> None:
    history_id = await bring(shelf, titles, [row("Osa", None), row("Tin", 6, year=1998)])
    assert await history_rows.counts(shelf.database, ME, history_id) == {"skipped": 1, "added": 1}
    assert len((await everything(shelf))[0]) == 1
    (seen,) = await history_rows.page(shelf.database, ME, history_id, ("skipped",), 10, 0)
    assert (seen.row.place, seen.reason) == ("ratings.csv, line Osa", "Watched, but not rated.")
