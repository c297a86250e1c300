"""A member's file read again: the new draft takes the old one's place whole, or nothing changes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.drafts import Table
from bot.domain.histories import HistoryRow
from bot.domain.titles import Film
from db import histories, history_choices, history_drafts, history_rows, history_tables, history_writing
from db.histories import History, Owner
from db.history_drafts import HandedIn
from db.history_tables import Handed
from db.search import TitleIndex
from tests.db.shelf import CLUB, NOW, Shelf

ME = Owner(CLUB, 7)
TABLE = Table("mine.csv", "table", ("What", "Points"), {"What": "title"}, frozenset({"What"}), (), True)


@pytest.fixture
async def titles(tmp_path: Path) -> AsyncIterator[TitleIndex]:
    async with TitleIndex.open(tmp_path / "titles.sqlite3") as opened:
        yield opened


def given(titles_and_stars: dict[str, int], told: dict[str, dict[str, str]] | None = None) -> HandedIn:
    rows = [
        HistoryRow(f"mine.csv, line {number}", Film(0, None, title), stars)
        for number, (title, stars) in enumerate(titles_and_stars.items(), 2)
    ]
    return HandedIn("mine.csv", rows, (), Handed(b"What,Points\n", [TABLE], told or {}))


async def draft(shelf: Shelf, titles: TitleIndex, what: HandedIn) -> History:
    history = await histories.load(
        shelf.database, ME, await history_drafts.create(shelf.database, titles, ME, what, NOW)
    )
    assert history is not None
    return history


async def stars(shelf: Shelf, history_id: int) -> Sequence[tuple[str, int | None, str]]:
    seen = await history_rows.page(shelf.database, ME, history_id, (), 10, 0)
    return [(each.row.film.title, each.row.half_stars, each.fate) for each in seen]


async def test_the_new_reading_takes_the_place_of_the_old_one(shelf: Shelf, titles: TitleIndex) -> None:
    old = await draft(shelf, titles, given({"Keel": 4, "Osa": 6}))
    await histories.keep_mine(shelf.database, ME, old.id, True)
    assert await history_choices.leave_out(shelf.database, ME, old.id, 1)
    new_id = await history_drafts.replace(shelf.database, titles, old, given({"Keel": 8, "Osa": 9}), NOW)
    assert new_id is not None
    assert await stars(shelf, new_id) == [("Keel", 8, "added"), ("Osa", 9, "left_out")]
    new = await histories.load(shelf.database, ME, new_id)
    assert new == replace(old, id=new_id, keep_mine=True, unwritten=1)
    assert [each.id for each in await histories.latest(shelf.database, ME, histories.OPEN)] == [new_id]
    assert await history_tables.handed_in(shelf.database, ME, old.id) is None
    assert await stars(shelf, old.id) == []


async def test_a_row_that_names_another_film_now_is_decided_anew(shelf: Shelf, titles: TitleIndex) -> None:
    old = await draft(shelf, titles, given({"Keel": 4, "Osa": 6}))
    assert await history_choices.leave_out(shelf.database, ME, old.id, 0)
    new_id = await history_drafts.replace(shelf.database, titles, old, given({"Ballast": 4, "Osa": 6}), NOW)
    assert new_id is not None
    assert await stars(shelf, new_id) == [("Ballast", 4, "added"), ("Osa", 6, "added")]


@pytest.mark.parametrize("settled", ["discarded", "written"])
async def test_a_draft_that_is_settled_meanwhile_stays_as_it_is(shelf: Shelf, titles: TitleIndex, settled: str) -> None:
    old = await draft(shelf, titles, given({"Keel": 4}))
    if settled == "written":
        await history_writing.write(shelf.database, titles, ME, old.id, NOW)
    else:
        await histories.discard(shelf.database, ME, old.id, NOW)
    before = await stars(shelf, old.id)
    assert await history_drafts.replace(shelf.database, titles, old, given({"Keel": 8}), NOW) is None
    assert await stars(shelf, old.id) == before
    assert await history_tables.load(shelf.database, ME, old.id) == []
    assert await histories.latest(shelf.database, ME, histories.OPEN) == []


async def test_a_file_is_kept_as_it_came_for_its_member_alone(shelf: Shelf, titles: TitleIndex) -> None:
    told = {"mine.csv": {"What": "title", "Points": "rating/4"}}
    history = await draft(shelf, titles, given({"Keel": 4}, told))
    assert await history_tables.handed_in(shelf.database, ME, history.id) == Handed(b"What,Points\n", [TABLE], told)
    for other in (Owner(CLUB, 8), Owner(CLUB + 1, 7)):
        assert await history_tables.handed_in(shelf.database, other, history.id) is None
        assert await history_tables.load(shelf.database, other, history.id) == []
