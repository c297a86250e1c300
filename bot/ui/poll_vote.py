"""Voting, wherever it was done: the menu of the card, or the member's own private ballot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import discord

from bot.domain.ballot_steps import RANKED, only, place, score
from bot.domain.ballots import TOP_SCORE, Ballot, Method, require_valid
from bot.domain.errors import UserError
from bot.domain.polls import MOST, Poll, State
from bot.errors import KEPT, say
from bot.ui.poll_ballot import PER_PAGE, ballot_panel, ballot_words
from bot.ui.poll_public import redraw_soon
from bot.ui.poll_result import headline
from bot.ui.poll_view import load
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.text import escape, stamp
from db import ballots, polls

GONE = "That poll is not here. `/poll list` shows the polls of this server."
NOT_IN_IT = "That option is not in this poll. Open “My ballot” to see what is; nothing was changed."
AS_IT_IS = "Nothing was changed: the rest of your ballot is as you left it."
NONE_YET = "You have no ballot in this poll to withdraw."


async def poll_or_gone(interaction: Interaction, poll_id: int) -> Poll:
    """Return a poll of this server that was posted; raise UserError for anything else."""
    poll = await polls.get(services_of(interaction).database, guild_of(interaction), poll_id)
    if poll is None or (poll.state is State.DRAFT and poll.maker_id != interaction.user.id):
        raise UserError(GONE)
    return poll


async def votable(interaction: Interaction, poll_id: int) -> Poll:
    """Return a poll in which this member may vote now; raise UserError that says why not, and how it ended."""
    poll = await poll_or_gone(interaction, poll_id)
    if not poll.is_open(discord.utils.utcnow()):
        raise UserError(await over(interaction, poll))
    member = interaction.user
    # The roles come with this very press, so a change of roles counts at once.
    if poll.role_id and not (isinstance(member, discord.Member) and member.get_role(poll.role_id)):
        raise UserError(f"Only members with the role <@&{poll.role_id}> may vote in this poll. Nothing was changed.")
    return poll


async def over(interaction: Interaction, poll: Poll) -> str:
    """Say that a poll takes no votes, and what it led to."""
    if poll.state is State.DRAFT:
        return "This poll is not posted yet."
    if poll.state is State.CANCELLED:
        return f"The poll “{escape(poll.title, 200)}” was cancelled; nothing was counted."
    if poll.state is State.OPEN:
        return "The voting is over, and the result is being counted. Your ballot is as you left it."
    view = await load(services_of(interaction).database, poll.guild_id, poll.id)
    assert view is not None
    return f"The poll “{escape(poll.title, 200)}” is over. {headline(view)}"


async def vote(interaction: Interaction, poll_id: int, values: Sequence[str]) -> None:
    """Take one vote or approvals from a menu, in one tap."""
    poll = await votable(interaction, poll_id)
    if poll.method not in (Method.PLURALITY, Method.APPROVAL):
        raise UserError(NOT_IN_IT)
    if await _is_old(interaction, poll, values, 0):
        return
    ballot = Ballot.approving(numbers_of(poll, values))
    require_valid(poll.method, ballot)
    now = discord.utils.utcnow()
    if not await ballots.cast(services_of(interaction).database, poll, interaction.user.id, ballot, now):
        raise UserError(await over(interaction, await poll_or_gone(interaction, poll_id)))
    await _answer(interaction, poll, ballot, 0)


async def rank(interaction: Interaction, poll_id: int, at: int, values: Sequence[str]) -> None:
    """Put options at a place of the member's ranking."""
    poll = await votable(interaction, poll_id)
    if poll.method not in RANKED or at >= MOST:
        raise UserError(NOT_IN_IT)
    if await _is_old(interaction, poll, values, at // PER_PAGE):
        return
    chosen = numbers_of(poll, values)
    equals = poll.method is Method.SCHULZE
    known = [choice.number for choice in poll.choices]
    await _change(interaction, poll, lambda held: place(only(held, known), at, chosen, equals=equals), at // PER_PAGE)


async def give_points(interaction: Interaction, poll_id: int, number: int, values: Sequence[str]) -> None:
    """Give an option of the member's ballot its points."""
    poll = await votable(interaction, poll_id)
    points = values[0] if values else ""
    if poll.method is not Method.STAR or points not in map(str, range(TOP_SCORE + 1)):
        raise UserError(NOT_IN_IT)
    if await _is_old(interaction, poll, [str(number)], 0):
        return
    at = [choice.number for choice in poll.choices].index(number)
    await _change(interaction, poll, lambda held: score(held, number, int(points)), at // PER_PAGE)


async def withdraw(interaction: Interaction, poll_id: int) -> None:
    """Take the member's ballot back."""
    poll = await poll_or_gone(interaction, poll_id)
    now = discord.utils.utcnow()
    if not poll.is_open(now):
        raise UserError(await over(interaction, poll))
    if not await ballots.withdraw(services_of(interaction).database, poll, interaction.user.id, now):
        raise UserError(NONE_YET)
    interaction.extras[KEPT] = "Your ballot is withdrawn."
    redraw_soon(interaction, poll)
    await _show(interaction, poll, None, 0, said="Your ballot is withdrawn. You can vote again until the close.")


async def open_ballot(interaction: Interaction, poll_id: int, page: int) -> None:
    """Show the member's own ballot, or turn to another page of it; after the close, say how it ended."""
    poll = await poll_or_gone(interaction, poll_id)
    ballot = await ballots.of_member(services_of(interaction).database, poll, interaction.user.id)
    if not poll.is_open(discord.utils.utcnow()):
        own = f" {ballot_words(poll, ballot)}" if ballot else ""
        raise UserError(await over(interaction, poll) + own)
    await votable(interaction, poll_id)
    await _show(interaction, poll, ballot, page)


def numbers_of(poll: Poll, values: Sequence[str]) -> list[int]:
    """Return the options that values of a menu name, each once."""
    known = {str(choice.number): choice.number for choice in poll.choices}
    return [known[value] for value in dict.fromkeys(values)]


async def _is_old(interaction: Interaction, poll: Poll, named: Sequence[str], page: int) -> bool:
    """Say where a menu still names an option that was taken out, and show the ballot, or the card, as it is now."""
    gone = set(named) - {str(choice.number) for choice in poll.choices}
    if not gone:
        return False
    label = next((one.label for one in poll.removed if str(one.number) in gone), None)
    said = f"“{escape(label, 100)}” was taken out of this poll. {AS_IT_IS}" if label else NOT_IN_IT
    if not _is_private(interaction):
        redraw_soon(interaction, poll)
        raise UserError(said)
    ballot = await ballots.of_member(services_of(interaction).database, poll, interaction.user.id)
    await _show(interaction, poll, ballot, page)
    await say(interaction, said)
    return True


async def _change(interaction: Interaction, poll: Poll, step: Callable[[Ballot], Ballot], page: int) -> None:
    now, database = discord.utils.utcnow(), services_of(interaction).database
    ballot = await ballots.change(database, poll, interaction.user.id, step, now)
    if ballot is None:
        raise UserError(await over(interaction, await poll_or_gone(interaction, poll.id)))
    await _answer(interaction, poll, ballot, page)


async def _answer(interaction: Interaction, poll: Poll, ballot: Ballot, page: int) -> None:
    interaction.extras[KEPT] = "Your ballot is kept."  # it may end in the log, so it never says what was chosen
    await _adopt_card(interaction, poll)
    redraw_soon(interaction, poll)
    said = f"{ballot_words(poll, ballot)} You can change it until {stamp(poll.closes_at)}."
    await _show(interaction, poll, ballot, page, said=said)


async def _show(interaction: Interaction, poll: Poll, ballot: Ballot | None, page: int, said: str = "") -> None:
    """Show the ballot in its own private message; on the public card a sentence is enough where there is one."""
    private = _is_private(interaction)
    if said and not private:
        await say(interaction, said)
        return
    view = await load(services_of(interaction).database, poll.guild_id, poll.id)
    assert view is not None
    layout = ballot_panel(view, ballot, page)
    if private:
        await interaction.response.edit_message(view=layout)
    else:
        await send_private(interaction, layout)


def _is_private(interaction: Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _adopt_card(interaction: Interaction, poll: Poll) -> None:
    """Remember the card where a stop came between sending it and writing down its id."""
    message = interaction.message
    if not poll.message_id and message is not None and not message.flags.ephemeral:
        await polls.set_card(services_of(interaction).database, poll, message.channel.id, message.id)
