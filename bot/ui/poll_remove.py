"""An option taken out of an open poll: ballots keep what else they say, and who holds an old one sees the new one."""

from __future__ import annotations

import re

import discord
from discord import app_commands

from bot.domain.errors import UserError
from bot.domain.polls import Choice, Poll, check_removable
from bot.errors import KEPT
from bot.ui.layouts import panel, text
from bot.ui.poll_manage import named, own
from bot.ui.poll_public import redraw_soon
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, services_of
from bot.ui.text import escape, plain
from db import polls

_VALUE = re.compile(r"option:(\d{1,9})")


async def option_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer the options of the poll that is named so far and have what is typed."""
    try:
        poll = await named(interaction, str(interaction.namespace.poll or ""))
    except UserError:  # nothing is chosen yet
        return []
    wanted = [choice for choice in poll.choices if current.casefold() in _shown(choice).casefold()]
    return [app_commands.Choice(name=plain(_shown(one), 100), value=f"option:{one.number}") for one in wanted]


async def remove(interaction: Interaction, typed_poll: str, typed: str) -> None:
    """Take an option out of an open poll of one's own."""
    poll = await own(interaction, typed_poll)
    gone = await _remove(interaction, poll, _number(poll, typed))
    interaction.extras[KEPT] = "The option is taken out."
    redraw_soon(interaction, poll)
    said = f"**{escape(gone.label, 200)}** is taken out of the poll; whoever chose it keeps the rest of their ballot."
    await send_private(interaction, panel(text(said)))


async def _remove(interaction: Interaction, poll: Poll, number: int) -> Choice:
    """Take it out in one transaction with the look at what is left, so that two removals leave two options."""
    async with services_of(interaction).database.transaction() as tx:
        fresh = await polls.get(tx, poll.guild_id, poll.id)
        if fresh is None or not fresh.is_open(discord.utils.utcnow()):
            raise UserError("This poll is over already; nothing was changed.")
        gone = check_removable(fresh, number)
        if not await polls.remove_choice(tx, fresh, gone):
            raise UserError("This poll is over already; nothing was changed.")
    return gone


def _number(poll: Poll, typed: str) -> int:
    """Return the number of the option that a text means, by choice, number or name; 0 where none is meant."""
    said = typed.strip()
    if match := _VALUE.fullmatch(said):
        return int(match[1])
    meant = {str(one.number): one.number for one in poll.choices}
    return (meant | {one.label.casefold(): one.number for one in poll.choices}).get(said.casefold(), 0)


def _shown(choice: Choice) -> str:
    return f"{choice.number}. {choice.label}"
