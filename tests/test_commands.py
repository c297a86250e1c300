"""Every command of the tree, held to what Discord takes and to what this house promises."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from discord import app_commands

from bot.client import EXTENSIONS, open_bot
from bot.settings import Settings

# https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
NAME = re.compile(r"[-_\w]{1,32}")
ADMINS_ONLY = {"film", "import", "settings", "weekly"}
FILM_PARAMETER = re.compile(r"film\d*|into")
LONGEST_COMMAND = 8_000  # names, descriptions and choices of one command, all its subcommands included

Command = app_commands.Command[Any, ..., Any]
Anything = Command | app_commands.Group


Roots = list[Anything]


@pytest.fixture
async def tree(tmp_path: Path) -> AsyncIterator[app_commands.CommandTree[Any]]:
    """Open the bot's command tree without Discord."""
    async with open_bot(Settings(data_dir=tmp_path)) as bot:
        for name in EXTENSIONS:
            await bot.load_extension(name)
        yield bot.tree


@pytest.fixture
def roots(tree: app_commands.CommandTree[Any]) -> Roots:
    """Return the slash commands that the bot tells Discord about."""
    return [
        command for command in tree.get_commands() if isinstance(command, app_commands.Command | app_commands.Group)
    ]


def everything(roots: Roots) -> Iterator[Anything]:
    for command in roots:
        yield command
        if isinstance(command, app_commands.Group):
            yield from command.walk_commands()


def leaves(roots: Roots) -> list[Command]:
    return [command for command in everything(roots) if isinstance(command, app_commands.Command)]


async def test_there_are_commands_and_no_more_than_discord_takes(roots: Roots) -> None:
    assert {"review", "rate", "film", "help"} <= {command.name for command in roots}
    assert len(roots) <= 100
    assert len({command.name for command in roots}) == len(roots)
    for command in everything(roots):
        if isinstance(command, app_commands.Group):
            assert 1 <= len(command.commands) <= 25, command.qualified_name
            assert len({child.name for child in command.commands}) == len(command.commands)


async def test_what_stands_in_the_menu_of_a_message_is_for_admins_of_servers(
    tree: app_commands.CommandTree[Any],
) -> None:
    menus = [command for command in tree.get_commands() if isinstance(command, app_commands.ContextMenu)]
    assert len({menu.name for menu in menus}) == len(menus) <= 5
    for menu in menus:
        assert 1 <= len(menu.name) <= 32
        assert menu.guild_only
        assert menu.default_permissions is not None
        assert menu.default_permissions.manage_guild


async def test_names_are_lower_case_and_what_discord_takes(roots: Roots) -> None:
    for command in everything(roots):
        names = [command.name]
        if isinstance(command, app_commands.Command):
            names += [parameter.display_name for parameter in command.parameters]
            assert len(set(names[1:])) == len(names) - 1
            assert len(command.parameters) <= 25
        for name in names:
            assert NAME.fullmatch(name), name
            assert name == name.lower()


async def test_everything_says_what_it_is_in_100_characters(roots: Roots) -> None:
    for command in everything(roots):
        said = [command.description]
        if isinstance(command, app_commands.Command):
            said += [str(parameter.description) for parameter in command.parameters]
        for description in said:
            # discord.py writes … where nothing was said.
            assert 3 <= len(description) <= 100, f"{command.qualified_name}: {description!r}"
            assert description.strip() == description


def definitions(tree: app_commands.CommandTree[Any], roots: Roots) -> Iterator[dict[str, Any]]:
    """Return commands, groups and options as Discord gets them, outermost first."""
    waiting: list[dict[str, Any]] = [dict(command.to_dict(tree)) for command in roots]
    while waiting:
        yield (definition := waiting.pop(0))
        waiting.extend(definition.get("options") or [])


async def test_required_options_come_before_optional_ones(tree: app_commands.CommandTree[Any], roots: Roots) -> None:
    for definition in definitions(tree, roots):
        required = [option.get("required", False) for option in definition.get("options") or []]
        assert required == sorted(required, reverse=True), definition["name"]


async def test_choices_and_ranges_are_what_discord_takes(tree: app_commands.CommandTree[Any], roots: Roots) -> None:
    for option in definitions(tree, roots):
        choices = option.get("choices") or []
        assert len(choices) <= 25
        assert len({choice["name"] for choice in choices}) == len(choices)
        assert all(1 <= len(choice["name"]) <= 100 for choice in choices)
        assert not (choices and option.get("autocomplete"))
        assert 0 <= option.get("min_length", 0) <= option.get("max_length", 6_000) <= 6_000


async def test_a_command_with_all_its_words_is_short_enough(tree: app_commands.CommandTree[Any], roots: Roots) -> None:
    for command in roots:
        size = 0
        for part in definitions(tree, [command]):
            size += len(part["name"]) + len(part.get("description", ""))
            size += sum(len(choice["name"]) + len(str(choice["value"])) for choice in part.get("choices") or [])
        assert size <= LONGEST_COMMAND, command.name


async def test_every_command_is_for_servers_only(roots: Roots) -> None:
    for command in roots:
        contexts = command.allowed_contexts
        guild_alone = contexts is not None and contexts.guild and not contexts.dm_channel
        assert command.guild_only or guild_alone, command.name


async def test_what_changes_the_shelf_is_for_admins_and_nothing_else_is(roots: Roots) -> None:
    for command in roots:
        needed = command.default_permissions
        if command.name in ADMINS_ONLY:
            assert needed is not None, command.name
            assert needed.manage_guild, command.name
        else:
            assert needed is None, command.name


async def test_wherever_a_film_is_asked_for_it_can_be_chosen_from_a_list(roots: Roots) -> None:
    asked = 0
    for command in leaves(roots):
        for parameter in command.parameters:
            if FILM_PARAMETER.fullmatch(parameter.display_name):
                asked += 1
                assert parameter.autocomplete, f"{command.qualified_name} {parameter.name}"
    assert asked >= 6
