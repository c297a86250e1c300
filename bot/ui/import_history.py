"""The imports of a server, and taking one back: what it would do, what it did, and what had to stay."""

from __future__ import annotations

import re

import discord
from discord import app_commands

from bot.domain.errors import UserError
from bot.domain.placing import WRITTEN
from bot.errors import KEPT
from bot.ui.admin_button import require_admin
from bot.ui.import_files import fates_file
from bot.ui.import_flow import GONE, batch_or_gone
from bot.ui.import_history_panels import PAGE, history_panel, name_of, undo_question, undone_panel
from bot.ui.import_progress import OPEN, Moving
from bot.ui.layouts import Layout
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, services_of
from db import import_lists, import_undo, imports

_UNKNOWN = "Choose the import from the list that opens while you type; `/import history` shows all of them."


async def history(interaction: Interaction, page: int) -> Layout:
    """Return a page of the imports of this server."""
    require_admin(interaction)
    database, guild_id = services_of(interaction).database, guild_of(interaction)
    count = await import_lists.history_count(database, guild_id)
    page = min(page, max(0, count - 1) // PAGE)
    return history_panel(await import_lists.history(database, guild_id, PAGE, page * PAGE), page, count)


async def choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return the imports that can be taken back and whose name has what was typed, at most 25."""
    found = await import_lists.with_something_to_undo(services_of(interaction).database, guild_of(interaction), 100)
    named = [(name_of(batch), batch) for batch in found]
    fitting = [(name, batch) for name, batch in named if typed.casefold() in name.casefold()]
    return [app_commands.Choice(name=name, value=f"import:{batch.id}") for name, batch in fitting[:25]]


def batch_named(typed: str) -> int:
    """Return the batch that was chosen, or typed by its number; raise UserError for anything else."""
    found = re.fullmatch(r"(?:import:|#)?([0-9]{1,18})", typed.strip())
    if found is None:
        raise UserError(_UNKNOWN)
    return int(found[1])


async def ask_undo(interaction: Interaction, batch_id: int) -> None:
    """Say what taking a batch back would do, and ask."""
    batch = await batch_or_gone(interaction, batch_id)
    if batch.status != "undoing" and not batch.count(WRITTEN):
        raise UserError(import_undo.NOTHING)
    question = undo_question(batch, await import_undo.look(services_of(interaction).database, batch))
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.edit_message(view=question, attachments=[])
    else:
        await send_private(interaction, question)


async def send_fates(interaction: Interaction, batch_id: int) -> None:
    """Send the file of every row's fate beside the report, for the admin alone."""
    batch = await batch_or_gone(interaction, batch_id)
    await interaction.response.defer(ephemeral=True, thinking=True)
    file = await fates_file(services_of(interaction).database, batch)
    await interaction.edit_original_response(attachments=[file])


async def undo(interaction: Interaction, batch_id: int) -> None:
    """Take a batch back and say what had to stay."""
    batch = await batch_or_gone(interaction, batch_id)
    services = services_of(interaction)
    await interaction.response.defer()
    async with Moving(interaction, OPEN) as progress:
        now = discord.utils.utcnow()
        left = await import_undo.undo(services.database, services.titles, batch.guild_id, batch.id, now, progress)
        interaction.extras[KEPT] = "The import is taken back."
        after = await imports.load(services.database, batch.guild_id, batch.id)
        if after is None:
            raise UserError(GONE)
        file = await fates_file(services.database, after)
    await interaction.edit_original_response(view=undone_panel(after, left, file), attachments=[file])
