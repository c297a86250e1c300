"""An option taken out while ballots are in people's hands: a sentence, and nothing else of any ballot is lost."""

from __future__ import annotations

from typing import Any

import pytest

from bot.count import read_election
from bot.ui import ids
from tests.cogs.polling import AFTER, choose, menus, messages, posted
from tests.conftest import Club, shown
from tests.walks.forging import press


async def without(club: Club, option: str, poll: str = "poll:1") -> Any:
    """Let bob take an option out of his poll."""
    return await club.bob.slash(club.channel, "poll remove", poll=poll, option=option)


async def test_the_rest_of_a_ranking_stays_and_an_old_menu_shows_the_new_ballot(club: Club) -> None:
    card = await posted(club, method="instant_runoff")
    ballot = (await club.alice.click(card, label="Vote")).response
    for at, number in enumerate("213"):
        await choose(club.alice, ballot, at, number)
    old = menus(ballot)[2]["custom_id"]
    offered = await club.bob.autocomplete(club.channel, "poll remove", "option", "sol", poll="poll:1")
    assert [one["name"] for one in offered] == ["2. Solaris (1972)"]
    said = await without(club, offered[0]["value"])
    assert "**Solaris (1972)** is taken out of the poll" in shown(said.response)
    await club.env.advance_time(10)
    assert "-# Taken out: Solaris (1972)" in shown(messages(club)[0])
    assert r"3\. **Mirror (1973)**" in shown(messages(club)[0]), "in a list Discord would make a 2 of it"
    late = await press(club.alice, club.channel, old, values=["2"], private=True)
    assert "“Solaris (1972)” was taken out of this poll. Nothing was changed" in late.followups[-1].content
    mine = (await club.alice.click(messages(club)[0], label="My ballot")).response
    assert len(menus(mine)) == 2
    assert [option["value"] for menu in menus(mine) for option in menu["options"] if option.get("default")] == [
        "1",
        "3",
    ]
    await club.env.advance_time(AFTER)
    told = shown(messages(club)[-1])
    assert "**Stalker (1971)** wins with 1 of 1 vote" in told
    assert "Solaris" not in told
    assert club.env.errors is not None


async def test_an_old_menu_of_the_card_says_so_and_changes_nothing(club: Club) -> None:
    card = await posted(club)
    await choose(club.alice, card, 0, "1", "2")
    await without(club, "2")
    late = await press(club.alice, club.channel, f"{ids.POLL_VOTE}:1", values=["2"])
    assert "was taken out of this poll" in late.response.content
    mine = await club.alice.click(messages(club)[0], label="My ballot")
    assert "You chose **Stalker (1971)**, an option that is gone." in shown(mine.response)
    assert club.env.errors is not None


async def test_a_poll_made_again_of_what_was_left_counts_from_one(club: Club) -> None:
    await posted(club)
    await without(club, "option:2")
    again = await club.bob.slash(club.channel, "poll again", poll="poll:1")
    assert "1. **Stalker (1971)**" in shown(again.response)
    assert "2. **Mirror (1973)**" in shown(again.response)
    assert "Taken out" not in shown(again.response)


async def test_two_options_stay_and_only_the_maker_or_an_admin_takes_one_out(club: Club) -> None:
    await posted(club)
    refused = await club.alice.slash(club.channel, "poll remove", poll="poll:1", option="option:1")
    assert "Only who made the poll" in refused.response.content
    unknown = await without(club, "Nostalghia")
    assert "That option is not in this poll" in unknown.response.content
    await club.admin.slash(club.channel, "poll remove", poll="poll:1", option="solaris (1972)")
    last = await without(club, "option:1")
    assert "A poll needs 2 options" in last.response.content
    twice = await without(club, "option:2")
    assert "not in this poll" in twice.response.content
    await club.env.advance_time(AFTER)
    late = await without(club, "option:1")
    assert "is over already" in late.response.content
    assert club.env.errors is not None


async def test_a_number_never_means_another_option_and_a_film_may_be_put_up_again(club: Club) -> None:
    card = await posted(club, suggestions=2)
    await choose(club.alice, card, 0, "3")
    await without(club, "option:3")
    again = await club.admin.slash(club.channel, "poll suggest", poll="poll:1", film="mirror")
    assert "**Mirror (1973)** is now in the poll, as 4." in shown(again.response)
    await choose(club.bob, messages(club)[0], 0, "1")
    await club.env.advance_time(AFTER)
    assert "**Stalker (1971)** wins: 1 of 2 ballots approves." in shown(messages(club)[-1])


@pytest.mark.parametrize("method", ["plurality", "approval", "instant_runoff", "schulze", "star"])
async def test_the_export_recounts_to_what_was_announced(club: Club, method: str) -> None:
    card = await posted(club, method=method)
    for actor, order in ((club.alice, "21"), (club.bob, "23"), (club.admin, "13")):
        if method in ("plurality", "approval"):
            await choose(actor, card, 0, *(order[:1] if method == "plurality" else order))
            continue
        ballot = (await actor.click(card, label="Vote")).response
        for at, number in enumerate(order):
            menu, value = (int(number) - 1, str(5 - at)) if method == "star" else (at, number)
            await choose(actor, ballot, menu, value)
    await without(club, "option:2")
    await club.env.advance_time(AFTER)
    result = await club.bob.slash(club.channel, "poll export", poll="poll:1")
    texts = [(await file.read()).decode() for file in result.response.attachments]
    assert all("Solaris" not in text for text in texts)
    as_json, as_csv = (read_election(text).count() for text in texts)
    assert as_json == as_csv
    assert f"**{read_election(texts[0]).titles[as_json.winner or 0]}** wins" in shown(messages(club)[-1])
    assert as_json.ballots == 3
