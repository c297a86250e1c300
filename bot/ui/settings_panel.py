"""What a server decided for itself, as its admins see and change it."""

from __future__ import annotations

from datetime import datetime

from bot.ui import ids
from bot.ui.layouts import Layout, line, panel, row, text
from bot.ui.persistent import button
from bot.ui.zones import clock
from db.guilds import ACTIVITY, GuildSettings

_WORDS = {
    "ratings": "what members rated, and reasons made of it",
    "reviews": "new reviews by critics",
    "polls": "results of polls",
    "members": "who was active, by name",
}


def settings_panel(settings: GuildSettings, now: datetime) -> Layout:
    """Return every setting of a server, with a switch for each kind of activity."""
    zone = (
        f"**Time zone** · {settings.zone.key}, where it is {clock(settings.zone, now).removesuffix(' now')}\n"
        "-# Moments that you type for polls and weekly posts are meant in it. `/settings timezone` changes it."
    )
    lines = [f"{_mark(settings, name)} **{name.capitalize()}** · {_WORDS[name]}" for name in ACTIVITY]
    told = "\n".join(["**What weekly posts may tell of the club**", *lines])
    note = "-# A member who keeps out with `/privacy` is named nowhere, whatever is switched on here."
    switches = [
        button(ids.ACTIVITY, place, int(not is_shown(settings, name)), label=_switch(settings, name))
        for place, name in enumerate(ACTIVITY)
    ]
    return panel(text("## Settings of this server"), text(zone), line(), text(f"{told}\n{note}"), row(*switches))


def is_shown(settings: GuildSettings, name: str) -> bool:
    """Say whether a kind of activity, by its name in ACTIVITY, may be told."""
    return bool(getattr(settings, f"shows_{name}"))


def zone_sentence(settings: GuildSettings, now: datetime) -> str:
    """Say which time zone counts here, and what its clocks show."""
    return f"The time zone of this server is **{settings.zone.key}**: {clock(settings.zone, now)}."


def _mark(settings: GuildSettings, name: str) -> str:
    return "✅" if is_shown(settings, name) else "🚫"


def _switch(settings: GuildSettings, name: str) -> str:
    return f"Leave out {name}" if is_shown(settings, name) else f"Tell {name}"
