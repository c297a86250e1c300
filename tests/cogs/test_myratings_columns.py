"""A member's own table whose columns were taken for something else: told otherwise, read again, decisions kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.client import open_bot
from bot.settings import Settings
from bot.ui import ids
from bot.ui.import_columns import MEMBERS_MEANINGS
from tests.cogs.brought import hand_in
from tests.cogs.handed_in import custom_id, options
from tests.conftest import Club, labels, shown
from tests.walks.forging import press

#: Whose columns say nothing: the second could be a rating, and a year, and nobody's critic is called Who.
PUZZLE = """What;Points;Critic;How long ago
The Tin Harbour;4;me;2020-01-02
Osa;3;me;2020-01-03
Nobody's Kettle;1;me;2020-01-04
"""
MEANT = [field for field, _ in MEMBERS_MEANINGS]


async def pick(club: Club, message: Any, prefix: str, value: object, actor: Any = None) -> Any:
    return await (actor or club.alice).select(message, [str(value)], custom_id=custom_id(message, prefix))


async def tell(club: Club, message: Any, column: int, field: str, file: str = "mine.csv") -> None:
    await club.alice.click(message, label=f"Columns of {file}")
    await pick(club, message, ids.HISTORY_COLUMN, column)
    await pick(club, message, ids.HISTORY_MEANS, MEANT.index(field))


async def kept(club: Club) -> list[tuple[str, int]]:
    rows = await club.bot.services.database.fetch_all(
        "SELECT title, half_stars FROM ratings JOIN films ON films.id = film_id WHERE ratings.guild_id = ?"
        " ORDER BY title",
        (club.guild.id,),
    )
    return [(row["title"], row["half_stars"]) for row in rows]


async def test_what_the_columns_are_taken_for_is_shown_and_corrected(club: Club) -> None:
    result = await hand_in(club, PUZZLE, "mine.csv")
    seen = shown(result.response)
    assert "**3** not imported" in seen
    assert "Critic → Critic" in seen
    assert "What → Title (a guess)" in seen
    assert "A critic's review: an admin brings it with /import files." in seen
    await tell(club, result.response, 2, "")
    assert "“4” has no scale that Matinee knows" in shown(result.response)
    await tell(club, result.response, 1, "rating/10")
    assert "**The Tin Harbour** ★★ 2.0 · new" in shown(result.response)
    await tell(club, result.response, 1, "rating/4")
    assert "**The Tin Harbour** ★★★★★ 5.0 · new" in shown(result.response)
    await club.alice.click(result.response, label="Import 3 ratings")
    assert await kept(club) == [("Nobody's Kettle", 3), ("Osa", 8), ("The Tin Harbour", 10)]
    held = await club.bot.services.database.fetch_all(
        "SELECT * FROM history_files WHERE guild_id = ?", (club.guild.id,)
    )
    assert held == []


async def test_what_was_decided_about_rows_stays_when_the_table_is_read_again(club: Club) -> None:
    old = await club.add_film("Osa", year=1961)
    await club.add_film("Osa", year=2001)
    result = await hand_in(club, PUZZLE.replace("Critic", "Whose"), "mine.csv")
    await pick(club, result.response, ids.HISTORY_ROW, 1)
    await pick(club, result.response, ids.HISTORY_FILM, old.id)
    await club.alice.click(result.response, label="Back to the rows")
    await pick(club, result.response, ids.HISTORY_ROW, 0)
    await club.alice.click(result.response, label="Leave it out")
    await club.alice.click(result.response, label="Back to the rows")
    await tell(club, result.response, 1, "rating/5")
    seen = shown(result.response)
    assert "**2** new · **1** left out" in seen
    await club.alice.click(result.response, label="Import 2 ratings")
    assert await kept(club) == [("Nobody's Kettle", 2), ("Osa", 6)]
    card = await club.bob.slash(club.channel, "review", film=f"film:{old.id}")
    assert "1 rating" in shown(card.response)


async def test_a_table_in_a_zip_can_be_told_otherwise_beside_an_export(club: Club) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mine.csv", PUZZLE)
        archive.writestr("more.json", '[{"title": "Keel", "rating": "4/5"}]')
    result = await hand_in(club, packed.getvalue(), "all.zip")
    assert "Columns of all.zip/mine.csv" in labels(result.response)
    await tell(club, result.response, 2, "", "all.zip/mine.csv")
    await tell(club, result.response, 1, "rating/5", "all.zip/mine.csv")
    assert "**4** new" in shown(result.response)


async def test_an_export_with_columns_of_its_own_takes_no_other(club: Club) -> None:
    result = await hand_in(club, "Date,Name,Year,Letterboxd URI,Rating\n2020-01-02,Keel,1998,https://boxd.it/k,4\n")
    assert not [label for label in labels(result.response) if label.startswith("Columns")]


async def test_a_lone_diary_has_one_row_a_film(club: Club) -> None:
    head = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
    first = "2020-01-02,Keel,1998,https://boxd.it/a1,2,,,2020-01-01\n"
    again = "2021-01-02,Keel,1998,https://boxd.it/a2,4.5,Yes,,2021-01-01\n"
    result = await hand_in(club, head + first + again, "diary.csv")
    seen = shown(result.response)
    assert "**1** new" in seen
    assert "**Keel (1998)** ★★★★½ 4.5" in seen


async def test_the_draft_and_its_columns_survive_a_restart(tmp_path: Path) -> None:
    import simcord

    from tests.conftest import people

    settings = Settings(data_dir=tmp_path)
    async with open_bot(settings) as bot, simcord.run(bot, settle_timeout=120.0) as env:
        club = Club(bot, env, *people(env))
        await hand_in(club, PUZZLE, "mine.csv")
        owner = (club.guild.id, club.alice.id)
    async with open_bot(settings) as bot, simcord.run(bot, settle_timeout=120.0) as env:
        club = Club(bot, env, *people(env))
        assert (club.guild.id, club.alice.id) == owner
        result = await club.alice.slash(club.channel, "myratings import")
        await tell(club, result.response, 2, "")
        await tell(club, result.response, 1, "rating/5")
        assert "**3** new" in shown(result.response)


@pytest.mark.parametrize("chosen", ["99", "-1", "x"])
async def test_what_no_menu_offers_changes_nothing(club: Club, chosen: str) -> None:
    result = await hand_in(club, PUZZLE, "mine.csv")
    number = custom_id(result.response, ids.HISTORY_SHOW).rpartition(":")[2]
    for prefix, more in ((ids.HISTORY_TABLES, ""), (ids.HISTORY_COLUMN, ":0"), (ids.HISTORY_MEANS, ":0:2")):
        said = await press(club.alice, club.channel, f"{prefix}:{number}{more}", values=[chosen], private=True)
        assert "not here any more" in shown(said.response), prefix
    for actor in (club.bob, club.admin):
        said = await press(actor, club.channel, f"{ids.HISTORY_TABLE}:{number}:0:0", private=True)
        assert "not here any more" in shown(said.response)
    assert club.env.errors is not None
    assert "**3** not imported" in shown((await club.alice.slash(club.channel, "myratings import")).response)


async def test_a_settled_import_takes_no_other_columns(club: Club) -> None:
    result = await hand_in(club, PUZZLE.replace("Critic", "Whose"), "mine.csv")
    await club.alice.click(result.response, label="Columns of mine.csv")
    await pick(club, result.response, ids.HISTORY_COLUMN, 1)
    assert "Grade out of 4" in options(result.response, ids.HISTORY_MEANS)
    other = await club.alice.slash(club.channel, "myratings import")
    await club.alice.click(other.response, label="Import 3 ratings")
    late = await pick(club, result.response, ids.HISTORY_MEANS, MEANT.index("rating/10"))
    assert "not here any more" in "\n".join(shown(each) for each in late.followups if each) + shown(late.response)
    assert club.env.errors is not None
