"""The one funnel through which every failure of a command, button or modal reaches the person."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import Any

import discord
from discord import app_commands

from bot.domain.errors import UserError

__all__ = ["UserError", "answer", "explain"]

_log = logging.getLogger(__name__)

#: Where a command leaves what it has saved (a sentence), so that a failed answer can still say it.
KEPT = "kept"

BUG = "Something went wrong on my side, and it is in the log. Nothing you had saved before is lost; please try again."
NOT_TAKEN = "Discord did not take my answer just now. Please run the command again to see it."
NOT_YOURS = "You need the **Manage Server** permission for this. An admin of the server can do it, or give it to you."

Interaction = discord.Interaction[Any]


async def answer(interaction: Interaction, body: Awaitable[None]) -> None:
    """Run the body of a button or modal and tell the member when it fails.

    discord.py only logs what a dynamic item raises, so each one passes through here.
    """
    try:
        await body
    except Exception as error:  # the funnel: everything ends in a sentence and, where it is a bug, in the log
        await explain(interaction, error)


async def explain(interaction: Interaction, error: Exception) -> None:
    """Answer an error with a sentence only the member sees."""
    sentence = _sentence(error, interaction.extras.get(KEPT))
    try:
        await say(interaction, sentence)
    except discord.HTTPException:
        _log.warning("the member could not be told: %s", sentence)


async def say(interaction: Interaction, sentence: str) -> None:
    """Send a private sentence, as the answer or after it."""
    nobody = discord.AllowedMentions.none()
    if interaction.response.is_done():
        await interaction.followup.send(sentence, ephemeral=True, allowed_mentions=nobody)
    else:
        await interaction.response.send_message(sentence, ephemeral=True, allowed_mentions=nobody)


def _sentence(error: BaseException, kept: str | None) -> str:
    wrapped = isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError)
    root = (error.__cause__ if wrapped else None) or error
    if isinstance(root, UserError):
        return str(root)
    if isinstance(root, app_commands.MissingPermissions):
        return NOT_YOURS
    if isinstance(root, app_commands.CheckFailure | app_commands.CommandNotFound):
        return "This command is not available here. `/help` shows what is."
    if isinstance(root, discord.HTTPException):
        _log.warning("Discord refused a request: %s", root)
        return f"{kept} {NOT_TAKEN}" if kept else NOT_TAKEN
    _log.error("a command failed", exc_info=root)
    return f"{kept} {BUG}" if kept else BUG
