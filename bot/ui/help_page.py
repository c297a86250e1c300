"""The help page: what the asker may use, with the words of the commands themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import discord
from discord import app_commands

from bot.ui.layouts import Layout, line, panel, text
from bot.ui.text import escape

#: Discord counts 4,000 characters in all of a message's texts.
_ROOM = 3_600
MEMBERS, ADMINS = "For everyone here", "For those who manage the server"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one command as help lists it: its full name, how to write it so that it can be clicked, and what it does."""

    name: str
    mention: str
    about: str
    group: str


def entries(tree: app_commands.CommandTree[Any], may: discord.Permissions, ids: Mapping[str, int]) -> list[Entry]:
    """Return the slash commands that a member with these permissions may use, what is for everyone first.

    `ids` are the numbers Discord gave the commands by their first word; one without a number is named only.
    """
    found = [_entry(command, ids) for command in tree.walk_commands() if _is_open(command, may)]
    return sorted(found, key=lambda entry: (entry.group != MEMBERS, entry.name))


def help_pages(listed: Sequence[Entry], *, first_step: str | None) -> list[Layout]:
    """Return the help as messages that each stay inside Discord's limits, one for all but very many commands."""
    blocks = [first_step] if first_step else []
    for group, members in groupby(listed, key=lambda entry: entry.group):
        blocks.extend(_blocks(group, [f"{entry.mention} {escape(entry.about)}" for entry in members]))
    pages: list[list[str]] = [["## What I can do for you"]]
    for block in blocks:
        if sum(map(len, pages[-1])) + len(block) > _ROOM:
            pages.append([])
        pages[-1].append(block)
    return [panel(*_parted(page)) for page in pages]


def first_step(listed: Iterable[Entry], *, admin: bool) -> str:
    """Say how a server without a single film begins."""
    said = "**There are no films here yet.** "
    if not admin:
        return said + "Somebody who manages the server adds the first one; then you can rate it."
    known = {entry.name: entry.mention for entry in listed}
    ways = [known[name] + about for name, about in _BEGINNINGS.items() if name in known]
    return said + "Begin with " + ", or ".join(ways) + "."


_BEGINNINGS = {
    "import paste": ": paste a review and its film comes along",
    "import files": " for reviews that you have as files",
    "film add": " for a film by its title",
}


def _entry(command: app_commands.Command[Any, ..., Any] | app_commands.Group, ids: Mapping[str, int]) -> Entry:
    root = command.root_parent or command
    name = command.qualified_name
    mention = f"</{name}:{ids[root.name]}>" if root.name in ids else f"`/{name}`"
    return Entry(name, mention, command.description, MEMBERS if root.default_permissions is None else ADMINS)


def _is_open(command: app_commands.Command[Any, ..., Any] | app_commands.Group, may: discord.Permissions) -> bool:
    needed = (command.root_parent or command).default_permissions
    return isinstance(command, app_commands.Command) and (needed is None or may.is_superset(needed))


def _blocks(group: str, lines: Sequence[str]) -> list[str]:
    blocks = [f"### {group}"]
    for one in lines:
        if len(blocks[-1]) + len(one) > _ROOM // 2:
            blocks.append(one)
        else:
            blocks[-1] += f"\n{one}"
    return blocks


def _parted(blocks: Sequence[str]) -> list[Any]:
    items: list[Any] = [text(blocks[0])]
    for block in blocks[1:]:
        # A long group is several texts, and no line comes between those.
        items.extend([line(), text(block)] if block.startswith("###") else [text(block)])
    return items
