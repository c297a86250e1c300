"""Buttons and menus whose ids travel in their custom_id, so that they answer for anyone, for ever.

Drawing one takes a prefix and whole numbers (`button`, `menu`); what a press does stands in a class that parses
them back. The two meet in the prefix alone, so a layout never imports behaviour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Self

import discord

from bot.errors import answer
from bot.ui.services import Interaction

# https://discordpy.readthedocs.io/en/stable/interactions/api.html#discord.ui.DynamicItem: the pattern must
# match the whole custom_id. The base classes match nothing: only what derives from them is registered.
_NOTHING = re.compile(r"(?!)")


class PersistentButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_NOTHING):
    """Answer a button with the whole numbers of its custom_id in `ids`."""

    def __init__(self, item: discord.ui.Button[Any], ids: tuple[int, ...]) -> None:
        super().__init__(item)
        self.ids = ids

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Any, match: re.Match[str], /) -> Self:
        """Parse the ids; nothing is looked up here, because discord.py drops an error raised in this place."""
        return cls(item, _ids(match))

    async def callback(self, interaction: Interaction) -> Any:
        """Run the press through the funnel that commands use."""
        await answer(interaction, self.press(interaction))

    async def press(self, interaction: Interaction) -> None:
        """Do what the button is for."""
        raise NotImplementedError


class PersistentMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=_NOTHING):
    """Answer a menu with the whole numbers of its custom_id in `ids`."""

    def __init__(self, item: discord.ui.Select[Any], ids: tuple[int, ...]) -> None:
        super().__init__(item)
        self.ids = ids

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Any, match: re.Match[str], /) -> Self:
        """Parse the ids; the chosen values come with the interaction."""
        return cls(item, _ids(match))

    async def callback(self, interaction: Interaction) -> Any:
        """Run the choice through the funnel that commands use."""
        await answer(interaction, self.choose(interaction, self.item.values))

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Do what choosing these values is for."""
        raise NotImplementedError


def button(
    prefix: str,
    *ids: int,
    label: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    emoji: str | None = None,
) -> discord.ui.Button[Any]:
    """Draw a button that carries whole numbers."""
    return discord.ui.Button(label=label, style=style, emoji=emoji, custom_id=custom_id(prefix, ids))


def menu(prefix: str, *ids: int, placeholder: str, options: Sequence[discord.SelectOption]) -> discord.ui.Select[Any]:
    """Draw a menu of at most 25 options that carries whole numbers."""
    return discord.ui.Select(placeholder=placeholder, options=list(options), custom_id=custom_id(prefix, ids))


def custom_id(prefix: str, ids: tuple[int, ...]) -> str:
    """Join a prefix and whole numbers: `rate:v1:12:0`."""
    return ":".join((prefix, *map(str, ids)))


def template(prefix: str, count: int) -> re.Pattern[str]:
    """Return the pattern of a prefix followed by so many whole numbers."""
    return re.compile(re.escape(prefix) + r":(\d{1,19})" * count)


def _ids(match: re.Match[str]) -> tuple[int, ...]:
    # A forged number beyond 64 bits becomes one that names nothing, instead of an error inside SQLite.
    return tuple(min(int(group), 2**63 - 1) for group in match.groups())
