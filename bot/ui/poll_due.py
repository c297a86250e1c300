"""What a poll owes: its close, and the reminder before it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.domain.polls import Poll
from db import due_work
from db.database import Transaction

CLOSE, REMIND = "poll-close", "poll-remind"


async def owe_all(tx: Transaction, poll: Poll, now: datetime) -> None:
    """Owe the close of a poll and, where one was asked for and is still to come, the reminder before it."""
    await due_work.owe(tx, poll.guild_id, CLOSE, poll.id, poll.closes_at, _nonce)
    remind_at = poll.closes_at - timedelta(minutes=poll.remind_minutes)
    if poll.remind_minutes and remind_at > now:
        await due_work.owe(tx, poll.guild_id, REMIND, poll.id, remind_at, _nonce)


async def forget_all(tx: Transaction, poll: Poll) -> None:
    """Owe neither the close nor the reminder any longer."""
    await due_work.forget(tx, poll.guild_id, CLOSE, poll.id)
    await due_work.forget(tx, poll.guild_id, REMIND, poll.id)


def _nonce() -> str:
    return secrets.token_hex(12)
