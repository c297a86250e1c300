"""The life that the demo's channel has before a newcomer looks in: a welcome, a card, a running poll."""

from __future__ import annotations

from datetime import datetime
from typing import Any

WELCOME = (
    "This is a local simulation: no Discord, no internet, nothing you do here leaves your computer."
    " The films are real; the members, critics and outlets are invented. Type / to see the commands: try"
    " /review, then /rate, and as Ada /import paste. /next-week lets time pass until the next film of the week."
)
QUESTION = "What do we watch on Friday?"
ON_THE_LIST = ("Solaris", "Yi Yi", "The Thing", "Pather Panchali")


async def welcome(channel: Any, ada: Any, mina: Any) -> None:
    """Say what this is, and let a member look a film up."""
    await ada.send(channel, WELCOME)
    await mina.send(channel, "Did everybody see Friday's film? What did the critics make of it again?")
    for typed in ("blade runner", ""):  # a kept club may have removed the first
        if choices := await mina.autocomplete(channel, "review", "film", typed):
            await mina.slash(channel, "review", film=choices[0]["value"])
            break


async def film_of_the_week(channel: Any, ada: Any, now: datetime) -> None:
    """Let an admin plan the weekly post, and have the first one come at once.

    The next one comes in four to six days, whatever day it is: by then the poll is over, and the post tells its result.
    """
    await ada.slash(channel, "weekly on", day=(now.weekday() + 5) % 7, time="20:00", timezone="Europe/Berlin")
    asked = await ada.slash(channel, "weekly now")
    await ada.click(asked.response, label="Post now")


async def open_poll(channel: Any, ada: Any, others: list[Any]) -> None:
    """Let an admin ask what to watch next, and some members approve of films already."""
    found = [await ada.autocomplete(channel, "poll films", "film1", title) for title in ON_THE_LIST]
    films = {f"film{number}": choices[0]["value"] for number, choices in enumerate(filter(None, found), 1)}
    asked = await ada.slash(channel, "poll films", title=QUESTION, closes="3 days", **films)
    await ada.click(asked.response, label="Post")
    poll = channel.last_message
    menu = _menu(poll)
    for seat, member in enumerate(others):
        values = [option.value for number, option in enumerate(menu.options) if (seat + number) % 3 == 0]
        await member.select(poll, values or [menu.options[0].value], custom_id=menu.custom_id)


def _menu(message: Any) -> Any:
    """Return the menu in which members vote."""
    return next(item for item in _walk(message.components) if hasattr(item, "options"))


def _walk(components: Any) -> Any:
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", ()))
