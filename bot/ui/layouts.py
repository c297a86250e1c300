"""The small pieces every layout is built from."""

from __future__ import annotations

from typing import Any

import discord

ACCENT = discord.Colour(0xE8B33A)
NOBODY = discord.AllowedMentions.none()

Layout = discord.ui.LayoutView
Item = discord.ui.Item[Any]


def panel(*items: Item) -> Layout:
    """Put items into one container with Matinee's accent."""
    view: Layout = Layout(timeout=None)
    # Persistent items are found by their custom_id, not by the view: nothing has to be kept for them.
    view.add_item(discord.ui.Container(*items, accent_colour=ACCENT))
    view.stop()
    return view


def text(content: str) -> discord.ui.TextDisplay[Any]:
    """Show Markdown; whatever people wrote in it was escaped before."""
    return discord.ui.TextDisplay(content)


def row(*items: Item) -> discord.ui.ActionRow[Any]:
    """Put buttons, or one menu, side by side."""
    return discord.ui.ActionRow(*items)


def line() -> discord.ui.Separator[Any]:
    """Draw a thin line between two groups."""
    return discord.ui.Separator()
