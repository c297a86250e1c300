"""One thread for everything a club talks about."""

from __future__ import annotations

from typing import Any

import discord

from bot.ui import ids
from db import discussions, film_changes
from db.film_undo import Author
from tests.cogs import polling
from tests.conftest import NOW, Club
from tests.walks.forging import press

#: Discord's word for a message that has a thread already.
HAS_A_THREAD = 160004
ON_MESSAGE = "/channels/*/messages/*/threads"


async def card_of(club: Club, title: str = "Stalker") -> tuple[Any, Any]:
    film = await club.add_film(title, year=1979)
    return film, (await club.alice.slash(club.channel, "review", film=f"film:{film.id}")).response


async def test_the_first_press_opens_a_thread_under_the_card_and_the_next_leads_there(club: Club) -> None:
    film, card = await card_of(club)
    first = await club.alice.click(card, label="Discuss")
    assert first.ephemeral
    (thread,) = club.channel.threads
    assert thread.name == "Stalker (1979)"
    assert f"talks about **Stalker (1979)** in <#{thread.id}>" in first.response.content
    again = await club.bob.click(card, label="Discuss")
    assert f"<#{thread.id}>" in again.response.content
    other_card = (await club.bob.slash(club.channel, "review", film=f"film:{film.id}")).response
    assert f"<#{thread.id}>" in (await club.bob.click(other_card, label="Discuss")).response.content
    assert len(club.channel.threads) == 1
    greeting = polling.messages(club, thread)[-1]
    assert "Talk about **Stalker (1979)** here." in greeting.content


async def test_a_deleted_thread_gives_way_to_a_new_one(club: Club) -> None:
    _, card = await card_of(club)
    await club.alice.click(card, label="Discuss")
    (old,) = club.channel.threads
    club.env.backend.delete_channel(old.id)
    await club.env.settle()
    said = await club.alice.click(card, label="Discuss")
    (new,) = club.channel.threads
    assert f"<#{new.id}>" in said.response.content


async def test_a_message_that_keeps_a_deleted_thread_gets_one_beside_it(club: Club) -> None:
    _, card = await card_of(club)
    await club.alice.click(card, label="Discuss")
    (old,) = club.channel.threads
    club.env.backend.delete_channel(old.id)
    await club.env.settle()
    club.env.inject_error("POST", ON_MESSAGE, status=400, code=HAS_A_THREAD)
    said = await club.alice.click(card, label="Discuss")
    (new,) = club.channel.threads
    assert new.id != old.id
    assert f"<#{new.id}>" in said.response.content
    assert club.env.errors is not None


async def test_a_lacking_permission_is_named_and_nothing_is_kept(club: Club) -> None:
    film, _ = await card_of(club)
    for lacking, words in (
        ({"create_public_threads": False}, "the permission **Create Public Threads** in"),
        ({"create_public_threads": False, "send_messages_in_threads": False}, "** and **Send Messages in Threads** in"),
    ):
        closed = {club.guild.default_role: discord.PermissionOverwrite(**lacking)}
        channel = club.guild.create_text_channel("quiet", overwrites=closed)
        card = (await club.alice.slash(channel, "review", film=f"film:{film.id}")).response
        said = await club.alice.click(card, label="Discuss")
        assert words in said.response.content
        assert channel.threads == []
    assert await discussions.get(club.bot.services.database, club.guild.id, "film", film.id) is None
    assert club.env.errors is not None


async def test_a_claim_that_a_crash_left_opens_the_thread_after_all(club: Club) -> None:
    film, card = await card_of(club)
    database = club.bot.services.database
    await discussions.claim(database, club.guild.id, "film", film.id, club.channel.id, NOW)
    said = await club.alice.click(card, label="Discuss")
    (thread,) = club.channel.threads
    assert f"<#{thread.id}>" in said.response.content
    found = await discussions.get(database, club.guild.id, "film", film.id)
    assert found is not None
    assert found.thread_id == thread.id


async def test_a_thread_that_was_opened_and_never_recorded_is_found_again(club: Club) -> None:
    film, card = await card_of(club)
    await club.alice.click(card, label="Discuss")
    (thread,) = club.channel.threads
    database = club.bot.services.database
    await discussions.forget(database, club.guild.id, "film", film.id, thread.id)
    club.env.inject_error("POST", ON_MESSAGE, status=400, code=HAS_A_THREAD)
    said = await club.alice.click(card, label="Discuss")
    assert [one.id for one in club.channel.threads] == [thread.id]
    assert f"<#{thread.id}>" in said.response.content
    assert club.env.errors is not None


async def test_a_press_inside_a_thread_opens_the_next_beside_it(club: Club) -> None:
    _, card = await card_of(club)
    await club.alice.click(card, label="Discuss")
    (thread,) = club.channel.threads
    other = await club.add_film("Solaris")
    inside = (await club.alice.slash(thread, "review", film=f"film:{other.id}")).response
    said = await club.alice.click(inside, label="Discuss")
    assert "**Solaris**" in said.response.content
    assert len(club.channel.threads) == 2


async def test_a_private_answer_carries_no_thread_so_one_stands_in_the_channel(club: Club) -> None:
    film, _ = await card_of(club)
    said = await press(club.alice, club.channel, f"{ids.DISCUSS}:0:{film.id}", private=True)
    (thread,) = club.channel.threads
    assert f"<#{thread.id}>" in said.response.content


async def test_where_no_thread_can_be_a_sentence_says_so(club: Club) -> None:
    film, _ = await card_of(club)
    voice = club.guild.create_voice_channel("cinema")
    said = await press(club.alice, voice, f"{ids.DISCUSS}:0:{film.id}")
    assert "text channels only" in said.response.content
    for custom_id in (f"{ids.DISCUSS}:0:999999999", f"{ids.DISCUSS}:99:1", f"{ids.DISCUSS}:2:1"):
        gone = await press(club.alice, club.channel, custom_id)
        assert "not here any more" in gone.response.content
    assert club.channel.threads == []
    assert club.env.errors is not None


async def test_a_poll_has_a_thread_of_its_own(club: Club) -> None:
    card = await polling.posted(club)
    (row,) = await club.bot.services.database.fetch_all("SELECT id FROM polls WHERE guild_id = ?", (club.guild.id,))
    said = await press(club.alice, club.channel, f"{ids.DISCUSS}:1:{row['id']}")
    (thread,) = club.channel.threads
    assert thread.name == "Friday?"
    assert f"<#{thread.id}>" in said.response.content
    assert card is not None


async def test_a_weekly_post_has_a_thread_of_its_own_and_another_servers_has_none_here(club: Club) -> None:
    film, database = await club.add_film("Stalker", year=1979), club.bot.services.database
    elsewhere = club.env.create_guild("Elsewhere")
    posts = {}
    for guild in (club.guild, elsewhere):
        (rows,) = await database.batch(
            (
                "INSERT INTO weekly_posts (guild_id, due_at, channel_id, film_id, pick, decided_at)"
                " VALUES (?, '2026-01-02', ?, ?, '', '') RETURNING id",
                (guild.id, club.channel.id, film.id),
            )
        )
        posts[guild.id] = rows[0]["id"]
    ours = await press(club.alice, club.channel, f"{ids.DISCUSS}:2:{posts[club.guild.id]}")
    (thread,) = club.channel.threads
    assert thread.name == "Stalker (1979)"
    assert f"<#{thread.id}>" in ours.response.content
    theirs = await press(club.alice, club.channel, f"{ids.DISCUSS}:2:{posts[elsewhere.id]}")
    assert "not here any more" in theirs.response.content
    assert len(club.channel.threads) == 1
    assert club.env.errors is not None


async def test_a_merged_film_keeps_the_thread(club: Club) -> None:
    film, card = await card_of(club)
    other = await club.add_film("Stalker, the film")
    await club.alice.click(card, label="Discuss")
    (thread,) = club.channel.threads
    change = await film_changes.merge(
        club.bot.services.database, Author(club.guild.id, club.admin.id, NOW), film.id, other.id
    )
    assert change.film.id == other.id
    for one in (film, other):
        said = await press(club.bob, club.channel, f"{ids.DISCUSS}:0:{one.id}")
        assert f"<#{thread.id}>" in said.response.content


async def test_discord_refusing_leaves_the_way_open(club: Club) -> None:
    film, card = await card_of(club)
    club.env.inject_error("POST", ON_MESSAGE, status=403, code=50013)
    said = await club.alice.click(card, label="Discuss")
    assert "Discord did not take my answer" in said.response.content
    assert await discussions.get(club.bot.services.database, club.guild.id, "film", film.id) is None
    said = await club.alice.click(card, label="Discuss")
    (thread,) = club.channel.threads
    assert f"<#{thread.id}>" in said.response.content
    assert club.env.errors is not None
