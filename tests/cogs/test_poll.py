"""Polls from the command to the announcement, in a simulated Discord."""

from __future__ import annotations

import re

import pytest

from bot.ui import ids
from db import ballots, polls
from db.polls import State
from tests.cogs.polling import AFTER, choose, menus, messages, pictures, posted
from tests.conftest import Club, labels, shown
from tests.walks.forging import press
from tests.walks.inertness import HOSTILE, assert_fits, assert_inert


async def test_the_close_is_shown_before_anything_is_posted(club: Club) -> None:
    asked = await club.bob.slash(
        club.channel, "poll question", text="Popcorn?", options="salty | sweet", closes="3 days"
    )
    assert asked.ephemeral
    assert re.search(r"Closes <t:\d+:F>", shown(asked.response))
    assert messages(club) == []
    gone = await club.bob.click(asked.response, label="Cancel")
    assert "No poll was posted" in shown(gone.response)
    assert messages(club) == []


async def test_one_vote_in_one_tap_from_card_to_announcement(club: Club) -> None:
    card = await posted(club, method="plurality")
    assert "2. **Solaris (1972)** · 1 h 42 min" in shown(card)
    said = await choose(club.alice, card, 0, "1")
    assert said.ephemeral
    assert "You chose **Stalker (1971)**" in said.response.content
    await choose(club.bob, card, 0, "2")
    await choose(club.admin, card, 0, "2")
    await club.env.advance_time(AFTER)
    told, card = messages(club)[-1], messages(club)[0]
    assert "**Solaris (1972)** wins with 2 of 3 votes." in shown(told)
    assert "**Solaris (1972)** wins with 2 of 3 votes." in shown(card)
    assert "Solaris (1972) wins" in pictures(card)[0]
    assert told.message.reference.message_id == card.id
    assert labels(told) == ["Rate", "Discuss in a thread", "Watchlist", "How it was counted"]
    assert len(messages(club)) == 2


async def test_before_the_close_the_first_leads_and_does_not_win_yet(club: Club) -> None:
    card = await posted(club, method="plurality")
    early = await club.alice.slash(club.channel, "poll results", poll="Friday?")
    assert "Nobody has voted yet." in shown(early.response)
    assert "wins" not in shown(early.response)
    await choose(club.alice, card, 0, "2")
    now = await club.alice.slash(club.channel, "poll results", poll="Friday?")
    assert "As it stands: **Solaris (1972)** leads with 1 of 1 vote." in shown(now.response)
    await club.env.advance_time(10)
    assert pictures(messages(club)[0])[0].startswith("As it stands: Solaris (1972) leads")


@pytest.mark.parametrize("method", ["plurality", "instant_runoff", "star"])
async def test_where_nobody_voted_no_lot_is_told_to_have_decided(club: Club, method: str) -> None:
    await posted(club, method=method)
    await club.env.advance_time(AFTER)
    told = shown(messages(club)[-1])
    assert "Nobody voted, so there is no winner." in told
    assert not re.search("ahead|tie|lot|Round", told)


async def test_a_question_of_blanks_is_asked_for_again(club: Club) -> None:
    asked = await club.bob.slash(club.channel, "poll question", text="  \u200b ", options="salty | sweet")
    assert "A poll needs something to ask" in asked.response.content
    assert messages(club) == []
    assert club.env.errors is not None


async def test_a_result_leads_to_a_rating_a_thread_and_the_watchlist(club: Club) -> None:
    card = await posted(club, method="plurality")
    await choose(club.alice, card, 0, "2")
    await club.env.advance_time(AFTER)
    told = messages(club)[-1]
    assert (await club.alice.click(told, label="Rate")).modal is not None
    kept = await club.alice.click(told, label="Watchlist")
    assert "Solaris (1972)" in shown(kept.response)
    talked = await club.alice.click(told, label="Discuss in a thread")
    assert "The club talks about **Friday?** in <#" in shown(talked.response)
    again = await club.bob.click(told, label="Discuss in a thread")
    assert shown(again.response) == shown(talked.response)


async def test_approving_several_changing_and_withdrawing(club: Club) -> None:
    card = await posted(club)
    await choose(club.alice, card, 0, "1", "3")
    await choose(club.bob, card, 0, "3")
    await choose(club.alice, card, 0, "2", "3")
    mine = await club.alice.click(card, label="My ballot")
    assert "You chose **Solaris (1972)**, **Mirror (1973)**." in shown(mine.response)
    withdrawn = await club.bob.click(card, label="Withdraw")
    assert "withdrawn" in withdrawn.response.content
    assert "no ballot" in (await club.bob.click(card, label="Withdraw")).response.content
    await club.env.advance_time(AFTER)
    assert "1 of 1 ballot approves" in shown(messages(club)[-1])
    assert club.env.errors is not None


@pytest.mark.parametrize("method", ["instant_runoff", "schulze"])
async def test_rankings_are_kept_choice_by_choice(club: Club, method: str) -> None:
    card = await posted(club, method=method)
    for actor, order in ((club.alice, "123"), (club.bob, "213"), (club.admin, "231")):
        ballot = (await actor.click(card, label="Vote")).response
        for at, number in enumerate(order):
            ballot = (await choose(actor, ballot, at, number)).response or ballot
        assert [
            option["value"] for menu in menus(ballot) for option in menu["options"] if option.get("default")
        ] == list(order)
    mine = await club.alice.click(card, label="My ballot")
    assert "You ranked **Stalker (1971)**, then **Solaris (1972)**, then **Mirror (1973)**." in shown(mine.response)
    await club.env.advance_time(AFTER)
    assert "**Solaris (1972)** wins" in shown(messages(club)[-1])


async def test_a_ranking_moves_what_is_chosen_again_and_loses_nothing(club: Club) -> None:
    card = await posted(club, method="instant_runoff")
    ballot = (await club.alice.click(card, label="Vote")).response
    for at, number in enumerate("123"):
        await choose(club.alice, ballot, at, number)
    await choose(club.alice, ballot, 0, "3")
    mine = await club.alice.click(card, label="My ballot")
    assert "You ranked **Mirror (1973)**, then **Stalker (1971)**, then **Solaris (1972)**." in shown(mine.response)
    await choose(club.alice, ballot, 1)
    mine = await club.alice.click(card, label="My ballot")
    assert "You ranked **Mirror (1973)**, then **Solaris (1972)**." in shown(mine.response)


async def test_scores_with_a_runoff(club: Club) -> None:
    card = await posted(club, method="star")
    for actor, scores in ((club.alice, "520"), (club.bob, "051"), (club.admin, "045")):
        ballot = (await actor.click(card, label="Vote")).response
        for at, points in enumerate(scores):
            await choose(actor, ballot, at, points)
    mine = await club.bob.click(card, label="My ballot")
    assert "You gave **Solaris (1972)** 5, **Mirror (1973)** 1, **Stalker (1971)** 0." in shown(mine.response)
    await club.env.advance_time(AFTER)
    told = shown(messages(club)[-1])
    assert "**Solaris (1972)** wins" in told
    assert "Runoff of the two highest" in told


async def test_twenty_five_options_are_paged_and_fit(club: Club) -> None:
    options = " | ".join(f"Answer {number} {'x' * 150}" for number in range(1, 26))
    asked = await club.bob.slash(club.channel, "poll question", text="Which?", options=options, method="star")
    assert_fits(asked.response.components)
    await club.bob.click(asked.response, label="Post")
    card = messages(club)[-1]
    assert_fits(card.components)
    ballot = (await club.alice.click(card, label="Vote")).response
    assert_fits(ballot.components)
    last = (await club.alice.click(ballot, label="Page 4 of 4")).response
    assert len(menus(last)) == 1
    await choose(club.alice, last, 0, "5")
    assert "You gave **Answer 25" in shown((await club.alice.click(card, label="My ballot")).response)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_titles_and_options_stay_text_and_fit(club: Club, text: str) -> None:
    written = text.replace("|", "/")
    options = " | ".join(f"{number} {written[:180]}" for number in range(1, 6))
    asked = await club.bob.slash(
        club.channel, "poll question", text=text[:200], options=options, closes="10 minutes", method="instant_runoff"
    )
    await club.bob.click(asked.response, label="Post")
    card = messages(club)[-1]
    ballot = (await club.alice.click(card, label="Vote")).response
    for at in range(3):
        await choose(club.alice, ballot, at, str(at + 1))
    await club.env.advance_time(AFTER)
    seen = [asked.response, ballot, *messages(club)]
    for message in seen:
        assert_fits(message.components)
    for request in club.env.http_requests:
        assert_inert(request.json)


BAD = [
    ({"options": "only one"}, "at least two"),
    ({"options": "a | A "}, "there twice"),
    ({"options": " | ".join(map(str, range(26)))}, "at most 25"),
    ({"options": "a | " + "b" * 201}, "200 characters"),
    ({"closes": "2020-01-01 10:00"}, "is over already"),
    ({"closes": "2031-01-01 10:00"}, "more than a year away"),
    ({"closes": "when the cows come home"}, "is no time I understand"),
]


@pytest.mark.parametrize(("wrong", "said"), BAD)
async def test_bad_input_is_a_sentence_and_makes_no_poll(club: Club, wrong: dict[str, str], said: str) -> None:
    result = await club.bob.slash(club.channel, "poll question", **{"text": "Q?", "options": "a | b", **wrong})
    assert said in result.response.content
    assert await club.bot.services.database.fetch_all("SELECT * FROM polls") == []
    assert club.env.errors is not None


async def test_a_film_twice_or_unclear_is_a_sentence(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    twice = await club.bob.slash(club.channel, "poll films", film1=f"film:{film.id}", film2="stalker")
    assert "there twice" in twice.response.content
    unclear = await club.bob.slash(club.channel, "poll films", film1=f"film:{film.id}", film2="stalkr")
    assert "did you mean “Stalker (1979)”" in unclear.response.content
    assert club.env.errors is not None


async def test_only_the_role_may_vote_and_a_change_of_roles_counts_at_once(club: Club) -> None:
    critics = club.guild.create_role("Critics")
    club.env.backend.get_member(club.guild.id, club.admin.id).role_ids.append(critics.id)
    card = await posted(club, role=critics)
    refused = await choose(club.alice, card, 0, "1")
    assert "Only members with the role" in refused.response.content
    member = club.env.backend.get_member(club.guild.id, club.alice.id)
    member.role_ids = [*member.role_ids, critics.id]
    assert "You chose" in (await choose(club.alice, card, 0, "1")).response.content
    member.role_ids = [role for role in member.role_ids if role != critics.id]
    assert "Only members" in (await choose(club.alice, card, 0, "2")).response.content
    assert club.env.errors is not None


async def test_votes_that_come_quickly_share_an_edit_and_the_last_state_arrives(club: Club) -> None:
    card = await posted(club)
    voters = [club.guild.add_member(club.env.create_user(f"voter-{number}")) for number in range(12)]
    before = len(club.env.http_requests)
    for number, voter in enumerate(voters):
        await choose(voter, card, 0, str(1 + number % 3))
    edits = [one for one in club.env.http_requests[before:] if one.method == "PATCH" and "/channels/" in one.path]
    assert len(edits) == 1
    await club.env.advance_time(7)
    edits = [one for one in club.env.http_requests[before:] if one.method == "PATCH" and "/channels/" in one.path]
    assert len(edits) == 2
    assert "**12 members have voted**" in shown(messages(club)[0])


async def test_old_buttons_answer_with_what_they_led_to(club: Club) -> None:
    card = await posted(club, method="plurality")
    await choose(club.alice, card, 0, "1")
    await club.env.advance_time(AFTER)
    for custom_id, values in ((ids.POLL_VOTE, ["2"]), (f"{ids.POLL_BALLOT}:1", None), (ids.POLL_WITHDRAW, None)):
        number = 1 if custom_id in (ids.POLL_VOTE, ids.POLL_WITHDRAW) else 0
        late = await press(club.bob, club.channel, f"{custom_id}:{number}", values=values)
        assert "is over. **Stalker (1971)** wins with 1 of 1 vote." in late.response.content
    assert club.env.errors is not None


async def test_a_poll_of_another_server_is_none_of_this_ones(club: Club) -> None:
    await posted(club)
    elsewhere = club.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("there")
    stranger = elsewhere.add_member(club.env.create_user("stranger"))
    for custom_id, values in (("poll-vote:v1:1", ["1"]), ("poll-ballot:v1:1:0", None), ("poll-counted:v1:1", None)):
        answer = await press(stranger, channel, custom_id, values=values)
        assert "That poll is not here" in answer.response.content
    poll = await polls.get(club.bot.services.database, club.guild.id, 1)
    assert poll is not None
    assert await ballots.turnout(club.bot.services.database, poll) == 0
    assert club.env.errors is not None


async def test_a_vote_whose_answer_fails_is_kept_said_to_be_and_not_in_the_log(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    card = await posted(club)
    club.env.inject_error("POST", "/interactions/*/callback")
    result = await choose(club.alice, card, 0, "1")
    assert "Your ballot is kept." in result.response.content
    club.env.inject_error("POST", "/interactions/*/callback", times=2)
    await choose(club.bob, card, 0, "2")
    poll = await polls.get(club.bot.services.database, club.guild.id, 1)
    assert poll is not None
    assert await ballots.turnout(club.bot.services.database, poll) == 2
    assert "Stalker" not in caplog.text
    assert "Solaris" not in caplog.text
    assert club.env.errors is not None


async def test_an_option_that_is_not_in_the_poll_changes_nothing(club: Club) -> None:
    await posted(club, method="star")
    for custom_id, value in (("poll-vote:v1:1", "1"), ("poll-rank:v1:1:0", "1"), ("poll-score:v1:1:9", "5")):
        answer = await press(club.alice, club.channel, custom_id, values=[value])
        assert "not in this poll" in answer.response.content
    for value in ("6", "-1", "x"):
        answer = await press(club.alice, club.channel, "poll-score:v1:1:1", values=[value])
        assert "not in this poll" in answer.response.content
    assert await club.bot.services.database.fetch_all("SELECT * FROM poll_ballots") == []
    assert club.env.errors is not None


async def test_closing_now_extending_and_cancelling_are_for_the_maker_and_admins(club: Club) -> None:
    await posted(club)
    for name, more in (("close", {}), ("extend", {"closes": "2 days"}), ("cancel", {}), ("export", {})):
        refused = await club.alice.slash(club.channel, f"poll {name}", poll="poll:1", **more)
        assert "Only who made the poll" in refused.response.content
    refused = await press(club.alice, club.channel, f"{ids.POLL_CANCEL}:1", private=True)
    assert "Only who made the poll" in refused.response.content
    extended = await club.admin.slash(club.channel, "poll extend", poll="poll:1", closes="20 minutes")
    assert "now closes" in shown(extended.response)
    await club.env.advance_time(AFTER)
    assert len(messages(club)) == 1, "not at the old moment"
    await club.bob.slash(club.channel, "poll close", poll="poll:1")
    assert "Nobody voted, so there is no winner." in shown(messages(club)[-1])
    await club.env.advance_time(AFTER)
    assert len(messages(club)) == 2, "and not again at the planned one"
    late = await club.bob.slash(club.channel, "poll extend", poll="poll:1", closes="2 days")
    assert "is over already" in late.response.content
    assert club.env.errors is not None


async def test_a_cancelled_poll_is_not_counted_and_forgets_its_secret_voters(club: Club) -> None:
    card = await posted(club)
    await choose(club.alice, card, 0, "1")
    asked = await club.bob.slash(club.channel, "poll cancel", poll="poll:1")
    await club.bob.click(asked.response, label="Cancel the poll")
    await club.env.advance_time(AFTER)
    assert len(messages(club)) == 1
    assert "**Cancelled.**" in shown(messages(club)[0])
    rows = await club.bot.services.database.fetch_all("SELECT voter FROM poll_ballots")
    assert club.alice.id not in {row["voter"] for row in rows}


async def test_again_makes_a_draft_of_the_same(club: Club) -> None:
    await posted(club, method="star")
    asked = await club.alice.slash(club.channel, "poll again", poll="Friday?", closes="10 minutes")
    assert "Mirror (1973)" in shown(asked.response)
    await club.alice.click(asked.response, label="Post")
    found = await polls.latest(club.bot.services.database, club.guild.id, [State.OPEN])
    assert [poll.maker_id for poll in found] == [club.alice.id, club.bob.id]
    assert found[0].nonce != found[1].nonce


async def test_members_suggest_films_up_to_their_limit_and_none_twice(club: Club) -> None:
    await club.add_film("Nostalghia", year=1983)
    await club.add_film("The Sacrifice", year=1986)
    card = await posted(club, suggestions=1)
    ballot = (await club.bob.click(card, label="My ballot")).response
    first = await club.alice.slash(club.channel, "poll suggest", poll="poll:1", film="nostalghia")
    assert "**Nostalghia (1983)** is now in the poll, as 4." in shown(first.response)
    again = await club.alice.slash(club.channel, "poll suggest", poll="poll:1", film="the sacrifice")
    assert "made your 1 suggestion" in again.response.content
    twice = await club.bob.slash(club.channel, "poll suggest", poll="poll:1", film="nostalghia")
    assert "there twice" in twice.response.content
    await choose(club.bob, ballot, 0, "3")
    assert "4. **Nostalghia (1983)**" in shown(messages(club)[0])
    await choose(club.alice, messages(club)[0], 0, "4", "3")
    await club.env.advance_time(AFTER)
    late = await club.bob.slash(club.channel, "poll suggest", poll="poll:1", film="the sacrifice")
    assert "is over" in late.response.content
    assert club.env.errors is not None


async def test_a_question_takes_answers_and_a_poll_without_suggestions_none(club: Club) -> None:
    for suggestions in (0, 2):
        options = {"text": f"Popcorn {suggestions}?", "options": "salty | sweet", "suggestions": suggestions}
        asked = await club.bob.slash(club.channel, "poll question", **options)
        await club.bob.click(asked.response, label="Post")
    refused = await club.alice.slash(club.channel, "poll suggest", poll="poll:1", film="both")
    assert "takes no suggestions" in refused.response.content
    await club.alice.slash(club.channel, "poll suggest", poll="poll:2", film="both")
    assert "3. **both**" in shown(messages(club)[1])
    assert club.env.errors is not None


async def test_a_reminder_before_the_close_and_a_quorum_that_is_missed(club: Club) -> None:
    card = await posted(club, closes="70 minutes", remind=60, quorum=2)
    await choose(club.alice, card, 0, "1")
    await club.env.advance_time(AFTER)
    reminder = messages(club)[-1]
    assert "1 member has voted" in shown(reminder)
    assert "You chose" in shown((await club.alice.click(reminder, label="Vote")).response)
    await club.env.advance_time(61 * 60)
    assert len(messages(club)) == 3
    assert "fewer than the 2 it takes: there is no winner" in shown(messages(club)[-1])
