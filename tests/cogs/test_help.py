"""Asking what one can do here: by role, in an empty server, and with very many commands."""

from __future__ import annotations

import re

import discord

from bot.ui.help_page import ADMINS, MEMBERS, Entry, entries, help_pages
from tests.conftest import Club, shown


async def test_a_member_sees_what_members_may_use_and_nothing_more(club: Club) -> None:
    await club.add_film("Stalker", year=1979)
    result = await club.alice.slash(club.channel, "help")
    assert result.ephemeral
    said = shown(result.response)
    assert "See what critics and the club think of a film" in said
    assert re.search(r"</rate:\d+>", said)
    assert "film merge" not in said
    assert ADMINS not in said
    assert "no films here yet" not in said


async def test_an_admin_sees_the_admins_commands_too_in_the_words_of_the_tree(club: Club) -> None:
    result = await club.admin.slash(club.channel, "help")
    pages = [result.response, *result.followups]
    assert all(page.ephemeral for page in pages)
    said = "\n".join(map(shown, pages))
    for command in club.bot.tree.walk_commands():
        if isinstance(command, discord.app_commands.Command):
            assert re.search(rf"</{command.qualified_name}:\d+> {re.escape(command.description)}", said)
    assert said.index(MEMBERS) < said.index(ADMINS)


async def test_an_empty_server_is_told_how_to_begin(club: Club) -> None:
    admin = shown((await club.admin.slash(club.channel, "help")).response)
    assert "There are no films here yet. Begin with" in admin.replace("**", "")
    assert re.search(r"</film add:\d+> for a film by its title", admin)
    member = shown((await club.alice.slash(club.channel, "help")).response)
    assert "Somebody who manages the server adds the first one" in member


async def test_another_servers_films_do_not_count_as_a_beginning(club: Club) -> None:
    await club.add_film("Stalker", guild=club.env.create_guild("Elsewhere"))
    said = shown((await club.alice.slash(club.channel, "help")).response)
    assert "no films here yet" in said


async def test_without_the_numbers_of_the_commands_their_names_do(club: Club) -> None:
    listed = entries(club.bot.tree, discord.Permissions.none(), {})
    assert "`/rate` Rate a film" in text_of(help_pages(listed, first_step=None))


async def test_a_list_that_discord_does_not_give_leaves_help_as_it_was(club: Club) -> None:
    club.env.inject_error("GET", "/applications/*/commands", status=500)
    club.bot.dispatch("ready")
    await club.env.settle()
    said = shown((await club.alice.slash(club.channel, "help")).response)
    assert re.search(r"</rate:\d+>", said)


def test_very_many_commands_fill_several_messages_inside_discords_limits() -> None:
    listed = [
        Entry(f"group {n}", f"</group command-{n}:{10**18 + n}>", "Do a thing that takes words to say. " * 2, group)
        for group in (MEMBERS, ADMINS)
        for n in range(50)
    ]
    pages = help_pages(listed, first_step=None)
    assert len(pages) > 1
    assert all(len(text_of([page])) <= 4_000 for page in pages)
    everything = text_of(pages)
    assert all(entry.mention in everything for entry in listed)


def text_of(pages: list[discord.ui.LayoutView]) -> str:
    items = (item for page in pages for item in page.walk_children())
    return "\n".join(item.content for item in items if isinstance(item, discord.ui.TextDisplay))
