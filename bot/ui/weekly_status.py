"""How the weekly post stands, in words for admins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord

from bot.domain.weekly import WEEKDAYS, Fate, State, Weekly
from bot.ui import ids
from bot.ui.layouts import Layout, panel, row, text
from bot.ui.persistent import button
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.text import escape, link, stamp
from bot.ui.weekly_check import missing_permissions
from db import films, weekly, weekly_posts
from db.weekly_posts import WeeklyPost

_LAST = 5


async def show_status(interaction: Interaction) -> None:
    """Show how the weekly post is set up, what comes next, and what became of the last ones."""
    database, now = services_of(interaction).database, discord.utils.utcnow()
    found = await weekly.get(database, guild_of(interaction))
    if found is None:
        said = "There is no weekly post in this server yet. `/weekly on` sets it up: channel, day, hour and time zone."
        await send_private(interaction, panel(text(said)))
        return
    posts = await weekly_posts.latest(database, found.guild_id, _LAST)
    named = await films.get_many(database, found.guild_id, [post.film_id for post in posts if post.film_id])
    lacking = missing_permissions(interaction.guild, found) if found.state is State.ON else []
    names = {film.id: film.label for film in named}
    await send_private(interaction, _status(found, posts, names, lacking, now))


def _status(
    found: Weekly, posts: Sequence[WeeklyPost], names: dict[int, str], lacking: Sequence[str], now: datetime
) -> Layout:
    lines = [
        "## The weekly post",
        _state(found),
        f"**Where** · <#{found.channel_id}>",
        f"**When** · {slot_words(found)}",
    ]
    extras = [
        f"pings <@&{found.role_id}>" if found.role_id else "pings nobody",
        "opens a thread" if found.thread else "no thread of its own",
        "with the week at the club" if found.digest else "without the week at the club",
    ]
    lines.append(f"**How** · {', '.join(extras)}; set up by <@{found.set_by}>")
    if lacking:
        lines.append(f"⚠️ I lack {', '.join(f'**{name}**' for name in lacking)} there: the next post would fail.")
    if found.state is State.ON:
        lines.append(next_lines(found, now))
    if posts:
        lines.append("### The last ones\n" + "\n".join(_post_line(found, post, names) for post in posts))
    buttons = [row(button(ids.WEEKLY_QUIET, 0, label="Ping nobody"))] if found.role_id else []
    return panel(text("\n".join(lines)), *buttons)


def slot_words(found: Weekly) -> str:
    """Say a slot as people do: `Friday at 20:00 (Europe/Berlin)`."""
    hour, minute = divmod(found.minute, 60)
    return f"{WEEKDAYS[found.weekday]} at {hour:02}:{minute:02} ({found.zone.key})"


def next_lines(found: Weekly, now: datetime) -> str:
    """List the next three posts in the reader's own time zone, and the one that was called off."""
    lines = [f"- {stamp(moment, 'F')} ({stamp(moment, 'R')})" for moment in found.next_posts(now)]
    if found.skips and found.skips > now:
        lines.append(f"-# The post of {stamp(found.skips)} was called off.")
    return "**The next three**\n" + "\n".join(lines)


def _state(found: Weekly) -> str:
    if found.state is State.PAUSED:
        return f"**Paused** · {found.reason}. `/weekly on` lets it go on, there or in another channel."
    return "**On**" if found.state is State.ON else "**Off** · `/weekly on` turns it on again."


def _post_line(found: Weekly, post: WeeklyPost, names: dict[int, str]) -> str:
    when = stamp(post.due_at, "d")
    if post.fate is Fate.SKIPPED:
        why = "I was away for more than a day" if post.reason == "away" else post.reason
        return f"- {when} · not posted: {why}"
    about = names.get(post.film_id, "a film that is gone" if post.film_id else "nothing to recommend")
    if post.fate is Fate.DECIDED:
        return f"- {when} · {escape(about, 100)}, on its way"
    address = f"https://discord.com/channels/{found.guild_id}/{post.channel_id}/{post.message_id}"
    return f"- {when} · {link(about, address)}"
