"""After a restart everything is still there: what was saved, every button, and the forms that were open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.client import open_bot
from bot.domain.grades import Grade
from bot.domain.reviews import Review
from bot.domain.titles import Film
from bot.settings import Settings
from db import ratings, reviews
from db.ratings import Rating
from tests.conftest import NOW, Club, labels, shown


class Evening:
    """A club whose bot can be stopped and started again on the same folder."""

    def __init__(self, club: Club, folder: Path, bots: AsyncExitStack) -> None:
        self._club = club
        self._folder = folder
        self._bots = bots

    def __getattr__(self, name: str) -> Any:
        return getattr(self._club, name)

    async def restart(self) -> None:
        """Put another bot in the place of this one, as after a kill: the old one's storage is not closed before."""
        self._club.bot = await self._bots.enter_async_context(open_bot(Settings(data_dir=self._folder)))
        await self._club.env.restart_bot(self._club.bot)

    def newcomer(self) -> Any:
        """Return a member who joined just now and never used the bot."""
        return self._club.guild.add_member(self._club.env.create_user("nora-newcomer"))


@pytest.fixture
async def bots() -> AsyncIterator[AsyncExitStack]:
    """Keep the bots that took over, and close them after the simulated Discord."""
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
def evening(bots: AsyncExitStack, club: Club, tmp_path: Path) -> Evening:
    return Evening(club, tmp_path, bots)


async def reviewed(club: Evening, film: Film, count: int) -> None:
    """Give a film so many reviews."""
    async with club.bot.services.database.transaction() as tx:
        for number in range(count):
            written = Review(
                id=0,
                film_id=film.id,
                critic=f"Critic {number}",
                outlet="The Lantern",
                url=None,
                published=None,
                language="en",
                grade=Grade("4/5", 80.0),
                sub_grades=(),
                after_credits=None,
                body=f"Number {number} liked it.",
            )
            await reviews.insert(tx, club.guild.id, written, evidence={}, batch_id=None, created_by=None, now=NOW)


def menu_of(message: Any) -> dict[str, Any]:
    """Return the first menu of a message."""
    stack = list(message.components)
    while stack:
        node = stack.pop(0)
        if node.get("type") == 3:
            return node  # type: ignore[no-any-return]
        stack.extend(node.get("components", []))
    raise AssertionError("no menu")


async def test_what_was_saved_is_there_and_the_commands_are_not_told_again(evening: Evening) -> None:
    film = await evening.add_film("Stalker", year=1979)
    await evening.alice.slash(evening.channel, "rate", film=f"film:{film.id}", stars=4.0, note="slow and right")
    await evening.restart()
    found = await evening.bob.autocomplete(evening.channel, "review", "film", "stal")
    card = await evening.bob.slash(evening.channel, "review", film=found[0]["value"])
    assert "**The club ★★★★ 4.0** · 1 rating" in shown(card.response)
    told = [request for request in evening.env.http_requests if request.method == "PUT" and "commands" in request.path]
    assert len(told) == 1


async def test_every_button_of_a_card_answers_a_newcomer(evening: Evening) -> None:
    film = await evening.add_film("Stalker", year=1979)
    await reviewed(evening, film, 30)
    card = (await evening.alice.slash(evening.channel, "review", film=f"film:{film.id}")).response
    await evening.restart()
    nora = evening.newcomer()
    form = await nora.click(card, label="Rate")
    assert "Saved: **★★★½ 3.5**" in shown((await nora.submit_modal(form, {"stars": ["7"]})).followups[0])
    assert "1 rating" in shown(card)
    assert "Nobody has left a note yet" in shown((await nora.click(card, label="Members' notes")).response)
    chosen = menu_of(card)["options"][3]
    opened_review = await nora.select(card, [chosen["value"]])
    assert chosen["label"].split(", ")[1] in shown(opened_review.response)
    turned = await nora.click(card, label="Reviews, page 2 ›")
    assert len(menu_of(turned.response)["options"]) == 5


async def test_lists_and_talks_go_on_after_a_restart(evening: Evening) -> None:
    film = await evening.add_film("Stalker", year=1979)
    card = (await evening.alice.slash(evening.channel, "review", film=f"film:{film.id}")).response
    await evening.restart()
    nora = evening.newcomer()
    kept = (await nora.click(card, label="Watchlist")).response
    opened = await nora.click(card, label="Discuss")
    await evening.restart()
    assert (await evening.bob.click(card, label="Discuss")).response.content == opened.response.content
    assert len(evening.channel.threads) == 1
    off = (await nora.click(kept, label="Take off")).response
    await evening.restart()
    assert "is on your watchlist" in shown((await nora.click(off, label="Undo")).response)
    assert "**Stalker (1979)**" in shown((await nora.slash(evening.channel, "watchlist show")).response)


async def test_recommendations_and_choices_stay_after_a_restart(evening: Evening) -> None:
    await evening.add_film("Stalker", year=1979)
    found = (await evening.alice.slash(evening.channel, "recommend")).response
    mine = (await evening.alice.slash(evening.channel, "privacy")).response
    ours = (await evening.admin.slash(evening.channel, "settings timezone", zone="Asia/Tokyo")).response
    await evening.restart()
    assert "is on your watchlist" in shown((await evening.alice.click(found, label="Watchlist")).response)
    assert "nobody here has rated it" in shown((await evening.alice.click(found, label="Show card")).response)
    assert "You keep out" in shown(
        (await evening.alice.click(mine, label="Keep me out of digests and reasons")).response
    )
    assert "Asia/Tokyo" in shown((await evening.admin.click(ours, label="Leave out polls")).response)
    await evening.restart()
    assert "You keep out" in shown((await evening.alice.slash(evening.channel, "privacy")).response)
    assert "Tell polls" in labels((await evening.admin.slash(evening.channel, "settings show")).response)


async def test_a_private_panel_still_changes_shares_and_removes(evening: Evening) -> None:
    film = await evening.add_film("Stalker", year=1979)
    panel = (await evening.alice.slash(evening.channel, "rate", film=f"film:{film.id}", stars=4.0)).response
    await evening.restart()
    shared = await evening.alice.click(panel, label="Share in the channel")
    assert "gave **Stalker (1979)** ★★★★ 4.0" in shown(shared.response)
    form = await evening.alice.click(panel, label="Change")
    changed = await evening.alice.submit_modal(form, {"stars": ["2"], "note": "", "spoilers": False})
    assert "Before, it was ★★★★ 4.0" in shown(changed.response)
    removed = await evening.alice.click(changed.response, label="Remove")
    assert "Removed your **★ 1.0**" in shown(removed.response)


async def test_a_form_that_was_open_saves_what_was_typed(evening: Evening) -> None:
    film = await evening.add_film("Stalker", year=1979)
    by_command = await evening.alice.slash(evening.channel, "rate", film=f"film:{film.id}")
    card = (await evening.alice.slash(evening.channel, "review", film=f"film:{film.id}")).response
    by_button = await evening.bob.click(card, label="Rate")
    await evening.restart()
    saved = await evening.alice.submit_modal(by_command, {"stars": ["9"], "note": "typed before the restart"})
    assert "Saved: **★★★★½ 4.5**" in shown(saved.response)
    assert "typed before the restart" in shown(saved.response)
    await evening.bob.submit_modal(by_button, {"stars": ["1"]})
    assert "2 ratings" in shown(card)


async def test_did_you_mean_goes_on_with_the_stars(evening: Evening) -> None:
    await evening.add_film("Solaris", year=1972)
    await evening.add_film("Solaris", year=2002)
    asked = await evening.alice.slash(evening.channel, "rate", film="solaris", stars=4.5, note="which one?")
    await evening.restart()
    form = await evening.alice.click(asked.response, label="Solaris (2002)")
    saved = await evening.alice.submit_modal(form, {"stars": ["9"]})
    assert "Saved: **★★★★½ 4.5** for **Solaris (2002)**" in shown(saved.response)
    assert "'value': '9', 'default': True" in str(form.modal)


async def test_notes_turn_and_open_for_a_newcomer(evening: Evening) -> None:
    film = await evening.add_film("Stalker", year=1979)
    for user_id in range(1, 7):
        at = NOW + timedelta(minutes=user_id)
        rating = Rating(film.id, user_id, 8, f"the room grants wish {user_id}", user_id == 6, at)
        await ratings.rate(evening.bot.services.database, evening.guild.id, rating)
    card = (await evening.alice.slash(evening.channel, "review", film=f"film:{film.id}")).response
    await evening.restart()
    nora = evening.newcomer()
    notes = (await nora.click(card, label="Members' notes (6)")).response
    assert "wish 6" not in shown(notes)
    assert "wish 6" in shown((await nora.click(notes, label="Show the spoiler to me")).response)
    assert "wish 1" in shown((await nora.click(notes, label="Page 2 of 2 ›")).response)


async def test_an_admin_goes_on_with_a_form_a_question_and_an_undo(evening: Evening) -> None:
    film = await evening.add_film("Stalkr", year=1979)
    form = await evening.admin.slash(evening.channel, "film edit", film=f"film:{film.id}")
    question = (await evening.admin.slash(evening.channel, "film remove", film=f"film:{film.id}")).response
    await evening.restart()
    edited = await evening.admin.submit_modal(form, {"title": "Stalker (1979)"})
    assert "Saved the details of **Stalker (1979)**" in shown(edited.response)
    removed = (await evening.admin.click(question, label="Remove")).response
    assert "Removed **Stalker (1979)**" in shown(removed)
    await evening.restart()
    undone = await evening.admin.click(removed, label="Undo")
    assert "is here again" in shown(undone.response)


PAGE = """The Paper Kite (2011) - Review

Directed by: Ona Varga

A kite, a hill and a quarrel. The film takes its time with each of them and is right to. What looks like a small story
about two brothers turns out to be one about the wind, and who may own it.

Rating: 4/5
"""


async def test_an_import_goes_on_where_it_was(evening: Evening) -> None:
    form = await evening.admin.slash(evening.channel, "import paste")
    await evening.restart()
    draft = (await evening.admin.submit_modal(form, {"text": PAGE})).response
    await evening.restart()
    keep = next(label for label in labels(draft) if label.startswith("Keep"))
    kept = await evening.admin.click(draft, label=keep)
    assert kept.acknowledged
    await evening.restart()
    found = await evening.newcomer().autocomplete(evening.channel, "review", "film", "paper kite")
    assert [one["name"] for one in found] == ["The Paper Kite (2011) · Ona Varga"]


async def test_a_member_has_one_rating_however_often_and_however_fast_they_rate(evening: Evening) -> None:
    film = await evening.add_film("Stalker", year=1979)
    database, guild_id, alice = evening.bot.services.database, evening.guild.id, evening.alice.id
    at_once = [Rating(film.id, alice, 1 + number % 10, f"take {number}", False, NOW) for number in range(30)]
    replaced = await asyncio.gather(*(ratings.rate(database, guild_id, rating) for rating in at_once))
    assert sum(await ratings.histogram(database, guild_id, film.id)) == 1
    assert replaced.count(None) == 1
    left = await ratings.of_member(database, guild_id, film.id, alice)
    assert left is not None
    # Each replaced another, and the one that nobody replaced is the one that is left.
    assert {left.note, *(one.note for one in replaced if one)} == {rating.note for rating in at_once}
    for stars in (1.0, 2.5, 5.0, 0.5):
        await evening.alice.slash(evening.channel, "rate", film=f"film:{film.id}", stars=stars)
    assert await ratings.histogram(database, guild_id, film.id) == (1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
