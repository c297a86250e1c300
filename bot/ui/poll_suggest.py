"""Options that members add to an open poll, up to a limit each."""

from __future__ import annotations

import discord

from bot.domain.errors import UserError
from bot.domain.polls import Choice, Poll, check_choices
from bot.errors import KEPT
from bot.ui.layouts import panel, text
from bot.ui.poll_films import film_named
from bot.ui.poll_manage import named
from bot.ui.poll_public import redraw_soon
from bot.ui.poll_vote import votable
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, services_of
from bot.ui.text import escape, plural
from db import polls


async def suggest(interaction: Interaction, typed_poll: str, typed: str) -> None:
    """Add a film, or in a question that has none an answer, to a poll that takes suggestions."""
    poll = await votable(interaction, (await named(interaction, typed_poll)).id)
    if not poll.suggestions:
        raise UserError(f"The poll “{escape(poll.title, 200)}” takes no suggestions; nothing was changed.")
    found = await film_named(interaction, 0, typed) if _has_films(poll) else Choice(0, " ".join(typed.split()))
    added = await _add(interaction, poll, found)
    interaction.extras[KEPT] = "Your suggestion is in the poll."
    redraw_soon(interaction, poll)
    await send_private(
        interaction, panel(text(f"**{escape(added.label, 200)}** is now in the poll, as {added.number}."))
    )


async def _add(interaction: Interaction, poll: Poll, found: Choice) -> Choice:
    """Add an option in one transaction with the look at what is there, so that two cannot add the same."""
    now, member = discord.utils.utcnow(), interaction.user.id
    async with services_of(interaction).database.transaction() as tx:
        fresh = await polls.get(tx, poll.guild_id, poll.id)
        if fresh is None or not fresh.is_open(now):
            raise UserError("This poll takes no suggestions any more; nothing was changed.")
        # One that was taken out counts too, or it could be put up again without end.
        if sum(choice.added_by == member for choice in fresh.choices + fresh.removed) >= fresh.suggestions:
            raise UserError(f"You have made your {plural(fresh.suggestions, 'suggestion')} for this poll already.")
        added = Choice(fresh.next_number, found.label, found.film_id, member)
        check_choices([*fresh.choices, added])
        await polls.add_choice(tx, fresh, added)
    return added


def _has_films(poll: Poll) -> bool:
    return any(choice.film_id for choice in poll.choices)
