"""At the start of the bot: imports that a stop left half way are gone on with, unasked."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.domain.errors import UserError
from bot.ui.services import Services
from db import import_create, import_lists, import_undo, import_writing

_log = logging.getLogger(__name__)


async def resume(services: Services, now: datetime) -> None:
    """Finish every import that was confirmed or being taken back; what cannot be finished waits for `/import open`."""
    database, titles = services.database, services.titles
    if database.refusal is not None:
        return
    try:
        await import_create.forget_half_read(database)
        for batch in await import_lists.interrupted(database):
            _log.info("going on with import %d, which was %s when the bot stopped", batch.id, batch.status)
            work = import_writing.write if batch.status == "writing" else import_undo.undo
            await work(database, titles, batch.guild_id, batch.id, now)
    except UserError as error:  # a full disk, say: nothing is lost, and the next start tries again
        _log.warning("an import waits: %s", error)
