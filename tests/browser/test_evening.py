"""An evening at the club, walked in Chromium: import, look up, rate, change one's mind, come back after a restart."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demo_process import DemoProcess
from tests.browser.handed_in import HandedIn, handed_in, into_fields
from tests.browser.page import PHONE, ClubPage

pytestmark = pytest.mark.browser
NOTE = "The field at night, and nobody says a word."
SECOND_THOUGHT = "Slower than I remembered."


def test_an_evening_at_the_club(chrome: Browser, tmp_path: Path) -> None:
    given = handed_in()
    with DemoProcess(tmp_path) as demo:
        club = ClubPage.open(chrome, demo.address())
        import_files(club, given)
        import_pasted(club, given)
        look_up(club, given)
        rate(club, given)
        change_ones_mind(club, given)
        assert demo.stop(signal.SIGTERM) == 0
        assert "Traceback" not in demo.output
    with DemoProcess(tmp_path) as demo:
        club = ClubPage.open(chrome, demo.address())
        find_it_all_again(club, given)
        assert demo.stop(signal.SIGTERM) == 0


def import_files(club: ClubPage, given: HandedIn) -> None:
    club.be("Ada")
    club.slash("import files", **{f"file{number}": path for number, path in enumerate(given.files, 1)})
    for number, (path, proof) in enumerate(zip(given.files, given.previews, strict=True)):
        if number:
            club.press("Next")
        expect(club.last()).to_contain_text(f"Import: {path.name}")
        expect(club.last()).to_contain_text("Nothing is in the club before you keep it")
        expect(club.last()).to_contain_text(proof)
    club.press(f"Keep {len(given.files)} review")
    expect(club.last()).to_contain_text(f"Kept {len(given.files)} review")


def import_pasted(club: ClubPage, given: HandedIn) -> None:
    club.slash("import paste")
    page = given.pasted.read_text(encoding="utf-8")
    club.fill({**into_fields(page), "Link": "https://reviews.example.org/the-film"})
    expect(club.last()).to_contain_text(given.graded)
    club.press("Keep 1 review")
    expect(club.last()).to_contain_text(f"kept · {given.film}")


def look_up(club: ClubPage, given: HandedIn) -> None:
    club.be("Mina")
    expect(club.messages.filter(has_text="Kept")).to_have_count(0)
    club.slash("review", chosen={"film": (given.typed, given.film)})
    for fact in (given.film, *given.card, "nobody here has rated it yet"):
        expect(club.last()).to_contain_text(fact)
    card = club.last()
    club.read(given.graded, card)
    expect(club.last()).to_contain_text("Only you can see this")
    expect(club.last()).to_contain_text("A quote; the whole review:")
    quoted = club.last().locator("blockquote").inner_text()
    assert 0 < len(quoted) <= 600
    expect(club.last().get_by_role("link")).to_have_attribute("href", "https://reviews.example.org/the-film")


def rate(club: ClubPage, given: HandedIn) -> None:
    card = club.card(given.film)
    club.press("Rate", card)
    club.fill({"Stars": "4.5", "Note": NOTE, "My note gives something away": True})
    expect(club.last()).to_contain_text("Saved: ★★★★½ 4.5")
    expect(club.last()).to_contain_text("Your first rating of it")
    expect(card).to_contain_text("The club ★★★★½ 4.5 · 1 rating · few")
    expect(card.locator("img").last).to_have_attribute(
        "alt", "Histogram of 1 rating in stars: 1 at 4.5. The mean is 4.5."
    )
    club.be("Ada")
    card = club.card(given.film)
    club.press("Members' notes (1)", card)
    expect(club.last()).to_contain_text("This note gives something away")
    expect(club.last()).not_to_contain_text(NOTE)
    club.press("Show the spoiler to me")
    expect(club.last()).to_contain_text(NOTE)


def change_ones_mind(club: ClubPage, given: HandedIn) -> None:
    club.be("Mina")
    chosen = {"film": (given.typed, given.film), "stars": ("3.5", "★★★½ 3.5")}
    club.slash("rate", chosen=chosen, note=SECOND_THOUGHT)
    expect(club.last()).to_contain_text("Saved: ★★★½ 3.5")
    expect(club.last()).to_contain_text("Before, it was ★★★★½ 4.5.")


def find_it_all_again(club: ClubPage, given: HandedIn) -> None:
    club.slash("review", chosen={"film": (given.typed, given.film)})
    for fact in (*given.card, "The club ★★★½ 3.5 · 1 rating"):
        expect(club.last()).to_contain_text(fact)
    card = club.last()
    club.press("Members' notes (1)", card)
    expect(club.last()).to_contain_text("@Mina")
    expect(club.last()).to_contain_text(SECOND_THOUGHT)
    club.press("Rate", card)
    expect(club.form).to_contain_text("★★★½ 3.5")
    expect(club.form.locator("textarea")).to_have_value(SECOND_THOUGHT)


def test_the_newest_message_is_seen_and_a_card_fits_a_telephone(chrome: Browser) -> None:
    with DemoProcess(None) as demo:
        club = ClubPage.open(chrome, demo.address(), size=PHONE)
        club.slash("review", chosen={"film": ("blade", "Blade Runner (1982)")})
        expect(club.button("Rate")).to_be_in_viewport()
        card = club.last().bounding_box()
        assert card is not None
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= PHONE[0]
        club.press("Reviews, page 2 ›")
        expect(club.last()).to_contain_text("Read a review (page 2 of 2)")
        club.press("‹ Reviews, page 1")
        expect(club.last()).to_contain_text("Read a review (page 1 of 2)")


def test_after_an_answer_to_a_mistake_the_next_command_can_be_typed(chrome: Browser) -> None:
    with DemoProcess(None) as demo:
        club = ClubPage.open(chrome, demo.address())
        for mistake in ("Qwertyuiop", "   "):
            club.slash("review", film=mistake)
            expect(club.last()).to_contain_text("Only you can see this")
        expect(club.last()).to_contain_text("Start typing a title")
        club.slash("help")
        expect(club.last()).to_contain_text("What I can do for you")
