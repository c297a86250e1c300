"""Edits of one card are few, in order, and the last state arrives."""

from __future__ import annotations

import asyncio

from bot.ui.coalesced import Coalesced


async def test_a_burst_becomes_the_first_and_the_last_and_nothing_lingers() -> None:
    cards, seen, state = Coalesced(pause=0.05), [], 0

    async def job() -> None:
        seen.append(state)

    for number in range(1, 50):
        state = number
        cards.ask("card", job)
        if number == 1:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)
    assert seen == [1, 49]
    assert cards.idle


async def test_cards_do_not_wait_for_each_other() -> None:
    cards, seen = Coalesced(pause=60), []

    async def job() -> None:
        seen.append("drawn")

    cards.ask("one", job)
    cards.ask("other", job)
    await asyncio.sleep(0.02)
    assert seen == ["drawn", "drawn"]
    cards.stop()


async def test_a_failure_is_logged_and_the_next_edit_comes() -> None:
    cards, seen = Coalesced(pause=0.02), []

    async def fails() -> None:
        seen.append("failed")
        raise ValueError

    async def works() -> None:
        seen.append("worked")

    cards.ask("card", fails)
    await asyncio.sleep(0.01)
    cards.ask("card", works)
    await asyncio.sleep(0.1)
    assert seen == ["failed", "worked"]


async def test_what_must_come_last_waits_for_the_edit_under_way() -> None:
    cards, seen, release = Coalesced(pause=0.02), [], asyncio.Event()

    async def slow() -> None:
        await release.wait()
        seen.append("slow")

    async def last() -> None:
        seen.append("last")

    cards.ask("card", slow)
    await asyncio.sleep(0.01)
    closing = asyncio.create_task(cards.now("card", last))
    await asyncio.sleep(0.01)
    assert seen == []
    release.set()
    await closing
    assert seen == ["slow", "last"]
