"""Secret means secret, and results at the close are told at the close: in files, answers, pictures and the log."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.domain import ballot_files, ballot_sheets
from bot.ui import ids
from tests.cogs.polling import AFTER, choose, messages, pictures, posted
from tests.conftest import Club, shown
from tests.walks.forging import press


async def test_results_at_the_close_do_not_leak_before(club: Club) -> None:
    card = await posted(club, results=0, ballots=0)
    before = shown(card)
    await choose(club.alice, card, 0, "3")
    await club.env.advance_time(10)
    now = messages(club)[0]
    assert shown(now) == before.replace("**Nobody has voted yet**", "**1 member has voted**")
    assert pictures(now) == []
    assert not now.attachments
    results = await club.admin.slash(club.channel, "poll results", poll="Friday?")
    assert "the result is told at the close" in shown(results.response)
    assert "Mirror" not in shown(results.response)
    export = await club.bob.slash(club.channel, "poll export", poll="Friday?")
    assert "once the poll is closed" in export.response.content
    counted = await press(club.alice, club.channel, f"{ids.POLL_COUNTED}:1")
    assert "Mirror" not in shown(counted.response)
    again = await club.admin.slash(club.channel, "poll list")
    assert "Mirror" not in shown(again.response)
    assert club.env.errors is not None


@pytest.mark.parametrize("method", ["plurality", "approval", "instant_runoff", "schulze", "star"])
@pytest.mark.parametrize("secret", [1, 0])
async def test_an_export_counts_to_the_same_result_and_names_nobody_where_secret(
    club: Club, method: str, secret: int
) -> None:
    card = await posted(club, method=method, ballots=secret)
    for actor, order in ((club.alice, "12"), (club.bob, "21"), (club.admin, "23")):
        await vote_for(actor, card, method, order)
    await club.env.advance_time(AFTER)
    result = await club.bob.slash(club.channel, "poll export", poll="poll:1")
    texts = [(await file.read()).decode() for file in result.response.attachments]
    counted = [ballot_files.from_json(texts[0]).count(), ballot_sheets.from_csv(texts[1]).count()]
    assert counted[0] == counted[1]
    winner = ballot_files.from_json(texts[0]).titles[counted[0].winner or 0]
    assert f"**{winner}** wins" in shown(messages(club)[-1])
    for actor in (club.alice, club.bob, club.admin):
        assert all((str(actor.id) in text) is not bool(secret) for text in texts)
    results = await club.alice.slash(club.channel, "poll results", poll="poll:1")
    assert (f"<@{club.bob.id}>" in shown(results.response)) is not bool(secret)


async def vote_for(actor: Any, card: Any, method: str, order: str) -> None:
    """Vote for two options, the first of them above the second where the method knows above."""
    if method in ("plurality", "approval"):
        await choose(actor, card, 0, *(order[:1] if method == "plurality" else order))
        return
    ballot = (await actor.click(card, label="Vote")).response
    for at, number in enumerate(order):
        if method == "star":
            await choose(actor, ballot, int(number) - 1, str(5 - at))
        else:
            await choose(actor, ballot, at, number)


async def test_no_line_of_a_secret_poll_links_a_member_to_a_ballot(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "bot")
    card = await posted(club, results=0)
    await choose(club.alice, card, 0, "1")
    before = len(club.env.http_requests)
    await club.env.advance_time(AFTER)
    for actor in (club.bob, club.admin):
        await actor.slash(club.channel, "poll results", poll="poll:1")
        await actor.slash(club.channel, "poll export", poll="poll:1")
        await actor.slash(club.channel, "poll list")
    told = json.dumps([one.json for one in club.env.http_requests[before:]], default=str)
    assert str(club.alice.id) not in told
    assert str(club.alice.id) not in caplog.text
    assert "Solaris" in told
