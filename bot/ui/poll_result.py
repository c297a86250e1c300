"""The result of a poll, or how it stands, as Discord shows it: escaped, and inside its limits."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain import tally_words as words
from bot.domain.ballots import Option, Step, Tally
from bot.domain.polls import Poll, State
from bot.ui.poll_view import PollView
from bot.ui.text import escape, plain, plural

ALT_LIMIT = 1_000
NOBODY_YET = "Nobody has voted yet."


def headline(view: PollView) -> str:
    """Say in one sentence how a poll ended, or stands."""
    if view.tally is None:
        return f"{plural(view.turnout, 'member has', 'members have')} voted; the result is told at the close."
    if not view.has_quorum:
        return f"{plural(view.turnout, 'ballot')}, fewer than the {view.poll.quorum} it takes: there is no winner."
    if not (view.turnout or _closed(view)):
        return NOBODY_YET
    return _now(view) + words.headline(view.tally, marked(view.poll), closed=_closed(view))


def spoken(view: PollView) -> str:
    """Say the whole standing without Markdown, for whoever hears a picture instead of seeing it."""
    if view.tally is None or not view.has_quorum:
        return plain(headline(view), ALT_LIMIT)
    names: dict[Option, str] = {one.number: plain(one.label, 80) for one in view.poll.choices}
    return _now(view) + words.alt_text(view.tally, names, ALT_LIMIT, closed=_closed(view))


def explained(view: PollView, limit: int = 3_000) -> str:
    """Return how it was counted: the method, each round, each tie and how it was broken; at most `limit` long."""
    if view.tally is None or not view.turnout:
        return headline(view)
    return fitting([headline(view), words.how(view.tally), *_inside(view.tally, view.poll)], limit)


def fitting(lines: Sequence[str], limit: int, more: str = "-# The rest is in `/poll export`.") -> str:
    """Join as many lines as fit, and say where the rest is."""
    kept: list[str] = []
    room = limit - len(more)
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*kept, more])
        kept.append(line)
    return "\n".join(kept)


def marked(poll: Poll) -> dict[Option, str]:
    """Return the options' names in bold, safe for Markdown."""
    return {choice.number: f"**{escape(choice.label, 90)}**" for choice in poll.choices}


def _now(view: PollView) -> str:
    return "" if _closed(view) else "As it stands: "


def _closed(view: PollView) -> bool:
    return view.poll.state is State.CLOSED


def _inside(tally: Tally, poll: Poll) -> list[str]:
    names: dict[Option, str] = {choice.number: escape(choice.label, 60) for choice in poll.choices}
    if tally.winner is None:  # whom the lots would have put first is of no use where nobody chose anything
        return []
    told = [f"-# {line}" for line in words.round_lines(tally, names) + words.tie_lines(tally, names)]
    told.append(words.order(tally, names))
    if all(tie.step is Step.PLACES for tie in tally.ties):  # any other tie is told with the rule that broke it
        rule = "more first preferences, then more support, then the lowest SHA-256 of"
        told.append(f"-# Ties: {rule} `{poll.id}:{poll.nonce}:` and the option's number.")
    return told
