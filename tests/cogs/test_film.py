"""Changing films as admins do: added, corrected, merged, removed, each taken back; and never by others."""

from __future__ import annotations

from pathlib import Path

import pytest
import simcord

from bot.client import open_bot
from bot.settings import Settings
from tests.cogs.stock import add_rating, add_review, add_shared_film, filled_in
from tests.conftest import Club, labels, shown


async def card(club: Club, film: str) -> str:
    """Return what a member sees of a film."""
    return shown((await club.alice.slash(club.channel, "review", film=film)).response)


async def found(club: Club, typed: str) -> list[str]:
    """Return the values that autocomplete offers a member."""
    return [choice["value"] for choice in await club.alice.autocomplete(club.channel, "review", "film", typed)]


async def test_an_added_film_is_found_at_once(club: Club) -> None:
    result = await club.admin.slash(club.channel, "film add", title="Stalker", year=1979, director="Andrei Tarkovsky")
    assert result.ephemeral
    assert "Added **Stalker (1979)**" in shown(result.response)
    assert "Directed by **Andrei Tarkovsky**" in await card(club, "stalker")


async def test_a_year_in_the_title_and_two_directors_are_understood(club: Club) -> None:
    await club.admin.slash(club.channel, "film add", title="Bound (1996)", director="Lana Wachowski & Lilly Wachowski")
    said = await card(club, "bound")
    assert "Bound (1996)" in said
    assert "Directed by **Lana Wachowski, Lilly Wachowski**" in said


async def test_the_same_film_is_not_added_twice_but_a_remake_is(club: Club) -> None:
    await club.add_film("Solaris", year=1972)
    again = await club.admin.slash(club.channel, "film add", title="solaris")
    assert "is here already, so nothing was added" in shown(again.response)
    assert labels(again.response) == ["Edit it"]
    remake = await club.admin.slash(club.channel, "film add", title="Solaris", year=2002)
    assert "Added **Solaris (2002)**" in shown(remake.response)
    assert len(await found(club, "solaris")) == 2


async def test_a_film_added_by_mistake_goes_again(club: Club) -> None:
    result = await club.admin.slash(club.channel, "film add", title="Stalkr")
    asked = await club.admin.click(result.response, label="Remove…")
    gone = await club.admin.click(asked.response, label="Remove")
    assert "Removed **Stalkr** with no reviews and no ratings" in shown(gone.response)
    assert await found(club, "stalkr") == []


async def test_the_form_shows_what_is_known_and_saves_what_changed(club: Club) -> None:
    film = await club.add_film("Stalkr", year=1978, directors=("Andrei Tarkovsky",), runtime_minutes=163)
    form = await club.admin.slash(club.channel, "film edit", film=f"film:{film.id}")
    shown_first = filled_in(form)
    assert shown_first == {
        "title": "Stalkr (1978)",
        "directors": "Andrei Tarkovsky",
        "cast": "",
        "length": "2 h 43 min",
        "genres": "",
    }
    wanted = {"title": "Stalker (1979)", "length": "162 min, PG", "genres": "Drama, Science fiction, Russian"}
    saved = await club.admin.submit_modal(form, shown_first | wanted)
    assert saved.ephemeral
    said = shown(saved.response)
    assert "Saved the details of **Stalker (1979)**" in said
    assert "Running time and certificate: 2 h 43 min → 2 h 42 min, PG" in said
    assert "Directed by" not in said
    seen = await card(club, "stalker")
    assert "2 h 42 min · PG · Drama, Science fiction · Russian" in seen
    again = filled_in(await club.admin.slash(club.channel, "film edit", film=f"film:{film.id}"))
    assert again["genres"] == "Drama, Science fiction, Russian"
    undone = await club.admin.click(saved.response, label="Undo")
    assert "has its old details back" in shown(undone.response)
    assert "Russian" not in await card(club, "stalker")
    assert await found(club, "stalker") == [f"film:{film.id}"]


async def test_a_form_left_as_it_was_changes_nothing(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979, certificate="PG", certificate_reason="for bleakness")
    form = await club.admin.slash(club.channel, "film edit", film=f"film:{film.id}")
    result = await club.admin.submit_modal(form, filled_in(form))
    assert "Nothing was changed" in shown(result.response)
    assert labels(result.response) == []


async def test_what_cannot_be_read_is_said_and_kept(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    form = await club.admin.slash(club.channel, "film edit", film=f"film:{film.id}")
    typed = filled_in(form) | {"length": "about three hours", "cast": "Alisa Freindlich"}
    refused = await club.admin.submit_modal(form, typed)
    said = shown(refused.response)
    assert "I read a running time and a certificate like `2 h 43 min, PG-13`" in said
    assert "Nothing was saved" in said
    assert "Alisa Freindlich" in said
    again = await club.admin.click(refused.response, label="Open the form again")
    assert filled_in(again) == typed
    saved = await club.admin.submit_modal(again, typed | {"length": "2h43"})
    assert "Cast: nothing → Alisa Freindlich" in shown(saved.response)
    assert (
        filled_in(await club.admin.slash(club.channel, "film edit", film=f"film:{film.id}"))["length"] == "2 h 43 min"
    )


async def test_an_edit_is_undone_until_the_next_one(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    form = await club.admin.slash(club.channel, "film edit", film="stalker")
    first = await club.admin.submit_modal(form, filled_in(form) | {"title": "Stalkr (1979)"})
    undone = await club.admin.click(first.response, label="Undo")
    assert "Undone: **Stalker (1979)** has its old details back" in shown(undone.response)
    assert await found(club, "stalker") == [f"film:{film.id}"]

    form = await club.admin.slash(club.channel, "film edit", film="stalker")
    second = await club.admin.submit_modal(form, filled_in(form) | {"title": "Wrong"})
    form = await club.admin.slash(club.channel, "film edit", film="wrong")
    await club.admin.submit_modal(form, filled_in(form) | {"title": "Right"})
    late = await club.admin.click(second.response, label="Undo")
    assert "Another film was changed since" in late.response.content
    assert "**" not in late.response.content
    assert "Right" in await card(club, "right")


async def test_a_merge_says_what_moves_and_moves_it(club: Club) -> None:
    one, other = await club.add_film("Seven Samurai", year=1954), await club.add_film("Shichinin no samurai")
    await add_review(club, other, "The Lantern", score=90.0, printed="9/10")
    await add_rating(club, one, club.alice.id, 8)
    await add_rating(club, other, club.alice.id, 10, day=1)
    await add_rating(club, other, club.bob.id, 6)
    asked = await club.admin.slash(club.channel, "film merge", film="shichinin no samurai", into=f"film:{one.id}")
    assert asked.ephemeral
    said = shown(asked.response)
    assert "Merge **Shichinin no samurai** into **Seven Samurai (1954)**?" in said
    assert "1 review and 2 ratings move" in said
    assert "1 member rated both: the later of their ratings stays" in said
    assert labels(asked.response) == ["Merge", "Keep both"]
    assert len(await found(club, "samurai")) == 2

    done = await club.admin.click(asked.response, label="Merge")
    assert done.response.ephemeral
    assert "1 review and 2 ratings moved" in shown(done.response)
    assert await found(club, "shichinin") == [f"film:{one.id}"]
    seen = await card(club, "shichinin no samurai")
    assert "Seven Samurai (1954)" in seen
    assert "The Lantern" in seen
    assert "2 ratings" in seen
    assert "4.0" in seen

    undone = await club.admin.click(done.response, label="Undo")
    assert "**Shichinin no samurai** is a film of its own again" in shown(undone.response)
    assert "The Lantern" not in await card(club, f"film:{one.id}")
    assert "2 ratings" in await card(club, f"film:{other.id}")


async def test_a_film_without_anything_is_merged_in_words_not_in_noughts(club: Club) -> None:
    one, other = await club.add_film("Seven Samurai", year=1954), await club.add_film("Shichinin no samurai")
    asked = await club.admin.slash(club.channel, "film merge", film=f"film:{other.id}", into=f"film:{one.id}")
    assert "No reviews and no ratings move." in shown(asked.response)


async def test_old_buttons_of_a_merged_film_lead_to_the_new_one(club: Club) -> None:
    one, other = await club.add_film("Seven Samurai", year=1954), await club.add_film("Shichinin no samurai")
    await add_review(club, other, "The Lantern", score=90.0, printed="9/10")
    await add_rating(club, other, club.bob.id, 6, "Rain!")
    old = await club.alice.slash(club.channel, "review", film=f"film:{other.id}")
    asked = await club.admin.slash(club.channel, "film merge", film=f"film:{other.id}", into=f"film:{one.id}")
    await club.admin.click(asked.response, label="Merge")

    form = await club.alice.click(old.response, label="Rate")
    assert form.modal["title"] == "Rate Seven Samurai (1954)"
    saved = await club.alice.submit_modal(form, {"stars": ["9"]})
    assert "for **Seven Samurai (1954)**" in shown(saved.followups[0])
    notes = await club.alice.click(old.response, label="Members' notes (1)")
    assert "Rain!" in shown(notes.response)


async def test_merging_asks_which_film_and_goes_on_with_the_answer(club: Club) -> None:
    one = await club.add_film("Seven Samurai", year=1954)
    await club.add_film("Solaris", year=1972)
    await club.add_film("Solaris", year=2002)
    asked = await club.admin.slash(club.channel, "film merge", film="solaris", into=f"film:{one.id}")
    assert sorted(labels(asked.response)) == ["Solaris (1972)", "Solaris (2002)"]
    sure = await club.admin.click(asked.response, label="Solaris (2002)")
    assert "Merge **Solaris (2002)** into **Seven Samurai (1954)**?" in shown(sure.response)
    other_way = await club.admin.slash(club.channel, "film merge", film=f"film:{one.id}", into="solaris")
    sure = await club.admin.click(other_way.response, label="Solaris (1972)")
    assert "Merge **Seven Samurai (1954)** into **Solaris (1972)**?" in shown(sure.response)
    kept = await club.admin.click(sure.response, label="Keep both")
    assert "Nothing was changed" in shown(kept.response)


async def test_two_unclear_films_of_a_merge_are_left_to_the_lists(club: Club) -> None:
    for year in (1972, 2002):
        await club.add_film("Solaris", year=year)
    result = await club.admin.slash(club.channel, "film merge", film="solaris", into="solaris")
    assert result.ephemeral
    assert "Choose both from the lists" in result.response.content
    assert len(club.env.errors) == 1


async def test_unclear_films_are_asked_about_before_editing_and_removing(club: Club) -> None:
    await club.add_film("Solaris", year=1972)
    await club.add_film("Solaris", year=2002)
    asked = await club.admin.slash(club.channel, "film edit", film="solaris")
    form = await club.admin.click(asked.response, label="Solaris (2002)")
    assert filled_in(form)["title"] == "Solaris (2002)"
    asked = await club.admin.slash(club.channel, "film remove", film="solaris")
    sure = await club.admin.click(asked.response, label="Solaris (1972)")
    assert "Remove **Solaris (1972)**?" in shown(sure.response)


async def test_a_film_is_not_merged_with_itself(club: Club) -> None:
    film = await club.add_film("Stalker")
    result = await club.admin.slash(club.channel, "film merge", film=f"film:{film.id}", into="stalker")
    assert "the same film twice" in result.response.content
    assert len(club.env.errors) == 1


async def test_a_question_about_films_that_changed_since_does_nothing(club: Club) -> None:
    first, second, third = [await club.add_film(title) for title in ("Ran", "Chaos", "Kagemusha")]
    early = await club.admin.slash(club.channel, "film merge", film=f"film:{first.id}", into=f"film:{third.id}")
    between = await club.admin.slash(club.channel, "film merge", film=f"film:{first.id}", into=f"film:{second.id}")
    await club.admin.click(between.response, label="Merge")
    late = await club.admin.click(early.response, label="Merge")
    assert "merged into another since I asked" in late.response.content
    assert sorted(await found(club, "chaos")) == [f"film:{second.id}"]


async def test_a_removal_says_what_goes_and_comes_back_whole(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    for outlet in ("The Lantern", "Reel Life", "Night Owl"):
        await add_review(club, film, outlet, score=80.0, printed="4/5")
    await add_rating(club, film, club.alice.id, 9)
    old = await club.alice.slash(club.channel, "review", film="stalker")
    asked = await club.admin.slash(club.channel, "film remove", film=f"film:{film.id}")
    assert asked.ephemeral
    assert "3 reviews and 1 rating go with it" in shown(asked.response)
    gone = await club.admin.click(asked.response, label="Remove")
    assert "Removed **Stalker (1979)** with 3 reviews and 1 rating" in shown(gone.response)

    assert await found(club, "stalker") == []
    late = await club.alice.click(old.response, label="Rate")
    assert "That film is not here any more" in late.response.content

    back = await club.admin.click(gone.response, label="Undo")
    assert "**Stalker (1979)** is here again" in shown(back.response)
    seen = await card(club, "stalker")
    assert "3 graded of 3" in seen
    assert "1 rating" in seen


async def test_members_do_not_see_the_commands(club: Club) -> None:
    film = await club.add_film("Stalker")
    with pytest.raises(simcord.SetupError):
        await club.alice.slash(club.channel, "film remove", film=f"film:{film.id}")


async def test_a_member_for_whom_a_server_opened_the_command_is_still_refused(club: Club) -> None:
    film = await club.add_film("Stalker")
    (command,) = [known for known in await club.bot.tree.fetch_commands() if known.name == "film"]
    club.guild.set_command_permissions(command, {club.alice: True})
    result = await club.alice.slash(club.channel, "film remove", film=f"film:{film.id}")
    assert result.ephemeral
    assert "You need the **Manage Server** permission" in result.response.content
    assert len(club.env.errors) == 1


async def test_an_admin_who_lost_the_permission_is_refused_by_button_and_form(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    asked = await club.admin.slash(club.channel, "film remove", film=f"film:{film.id}")
    form = await club.admin.slash(club.channel, "film edit", film=f"film:{film.id}")
    club.guild.remove_member(club.admin)
    club.guild.add_member(club.admin.user)
    pressed = await club.admin.click(asked.response, label="Remove")
    assert "You need the **Manage Server** permission" in pressed.response.content
    sent = await club.admin.submit_modal(form, filled_in(form) | {"title": "Mine now"})
    assert "You need the **Manage Server** permission" in sent.response.content
    assert "Stalker (1979)" in await card(club, "stalker")


async def test_a_film_of_the_shared_catalogue_is_changed_for_this_server_alone(club: Club) -> None:
    film = await add_shared_film(club, "Stalker", 1979)
    await add_rating(club, film, club.alice.id, 9)
    form = await club.admin.slash(club.channel, "film edit", film="stalker")
    saved = await club.admin.submit_modal(form, filled_in(form) | {"title": "Stalker, restored (1979)"})
    assert "1 rating" in await card(club, f"film:{film.id}")
    assert "restored" in await card(club, f"film:{film.id}")
    assert [choice["name"] for choice in await club.alice.autocomplete(club.channel, "review", "film", "stalker")] == [
        "Stalker, restored (1979)"
    ]
    other = club.env.create_guild("Elsewhere")
    reader = other.add_member(club.env.create_user("reader"))
    seen = await reader.slash(other.create_text_channel("films"), "review", film="stalker")
    assert "restored" not in shown(seen.response)
    await club.admin.click(saved.response, label="Undo")
    assert "restored" not in await card(club, "stalker")
    assert "1 rating" in await card(club, "stalker")


async def test_when_discord_loses_the_answer_the_change_stays_and_is_said(club: Club) -> None:
    film = await club.add_film("Stalkr", year=1979)
    form = await club.admin.slash(club.channel, "film edit", film=f"film:{film.id}")
    club.env.inject_error("POST", "/interactions/*/callback", status=500)
    result = await club.admin.submit_modal(form, filled_in(form) | {"title": "Stalker (1979)"})
    assert "Saved the details of **Stalker (1979)**" in result.response.content
    assert await found(club, "stalker") == [f"film:{film.id}"]


async def test_undo_and_an_open_form_work_after_a_restart(club: Club, tmp_path: Path) -> None:
    film = await club.add_film("Stalker", year=1979)
    asked = await club.admin.slash(club.channel, "film remove", film=f"film:{film.id}")
    gone = await club.admin.click(asked.response, label="Remove")
    async with open_bot(Settings(data_dir=tmp_path)) as fresh:
        await club.env.restart_bot(fresh)
        back = await club.admin.click(gone.response, label="Undo")
        assert "is here again" in shown(back.response)
        form = await club.admin.slash(club.channel, "film edit", film="stalker")
        async with open_bot(Settings(data_dir=tmp_path)) as fresher:
            await club.env.restart_bot(fresher)
            saved = await club.admin.submit_modal(form, filled_in(form) | {"genres": "Drama"})
            assert "Genres and language: nothing → Drama" in shown(saved.response)


async def test_other_peoples_text_in_titles_stays_inert(club: Club) -> None:
    title = "**@everyone** ||x|| [a](https://example.org) <@1>"
    result = await club.admin.slash(club.channel, "film add", title=title)
    said = shown(result.response)
    assert "@everyone" not in said
    assert "**@" not in said.replace("Added **", "", 1)
    assert "<@1>" not in said.replace("\\<", "")
