"""A member's import, wherever they stand with it: a command, a button, a menu. Only their own is ever found."""

from __future__ import annotations

import discord

from bot.domain.errors import UserError
from bot.errors import KEPT
from bot.ui.history_files import fates_file
from bot.ui.history_preview import ROWS_SHOWN, Page, history_preview, row_panel
from bot.ui.history_progress import ProgressMessage
from bot.ui.history_report import discarded_panel, history_report
from bot.ui.history_words import FILTERS
from bot.ui.layouts import Layout
from bot.ui.services import Interaction, guild_of, services_of
from db import histories, history_choices, history_rows, history_tables, history_undo, history_writing
from db.histories import History, Owner
from db.history_report import report
from db.history_writing import GONE

TAKEN_BACK = "That import is taken back already, so nothing was changed. `/myratings import` begins another."
NOT_YET = "That import is not in the club yet, so there is nothing to take back. `/myratings import` shows it."
SETTLED = "That row is settled, so nothing was changed. `/myratings history` shows what became of it."


def owner_of(interaction: Interaction) -> Owner:
    """Return whose imports this interaction may see: the member's own in this server."""
    return Owner(guild_of(interaction), interaction.user.id)


async def history_or_gone(interaction: Interaction, history_id: int) -> History:
    """Return the member's own import; raise UserError where there is none of that id."""
    found = await histories.load(services_of(interaction).database, owner_of(interaction), history_id)
    if found is None or found.status == "discarded":
        raise UserError(GONE)
    return found


async def rows_view(interaction: Interaction, history: History, which: int = 0, number: int = 0) -> Layout:
    """Return a page of an import's rows as things stand now; a page beyond the last shows the last."""
    database, owner = services_of(interaction).database, history.owner
    which = which if which < len(FILTERS) else 0
    counts = await history_rows.counts(database, owner, history.id)
    fates = FILTERS[which][1]
    total = sum(counts[fate] for fate in fates) if fates else counts.total()
    number = min(number, max(0, -(-total // ROWS_SHOWN) - 1))
    rows = await history_rows.page(database, owner, history.id, fates, ROWS_SHOWN, number * ROWS_SHOWN)
    tables = await history_tables.load(database, owner, history.id)
    return history_preview(history, counts, Page(which, number, rows), tables)


async def first_view(interaction: Interaction, history: History) -> Layout:
    """Return what a member sees first of an import: the questions of a draft, else what became of it."""
    database = services_of(interaction).database
    if history.status in ("done", "undone"):
        return history_report(await report(database, history))
    counts = await history_rows.counts(database, history.owner, history.id)
    return await rows_view(interaction, history, 1 if counts["needs_you"] else 0)


async def show_rows(interaction: Interaction, history_id: int, which: int, number: int) -> None:
    """Draw a page of rows in place of what stood there."""
    history = await history_or_gone(interaction, history_id)
    await _edit(interaction, await rows_view(interaction, history, which, number))


async def show_row(interaction: Interaction, history_id: int, position: int) -> None:
    """Draw one row with the films it may mean."""
    history = await history_or_gone(interaction, history_id)
    services = services_of(interaction)
    seen = await history_rows.one(services.database, history.owner, history_id, position)
    if seen is None:
        raise UserError(GONE)
    candidates = await history_choices.candidates(services.database, services.titles, history.owner, seen)
    await _edit(interaction, row_panel(history, seen, candidates))


async def choose_film(interaction: Interaction, history_id: int, position: int, film_id: int) -> None:
    """Remember which film a row is about, and draw it anew."""
    database, owner = services_of(interaction).database, owner_of(interaction)
    if not await history_choices.choose(database, owner, history_id, position, film_id):
        raise UserError(SETTLED)
    await show_row(interaction, history_id, position)


async def leave_out(interaction: Interaction, history_id: int, position: int) -> None:
    """Leave a row out, and draw it anew."""
    database, owner = services_of(interaction).database, owner_of(interaction)
    if not await history_choices.leave_out(database, owner, history_id, position):
        raise UserError(SETTLED)
    await show_row(interaction, history_id, position)


async def keep_mine(interaction: Interaction, history_id: int, keep: bool) -> None:
    """Remember whether ratings that are here stay, and draw the rows anew."""
    if not await histories.keep_mine(services_of(interaction).database, owner_of(interaction), history_id, keep):
        raise UserError(GONE)
    await show_rows(interaction, history_id, 0, 0)


async def discard(interaction: Interaction, history_id: int) -> None:
    """Put a draft away and say so."""
    database, owner = services_of(interaction).database, owner_of(interaction)
    if not await histories.discard(database, owner, history_id, discord.utils.utcnow()):
        raise UserError(GONE)
    await _edit(interaction, discarded_panel())


async def keep(interaction: Interaction, history_id: int) -> None:
    """Write what is ready and say what became of everything, with a file of every row's fate."""
    services, owner = services_of(interaction), owner_of(interaction)
    if (await history_or_gone(interaction, history_id)).status in ("undoing", "undone"):
        raise UserError(TAKEN_BACK)
    await interaction.response.defer()
    told = ProgressMessage(
        interaction, "Importing", "Your import is saved as far as it went; `/myratings import` goes on."
    )
    await history_writing.write(services.database, services.titles, owner, history_id, discord.utils.utcnow(), told)
    interaction.extras[KEPT] = "Your ratings are imported; `/myratings history` shows them and takes them back."
    await _report(interaction, history_id)


async def undo(interaction: Interaction, history_id: int) -> None:
    """Take an import back and say what that did."""
    services, owner = services_of(interaction), owner_of(interaction)
    status = (await history_or_gone(interaction, history_id)).status
    if status not in ("done", "undoing"):
        raise UserError(TAKEN_BACK if status == "undone" else NOT_YET)
    await interaction.response.defer()
    told = ProgressMessage(interaction, "Taking it back", "A part is taken back; `/myratings history` goes on with it.")
    await history_undo.undo(services.database, services.titles, owner, history_id, discord.utils.utcnow(), told)
    interaction.extras[KEPT] = "The import is taken back."
    await _report(interaction, history_id)


async def _report(interaction: Interaction, history_id: int) -> None:
    database = services_of(interaction).database
    history = await history_or_gone(interaction, history_id)
    told = await report(database, history)
    file = await fates_file(history_rows.every(database, history.owner, history_id))
    await interaction.edit_original_response(view=history_report(told, with_file=True), attachments=[file])


async def _edit(interaction: Interaction, layout: Layout) -> None:
    await interaction.response.edit_message(view=layout, attachments=[])
