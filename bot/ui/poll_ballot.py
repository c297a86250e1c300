"""The private ballot: what a member has chosen so far, with menus to change it."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.ballot_steps import only
from bot.domain.ballots import TOP_SCORE, Ballot, Method
from bot.domain.polls import Poll
from bot.ui import ids
from bot.ui.layouts import Item, Layout, line, panel, row, text
from bot.ui.persistent import button, custom_id
from bot.ui.poll_card import BY_MENU, menu_option, option_lines, vote_menu
from bot.ui.poll_view import PollView
from bot.ui.text import escape, plain, stamp

PER_PAGE = 8
_PLACES = {1: "1st", 2: "2nd", 3: "3rd", 21: "21st", 22: "22nd", 23: "23rd"}


def ballot_panel(view: PollView, ballot: Ballot | None, page: int) -> Layout:
    """Return a member's ballot; None while they have none. A page beyond the last shows the first."""
    poll = view.poll
    head = [f"### Your ballot: {escape(poll.title, 200)}", ballot_words(poll, ballot)]
    ballot = ballot and only(ballot, [choice.number for choice in poll.choices])
    head.append(f"-# Kept with every choice you make; you can change it until {stamp(poll.closes_at)}.")
    if poll.method in BY_MENU:
        chosen: frozenset[object] = frozenset(ballot.scores if ballot else ())
        return panel(text("\n".join(head)), vote_menu(poll, chosen), _foot(poll, ballot))
    pages = -(-len(poll.choices) // PER_PAGE)
    page = page if page < pages else 0
    scored = poll.method is Method.STAR
    menus = _scores(poll, ballot, page) if scored else _places(poll, ballot, page)
    # Whoever ranks chooses from all of them on every page; whoever scores sees those that the page asks about.
    listed = option_lines(view, poll.choices[page * PER_PAGE : (page + 1) * PER_PAGE] if scored else None)
    return panel(text("\n".join(head)), line(), text(listed), *menus, *_turns(poll, page, pages), _foot(poll, ballot))


def ballot_words(poll: Poll, ballot: Ballot | None) -> str:
    """Say what a ballot says, at most about 700 characters."""
    if ballot is None or not ballot.marks:
        return "You have not chosen anything yet." if ballot is None else "Your ballot is empty; it counts as one."
    room = max(16, 640 // len(ballot.marks))
    if poll.method is Method.STAR:
        return "You gave " + ", ".join(f"{_name(poll, one, room)} {points}" for one, points in ballot.marks) + "."
    if poll.method in BY_MENU:
        return "You chose " + ", ".join(_name(poll, one, room) for one, _ in ballot.marks) + "."
    tiers = [" = ".join(_name(poll, one, room) for one in tier) for tier in ballot.tiers]
    return "You ranked " + ", then ".join(tiers) + "."


def _places(poll: Poll, ballot: Ballot | None, page: int) -> list[Item]:
    tiers = ballot.tiers if ballot else ()
    several = poll.method is Method.SCHULZE
    rows: list[Item] = []
    for at in range(page * PER_PAGE, min((page + 1) * PER_PAGE, len(poll.choices))):
        here, nth = (tiers[at] if at < len(tiers) else ()), _PLACES.get(at + 1, f"{at + 1}th")
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=custom_id(ids.POLL_RANK, (poll.id, at)),
            placeholder=f"{nth} choice{' (equals allowed)' * several}",
            min_values=0,
            max_values=len(poll.choices) if several else 1,
            # What is chosen hides the placeholder, so every option says which place it would take.
            options=[menu_option(choice, choice.number in here, f"{nth} · ") for choice in poll.choices],
        )
        rows.append(row(menu))
    return rows


def _scores(poll: Poll, ballot: Ballot | None, page: int) -> list[Item]:
    given = ballot.scores if ballot else {}
    rows: list[Item] = []
    for choice in poll.choices[page * PER_PAGE : (page + 1) * PER_PAGE]:
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=custom_id(ids.POLL_SCORE, (poll.id, choice.number)),
            placeholder=plain(f"{choice.label}: 0 to {TOP_SCORE}", 150),
            options=[
                discord.SelectOption(
                    label=plain(f"{points} · {choice.label}", 100),
                    value=str(points),
                    default=given.get(choice.number) == points,
                )
                for points in range(TOP_SCORE, -1, -1)
            ],
        )
        rows.append(row(menu))
    return rows


def _turns(poll: Poll, page: int, pages: int) -> list[Item]:
    others = [number for number in range(pages) if number != page]
    turns = [button(ids.POLL_BALLOT, poll.id, number, label=f"Page {number + 1} of {pages}") for number in others]
    return [row(*turns)] if turns else []


def _foot(poll: Poll, ballot: Ballot | None) -> Item:
    if ballot is None:
        return text("-# Without any choice there is no ballot of yours.")
    return row(button(ids.POLL_WITHDRAW, poll.id, label="Withdraw"))


def _name(poll: Poll, option: object, room: int) -> str:
    choice = poll.choice(option) if isinstance(option, int) else None
    return f"**{escape(choice.label, room)}**" if choice else "an option that is gone"
