"""Showing, changing and keeping an import, wherever an admin stands: a command, a button, a form."""

from __future__ import annotations

import discord

from bot.domain.errors import UserError
from bot.domain.placing import Item, Verdict
from bot.errors import KEPT
from bot.ui.admin_button import require_admin
from bot.ui.import_corrections import correct
from bot.ui.import_fields import FIELDS
from bot.ui.import_form import fix_form
from bot.ui.import_preview import import_preview
from bot.ui.import_report import discarded_panel, report_panel
from bot.ui.layouts import Layout
from bot.ui.services import Interaction, guild_of, services_of
from db import import_places, import_report, import_writing, imports
from db.imports import Batch

GONE = "That import is not here any more. `/import open` lists what waits, `/import files` begins another."
SETTLED = "That import is settled, so nothing was changed. `/import open` lists what waits."


async def preview(interaction: Interaction, batch_id: int, position: int = 0) -> Layout:
    """Return the preview of a batch as things stand now; a settled one gives its report."""
    batch = await batch_or_gone(interaction, batch_id)
    services = services_of(interaction)
    if batch.status == "done":
        return report_panel(await import_report.report(services.database, batch.guild_id, batch.id))
    places = await import_places.look(services.database, services.titles, batch)
    return import_preview(batch, places, position)


async def batch_or_gone(interaction: Interaction, batch_id: int) -> Batch:
    """Return this server's batch; raise UserError where there is none, or the one who asks is no admin."""
    require_admin(interaction)
    batch = await imports.load(services_of(interaction).database, guild_of(interaction), batch_id)
    if batch is None or batch.status == "discarded" or not batch.items:
        raise UserError(GONE)
    return batch


async def item_or_gone(interaction: Interaction, batch_id: int, position: int) -> Item:
    """Return one item of this server's batch for an admin; raise UserError where there is none."""
    batch = await batch_or_gone(interaction, batch_id)
    if position >= len(batch.items):
        raise UserError(GONE)
    return batch.items[position]


async def show(interaction: Interaction, batch_id: int, position: int, changed: bool = True) -> None:
    """Draw the preview anew in its message; `changed` False says that the batch took no change any more."""
    if not changed:
        raise UserError(SETTLED)
    await interaction.response.edit_message(view=await preview(interaction, batch_id, position))


async def ask_for_value(interaction: Interaction, batch_id: int, position: int, number: int) -> None:
    """Open the form for one field, filled with what was read."""
    if number >= len(FIELDS):
        raise UserError(GONE)
    item = await item_or_gone(interaction, batch_id, position)
    await interaction.response.send_modal(fix_form(batch_id, position, number, item.draft))


async def fix(interaction: Interaction, batch_id: int, position: int, number: int, typed: str) -> None:
    """Put a corrected value into a draft and show it; raise UserError, changing nothing, where it cannot be read."""
    item = await item_or_gone(interaction, batch_id, position)
    draft = correct(item.draft, FIELDS[number], typed)
    database, guild_id = services_of(interaction).database, guild_of(interaction)
    await show(interaction, batch_id, position, await imports.rewrite(database, guild_id, batch_id, position, draft))


async def keep(interaction: Interaction, batch_id: int) -> None:
    """Write what is ready and say what became of everything; from the first chunk on a failed answer says it too."""
    batch = await batch_or_gone(interaction, batch_id)
    services, guild_id = services_of(interaction), guild_of(interaction)
    await interaction.response.defer()
    await import_writing.write(services.database, services.titles, guild_id, batch.id, discord.utils.utcnow())
    interaction.extras[KEPT] = "What was ready of the import is saved."
    told = await import_report.report(services.database, guild_id, batch.id)
    await interaction.edit_original_response(view=report_panel(told))


async def discard(interaction: Interaction, batch_id: int) -> None:
    """Put a draft away and say so."""
    batch = await batch_or_gone(interaction, batch_id)
    if not await imports.discard(services_of(interaction).database, batch.guild_id, batch.id, discord.utils.utcnow()):
        raise UserError(SETTLED)
    kept = sum(item.verdict is Verdict.KEPT for item in batch.items)
    await interaction.response.edit_message(view=discarded_panel(kept))


def numbered(item: Item) -> bytes:
    """Return the page of an item as text with its lines numbered, as the evidence counts them."""
    lines = item.draft.source.splitlines()
    return "\n".join(f"{number:>5}  {line}" for number, line in enumerate(lines, 1)).encode()
