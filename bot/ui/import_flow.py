"""Showing, changing and keeping an import, wherever an admin stands: a command, a button, a form."""

from __future__ import annotations

import discord

from bot.domain.changes import changes
from bot.domain.errors import UserError
from bot.domain.placing import WRITTEN, Item, Verdict
from bot.errors import KEPT
from bot.ui.admin_button import require_admin
from bot.ui.import_corrections import correct
from bot.ui.import_fields import FIELDS
from bot.ui.import_files import fates_file
from bot.ui.import_form import fix_form
from bot.ui.import_overview import overview
from bot.ui.import_preview import FEW, Shown, import_preview
from bot.ui.import_progress import OPEN, Moving
from bot.ui.import_report import discarded_panel, report_panel
from bot.ui.layouts import Layout
from bot.ui.services import Interaction, guild_of, services_of
from db import import_place_json, import_places, import_report, import_tables, import_writing, imports, kept_reviews
from db.imports import Batch

GONE = "That import is not here any more. `/import open` lists what waits, `/import files` begins another."
SETTLED = "That import is settled, so nothing was changed. `/import open` lists what waits."


async def preview(interaction: Interaction, batch_id: int, position: int | None = None) -> Layout:
    """Return the preview of a batch as things stand now: its list, or one review; a settled one gives its report."""
    batch = await batch_or_gone(interaction, batch_id)
    services = services_of(interaction)
    if batch.status in ("done", "undone"):
        return report_panel(await import_report.report(services.database, batch.guild_id, batch.id))
    batch = await import_places.settle_few(services.database, services.titles, batch)
    if position is None and await _is_listed(interaction, batch):
        return await listed(interaction, batch)
    return import_preview(await _shown(interaction, batch, position))


async def listed(interaction: Interaction, batch: Batch, verdict: Verdict | None = None, page: int = 0) -> Layout:
    """Return the list of a batch's reviews, of one verdict or all."""
    database = services_of(interaction).database
    tables = await import_tables.load(database, batch)
    return overview(batch, tables, verdict, page, await import_report.page(database, batch, verdict, page))


async def batch_or_gone(interaction: Interaction, batch_id: int) -> Batch:
    """Return this server's batch; raise UserError where there is none, or the one who asks is no admin."""
    require_admin(interaction)
    batch = await imports.load(services_of(interaction).database, guild_of(interaction), batch_id)
    if batch is None or batch.status in ("reading", "discarded") or not batch.total:
        raise UserError(GONE)
    return batch


async def item_or_gone(interaction: Interaction, batch_id: int, position: int) -> Item:
    """Return one item of this server's batch for an admin; raise UserError where there is none."""
    batch = await batch_or_gone(interaction, batch_id)
    item = await imports.item(services_of(interaction).database, batch.guild_id, batch.id, position)
    if item is None:
        raise UserError(GONE)
    return item


async def show(interaction: Interaction, batch_id: int, position: int | None = None, changed: bool = True) -> None:
    """Draw the preview anew in its message; `changed` False says that the batch took no change any more."""
    if not changed:
        raise UserError(SETTLED)
    await interaction.response.edit_message(view=await preview(interaction, batch_id, position), attachments=[])


async def show_list(interaction: Interaction, batch_id: int, verdict: Verdict | None, page: int) -> None:
    """Draw a page of the list of a batch that is not settled; else its report."""
    batch = await batch_or_gone(interaction, batch_id)
    page = min(page, batch.total)
    open_ = batch.status not in ("done", "undone")
    layout = await listed(interaction, batch, verdict, page) if open_ else await preview(interaction, batch_id)
    await interaction.response.edit_message(view=layout, attachments=[])


async def changed(interaction: Interaction, before: Item, batch_id: int, taken: bool) -> None:
    """Look up anew what a change of one item touches, and draw the preview; `taken` says whether it was taken."""
    batch = await batch_or_gone(interaction, batch_id)
    services = services_of(interaction)
    if taken:
        await import_places.settle_beside(services.database, services.titles, batch, before)
    await show(interaction, batch_id, before.position, taken)


async def ask_for_value(interaction: Interaction, batch_id: int, position: int, number: int) -> None:
    """Open the form for one field, filled with what was read."""
    if not 0 <= number < len(FIELDS):
        raise UserError(GONE)
    item = await item_or_gone(interaction, batch_id, position)
    await interaction.response.send_modal(fix_form(batch_id, position, number, item.draft))


async def fix(interaction: Interaction, batch_id: int, position: int, number: int, typed: str) -> None:
    """Put a corrected value into a draft and show it; raise UserError, changing nothing, where it cannot be read."""
    item = await item_or_gone(interaction, batch_id, position)
    if number >= len(FIELDS):
        raise UserError(GONE)
    draft = correct(item.draft, FIELDS[number], typed)
    database, guild_id = services_of(interaction).database, guild_of(interaction)
    await changed(interaction, item, batch_id, await imports.rewrite(database, guild_id, batch_id, position, draft))


async def keep(interaction: Interaction, batch_id: int) -> None:
    """Write what is ready and say what became of everything; from the first chunk on a failed answer says it too."""
    batch = await batch_or_gone(interaction, batch_id)
    services = services_of(interaction)
    await interaction.response.defer()
    async with Moving(interaction, OPEN) as progress:
        now = discord.utils.utcnow()
        await import_writing.write(services.database, services.titles, batch.guild_id, batch.id, now, progress)
        interaction.extras[KEPT] = "What was ready of the import is saved."
        told = await import_report.report(services.database, batch.guild_id, batch.id)
        file = await fates_file(services.database, told.batch)
    await interaction.edit_original_response(view=report_panel(told, file), attachments=[file])


async def discard(interaction: Interaction, batch_id: int) -> None:
    """Put a draft away and say so."""
    batch = await batch_or_gone(interaction, batch_id)
    if not await imports.discard(services_of(interaction).database, batch.guild_id, batch.id, discord.utils.utcnow()):
        raise UserError(SETTLED)
    await interaction.response.edit_message(view=discarded_panel(batch.count(WRITTEN)), attachments=[])


def numbered(item: Item) -> bytes:
    """Return the page of an item as text with its lines numbered, as the evidence counts them."""
    lines = item.draft.source.splitlines()
    return "\n".join(f"{number:>5}  {line}" for number, line in enumerate(lines, 1)).encode()


async def _is_listed(interaction: Interaction, batch: Batch) -> bool:
    return batch.total > FEW or bool(await import_tables.load(services_of(interaction).database, batch))


async def _shown(interaction: Interaction, batch: Batch, position: int | None) -> Shown:
    database = services_of(interaction).database
    item = await item_or_gone(interaction, batch.id, position or 0)
    place = await import_place_json.place_of(database, batch, item)
    beside = await imports.neighbours(database, batch.guild_id, batch.id, item.position)
    kept = await kept_reviews.by_id(database, batch.guild_id, place.review_id or 0)
    made = changes(kept, item.draft.review) if kept and place.verdict is Verdict.CHANGED else ()
    return Shown(batch, item, place, beside, made, await _is_listed(interaction, batch))
