"""The ballots of a closed poll as files that anybody can count again."""

from __future__ import annotations

import io
from collections.abc import Iterable

import discord

from bot.domain import ballot_files, ballot_sheets
from bot.domain.ballot_files import Election
from bot.domain.ballot_steps import only
from bot.domain.ballots import Option
from bot.domain.errors import UserError
from bot.domain.polls import Poll, State
from bot.ui.poll_manage import named, require_own
from bot.ui.services import Interaction, services_of
from bot.ui.text import plural
from db import ballots
from db.ballots import Cast


async def export(interaction: Interaction, typed: str) -> None:
    """Hand the ballots of a closed poll to its maker or an admin, without voters where they are secret."""
    poll = await named(interaction, typed)
    require_own(interaction, poll)
    if poll.state is not State.CLOSED:
        raise UserError(
            "Ballots can be taken along once the poll is closed: before that, they would tell how it stands."
        )
    cast = await ballots.all_of(services_of(interaction).database, poll)
    held = election(poll, cast)
    written = {"json": ballot_files.to_json(held), "csv": ballot_sheets.to_csv(held)}
    files = [discord.File(io.BytesIO(text.encode()), f"poll-{poll.id}.{kind}") for kind, text in written.items()]
    await interaction.response.send_message(
        f"{plural(len(cast), 'ballot')} of this poll. `python -m bot count poll-{poll.id}.json` counts it again.",
        files=files,
        ephemeral=True,
    )


def election(poll: Poll, cast: Iterable[Cast]) -> Election:
    """Return all that counting a poll again takes; in a secret one nobody's name stands at a ballot."""
    # What was taken out of the poll was not counted, so it is not there to be counted again.
    titles: dict[Option, str] = {choice.number: choice.label for choice in poll.choices}
    return Election(
        poll_id=poll.id,
        nonce=poll.nonce,
        title=poll.title,
        method=poll.method,
        titles=titles,
        cast=tuple(ballot_files.Cast(only(one.ballot, titles), None if poll.secret else one.voter) for one in cast),
        closes=poll.closes_at,
    )
