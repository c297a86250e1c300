"""What happens to the weekly post where the bot is sent away, and invited again."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.domain.weekly import State
from bot.ui.weekly_office import Office
from bot.ui.weekly_work import tell_paused
from db import weekly
from db.database import Database
from db.faults import StorageError

_log = logging.getLogger(__name__)

SENT_AWAY = "I was removed from the server"


async def pause_left(database: Database, office: Office, guild_id: int, now: datetime) -> None:
    """Pause the weekly post of a server that the bot is not in any more, and tell who set it up."""
    try:
        found = await weekly.get(database, guild_id)
        async with database.transaction() as tx:
            paused = await weekly.pause(tx, guild_id, SENT_AWAY, now)
    except StorageError as error:  # the post itself finds out the same when it is due
        _log.warning("the weekly post of server %d is not paused yet: %s", guild_id, error)
        return
    if paused and found is not None:
        await tell_paused(office, found, SENT_AWAY)


async def resume_joined(database: Database, guild_id: int, now: datetime) -> None:
    """Let the weekly post go on that was paused; where the channel is still closed, the next one says so again."""
    try:
        found = await weekly.get(database, guild_id)
        if found is not None and found.state is State.PAUSED:
            await weekly.turn_on(database, found, now)
    except StorageError as error:
        _log.warning("the weekly post of server %d does not go on yet: %s", guild_id, error)
