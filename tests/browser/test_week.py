"""A week at the club, walked in Chromium: plan it, look at it, let the week pass, rate, put aside, talk, look back."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.demo_process import DemoProcess
from tests.browser.page import PHONE, ClubPage

pytestmark = pytest.mark.browser
HEAD = "Film of the week"
#: Far enough for the demo's poll to close before the next post.
DAY = f"{datetime.now(UTC) - timedelta(days=2):%A}"
#: Where somebody who wants to look at the walk has its pictures put.
SHOTS = os.environ.get("MATINEE_SHOTS", "")


def shoot(club: ClubPage, name: str, of: Locator | None = None) -> None:
    """Keep a picture where one is wanted."""
    if SHOTS:
        club.shoot(Path(SHOTS) / f"{name}.png", of)


def posts(club: ClubPage) -> Locator:
    """Find the weekly posts in the channel."""
    return club.messages.filter(has_text=HEAD).filter(has_text="Not for us").filter(has_not_text="Only you can see")


def test_a_week_at_the_club(chrome: Browser) -> None:
    with DemoProcess(None) as demo:
        club = ClubPage.open(chrome, demo.address())
        expect(posts(club)).to_have_count(1)
        plan(club)
        pass_the_week(club)
        press_its_buttons(club)
        look_back(club)
        assert demo.stop(signal.SIGTERM) == 0
        assert "Traceback" not in demo.output


def plan(club: ClubPage) -> None:
    club.be("Ada")
    chosen = {"day": (DAY[:3], DAY), "timezone": ("lisb", "Europe/Lisbon")}
    club.slash("weekly on", chosen=chosen, time="8 pm")
    expect(club.last()).to_contain_text(f"{DAY} at 20:00 (Europe/Lisbon)")
    expect(club.last()).to_contain_text("The next three")
    shoot(club, "1-on", club.last())
    club.slash("weekly preview")
    expect(club.last()).to_contain_text(HEAD)
    expect(club.last()).to_contain_text("Only you can see this")
    expect(club.button("Not for us")).to_be_disabled()
    shoot(club, "2-preview", club.last())
    expect(posts(club)).to_have_count(1)


def pass_the_week(club: ClubPage) -> None:
    club.be("Mina")
    club.slash("rate", chosen={"film": ("metro", "Metropolis (1927)"), "stars": ("4.5", "★★★★½ 4.5")})
    club.slash("next-week")
    expect(club.last()).to_contain_text("Time passes")
    expect(posts(club)).to_have_count(2, timeout=60_000)
    club.again()
    post = posts(club).last
    post.scroll_into_view_if_needed()
    expect(post).to_contain_text("Why this one")
    expect(post).to_contain_text("What do we watch on Friday?")
    shoot(club, "3-post", post)
    shoot(club, "3-page")


def press_its_buttons(club: ClubPage) -> None:
    post = posts(club).last
    club.press("Rate", post)
    club.fill({"Stars": "4.0", "Note": "I had waited for this one."})
    expect(club.last()).to_contain_text("Saved: ★★★★ 4.0")
    club.press("Watchlist", post)
    expect(club.last()).to_contain_text("Only you can see this")
    club.press("Not for us", post)
    expect(club.last()).to_contain_text("moves down")
    shoot(club, "4-not-for-us", club.last())
    club.be("Ada")
    club.press("Not for us", posts(club).last)
    expect(club.last()).to_contain_text("never recommended here again")
    club.press("Discuss", posts(club).last)
    expect(club.messages.filter(has_text="The club talks about")).to_have_count(1)
    shoot(club, "5-discuss")


def look_back(club: ClubPage) -> None:
    club.be("Ada")
    club.slash("weekly status")
    expect(club.last()).to_contain_text("The last ones")
    expect(club.last()).to_contain_text(f"{DAY} at 20:00 (Europe/Lisbon)")
    shoot(club, "6-status", club.last())
    club.slash("weekly skip")
    expect(club.last()).to_contain_text("is called off")
    club.press("Let it come after all")
    expect(club.last()).to_contain_text("comes after all")
    club.slash("weekly now")
    shoot(club, "7-now", club.last())
    club.press("Not now")
    expect(club.last()).to_contain_text("Nothing was posted")


def test_begun_a_week_later_the_new_film_is_there_and_fits_a_telephone(chrome: Browser) -> None:
    with DemoProcess(None, "--next-week") as demo:
        club = ClubPage.open(chrome, demo.address(), size=PHONE)
        expect(posts(club)).to_have_count(2, timeout=60_000)
        club.again()
        post = posts(club).last
        post.scroll_into_view_if_needed()
        shoot(club, "8-phone", post)
        box = post.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
