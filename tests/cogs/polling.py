"""What every walk of a poll needs: films to choose among, the card, and the channel as everybody sees it."""

from __future__ import annotations

from typing import Any

from simcord.results import ResponseMessage

TITLES = ("Stalker", "Solaris", "Mirror")
SOON = "10 minutes"
AFTER = 11 * 60  # seconds until a poll that closes "in 10 minutes" is told


def messages(club: Any, channel: Any = None) -> list[ResponseMessage]:
    """Return what everybody sees in a channel, the oldest first."""
    held = club.env.backend.messages[(channel or club.channel).id].values()
    return [ResponseMessage(club.env, message) for message in held if not message.is_ephemeral]


async def films(club: Any) -> dict[str, str]:
    """Put three films on the shelf and return the options that name them."""
    found = {}
    for number, title in enumerate(TITLES, 1):
        film = await club.add_film(title, year=1970 + number, runtime_minutes=100 + number)
        found[f"film{number}"] = f"film:{film.id}"
    return found


async def posted(club: Any, **options: Any) -> ResponseMessage:
    """Let bob post a poll of three films and return its card."""
    chosen = await films(club)
    asked = await club.bob.slash(
        club.channel, "poll films", **{**chosen, "title": "Friday?", "closes": SOON, **options}
    )
    assert asked.ephemeral
    await club.bob.click(asked.response, label="Post")
    return messages(club)[-1]


def pictures(message: ResponseMessage) -> list[str]:
    """Return what the pictures of a message are said to show."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            found.extend(item["description"] for item in node.get("items", []))
            walk(node.get("components", []))

    walk(message.components)
    return found


def menus(message: ResponseMessage) -> list[dict[str, Any]]:
    """Return the menus of a message, in order."""
    found: list[dict[str, Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            if node.get("type") == 3:
                found.append(node)
            walk(node.get("components", []))

    walk(message.components)
    return found


async def choose(actor: Any, message: ResponseMessage, number: int, *values: str) -> Any:
    """Choose values in the menu of this number, counted from 0."""
    return await actor.select(message, list(values), custom_id=menus(message)[number]["custom_id"])
