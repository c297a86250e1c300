"""Tables, feeds and zips as an admin brings them: listed, told otherwise, kept, changed, and read again."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from bot.ui import ids, import_overview
from bot.ui.import_columns import MEANINGS
from tests.cogs.brought import told
from tests.cogs.handed_in import LIGHTHOUSE, choose
from tests.cogs.tables import CRITICS, FEED, PUZZLE, REGRADED, many
from tests.conftest import SHARED, Club, labels, shown

MEANT = [field for field, _ in MEANINGS]


async def bring(club: Club, **files: tuple[str, bytes]) -> Any:
    return await club.admin.slash(club.channel, "import files", **files)


async def card(club: Club, film: str) -> str:
    return shown((await club.alice.slash(club.channel, "review", film=film)).response)


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


async def test_a_table_is_listed_with_what_its_columns_are_and_kept(club: Club) -> None:
    result = await bring(club, file1=("critics.csv", CRITICS))
    seen = shown(result.response)
    assert "4 reviews · 3 ready · 1 not a film review" in seen
    assert "Critic → Critic · Outlet → Outlet · Score → Grade with its scale" in seen
    assert "- **The Paper Kite (2011)** · Ona Varga · ready · critics.csv, line 2" in seen
    await club.admin.click(result.response, label="Keep 3 of 4 reviews")
    assert "Kept 3 reviews\n3 films made new." in shown(result.response)
    (file,) = result.response.attachments
    lines = (await file.read()).decode("utf-8-sig").splitlines()
    assert lines[1] == (
        '1,"critics.csv, line 2",kept,The Paper Kite,2011,Ona Varga,The Lantern,https://lantern.example/kite,8/10,'
    )
    assert lines[4].startswith('4,"critics.csv, line 5",not a film review')
    assert "8/10 → 80" in await card(club, "paper kite")


async def test_what_is_left_of_an_import_says_that_the_rest_is_in_the_club(club: Club) -> None:
    await club.add_film("Solaris", year=1972)
    await club.add_film("Solaris", year=2002)
    rows = (
        b"Film,Year,Critic,Outlet,Score\nStalker,1979,Ona Varga,The Lantern,8/10\nSolaris,,Ona Varga,The Lantern,B-\n"
    )
    result = await bring(club, file1=("critics.csv", rows))
    assert "Nothing is in the club before you keep it." in shown(result.response)
    await club.admin.click(result.response, label="Keep 1 of 2 reviews")
    left = await club.admin.slash(club.channel, "import open")
    assert "1 review of it is in the club; the others are not before you keep them." in shown(left.response)
    assert "Discard what is left" in labels(left.response)


async def test_a_row_opens_with_its_evidence_and_each_field_can_be_corrected(club: Club) -> None:
    result = await bring(club, file1=("critics.csv", CRITICS))
    await choose(club, result.response, ids.IMPORT_LOOK, 1)
    seen = shown(result.response)
    assert "Review 2 of 4" in seen
    assert "**Grade** B- → 67 · line 3" in seen
    assert "The page, lines numbered" not in labels(result.response)
    form = await choose(club, result.response, ids.IMPORT_FIX, 17)
    await club.admin.submit_modal(form, {"value": "Salt, and a road."})
    assert "“Salt, and a road.” · by hand" in shown(result.response)
    await club.admin.click(result.response, label="The list")
    await choose(club, result.response, ids.IMPORT_SHOW, import_overview.NUMBERED.index("not_a_review") + 1)
    assert "The row names no film." in shown(result.response)
    assert "The Salt Road" not in shown(result.response)


async def test_the_columns_can_be_told_otherwise_and_the_table_is_read_again(club: Club) -> None:
    result = await bring(club, file1=("puzzle.csv", PUZZLE))
    assert "3 not a film review" in shown(result.response)
    for column, meaning in ((1, "critic"), (2, "outlet")):
        await club.admin.click(result.response, label="Columns of puzzle.csv")
        await choose(club, result.response, ids.IMPORT_COLUMN, column)
        number = MEANT.index(meaning)
        await choose(club, result.response, ids.IMPORT_MEANS, number)
    seen = shown(result.response)
    assert "3 reviews · 3 ready" in seen
    assert "- **Ballast** · Lise Holm · ready · puzzle.csv, line 4" in seen
    await club.admin.click(result.response, label="Keep 3 reviews")
    assert "10 → 100 · The Ledger" in await card(club, "ballast")
    late = await club.admin.slash(club.channel, "import history")
    assert "3 kept" in shown(late.response)


async def test_the_same_table_again_changes_nothing_and_says_so(club: Club) -> None:
    first = await bring(club, file1=("critics.csv", CRITICS))
    await club.admin.click(first.response, label="Keep 3 of 4 reviews")
    again = await bring(club, file1=("critics.csv", CRITICS))
    assert "4 reviews · 3 already here · 1 not a film review" in shown(again.response)
    assert not any(label.startswith(("Keep", "Update")) for label in labels(again.response))


async def test_a_whole_table_that_is_here_is_said_to_be(club: Club) -> None:
    whole = CRITICS.replace(b",1998,Lise Holm,The Ledger,3.5/5,,\n", b"")
    first = await bring(club, file1=("critics.csv", whole))
    assert "nothing would be changed" not in shown(first.response)
    await club.admin.click(first.response, label="Keep 3 reviews")
    again = await bring(club, file1=("critics.csv", whole))
    assert "3 reviews · 3 already here\n**All of it is here already, so nothing would be changed.**" in shown(
        again.response
    )
    await club.admin.click(again.response, label="Discard")
    assert "The import is discarded." in shown(again.response)


async def test_what_changed_is_shown_updated_and_put_back(club: Club) -> None:
    first = await bring(club, file1=("critics.csv", CRITICS))
    await club.admin.click(first.response, label="Keep 3 of 4 reviews")
    again = await bring(club, file1=("critics.csv", REGRADED))
    assert "1 changed · 2 already here · 1 not a film review" in shown(again.response)
    await choose(club, again.response, ids.IMPORT_LOOK, 0)
    seen = shown(again.response)
    assert "**Changed:** the review of **The Paper Kite (2011)** that is here would become this one." in seen
    assert "- Grade: 8/10 → 80 → **6/10 → 60**" in seen
    assert "- Text of the review: 22 → 38 characters, 100% of its words stay" in seen
    await club.admin.click(again.response, label="Update 1 review")
    assert "## Updated 1 review" in shown(again.response)
    assert "6/10 → 60" in await card(club, "paper kite")
    asked = await club.admin.click(again.response, label="Undo")
    assert "- 1 review to put back as before" in shown(again.response)
    await club.admin.click(again.response, label="Take it back")
    assert "is taken back" in shown(again.response)
    assert "8/10 → 80" in await card(club, "paper kite")
    assert asked is not None


async def test_a_feed_and_a_zip_of_pages_come_in_together(club: Club) -> None:
    archive = zipped(lighthouse_txt=LIGHTHOUSE.encode(), puzzle_csv=PUZZLE)
    result = await bring(club, file1=("feed.xml", FEED), file2=("pages.zip", archive))
    seen = shown(result.response)
    assert "- **The Paper Kite (2011)** · Reviews of the Lantern · ready · feed.xml, line 3" in seen
    assert "**The Paper Lighthouse (2019)** · Ines Calder · ready · pages.zip/lighthouse.txt" in seen
    assert "Columns of pages.zip/puzzle.csv" in labels(result.response)
    await club.admin.click(result.response, label="Columns of pages.zip/puzzle.csv")
    await choose(club, result.response, ids.IMPORT_COLUMN, 1)
    await choose(club, result.response, ids.IMPORT_MEANS, MEANT.index("critic"))
    assert "5 ready" in shown(result.response)


async def test_a_text_is_enough_for_a_review_and_a_bare_rating_is_none(club: Club) -> None:
    table = b"Title,Year,Rating,Review\nKeel,1998,8/10,A film about what keeps us upright.\nOsa,2001,7/10,\n"
    result = await bring(club, file1=("short.csv", table))
    seen = shown(result.response)
    assert "**Keel (1998)** · ready" in seen
    assert "**Osa (2001)** · not a film review · short.csv, line 3: No critic, outlet or text" in seen


async def test_of_many_tables_one_is_chosen_from_a_menu(club: Club) -> None:
    archive = zipped(**{f"{name}_csv": PUZZLE for name in "abcdefg"})
    result = await bring(club, file1=("tables.zip", archive))
    assert "and 4 tables more" in shown(result.response)
    await choose(club, result.response, ids.IMPORT_TABLES, 6)
    assert "## Columns of tables.zip/g.csv" in shown(result.response)
    await choose(club, result.response, ids.IMPORT_COLUMN, 1)
    await choose(club, result.response, ids.IMPORT_MEANS, MEANT.index("critic"))
    assert "21 reviews · 3 ready · 18 not a film review" in shown(result.response)


async def test_two_files_of_one_name_keep_their_own_rows_and_columns(club: Club) -> None:
    other = PUZZLE.replace(b"Ballast", b"Keel").replace(b"The Paper Kite", b"The Kettle")
    result = await bring(club, file1=("puzzle.csv", PUZZLE), file2=("puzzle.csv", other))
    assert "puzzle.csv, puzzle (2).csv" in shown(result.response)
    await club.admin.click(result.response, label="Columns of puzzle (2).csv")
    await choose(club, result.response, ids.IMPORT_COLUMN, 1)
    await choose(club, result.response, ids.IMPORT_MEANS, MEANT.index("critic"))
    seen = shown(result.response)
    assert "6 reviews · 3 ready · 3 not a film review" in seen
    assert "**Keel** · Lise Holm · ready · puzzle (2).csv, line 4" in seen


async def test_a_members_own_export_is_sent_to_where_it_belongs(club: Club) -> None:
    export = b"Date,Name,Year,Letterboxd URI,Rating\n2024-01-02,The Paper Kite,2011,https://boxd.it/x,4\n"
    result = await bring(club, file1=("ratings.csv", export))
    assert "/myratings import" in told(result)
    assert club.env.errors


async def test_a_long_table_is_paged_and_corrected_without_being_read_whole(club: Club) -> None:
    result = await bring(club, file1=("many.csv", many(300)))
    assert "300 reviews · 300 ready" in shown(result.response)
    await club.admin.click(result.response, label="Next (2 of 30)")
    assert "- **Film 1 (1901)** · Critic 0 · ready · many.csv, line 12" in shown(result.response)
    await choose(club, result.response, ids.IMPORT_LOOK, 10)
    form = await choose(club, result.response, ids.IMPORT_FIX, 0)
    await club.admin.submit_modal(form, {"value": "Another film"})
    assert "goes to the new film **Another film (1901)**" in shown(result.response)
    await club.admin.click(result.response, label="Next")
    assert "goes to the new film **Film 1 (1901)**" in shown(result.response)
    await club.admin.click(result.response, label="Leave this one out")
    await club.admin.click(result.response, label="The list")
    assert "300 reviews · 299 ready · 1 left out" in shown(result.response)
    await club.admin.click(result.response, label="Keep 299 of 300 reviews")
    assert "Kept 299 reviews\n31 films made new." in shown(result.response)
    assert "and 288 more; the file has every one" in shown(result.response)


async def test_real_exports_of_critics_come_in_whole(club: Club) -> None:
    folder = SHARED / "reviews" / "exports"
    if not folder.is_dir():
        pytest.skip("the folder of real exports is not beside the repository")
    names = ("rt_critic_reviews.csv", "rt_movies.csv")
    files = {f"file{number}": (name, (folder / name).read_bytes()) for number, name in enumerate(names, 1)}
    result = await bring(club, **files)
    assert "60 reviews · 60 ready" in shown(result.response)
    await club.admin.click(result.response, label="Keep 60 reviews")
    assert "Kept 60 reviews" in shown(result.response)
    again = await bring(club, **files)
    assert "60 reviews · 60 already here" in shown(again.response)
