"""Two members and an admin decide what to watch, in Chromium, by each of the five methods."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.demo_process import DemoProcess
from tests.browser.page import ClubPage

pytestmark = pytest.mark.browser
FILMS = {"film1": ("solaris", "Solaris"), "film2": ("yi yi", "Yi Yi"), "film3": ("the thing", "The Thing")}
#: Where the pictures go; without it they are forgotten with the walk.
SHOTS = "MATINEE_SHOTS"


SOLARIS, YI_YI, THING = "Solaris", "Yi Yi", "The Thing"


@dataclass(frozen=True)
class Walk:
    """One method: how it is offered, what each of three takes from which menu, and what the result says."""

    method: str
    chosen: tuple[tuple[str, ...], ...]
    told: str
    counted: str

    @property
    def on_card(self) -> bool:
        """Say whether the card itself has the menu."""
        return self.method in ("One vote", "Approve any")


WALKS = {
    "one": Walk("One vote", ((YI_YI,), (SOLARIS,), (YI_YI,)), "Yi Yi (2000) wins with 2 of 3 votes", "Votes:"),
    "approve": Walk(
        "Approve any", ((SOLARIS, YI_YI), (YI_YI, THING), (YI_YI,)), "wins: 3 of 3 ballots approve", "Approvals:"
    ),
    "runoff": Walk(
        "Rank them (instant runoff)",
        ((SOLARIS, YI_YI), (YI_YI, SOLARIS, THING), (THING, YI_YI, SOLARIS)),
        "Yi Yi (2000) wins",
        "Round 2:",
    ),
    "schulze": Walk(
        "Rank them (Condorcet",
        ((SOLARIS, YI_YI, THING), (YI_YI, SOLARIS, THING), (YI_YI, THING, SOLARIS)),
        "Yi Yi (2000) wins",
        "One against one",
    ),
    "star": Walk(
        "Score 0–5",
        (("5 · ", "4 · ", "0 · "), ("0 · ", "5 · ", "1 · "), ("3 · ", "4 · ", "5 · ")),
        "Yi Yi (2000) wins",
        "Runoff of the two",
    ),
}


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    folder = Path(os.environ.get(SHOTS, tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("name", WALKS)
def test_two_members_and_an_admin_decide(chrome: Browser, shots: Path, name: str) -> None:
    walk = WALKS[name]
    with DemoProcess(None, module="tests.browser.three_viewers") as demo:
        club = ClubPage.open(chrome, demo.address(), size=(1280, 1400))
        title = f"Night of {name}"
        card = post(club, walk, title)
        club.shoot(shots / f"{name}-1-card.png", card)
        for viewer, chosen in zip(("Mina", "Tomasz", "Ada"), walk.chosen, strict=True):
            club.be(viewer)
            vote(club, walk, title, chosen)
        mind_changed(club, walk, title, shots / f"{name}-2-ballot.png")
        expect(poll_card(club, title)).to_contain_text("3 members have voted", timeout=30_000)
        club.shoot(shots / f"{name}-3-voted.png", poll_card(club, title))
        closed(club, walk, title, shots / name)
        assert "Traceback" not in demo.output


def post(club: ClubPage, walk: Walk, title: str) -> Locator:
    """Let the admin draft the poll, look at it, and post it."""
    club.be("Ada")
    club.slash("poll films", chosen={**FILMS, "method": (walk.method, walk.method)}, title=title, closes="3 days")
    expect(club.last()).to_contain_text("Only you can see this")
    expect(club.last()).to_contain_text("times are read as ")
    club.press("Post")
    return poll_card(club, title)


def poll_card(club: ClubPage, title: str) -> Locator:
    """Find the card of a poll."""
    heading = club.page.get_by_role("heading", name=title, exact=True)
    return club.messages.filter(has=heading).filter(has_not_text="Only you can see this").first


def vote(club: ClubPage, walk: Walk, title: str, chosen: tuple[str, ...]) -> None:
    """Vote as this viewer: on the card in one tap, or menu by menu on a private ballot."""
    card = poll_card(club, title)
    if walk.on_card:
        club.take(*chosen, on=card)
        expect(club.last()).to_contain_text("You chose")
        return
    club.press("Vote", card)
    for at, said in enumerate(chosen):
        club.take(said, menu=at)
    expect(club.last()).to_contain_text("You gave" if walk.method == "Score 0–5" else "You ranked")


def mind_changed(club: ClubPage, walk: Walk, title: str, shot: Path) -> None:
    """Look at one's ballot, take it back, and cast it again."""
    club.press("My ballot", poll_card(club, title))
    expect(club.last()).to_contain_text("Your ballot: " + title)
    club.shoot(shot, club.last())
    club.press("Withdraw", poll_card(club, title))
    expect(club.last()).to_contain_text("Your ballot is withdrawn")
    club.again()
    club.be("Ada")
    vote(club, walk, title, walk.chosen[-1])


def closed(club: ClubPage, walk: Walk, title: str, shot: Path) -> None:
    """Close the poll, read the announcement and how it was counted, and take the ballots along."""
    club.be("Ada")
    club.slash("poll close", chosen={"poll": (title, title)})
    told = club.messages.filter(has_text="Discuss in a thread").last
    expect(told).to_contain_text(walk.told, timeout=30_000)
    expect(told).to_contain_text(walk.counted)
    for label in ("Rate", "Watchlist", "How it was counted"):
        expect(club.button(label, told)).to_be_visible()
    club.shoot(Path(f"{shot}-4-told.png"), told)
    expect(poll_card(club, title)).to_contain_text(walk.told)
    club.shoot(Path(f"{shot}-5-closed.png"), poll_card(club, title))
    club.be("Mina")
    club.press("How it was counted", club.messages.filter(has_text="Discuss in a thread").last)
    expect(club.last()).to_contain_text(walk.counted)
    club.be("Ada")
    club.slash("poll export", chosen={"poll": (title, title)})
    expect(club.last()).to_contain_text("3 ballots of this poll")
    expect(club.last()).to_contain_text(re.compile(r"poll-\d+\.json"))
    club.shoot(Path(f"{shot}-6-export.png"), club.last())
