"""Edits of one card are few, in order, and the last state arrives."""

from __future__ import annotations

import asyncio

from bot.ui.coalesced import Coalesced


class Edits:
    """Note what was drawn, and let a test wait for the next of it."""

    def __init__(self) -> None:
        self.seen: list[object] = []
        self._drawn = asyncio.Event()

    def draw(self, what: object) -> None:
        self.seen.append(what)
        self._drawn.set()

    async def until(self, count: int) -> None:
        while len(self.seen) < count:
            self._drawn.clear()
            await self._drawn.wait()


async def at_rest(cards: Coalesced) -> None:
    """Wait until nothing is wanted and nothing runs."""
    while not cards.idle:  # noqa: ASYNC110 - there is nothing else to wait for
        await asyncio.sleep(0.01)


async def test_a_burst_becomes_the_first_and_the_last_and_nothing_lingers() -> None:
    cards, edits, state = Coalesced(pause=0.05), Edits(), 0

    async def job() -> None:
        edits.draw(state)

    state = 1
    cards.ask("card", job)
    await edits.until(1)
    for number in range(2, 50):
        state = number
        cards.ask("card", job)
    await at_rest(cards)
    assert edits.seen == [1, 49]


async def test_cards_do_not_wait_for_each_other() -> None:
    cards, edits = Coalesced(pause=600), Edits()

    async def job() -> None:
        edits.draw("drawn")

    cards.ask("one", job)
    cards.ask("other", job)
    await edits.until(2)
    assert edits.seen == ["drawn", "drawn"]
    cards.stop()


async def test_a_failure_is_logged_and_the_next_edit_comes(caplog) -> None:
    cards, edits = Coalesced(pause=0.02), Edits()

    async def fails() -> None:
        edits.draw("failed")
        raise ValueError

    async def works() -> None:
        edits.draw("worked")

    cards.ask("card", fails)
    await edits.until(1)
    cards.ask("card", works)
    await at_rest(cards)
    assert edits.seen == ["failed", "worked"]
    assert "could not be drawn again (card)" in caplog.text


async def test_what_must_come_last_waits_for_the_edit_under_way() -> None:
    cards, edits, begun, release = Coalesced(pause=0.02), Edits(), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await release.wait()
        edits.draw("slow")

    async def last() -> None:
        edits.draw("last")

    cards.ask("card", slow)
    await begun.wait()
    closing = asyncio.create_task(cards.now("card", last))
    await asyncio.sleep(0.01)
    assert edits.seen == []
    release.set()
    await closing
    assert edits.seen == ["slow", "last"]
