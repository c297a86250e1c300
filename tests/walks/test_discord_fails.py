"""Discord failing in the middle of something: what was saved stays, and the member is told wherever Discord lets us."""

from __future__ import annotations

import json
from typing import Any

import pytest
from simcord.http.client import FakeWebhookAdapter

from bot.errors import ALREADY_ANSWERED, CUT_SHORT, FAILED_AFTER, NOT_TAKEN
from bot.ui import ids
from db import ratings
from tests.conftest import Club, labels, shown
from tests.walks.forging import press, submit

CALLBACK, FOLLOWUP = "/interactions/*/callback", "/webhooks/*"
FAULTS = [(500, 0), (503, 0), (404, 10062), (403, 50001), (400, 50035)]


@pytest.fixture
async def film(club: Club) -> Any:
    return await club.add_film("Stalker", year=1979)


async def saved(club: Club, film: Any, member: Any) -> int | None:
    """Return the half stars that are kept for a member."""
    rating = await ratings.of_member(club.bot.services.database, club.guild.id, film.id, member.id)
    return rating.half_stars if rating else None


async def goes_on(club: Club, film: Any) -> None:
    """Fail where the bot does not answer the next member as if nothing had happened."""
    card = await club.bob.slash(club.channel, "review", film=f"film:{film.id}")
    assert "Stalker (1979)" in shown(card.response)
    assert club.env.errors is not None


def told(result: Any) -> str:
    """Return every sentence the member got."""
    messages = [*([result.response] if result.response else []), *result.followups]
    return "\n".join(shown(message) for message in messages)


@pytest.mark.parametrize(("status", "code"), FAULTS)
async def test_a_rating_whose_answer_fails_is_saved_and_said_to_be(
    club: Club, film: Any, status: int, code: int
) -> None:
    club.env.inject_error("POST", CALLBACK, status=status, code=code)
    result = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    assert await saved(club, film, club.alice) == 8
    assert told(result) == f"Saved: **★★★★ 4.0** for **Stalker (1979)**. {CUT_SHORT}"
    assert result.ephemeral
    await goes_on(club, film)


@pytest.mark.parametrize(("status", "code"), FAULTS)
async def test_a_card_that_cannot_be_sent_ends_in_a_sentence(club: Club, film: Any, status: int, code: int) -> None:
    club.env.inject_error("POST", CALLBACK, status=status, code=code)
    result = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    assert told(result) == NOT_TAKEN
    assert result.ephemeral
    await goes_on(club, film)


async def test_where_discord_takes_no_answer_at_all_the_rating_stays_and_the_next_answer_shows_it(
    club: Club, film: Any
) -> None:
    club.env.inject_error("POST", CALLBACK, times=2)
    result = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    assert not result.acknowledged
    again = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    assert "The stars are what they were before." in told(again)
    assert await saved(club, film, club.alice) == 8
    await goes_on(club, film)


async def test_a_form_from_a_card_is_saved_when_the_card_cannot_be_drawn_anew(club: Club, film: Any) -> None:
    card = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    form = await club.bob.click(card.response, label="Rate")
    club.env.inject_error("POST", CALLBACK)
    result = await club.bob.submit_modal(form, {"stars": ["7"], "note": "slow and right"})
    assert await saved(club, film, club.bob) == 7
    assert "Saved: **★★★½ 3.5** for **Stalker (1979)**." in told(result)
    await goes_on(club, film)


async def test_a_form_from_a_card_is_saved_when_only_the_private_answer_fails(club: Club, film: Any) -> None:
    card = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    form = await club.bob.click(card.response, label="Rate")
    club.env.inject_error("POST", FOLLOWUP)
    result = await club.bob.submit_modal(form, {"stars": ["7"]})
    assert await saved(club, film, club.bob) == 7
    assert "1 rating" in shown(card.response)
    assert "Saved: **★★★½ 3.5** for **Stalker (1979)**." in told(result)
    await goes_on(club, film)


async def test_a_form_that_cannot_be_opened_is_said_so(club: Club, film: Any) -> None:
    card = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    club.env.inject_error("POST", CALLBACK)
    result = await club.bob.click(card.response, label="Rate")
    assert result.modal is None
    assert NOT_TAKEN in told(result)
    await goes_on(club, film)


@pytest.mark.parametrize("label", ["Members' notes", "Rate"])
async def test_every_button_of_a_card_ends_in_a_sentence(club: Club, film: Any, label: str) -> None:
    card = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    club.env.inject_error("POST", CALLBACK, status=404, code=10008)
    result = await club.bob.click(card.response, label=label)
    assert NOT_TAKEN in told(result)
    assert club.env.errors is not None


async def test_a_removal_whose_answer_fails_is_done_and_said_to_be(club: Club, film: Any) -> None:
    panel = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    club.env.inject_error("POST", CALLBACK)
    result = await club.alice.click(panel.response, label="Remove")
    assert await saved(club, film, club.alice) is None
    assert "Removed your **★★★★ 4.0** for **Stalker (1979)**." in told(result)
    await goes_on(club, film)


async def test_sharing_that_fails_can_be_tried_again(club: Club, film: Any) -> None:
    panel = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    club.env.inject_error("POST", CALLBACK)
    failed = await club.alice.click(panel.response, label="Share in the channel")
    assert NOT_TAKEN in told(failed)
    shared = await club.alice.click(panel.response, label="Share in the channel")
    assert "gave **Stalker (1979)**" in shown(shared.response)
    await goes_on(club, film)


async def test_a_card_that_was_deleted_does_not_lose_the_rating(club: Club, film: Any) -> None:
    card = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    form = await club.bob.click(card.response, label="Rate")
    club.env.inject_error("POST", CALLBACK, status=404, code=10008, message="Unknown Message")
    result = await club.bob.submit_modal(form, {"stars": ["10"]})
    assert await saved(club, film, club.bob) == 10
    assert "Saved: **★★★★★ 5.0**" in told(result)
    assert club.env.errors is not None


async def test_autocomplete_that_fails_harms_nothing(club: Club, film: Any) -> None:
    club.env.inject_error("POST", CALLBACK, status=404, code=10062)
    assert await club.alice.autocomplete(club.channel, "review", "film", "stal") == []
    assert [one["name"] for one in await club.alice.autocomplete(club.channel, "review", "film", "stal")] == [
        "Stalker (1979)"
    ]
    await goes_on(club, film)


async def test_an_answer_that_arrived_although_discord_said_it_did_not_is_not_contradicted(
    club: Club, film: Any
) -> None:
    # discord.py sends again after a 500; where the first attempt had arrived, the second is refused with 40060.
    club.env.inject_error("POST", CALLBACK, status=400, code=ALREADY_ANSWERED)
    result = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    assert await saved(club, film, club.alice) == 8
    assert told(result) == ""
    await goes_on(club, film)


async def test_a_change_of_films_is_said_when_its_answer_fails(club: Club, film: Any) -> None:
    club.env.inject_error("POST", CALLBACK)
    result = await press(club.admin, club.channel, f"{ids.REMOVE_FILM}:{film.id}", private=True)
    assert told(result).startswith("Removed **Stalker (1979)**")
    assert CUT_SHORT in told(result)
    assert club.env.errors is not None


PAGE = b"""The Paper Kite (2011) - Review

Directed by: Ona Varga

A kite, a hill and a quarrel. The film takes its time with each of them and is right to. What looks like a small story
about two brothers turns out to be one about the wind, and who may own it.

Rating: 4/5
"""


async def test_an_import_that_cannot_be_shown_is_kept_as_a_draft(club: Club) -> None:
    club.env.inject_error("PATCH", "/webhooks/*/messages/@original", times=None)  # the progress of slow work too
    result = await club.admin.slash(club.channel, "import files", file1=("kite.txt", PAGE))
    assert "What was read is kept as a draft; `/import open` shows it." in told(result)
    club.env.backend.faults.clear()
    again = await club.admin.slash(club.channel, "import open")
    assert "The Paper Kite" in told(again)
    assert club.env.errors is not None


async def test_an_import_whose_report_fails_is_written_and_said_to_be(club: Club) -> None:
    draft = await club.admin.slash(club.channel, "import files", file1=("kite.txt", PAGE))
    keep = next(label for label in labels(draft.response) if label.startswith("Keep"))
    club.env.inject_error("PATCH", "/webhooks/*/messages/@original", times=None)  # the progress of slow work too
    result = await club.admin.click(draft.response, label=keep)
    assert "is saved" in "\n".join(shown(one) for one in result.followups)
    found = await club.alice.autocomplete(club.channel, "review", "film", "paper kite")
    assert [one["name"] for one in found] == ["The Paper Kite (2011) · Ona Varga"]
    assert club.env.errors is not None


async def test_a_form_of_nowhere_is_answered(club: Club) -> None:
    result = await submit(club.alice, club.channel, f"{ids.RATE_FORM}:999:1", {"stars": ["7"], "note": ""})
    assert "not here any more" in told(result)
    assert json.dumps(club.env.http_requests[-1].json).count("flags") == 1


async def test_a_broken_line_to_discord_does_not_hide_what_was_saved(
    club: Club, film: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = FakeWebhookAdapter.request
    lines = iter([OSError("network is unreachable")])

    async def request(self: FakeWebhookAdapter, route: Any, *args: Any, **kwargs: Any) -> Any:
        if (fault := next(lines, None)) is not None:
            raise fault
        return await whole(self, route, *args, **kwargs)

    monkeypatch.setattr(FakeWebhookAdapter, "request", request)
    result = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    assert await saved(club, film, club.alice) == 8
    assert told(result) == f"Saved: **★★★★ 4.0** for **Stalker (1979)**. {FAILED_AFTER}"
    await goes_on(club, film)


async def test_a_sentence_that_meets_an_answer_which_had_arrived_comes_after_it(club: Club, film: Any) -> None:
    club.env.inject_error("POST", CALLBACK)
    club.env.inject_error("POST", CALLBACK, status=400, code=ALREADY_ANSWERED)
    result = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    assert CUT_SHORT in "\n".join(shown(one) for one in result.followups)
    await goes_on(club, film)
