"""An admin's imports, walked in Chromium: a table with a puzzling column, real pages, a changed review, all of it back.

`MATINEE_SHOTS=folder` keeps pictures of every step.
"""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demo_process import DemoProcess
from tests.browser.handed_in import PAGES, SAMPLES
from tests.browser.page import PHONE, ClubPage

pytestmark = pytest.mark.browser
#: What is the critic and what the outlet nobody can tell from these names.
TABLE = """Movie;Released;Who;Where;How many;Words
The Paper Kite;2011;Ona Varga;The Lantern;8;“A film about the wind,” says the wind.
The Salt Road;1961;Ona Varga;The Lantern;9;Salt, sand and a stubborn mule.
Ballast;1998;Lise Holm;The Ledger;10;It stays with you like a stone in a shoe.
"""
REGRADED = TABLE.replace(";8;", ";6;").replace("says the wind", "says the wind, and little else")
MEANT = (("Who", "Critic"), ("Where", "Outlet"), ("Words", "Text of the review"))
MEMBERS_TABLE = "What;Points;Source\nThe Paper Kite;4;cinema\nBallast;2;television\n"


def test_an_evening_of_imports(chrome: Browser, tmp_path: Path) -> None:
    table, regraded, own = tmp_path / "critics.csv", tmp_path / "critics-again.csv", tmp_path / "mine.csv"
    for path, text in ((table, TABLE), (regraded, REGRADED), (own, MEMBERS_TABLE)):
        path.write_text(text, encoding="utf-8")
    with DemoProcess(tmp_path / "data") as demo:
        club = ClubPage.open(chrome, demo.address())
        club.be("Ada")
        import_a_table(club, table)
        open_a_row(club)
        import_pages(club)
        change_a_review(club, regraded)
        leave_a_draft(club)
        assert demo.stop(signal.SIGTERM) == 0
        assert "Traceback" not in demo.output
    with DemoProcess(tmp_path / "data") as demo:
        club = ClubPage.open(chrome, demo.address())
        club.be("Ada")
        go_on_with_it(club)
        take_it_back(club)
        bring_ones_own(club, own)
        assert demo.stop(signal.SIGTERM) == 0
        assert "Traceback" not in demo.output


def import_a_table(club: ClubPage, table: Path) -> None:
    club.slash("import files", file1=table)
    expect(club.last()).to_contain_text("Import: critics.csv")
    expect(club.last()).to_contain_text("3 not a film review")
    picture(club, "01-table-as-guessed")
    for column, meaning in MEANT:
        club.press("Columns of critics.csv")
        expect(club.last()).to_contain_text("Choose one to say what it holds")
        picture(club, f"02-columns-{column}")
        club.read(column)
        expect(club.last()).to_contain_text(f"What does “{column}” hold?")
        picture(club, f"03-meaning-of-{column}")
        club.read(meaning)
        expect(club.last()).to_contain_text("Import: critics.csv")
    expect(club.last()).to_contain_text("3 reviews · 3 ready")
    picture(club, "04-table-as-told")


def open_a_row(club: ClubPage) -> None:
    club.read("The Paper Kite (2011)", menu="Open a review")
    expect(club.last()).to_contain_text("Ready: goes to the new film The Paper Kite (2011)")
    expect(club.last()).to_contain_text("“‘A film about the wind,’ says the wind.”")
    picture(club, "05-row")
    club.read("Certificate", menu="Correct a field")
    club.fill({"Certificate": "PG"})
    expect(club.last()).to_contain_text("Certificate PG · by hand")
    club.press("The list")
    club.press("Keep 3 reviews")
    expect(club.last()).to_contain_text("Kept 3 reviews")
    expect(club.last()).to_contain_text("3 films made new.")
    expect(club.last()).to_contain_text(re.compile(r"import-\d+\.csv"))
    picture(club, "06-report")


def import_pages(club: ClubPage) -> None:
    """Hand in the real pages where they are, five at a time as Discord takes them; else the samples."""
    pages = sorted(page for page in PAGES.glob("*") if page.suffix in (".txt", ".md", ".html")) or list(SAMPLES)
    for first in range(0, len(pages), 5):
        some = pages[first : first + 5]
        club.slash("import files", **{f"file{number}": page for number, page in enumerate(some, 1)})
        expect(club.last()).to_contain_text("Nothing is in the club before you keep it")
        picture(club, f"07-pages-{first // 5 + 1}")
        while club.button("Next").count():
            club.press("Next")
            number = club.last().inner_text().partition("Review ")[2].partition(" of")[0]
            picture(club, f"07-pages-{first // 5 + 1}-review-{number or 'list'}")
            if not number:
                break
        if club.button("Keep").count():
            club.press("Keep")
            expect(club.last()).to_contain_text(re.compile("Kept|Already here|Updated"))
        picture(club, f"08-pages-{first // 5 + 1}-report")


def change_a_review(club: ClubPage, regraded: Path) -> None:
    club.slash("import files", file1=regraded)
    for column, meaning in MEANT:
        club.press("Columns of critics-again.csv")
        club.read(column)
        club.read(meaning)
    expect(club.last()).to_contain_text("1 changed · 2 already here")
    picture(club, "09-again")
    club.read("The Paper Kite (2011)", menu="Open a review")
    expect(club.last()).to_contain_text("Grade: 8 → 80 → 6 → 60")
    expect(club.last()).to_contain_text("of its words stay")
    picture(club, "10-difference")
    club.press("Update 1 review")
    expect(club.last()).to_contain_text("Updated 1 review")
    picture(club, "11-updated")


def leave_a_draft(club: ClubPage) -> None:
    club.slash("import paste")
    club.fill({"The page": SAMPLES[0].read_text(encoding="utf-8")})
    expect(club.last()).to_contain_text("Import: pasted text")
    club.read("Outlet", menu="Correct a field")
    club.fill({"Outlet": "The Evening Kettle"})
    expect(club.last()).to_contain_text("Outlet The Evening Kettle · by hand")
    picture(club, "11-draft-before-the-restart")


def go_on_with_it(club: ClubPage) -> None:
    club.slash("import open")
    expect(club.last()).to_contain_text("Import: pasted text")
    expect(club.last()).to_contain_text("Outlet The Evening Kettle · by hand")
    picture(club, "12-draft-after-the-restart")
    club.press("Discard")
    expect(club.last()).to_contain_text("The import is discarded.")


def take_it_back(club: ClubPage) -> None:
    club.slash("import history")
    expect(club.last()).to_contain_text("Imports of this server")
    picture(club, "12-history")
    club.slash("import undo", chosen={"batch": ("critics.csv", "#")})
    expect(club.last()).to_contain_text("back?")
    picture(club, "13-question")
    club.press("Take it back")
    expect(club.last()).to_contain_text("is taken back")
    picture(club, "14-taken-back")
    club.slash("import history")
    expect(club.last()).to_contain_text("taken back")
    picture(club, "15-history-after")


def bring_ones_own(club: ClubPage, own: Path) -> None:
    club.be("Mina")
    club.slash("myratings import", file=own)
    expect(club.last()).to_contain_text("2 not imported")
    picture(club, "16-mine-as-guessed")
    club.press("Columns of mine.csv")
    club.read("Source")
    picture(club, "17-mine-meaning")
    club.read("Nothing that is used")
    club.press("Columns of mine.csv")
    club.read("Points")
    club.read("Grade out of 4")
    expect(club.last()).to_contain_text("2 new")
    picture(club, "18-mine-as-told")
    club.press("Import 2 ratings")
    expect(club.last()).to_contain_text("Imported 2 ratings")
    picture(club, "19-mine-report")


def test_a_preview_fits_a_telephone(chrome: Browser, tmp_path: Path) -> None:
    table = tmp_path / "critics.csv"
    table.write_text(TABLE, encoding="utf-8")
    with DemoProcess(None) as demo:
        club = ClubPage.open(chrome, demo.address(), size=PHONE)
        club.be("Ada")
        club.slash("import files", file1=table)
        picture(club, "20-telephone")
        box = club.last().bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]


def picture(club: ClubPage, name: str) -> None:
    """Keep a picture of the newest message where somebody asked for pictures."""
    if folder := os.environ.get("MATINEE_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        club.shoot(Path(folder) / f"{name}.png", club.last())
