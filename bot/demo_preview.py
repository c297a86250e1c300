"""What the demo mends on simcord's page: the one place that touches what simcord keeps to itself; a test holds it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from bot.errors import is_told


def take_turns(preview: Any) -> asyncio.Lock:
    """Let viewers' actions wait for each other and for the clock; return the lock they all wait for.

    Left alone, simcord refuses an action that meets another operation, and its page then waits for ever for the
    outcome.
    """
    turn = asyncio.Lock()
    act = preview._action

    async def in_turn(*arguments: Any, **named: Any) -> Any:
        async with turn:
            return await act(*arguments, **named)

    preview._action = in_turn
    return turn


def follow_answers(preview: Any) -> None:
    """Turn a viewer's page to what the bot answered them.

    Left alone, the page stays where it was, since its own command line grows while one types and hides the end of
    the channel; the answer waits unseen behind "jump to latest". And it would tell how long ago things were as of its
    last refreshing, so that what was just rated lies in the future.
    """
    publish = preview._publish

    def following(page: Any, **named: Any) -> None:
        newest = preview._initial_target(page.viewer, page.channel_id)  # the bot's newest that this viewer may see
        if page is preview._action_page and newest is not None and newest > (page.target_id or 0):
            page.target_id = newest
        preview._advance_presentation_time()
        publish(page, **named)

    preview._publish = following


def pass_over_answers(env: Any) -> None:
    """Let a command that is answered with a sentence be done, as it is on Discord.

    Left alone, simcord takes what the bot raised for a failure: its page counts a fault, and leaves the command line
    open over the answer.
    """
    record = env._record_error

    def recording(error: BaseException) -> None:
        if not is_told(error):
            record(error)

    env._record_error = recording


def begin_at(env: Any, now: datetime) -> None:
    """Set the simulated clock before the bot starts.

    Moving it afterwards would run every tick of every loop in the months between: simcord begins in January.
    """
    env.backend.advance_clock(max(0.0, (now - env.now()).total_seconds()))


def start(env: Any, loop: Any) -> None:
    """Start a loop of the bot as the bot itself would.

    Started from outside, it would wait for the machine's clock instead of the simulated one.
    """
    with env._bot_scope():
        loop.start()
