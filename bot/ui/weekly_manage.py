"""`/weekly preview`, `now` and `skip`, and what their buttons do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import discord

from bot.domain.errors import UserError
from bot.domain.weekly import Weekly
from bot.errors import KEPT
from bot.ui import ids
from bot.ui.layouts import NOBODY, panel, row, text
from bot.ui.persistent import button
from bot.ui.poll_manage import DUE
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.text import stamp
from bot.ui.weekly_check import require_permissions
from bot.ui.weekly_pick import choose
from bot.ui.weekly_post import Occasion, weekly_layout
from bot.ui.weekly_settings import required
from bot.ui.weekly_status import next_lines
from db import film_pages, weekly, weekly_posts

#: A post by hand takes the place of the planned one where that is so near.
_NEAR = timedelta(days=1)
_FRESH = timedelta(minutes=10)
_LAST = 8_640_000_000  # seconds: a forged moment beyond it is none that a calendar knows


async def preview(interaction: Interaction) -> None:
    """Show privately what would be posted now."""
    settings, now = await required(interaction), discord.utils.utcnow()
    await interaction.response.defer(ephemeral=True, thinking=True)
    services = services_of(interaction)
    film_id, said = await choose(services, settings, now)
    page = await film_pages.load(services.database, settings.guild_id, film_id) if film_id else None
    missed = await weekly_posts.missed_before(services.database, settings.guild_id, now)
    occasion = Occasion(settings.role_id, missed=tuple(post.due_at for post in missed))
    layout, files = await weekly_layout(0, page, said, occasion, services.charts, preview=True)
    await interaction.followup.send(view=layout, files=files, ephemeral=True, allowed_mentions=NOBODY)


async def ask_now(interaction: Interaction) -> None:
    """Ask whether to post at once, and say what becomes of the planned post."""
    settings, now = await required(interaction, on=True), discord.utils.utcnow()
    require_permissions(interaction.guild, settings)
    near = _near(settings, now)
    (first, *_) = settings.next_posts(now)
    said = f"Post the film of the week in <#{settings.channel_id}> now? "
    if near:
        said += f"It takes the place of the post of {stamp(near)}, which will not come."
    else:
        said += f"It is one more: the planned post of {stamp(first)} comes all the same."
    asked = int(now.timestamp())
    yes = button(ids.WEEKLY_NOW, asked, label="Post now", style=discord.ButtonStyle.primary)
    await send_private(interaction, panel(text(said), row(yes, button(ids.WEEKLY_LEAVE, 0, label="Not now"))))


async def post_now(interaction: Interaction, asked: int) -> None:
    """Owe a post for the moment at which it was asked: a second press owes nothing more."""
    settings, now = await required(interaction, on=True), discord.utils.utcnow()
    moment = _moment(asked)
    if now - moment > _FRESH:
        raise UserError("That was asked a while ago. `/weekly now` asks again; nothing was posted.")
    await weekly.post_now(services_of(interaction).database, settings.guild_id, _near(settings, moment), moment)
    interaction.extras[KEPT] = "The post is on its way."
    interaction.client.dispatch(DUE)
    await interaction.response.edit_message(view=panel(text(f"The post is on its way to <#{settings.channel_id}>.")))


async def leave(interaction: Interaction) -> None:
    """Answer the question with no."""
    await interaction.response.edit_message(view=panel(text("Nothing was posted; the planned post comes as it would.")))


async def skip(interaction: Interaction) -> None:
    """Call off the next post."""
    settings, now = await required(interaction, on=True), discord.utils.utcnow()
    if settings.skips and settings.skips > now:
        moment = settings.skips
    else:
        (moment, *_) = settings.next_posts(now)
        await weekly.skip(services_of(interaction).database, settings.guild_id, moment, now)
    interaction.extras[KEPT] = "The next post is called off."
    (after, *_) = settings.slot.after(moment, 1)
    said = f"The post of {stamp(moment, 'F')} is called off; the one of {stamp(after, 'F')} comes."
    undo = button(ids.WEEKLY_UNSKIP, int(moment.timestamp()), label="Let it come after all")
    await send_private(interaction, panel(text(said), row(undo)))


async def unskip(interaction: Interaction, seconds: int) -> None:
    """Take back that a post was called off."""
    settings, now, moment = await required(interaction, on=True), discord.utils.utcnow(), _moment(seconds)
    if settings.skips != moment or moment <= now:
        raise UserError("That post is not called off any more. `/weekly status` shows what comes next.")
    await weekly.skip(services_of(interaction).database, settings.guild_id, None, now)
    interaction.extras[KEPT] = "The post comes after all."
    fresh = await required(interaction)
    await interaction.response.edit_message(view=panel(text(f"The post comes after all.\n{next_lines(fresh, now)}")))


async def quiet(interaction: Interaction) -> None:
    """Ping no role from now on."""
    now = discord.utils.utcnow()
    await weekly.ping_nobody(services_of(interaction).database, guild_of(interaction), now)
    interaction.extras[KEPT] = "The weekly post pings nobody."
    await interaction.response.edit_message(view=panel(text("The weekly post pings nobody from now on.")))


def _near(settings: Weekly, now: datetime) -> datetime | None:
    """Return the planned post that one posted now takes the place of."""
    (first, *_) = settings.slot.after(now, 1)
    return first if first - now <= _NEAR else None


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(min(seconds, _LAST), UTC)
