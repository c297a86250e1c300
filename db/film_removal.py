"""A film taken out of sight with what was written about it, brought back, or gone for good."""

from __future__ import annotations

from datetime import datetime

from db import film_keeping, films
from db.database import Transaction

# Reviews of a removed film step aside, so that bringing the same page again makes a review and not "here already".
_ASIDE = "removed:"


async def hide(tx: Transaction, guild_id: int, film_id: int, now: datetime) -> None:
    """Take a server's own film out of sight; nothing is deleted."""
    await tx.execute(
        "UPDATE reviews SET fingerprint = ? || fingerprint WHERE guild_id = ? AND film_id = ?",
        (_ASIDE, guild_id, film_id),
    )
    await set_removed(tx, guild_id, film_id, now)


async def unhide(tx: Transaction, guild_id: int, film_id: int) -> None:
    """Bring a hidden film back; a review of it that was imported again since stays where it is now."""
    await tx.execute(
        "DELETE FROM reviews WHERE guild_id = ? AND film_id = ? AND substr(fingerprint, ?) IN"
        " (SELECT fingerprint FROM reviews WHERE guild_id = ? AND film_id <> ?)",
        (guild_id, film_id, len(_ASIDE) + 1, guild_id, film_id),
    )
    await tx.execute(
        "UPDATE reviews SET fingerprint = substr(fingerprint, ?) WHERE guild_id = ? AND film_id = ?",
        (len(_ASIDE) + 1, guild_id, film_id),
    )
    await set_removed(tx, guild_id, film_id, None)


async def forget(tx: Transaction, guild_id: int, film_id: int) -> None:
    """Delete the reviews and ratings of a hidden film for good; its row stays, so that old buttons still answer."""
    await tx.execute("DELETE FROM reviews WHERE guild_id = ? AND film_id = ?", (guild_id, film_id))
    await tx.execute("DELETE FROM ratings WHERE guild_id = ? AND film_id = ?", (guild_id, film_id))
    await film_keeping.forget(tx, guild_id, film_id)


async def set_removed(tx: Transaction, guild_id: int, film_id: int, at: datetime | None) -> None:
    """Mark a server's own film as removed, or as here again (None), and owe that to the title index."""
    await tx.execute(
        "UPDATE films SET removed_at = ? WHERE id = ? AND guild_id = ?",
        (at.isoformat() if at else None, film_id, guild_id),
    )
    await films.owe_titles(tx, [film_id])
