"""The one funnel through which every failure of a command, button or modal reaches the person."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import Any

import discord
from discord import app_commands

from bot.domain.errors import UserError

__all__ = ["UserError", "answer", "explain", "is_told"]

_log = logging.getLogger(__name__)

#: Where a command leaves what it has saved (a sentence), so that a failed answer can still say it.
KEPT = "kept"

BUG = "Something went wrong on my side, and it is in the log. Nothing you had saved before is lost; please try again."
NOT_TAKEN = "Discord did not take my answer just now. Please try again."
CUT_SHORT = "Discord did not take my answer in full; what you did need not be done again."
FAILED_AFTER = "The rest of my answer failed, and the log says why; what you did need not be done again."
NOT_YOURS = "You need the **Manage Server** permission for this. An admin of the server can do it, or give it to you."

#: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
ALREADY_ANSWERED = 40060

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
    root = _root(error)
    if _already_answered(root):
        # discord.py sends again after a 500: the first attempt had arrived, and the member sees what it said.
        _log.warning("an answer was sent twice: %s", root)
        return
    sentence = _sentence(root, interaction.extras.get(KEPT))
    try:
        await say(interaction, sentence)
    except Exception as failure:  # nothing stands above the funnel, and what was saved stays saved
        _log.warning("the member could not be told: %s (%s)", sentence, failure)


async def say(interaction: Interaction, sentence: str) -> None:
    """Send a private sentence, as the answer or after it."""
    nobody = discord.AllowedMentions.none()
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(sentence, ephemeral=True, allowed_mentions=nobody)
            return
        except discord.HTTPException as error:
            if not _already_answered(error):
                raise
    await interaction.followup.send(sentence, ephemeral=True, allowed_mentions=nobody)


def is_told(error: BaseException) -> bool:
    """Say whether an error is nobody's fault but an answer: a sentence that a person can act on."""
    return isinstance(_root(error), UserError | app_commands.CheckFailure)


def _root(error: BaseException) -> BaseException:
    wrapped = isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError)
    return (error.__cause__ if wrapped else None) or error


def _already_answered(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and error.code == ALREADY_ANSWERED


def _sentence(root: BaseException, kept: str | None) -> str:
    """Choose the words: a failure after something was saved must never read as if it were not."""
    if isinstance(root, discord.HTTPException):
        _log.warning("Discord refused a request: %s", root)
        return f"{kept} {CUT_SHORT}" if kept else NOT_TAKEN
    if kept:
        _log.error("a command failed after it had saved", exc_info=root)
        return f"{kept} {FAILED_AFTER}"
    if isinstance(root, UserError):
        return str(root)
    if isinstance(root, app_commands.MissingPermissions):
        return NOT_YOURS
    if isinstance(root, app_commands.CheckFailure | app_commands.CommandNotFound):
        return "This command is not available here. `/help` shows what is."
    _log.error("a command failed", exc_info=root)
    return BUG
