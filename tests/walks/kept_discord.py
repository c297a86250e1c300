"""A Discord that outlives the bot: a web server of its own that keeps messages and events.

It answers what closing a poll asks, over real requests. It honours no nonce, so that whatever is sent twice shows.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord
from aiohttp import web

ME = {"id": "77", "username": "Matinee", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {
    "id": "77",
    "name": "Matinee",
    "icon": None,
    "description": "",
    "summary": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "owner": ME,
    "flags": 0,
}


@dataclass
class KeptDiscord:
    """Hold what members see: messages by id, in the order they were sent, and the events of the server."""

    now: datetime
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""

    def next_id(self) -> int:
        """Return the next id, as Discord makes them: later is higher."""
        return discord.utils.time_snowflake(self.now) + len(self.messages) + len(self.events) + 1

    def put(self, channel_id: int, components: list[Any]) -> int:
        """Put a message of the bot into a channel and return its id."""
        message_id = self.next_id()
        self.messages[message_id] = _message(channel_id, message_id, components)
        return message_id

    async def send(self, request: web.Request) -> web.Response:
        """Take a message."""
        sent = await _sent(request)
        message_id = self.put(int(request.match_info["channel"]), sent["components"])
        return _answer(self.messages[message_id])

    async def edit(self, request: web.Request) -> web.Response:
        """Change a message."""
        message_id = int(request.match_info["message"])
        self.messages[message_id]["components"] = (await _sent(request))["components"]
        return _answer(self.messages[message_id])

    async def history(self, request: web.Request) -> web.Response:
        """Tell the messages after an id, the newest first."""
        after = int(request.query.get("after", 0))
        found = [message for message_id, message in self.messages.items() if message_id > after]
        return _answer(found[::-1])

    async def make_event(self, request: web.Request) -> web.Response:
        """Take an event."""
        event = {
            **await _sent(request),
            "id": str(self.next_id()),
            "guild_id": request.match_info["guild"],
            "channel_id": None,
            "creator_id": ME["id"],
            "creator": ME,
            "status": 1,
            "entity_id": None,
        }
        self.events.append(event)
        return _answer(event)


@asynccontextmanager
async def kept_discord(now: datetime) -> AsyncIterator[KeptDiscord]:
    """Serve a Discord on this machine; `address` is what the bot is to take for Discord's."""
    kept = KeptDiscord(now)

    app = web.Application()
    app.router.add_get("/users/@me", _telling(ME))
    app.router.add_get("/oauth2/applications/@me", _telling(APPLICATION))
    app.router.add_post("/channels/{channel}/messages", kept.send)
    app.router.add_patch("/channels/{channel}/messages/{message}", kept.edit)
    app.router.add_get("/channels/{channel}/messages", kept.history)
    app.router.add_get("/guilds/{guild}/scheduled-events", _telling(kept.events))
    app.router.add_post("/guilds/{guild}/scheduled-events", kept.make_event)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        kept.address = f"http://{host}:{port}"
        yield kept
    finally:
        await runner.cleanup()


def _telling(what: object) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def told(_: web.Request) -> web.Response:
        return _answer(what)

    return told


def _answer(what: object) -> web.Response:
    # discord.py reads JSON only where the type is exactly this one.
    return web.Response(body=json.dumps(what).encode(), content_type="application/json")


async def _sent(request: web.Request) -> dict[str, Any]:
    """Return the body, which stands beside the files where there are any."""
    if request.content_type == "application/json":
        return dict(await request.json())
    return dict(json.loads(str((await request.post())["payload_json"])))


def _message(channel_id: int, message_id: int, components: list[Any]) -> dict[str, Any]:
    return {
        "id": str(message_id),
        "channel_id": str(channel_id),
        "author": ME,
        "content": "",
        "timestamp": discord.utils.snowflake_time(message_id).isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "flags": 32768,
        "components": components,
    }
