"""The public card of a poll: what stands for election, how many have voted, when it closes, and how it stands."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from typing import Any

import discord

from bot.domain.ballots import Method
from bot.domain.polls import Choice, Poll, State
from bot.domain.scales import show
from bot.ui import ids
from bot.ui.film_card import Card
from bot.ui.layouts import Item, line, panel, row, text
from bot.ui.persistent import button, custom_id
from bot.ui.poll_charts import bars_of, draw_bars
from bot.ui.poll_result import fitting, headline, spoken
from bot.ui.poll_view import PollView
from bot.ui.text import escape, plain, plural, runtime, stamp

PICTURE = "poll.png"
NOBODY_VOTED = "**Nobody has voted yet**"
BY_MENU = (Method.PLURALITY, Method.APPROVAL)
ROOM_FOR_OPTIONS = 2_600  # of the 4,000 characters that a message takes


async def poll_card(view: PollView, electorate: int | None = None) -> Card:
    """Return the card as everybody may see it at this moment; the picture is drawn off the event loop.

    `electorate` is how many may vote where a role limits it and Discord says how many have it.
    """
    poll = view.poll
    items: list[Item] = [text(f"## {escape(poll.title, 300)}\n-# {_rules(poll)}"), line(), text(option_lines(view))]
    files = []
    if view.tally is not None and view.turnout:
        picture = await asyncio.to_thread(draw_bars, bars_of(poll, view.tally, decided=view.has_quorum))
        files.append(discord.File(io.BytesIO(picture), PICTURE))
        items.append(_picture(view))
    return panel(*items, text(_state(view, electorate)), *_controls(poll)), files


def option_lines(view: PollView, choices: Sequence[Choice] | None = None) -> str:
    """List the options (or these) with year, runtime and the club's mean, in their own order, never by votes."""
    listed = view.poll.choices if choices is None else choices
    lines = [_option(view, choice, ROOM_FOR_OPTIONS // max(1, len(listed))) for choice in listed]
    if gone := view.poll.removed:
        lines.append(fitting([f"-# Taken out: {escape(choice.label, 60)}" for choice in gone], 400, "-# and others"))
    return "\n".join(lines)


def vote_menu(poll: Poll, chosen: frozenset[object] = frozenset()) -> Item:
    """Draw the menu of one vote or of approval, with what is chosen so far."""
    several = poll.method is Method.APPROVAL
    menu: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=custom_id(ids.POLL_VOTE, (poll.id,)),
        placeholder="Choose all you would be happy with" if several else "Choose one",
        max_values=len(poll.choices) if several else 1,
        options=[menu_option(choice, choice.number in chosen) for choice in poll.choices],
    )
    return row(menu)


def menu_option(choice: Choice, chosen: bool, before: str = "") -> discord.SelectOption:
    """Draw one option of a menu, with something said before its name."""
    return discord.SelectOption(label=plain(before + choice.label, 100), value=str(choice.number), default=chosen)


def _option(view: PollView, choice: Choice, room: int) -> str:
    known = view.films.get(choice.film_id)
    facts = 60 if known else 10
    # Discord counts a list on from its first number, so one with a gap must not be taken for a list.
    dot = r"\." if view.poll.removed else "."
    parts = [f"{choice.number}{dot} **{escape(choice.label, max(20, room - facts))}**"]
    if known and known.runtime_minutes:
        parts.append(runtime(known.runtime_minutes))
    if known and known.mean is not None:
        parts.append(f"the club {show(known.mean)}")
    return " · ".join(parts)


def _rules(poll: Poll) -> str:
    said = [f"{poll.method.label}: {poll.method.explanation}"]
    said.append("Secret ballots." if poll.secret else "Open ballots: `/poll results` shows who chose what.")
    if not poll.live:
        said.append("Results at the close.")
    if poll.role_id:
        said.append(f"Only <@&{poll.role_id}> may vote.")
    if poll.suggestions and poll.state is State.OPEN:
        said.append(f"Add {plural(poll.suggestions, 'option')} of your own with `/poll suggest`.")
    if poll.quorum:
        said.append(f"It takes {plural(poll.quorum, 'ballot')}.")
    if poll.night:
        said.append(f"For the night of {stamp(poll.night, 'F')}.")
    return " ".join(said)


def _state(view: PollView, electorate: int | None) -> str:
    poll = view.poll
    if poll.state is State.CANCELLED:
        return "**Cancelled.** Nothing was counted."
    voted = f"**{plural(view.turnout, 'member has', 'members have')} voted**" if view.turnout else NOBODY_VOTED
    if poll.state is not State.CLOSED:
        if electorate is not None:
            voted += f" · {plural(max(0, electorate - view.turnout), 'more member')} with <@&{poll.role_id}> may"
        return f"{voted} · closes {stamp(poll.closes_at, 'R')} ({stamp(poll.closes_at)})"
    assert poll.closed_at is not None
    return f"{headline(view)}\n-# Closed {stamp(poll.closed_at)}"


def _picture(view: PollView) -> Item:
    gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery()
    gallery.add_item(media=f"attachment://{PICTURE}", description=spoken(view))
    return gallery


def _controls(poll: Poll) -> list[Item]:
    if poll.state is State.CANCELLED:
        return []
    if poll.state is State.CLOSED:
        return [row(button(ids.POLL_COUNTED, poll.id, label="How it was counted"))]
    own = button(ids.POLL_BALLOT, poll.id, 0, label="My ballot")
    withdraw = button(ids.POLL_WITHDRAW, poll.id, label="Withdraw")
    if poll.method in BY_MENU:
        return [vote_menu(poll), row(own, withdraw)]
    vote = button(ids.POLL_BALLOT, poll.id, 0, label="Vote", style=discord.ButtonStyle.primary)
    # Discord wants every custom_id of a message once, so "My ballot" names the same page by a number beyond the last.
    return [row(vote, button(ids.POLL_BALLOT, poll.id, 99, label="My ballot"), withdraw)]
