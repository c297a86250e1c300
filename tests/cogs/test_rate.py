"""Rating a film as members do: by command, by form, changed, removed, shared, and read by others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.client import open_bot
from bot.settings import Settings
from db import ratings
from tests.cogs.stock import add_rating, filled_in, label_with
from tests.conftest import Club, labels, shown


async def test_a_rating_is_saved_said_and_changed(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    first = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    assert first.ephemeral
    assert "Saved: **★★★★ 4.0** for **Stalker (1979)**" in shown(first.response)
    assert "You are the first here" in shown(first.response)
    second = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=2.5)
    assert "Before, it was ★★★★ 4.0" in shown(second.response)
    assert "1 rating" in shown(second.response)
    assert labels(second.response) == ["Change", "Remove", "Share in the channel"]


async def test_where_a_member_stands_to_the_club_is_said(club: Club) -> None:
    film = await club.add_film("Stalker")
    for user_id in (101, 102, 103):
        await add_rating(club, film, user_id, 4)
    result = await club.alice.slash(club.channel, "rate", film="stalker", stars=5.0)
    said = shown(result.response)
    assert "4 ratings" in said
    assert "2.2 stars above the club's mean" in said
    assert "everyone else rated it lower" in said


async def test_without_stars_a_form_asks_and_keeps_the_note_typed_before(club: Club) -> None:
    await club.add_film("Stalker", year=1979)
    form = await club.alice.slash(club.channel, "rate", film="stalker", note="The dog!")
    assert form.modal["title"] == "Rate Stalker (1979)"
    assert filled_in(form) == {"note": "The dog!"}
    saved = await club.alice.submit_modal(form, {"stars": ["9"], "note": "The dog!", "spoilers": True})
    assert saved.ephemeral
    assert "Saved: **★★★★½ 4.5**" in shown(saved.response)
    assert "||The dog!||" in shown(saved.response)


async def test_the_form_comes_back_filled_with_what_was_saved(club: Club) -> None:
    await club.add_film("Stalker")
    saved = await club.alice.slash(club.channel, "rate", film="stalker", stars=3.5, note="Slow.")
    form = await club.alice.click(saved.response, label="Change")
    assert filled_in(form) == {"note": "Slow."}
    assert chosen(form) == ["7"]
    again = await club.alice.submit_modal(form, {"stars": ["8"], "note": ""})
    assert "Before, it was ★★★½ 3.5" in shown(again.response)
    assert "Slow." not in shown(again.response)


async def test_a_rating_is_removed_and_can_be_given_again(club: Club) -> None:
    film = await club.add_film("Stalker")
    saved = await club.alice.slash(club.channel, "rate", film="stalker", stars=1.0)
    removed = await club.alice.click(saved.response, label="Remove")
    assert "Removed your **★ 1.0** for **Stalker**" in shown(removed.response)
    assert sum(await ratings.histogram(club.bot.services.database, club.guild.id, film.id)) == 0
    form = await club.alice.click(removed.response, label="Rate it again")
    again = await club.alice.submit_modal(form, {"stars": ["6"]})
    assert "Saved: **★★★ 3.0**" in shown(again.response)


async def test_a_late_press_on_remove_says_there_is_nothing(club: Club) -> None:
    film = await club.add_film("Stalker")
    saved = await club.alice.slash(club.channel, "rate", film="stalker", stars=1.0)
    await ratings.remove(club.bot.services.database, club.guild.id, film.id, club.alice.id)
    for button in ("Remove", "Share in the channel"):
        late = await club.alice.click(saved.response, label=button)
        assert late.ephemeral
        assert "`/rate` gives one" in late.response.content


async def test_a_rating_is_shared_in_the_channel_without_a_ping(club: Club) -> None:
    await club.add_film("Stalker", year=1979)
    saved = await club.alice.slash(club.channel, "rate", film="stalker", stars=5.0, note="See it, @everyone!")
    shared = await club.alice.click(saved.response, label="Share in the channel")
    assert not shared.ephemeral
    said = shown(shared.response)
    assert f"**{club.alice.name}** gave **Stalker (1979)** ★★★★★ 5.0" in said
    assert "@everyone" not in said
    form = await club.bob.click(shared.response, label="Rate")
    own = await club.bob.submit_modal(form, {"stars": ["2"]})
    assert own.ephemeral
    assert "2 ratings" in shown(own.response)


async def test_rating_on_a_card_shows_the_new_numbers_on_it(club: Club) -> None:
    await club.add_film("Stalker")
    card = await club.alice.slash(club.channel, "review", film="stalker")
    form = await club.bob.click(card.response, label="Rate")
    result = await club.bob.submit_modal(form, {"stars": ["7"]})
    assert "**The club ★★★½ 3.5** · 1 rating" in shown(card.response)
    assert result.followups[0].ephemeral
    assert "Saved: **★★★½ 3.5**" in shown(result.followups[0])


async def test_each_member_has_one_rating_and_members_do_not_touch_each_others(club: Club) -> None:
    film = await club.add_film("Stalker")
    for member, stars in ((club.alice, 1.0), (club.bob, 5.0), (club.alice, 2.0)):
        await member.slash(club.channel, "rate", film="stalker", stars=stars)
    counts = await ratings.histogram(club.bot.services.database, club.guild.id, film.id)
    assert counts == (0, 0, 0, 1, 0, 0, 0, 0, 0, 1)


async def test_an_unclear_title_is_asked_about_and_what_was_typed_goes_on(club: Club) -> None:
    await club.add_film("Solaris", year=1972)
    await club.add_film("Solaris", year=2002)
    asked = await club.alice.slash(club.channel, "rate", film="solaris", stars=4.5, note="Oceanic.")
    form = await club.alice.click(asked.response, label="Solaris (1972)")
    assert form.modal["title"] == "Rate Solaris (1972)"
    assert filled_in(form) == {"note": "Oceanic."}
    assert chosen(form) == ["9"]


async def test_notes_are_paged_and_spoilers_open_only_for_who_asks(club: Club) -> None:
    film = await club.add_film("Stalker")
    for number in range(6):
        await add_rating(club, film, 200 + number, 8, f"Note number {number}", day=number)
    await add_rating(club, film, 300, 8, "It was the dog", spoilers=True, day=9)
    card = await club.alice.slash(club.channel, "review", film="stalker")
    assert "It was the dog" not in shown(card.response)
    first = await club.alice.click(card.response, label="Members' notes (7)")
    assert first.ephemeral
    said = shown(first.response)
    assert "It was the dog" not in said
    assert "This note gives something away" in said
    assert "Note number 5" in said
    assert "Note number 0" not in said
    opened = await club.alice.click(first.response, label="Show the spoiler to me")
    assert opened.ephemeral
    assert "It was the dog" in shown(opened.response)
    second = await club.alice.click(first.response, label=label_with(first.response, "Page 2"))
    assert "Note number 0" in shown(second.response)
    assert "Note number 5" not in shown(second.response)


async def test_buttons_and_an_open_form_answer_after_a_restart(club: Club, tmp_path: Path) -> None:
    await club.add_film("Stalker", year=1979)
    card = await club.alice.slash(club.channel, "review", film="stalker")
    own = await club.alice.slash(club.channel, "rate", film="stalker", stars=4.0, note="Yes.")
    form = await club.bob.click(card.response, label="Rate")
    async with open_bot(Settings(data_dir=tmp_path)) as fresh:
        await club.env.restart_bot(fresh)
        saved = await club.bob.submit_modal(form, {"stars": ["3"]})
        assert "Saved: **★½ 1.5** for **Stalker (1979)**" in shown(saved.followups[0])
        notes = await club.bob.click(card.response, label="Members' notes (1)")
        assert "Yes." in shown(notes.response)
        changed = await club.alice.click(own.response, label="Change")
        assert chosen(changed) == ["8"]
        gone = await club.alice.click(own.response, label="Remove")
        assert "Removed your **★★★★ 4.0**" in shown(gone.response)


async def test_when_discord_loses_the_answer_the_rating_stays(club: Club) -> None:
    film = await club.add_film("Stalker")
    club.env.inject_error("POST", "/interactions/*/callback", status=500)
    result = await club.alice.slash(club.channel, "rate", film="stalker", stars=4.0)
    assert "Saved: **★★★★ 4.0** for **Stalker**" in result.response.content
    kept = await ratings.of_member(club.bot.services.database, club.guild.id, film.id, club.alice.id)
    assert kept is not None
    assert kept.half_stars == 8
    assert len(club.env.errors) == 1


async def test_a_note_of_any_kind_stays_inside_discords_limits(club: Club) -> None:
    film = await club.add_film("Stalker")
    for number in range(4):
        await add_rating(club, film, 200 + number, 8, "*_`|~" * 100)
    card = await club.alice.slash(club.channel, "review", film="stalker")
    notes = await club.alice.click(card.response, label="Members' notes (4)")
    assert len(shown(notes.response)) < 4_000


def chosen(form: Any) -> list[str]:
    """Return the stars that a form has chosen when it opens."""
    (menu,) = [label["component"] for label in form.modal["components"] if label["component"]["custom_id"] == "stars"]
    return [option["value"] for option in menu["options"] if option.get("default")]


async def test_stars_alone_keep_the_note_that_was_there(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    chosen = f"film:{film.id}"
    await club.alice.slash(club.channel, "rate", film=chosen, stars=4.0, note="Rain in every room.", spoilers=True)
    again = await club.alice.slash(club.channel, "rate", film=chosen, stars=4.5)
    assert "||Rain in every room.||" in shown(again.response)
    asked = await club.alice.slash(club.channel, "rate", film=chosen, note="Seen it again.")
    assert [option["label"] for option in _stars(asked) if option["default"]] == ["★★★★½ 4.5"]


def _stars(asked: Any) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = asked.modal["components"][0]["component"]["options"]
    return options
