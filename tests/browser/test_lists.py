"""What to watch next, walked in Chromium: a list, a thread, a recommendation, and somebody who keeps out of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demo_process import DemoProcess
from tests.browser.page import ClubPage

pytestmark = pytest.mark.browser
LOLA = "Run Lola Run (1998)"
SERVERS = {"list": ("", "the server's")}


def test_what_to_watch_next(chrome: Browser, tmp_path: Path) -> None:
    with DemoProcess(tmp_path) as demo:
        club = ClubPage.open(chrome, demo.address())
        keep_and_discuss(club)
        recommend(club)
        keep_out(club)
        set_the_clock(club)
        assert "Traceback" not in demo.output
    with DemoProcess(tmp_path) as demo:
        club = ClubPage.open(chrome, demo.address())
        find_it_again(club)


def keep_and_discuss(club: ClubPage) -> None:
    club.be("Mina")
    club.slash("review", chosen={"film": ("run lo", LOLA)})
    card = club.card(LOLA)
    club.press("Watchlist", card)
    expect(club.last()).to_contain_text(f"{LOLA} is on your watchlist.")
    expect(club.last()).to_contain_text("Only you can see this")
    club.press("Discuss", card)
    expect(club.messages.filter(has_text="The club talks about")).to_contain_text(f"#{LOLA}")
    club.slash("watchlist add", chosen={"film": ("blade", "Blade Runner (1982)"), **SERVERS})
    club.press("Take off")
    club.press("Undo")
    club.slash("watchlist show", chosen=SERVERS)
    expect(club.last()).to_contain_text("Blade Runner (1982) · 1 h 57 min · @Mina · you gave it")


def recommend(club: ClubPage) -> None:
    club.slash("recommend")
    expect(club.last()).to_contain_text("For you")
    expect(club.last()).to_contain_text("You loved")
    club.press("Show card")
    expect(club.last()).to_contain_text("Only you can see this")
    expect(club.last()).to_contain_text("The club")
    club.be("Ada")
    club.slash("recommend", chosen={"with": ("Mina", "Mina")})
    expect(club.last()).to_contain_text("For a film night of @Ada and @Mina")
    expect(club.last()).to_contain_text("You and @Mina loved")


def keep_out(club: ClubPage) -> None:
    club.be("Mina")
    club.slash("privacy")
    club.press("Keep me out of digests and reasons")
    expect(club.last()).to_contain_text("You keep out.")
    club.be("Ada")
    club.slash("recommend", chosen={"with": ("Mina", "Mina")})
    expect(club.last()).to_contain_text("You loved")
    expect(club.last()).not_to_contain_text("You and @Mina loved")


def set_the_clock(club: ClubPage) -> None:
    club.slash("settings timezone", chosen={"zone": ("berl", "Europe/Berlin")})
    expect(club.last()).to_contain_text("Time zone · Europe/Berlin, where it is")


def find_it_again(club: ClubPage) -> None:
    club.be("Mina")
    club.slash("watchlist show")
    expect(club.last()).to_contain_text(LOLA)
    club.slash("privacy")
    expect(club.last()).to_contain_text("You keep out.")
