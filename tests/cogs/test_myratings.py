"""A member's own history: seen before it counts, brought, taken back, and taken away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.client import open_bot
from bot.settings import Settings
from bot.ui import ids
from db import history_writing, ratings
from tests.cogs.brought import IMDB, RATINGS, TABLE, hand_in, letterboxd, told
from tests.cogs.handed_in import custom_id, options
from tests.conftest import NOW, SHARED, Club, labels, shown
from tests.walks.forging import press

EXPORTS = SHARED / "reviews" / "exports"


async def pick(club: Club, message: Any, prefix: str, value: object, actor: Any = None) -> Any:
    """Choose a value in the one menu whose custom_id has a prefix."""
    return await (actor or club.alice).select(message, [str(value)], custom_id=custom_id(message, prefix))


async def sent(message: Any, name: str) -> str:
    """Return the text of a file that a message carries."""
    (file,) = [attached for attached in message.attachments if attached.filename == name]
    return (await file.read()).decode("utf-8-sig")


async def given(club: Club, title: str, actor: Any = None) -> int | None:
    """Return the half stars that a member gave the one film of a title."""
    row = await club.bot.services.database.fetch_one(
        "SELECT half_stars FROM ratings JOIN films ON films.id = film_id"
        " WHERE ratings.guild_id = ? AND user_id = ? AND title = ?",
        (club.guild.id, (actor or club.alice).id, title),
    )
    return row["half_stars"] if row else None


async def test_an_export_is_shown_first_and_brought_when_the_member_says_so(club: Club) -> None:
    film = await club.add_film("The Tin Harbour", year=1998)
    result = await hand_in(club, letterboxd(), "letterboxd-export.zip")
    assert result.ephemeral
    seen = shown(result.response)
    assert "Your ratings from letterboxd-export.zip" in seen
    assert "**3** new · **1** not imported" in seen
    assert "ratings.csv, line 2" in seen
    assert "**The Tin Harbour (1998)** ★★★★½ 4.5 · new\n" in seen
    assert "new, and the film is new here" in seen
    assert "Watched, but not rated." in seen
    card = await club.bob.slash(club.channel, "review", film=f"film:{film.id}")
    assert "★★★★½" not in shown(card.response)
    await club.alice.click(result.response, label="Import 3 ratings")
    assert "## Imported 3 ratings" in shown(result.response)
    assert "2 films made new in this server." in shown(result.response)
    card = await club.bob.slash(club.channel, "review", film=f"film:{film.id}")
    assert "**The club ★★★★½ 4.5** · 1 rating" in shown(card.response)
    fates = (await sent(result.response, "import.csv")).splitlines()
    assert fates[0].startswith("Stands on,Title,Year")
    assert any("Nobody's Kettle,2003,,2019-05-04,not imported" in fate for fate in fates)
    assert any("The Tin Harbour,1998,4.5,2019-05-01,added" in fate for fate in fates)


async def test_imdb_meets_what_letterboxd_brought_and_says_what_is_no_film(club: Club) -> None:
    first = await hand_in(club, RATINGS)
    await club.alice.click(first.response, label="Import 3 ratings")
    result = await hand_in(club, IMDB, actor=club.bob)
    assert "**2** new · **1** not imported" in shown(result.response)
    assert "film is new here" not in shown(result.response)
    assert "“TV Series” is no film." in shown(result.response)
    await club.bob.click(result.response, label="Import 2 ratings")
    assert "made new" not in shown(result.response)
    assert await given(club, "Osa", club.bob) == 4
    by_id = await hand_in(club, "title,year,imdb id,rating\nLa osa,2001,tt9000002,5/5\n")
    assert "**1** changed" in shown(by_id.response)


async def test_of_a_long_file_every_row_is_there_and_the_latest_of_a_film_counts(club: Club) -> None:
    await club.add_film("Keel 1400", year=1998)
    rows = [f"2020-01-02,Keel {number},1998,{number % 5 + 1}/5" for number in range(1, 2_301)]
    rows += ["2019-01-02,Keel 1,1998,5/5", "2021-01-02,Keel 2,1998,1/5"]
    result = await hand_in(club, "\n".join(["Date,Title,Year,Rating", *rows]), "mine.csv")
    assert "**2300** new · **2** left out" in told(result).replace(",", "")
    await club.alice.click(result.response, label="Import 2,300 ratings")
    stars = [await given(club, f"Keel {number}") for number in (1, 2, 3, 1400, 2300)]
    assert stars == [4, 2, 8, 2, 2]
    again = await hand_in(club, "\n".join(["Date,Title,Year,Rating", *rows]), "mine.csv")
    assert "**2300** the same already" in told(again).replace(",", "")


async def test_the_same_file_again_changes_nothing_and_says_so(club: Club) -> None:
    first = await hand_in(club, letterboxd(), "export.zip")
    await club.alice.click(first.response, label="Import 3 ratings")
    again = await hand_in(club, letterboxd(), "export.zip")
    assert "**3** the same already" in shown(again.response)
    assert labels(again.response) == ["Discard"]


async def test_mine_or_the_files_is_the_members_choice(club: Club) -> None:
    film = await club.add_film("Osa", year=2001)
    await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=5.0)
    result = await hand_in(club, RATINGS)
    assert "**2** new · **1** changed" in shown(result.response)
    assert "was ★★★★★ 5.0 here" in shown(result.response)
    await club.alice.click(result.response, label="Keep mine where I rated already")
    assert "**1** kept as you rated here" in shown(result.response)
    await club.alice.click(result.response, label="Take the file's where I rated already")
    assert "**2** new · **1** changed" in shown(result.response)
    await club.alice.click(result.response, label="Keep mine where I rated already")
    await club.alice.click(result.response, label="Import 2 ratings")
    assert await given(club, "Osa") == 10


async def test_between_two_films_the_member_chooses_or_leaves_the_row_out(club: Club) -> None:
    old = await club.add_film("Osa", year=1961, directors=("Hedda Brandt",))
    await club.add_film("Osa", year=2001)
    result = await hand_in(club, TABLE)
    assert "### Rows that need you" in shown(result.response)
    assert "needs you: 2 films here fit what the page states." in shown(result.response)
    await pick(club, result.response, ids.HISTORY_ROW, 0)
    assert options(result.response, ids.HISTORY_FILM) == ["Osa (1961) · Hedda Brandt", "Osa (2001)", "A new film"]
    await pick(club, result.response, ids.HISTORY_FILM, old.id)
    assert "**New:** the film that is here, **Osa (1961)**." in shown(result.response)
    await club.alice.click(result.response, label="Leave it out")
    assert "**Left out.**" in shown(result.response)
    await pick(club, result.response, ids.HISTORY_FILM, old.id)
    await club.alice.click(result.response, label="Back to the rows")
    await club.alice.click(result.response, label="Import 2 ratings")
    assert await ratings.of_member(club.bot.services.database, club.guild.id, old.id, club.alice.id) is not None
    again = await hand_in(club, TABLE)
    assert "**2** the same already" in shown(again.response)


async def test_what_needs_the_member_can_be_decided_after_the_rest_is_in(club: Club) -> None:
    await club.add_film("Osa", year=1961)
    await club.add_film("Osa", year=2001)
    result = await hand_in(club, TABLE)
    await club.alice.click(result.response, label="Import 1 rating")
    assert "**1** new · **1** waiting for you" in shown(result.response)
    await club.alice.click(result.response, label="Decide 1 row")
    await pick(club, result.response, ids.HISTORY_ROW, 0)
    await pick(club, result.response, ids.HISTORY_FILM, 0)
    await club.alice.click(result.response, label="Back to the rows")
    await club.alice.click(result.response, label="Import 1 rating")
    assert "## Imported 2 ratings" in shown(result.response)


async def test_rows_are_shown_by_kind_and_page_by_page(club: Club) -> None:
    rows = "".join(f"Film {number},{1950 + number},{number % 10 + 1}\n" for number in range(20))
    result = await hand_in(club, f"title,year,rating/10\n{rows}Nothing,1999,\n")
    assert "### All rows · page 1 of 3" in shown(result.response)
    await club.alice.click(result.response, label="Page 2 ›")
    await club.alice.click(result.response, label="Page 3 ›")
    assert "Film 19" in shown(result.response)
    assert options(result.response, ids.HISTORY_SHOW) == ["All rows (21)", "New ratings (20)", "Rows not imported (1)"]
    await pick(club, result.response, ids.HISTORY_SHOW, 7)
    assert "Nothing (1999)" in shown(result.response)
    assert "Film 19" not in shown(result.response)


async def test_a_draft_outlives_a_restart_and_is_gone_on_with(club: Club, tmp_path: Path) -> None:
    result = await hand_in(club, RATINGS)
    async with open_bot(Settings(data_dir=tmp_path)) as fresh:
        await club.env.restart_bot(fresh)
        opened = await club.alice.slash(club.channel, "myratings import")
        assert "**3** new" in shown(opened.response)
        await club.alice.click(opened.response, label="Import 3 ratings")
        late = await club.alice.click(result.response, label="Discard")
        assert "That import is not here any more." in shown(late.response)
        none = await club.alice.slash(club.channel, "myratings import")
        assert "No import of yours waits here." in shown(none.response)
    assert club.env.errors is not None


async def test_an_import_that_stopped_half_way_is_gone_on_with(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    await hand_in(club, RATINGS)
    monkeypatch.setattr(history_writing, "CHUNK", 1)

    async def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    services, owner = club.bot.services, history_writing.Owner(club.guild.id, club.alice.id)
    with pytest.raises(KeyboardInterrupt):
        await history_writing.write(services.database, services.titles, owner, 1, NOW, stop)
    opened = await club.alice.slash(club.channel, "myratings import")
    assert "It was confirmed and stopped half way." in shown(opened.response)
    await club.alice.click(opened.response, label="Go on")
    assert "## Imported 3 ratings" in shown(opened.response)


async def test_of_several_drafts_one_is_chosen(club: Club) -> None:
    await hand_in(club, RATINGS, "one.csv")
    await hand_in(club, IMDB, "two.csv")
    result = await club.alice.slash(club.channel, "myratings import")
    assert options(result.response, ids.HISTORY_OPEN) == ["two.csv", "one.csv"]
    await pick(club, result.response, ids.HISTORY_OPEN, 1)
    assert "Your ratings from one.csv" in shown(result.response)
    await club.alice.click(result.response, label="Discard")
    assert "The import is discarded." in shown(result.response)


async def test_weeks_later_an_import_is_taken_back_but_for_what_changed(club: Club) -> None:
    first = await hand_in(club, RATINGS)
    await club.alice.click(first.response, label="Import 3 ratings")
    await club.alice.slash(club.channel, "rate", film="Osa", stars=5.0)
    await club.bob.slash(club.channel, "rate", film="The Tin Harbour", stars=1.0)
    listed = await club.alice.slash(club.channel, "myratings history")
    await pick(club, listed.response, ids.HISTORY_OPEN, 1)
    assert "## Imported 3 ratings" in shown(listed.response)
    await club.alice.click(listed.response, label="Undo this import")
    seen = shown(listed.response)
    assert "2 ratings as before." in seen
    assert "1 rating that you changed since stay as they are now." in seen
    assert "1 film that it had made is gone." in seen
    assert "2 films that it had made stay, because they are in use here." in seen
    assert (await given(club, "Osa"), await given(club, "The Tin Harbour")) == (10, None)
    assert "taken back" in await sent(listed.response, "import.csv")
    gone = await club.alice.slash(club.channel, "review", film="Reed, Reeds")
    assert "I know no film like" in shown(gone.response)
    late = await club.alice.click(first.response, label="Undo this import")
    assert "That import is taken back already" in shown(late.response)
    assert club.env.errors is not None


async def test_what_is_taken_away_comes_back_the_same(club: Club) -> None:
    first = await hand_in(club, letterboxd(), "export.zip")
    await club.alice.click(first.response, label="Import 3 ratings")
    await club.alice.slash(club.channel, "rate", film="Osa", stars=3.5, note="=1+1 <3 & <b>bold</b>, “said”\nshe")
    taken = await club.alice.slash(club.channel, "myratings export")
    assert taken.ephemeral
    whole = await sent(taken.response, "my-ratings.csv")
    assert "'=1+1" in whole
    assert "https://boxd.it/aaaa" in whole
    for name in ("my-ratings.csv", "for-letterboxd.csv"):
        back = await hand_in(club, await sent(taken.response, name), name)
        assert "**3** the same already" in shown(back.response), name
    other = await hand_in(club, whole, "theirs.csv", actor=club.bob)
    await club.bob.click(other.response, label="Import 3 ratings")
    assert await given(club, "Osa", club.bob) == 7


async def test_without_ratings_there_is_nothing_to_take_away_or_back(club: Club) -> None:
    for command in ("myratings export", "myratings history"):
        result = await club.alice.slash(club.channel, command)
        assert result.ephemeral
        assert "nothing" in shown(result.response)
    assert len(club.env.errors) == 2


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("notes.txt", b"I went to see a film and it was fine.", "There are no ratings in it"),
        ("export.zip", b"PK\x03\x04half of it", "broken or only half there"),
        ("film.pdf", b"%PDF-1.7 \x00\x01\x02", "There are no ratings in it"),
        ("comments.csv", b"Date,Content,Comment\n2020-01-01,https://boxd.it/x,Hm\n", "comments, not imported"),
    ],
)
async def test_what_holds_no_ratings_is_said_to(club: Club, name: str, data: bytes, says: str) -> None:
    result = await hand_in(club, data, name)
    assert says in told(result)
    none = await club.alice.slash(club.channel, "myratings import")
    assert "No import of yours waits here." in shown(none.response)
    assert club.env.errors is not None


async def test_nobody_else_sees_or_touches_an_import(club: Club) -> None:
    result = await hand_in(club, RATINGS)
    for actor in (club.bob, club.admin):
        for prefix, more, values in (
            (ids.HISTORY_PAGE, ":0:0", None),
            (ids.HISTORY_OUT, ":0", None),
            (ids.HISTORY_MINE, ":1", None),
            (ids.HISTORY_KEEP, "", None),
            (ids.HISTORY_DISCARD, "", None),
            (ids.HISTORY_UNDO, "", None),
            (ids.HISTORY_SHOW, "", ["1"]),
            (ids.HISTORY_ROW, "", ["0"]),
            (ids.HISTORY_FILM, ":0", ["0"]),
        ):
            said = await press(actor, club.channel, f"{prefix}:1{more}", values=values, private=True)
            assert said.ephemeral
            assert re.search("not here any more|settled", shown(said.response)), prefix
        opened = await press(actor, club.channel, f"{ids.HISTORY_OPEN}:0", values=["1"], private=True)
        assert "not here any more" in shown(opened.response)
    assert club.env.errors is not None
    await club.alice.click(result.response, label="Import 3 ratings")
    assert "## Imported 3 ratings" in shown(result.response)


@pytest.mark.parametrize("value", ["x", "-1", "film:1", "99999999999999999999"])
async def test_a_choice_that_no_menu_offers_is_refused(club: Club, value: str) -> None:
    await hand_in(club, RATINGS)
    said = await press(club.alice, club.channel, f"{ids.HISTORY_ROW}:1", values=[value], private=True)
    assert "not here any more" in shown(said.response)
    assert club.env.errors is not None


@pytest.mark.parametrize("name", ["imdb_ratings.csv", "letterboxd_export", "letterboxd_rss.xml"])
async def test_real_exports_come_in_and_go_back(club: Club, name: str) -> None:
    source = EXPORTS / name
    if not source.exists():
        pytest.skip("the real exports are not beside the repository, so they cannot be brought")
    data = zipped(source) if source.is_dir() else source.read_bytes()
    result = await hand_in(club, data, "export.zip" if source.is_dir() else name)
    (button,) = [label for label in labels(result.response) if label.startswith("Import ")]
    await club.alice.click(result.response, label=button)
    assert f"## Imported {button.removeprefix('Import ')}" in shown(result.response)
    again = await hand_in(club, data, "export.zip" if source.is_dir() else name)
    assert not [label for label in labels(again.response) if label.startswith("Import ")]
    await club.alice.click(result.response, label="Undo this import")
    for kept in (
        "SELECT * FROM ratings WHERE guild_id = ?",
        "SELECT * FROM films WHERE guild_id = ? AND removed_at IS NULL",
    ):
        assert await club.bot.services.database.fetch_all(kept, (club.guild.id,)) == []


def zipped(folder: Path) -> bytes:
    """Return a folder as the zip that it was downloaded as."""
    return letterboxd({path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.csv"))})


async def test_a_long_review_is_kept_whole_also_when_only_its_stars_change(club: Club) -> None:
    film = await club.add_film("Osa", year=2001)
    review = "The bear sings, and then it sings again. " * 40
    first = await hand_in(club, f'title,year,rating/5,review\nOsa,2001,4,"{review}"\n')
    await club.alice.click(first.response, label="Import 1 rating")
    form = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}")
    boxes = {box["component"]["custom_id"]: box["component"] for box in form.modal["components"]}
    await club.alice.submit_modal(form, {"stars": ["9"], "note": boxes["note"]["value"], "spoilers": False})
    kept = await ratings.of_member(club.bot.services.database, club.guild.id, film.id, club.alice.id)
    assert kept is not None
    assert (kept.half_stars, kept.note) == (9, review.strip())
