"""A weekly post as the ledger of due work has it done: decided once, sent once, and the next one owed."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import discord

from bot.domain.weekly import AWAY, CALLED_OFF, CATCH_UP, LATE, State, Weekly
from bot.pace import Pace
from bot.schedule import PassingError, Step, Work, no_step
from bot.ui import ids
from bot.ui.film_card import Card
from bot.ui.layouts import panel, text
from bot.ui.persistent import custom_id
from bot.ui.services import Services
from bot.ui.text import plain
from bot.ui.weekly_office import Office
from bot.ui.weekly_pick import Said, choose
from bot.ui.weekly_post import Occasion, weekly_layout
from db import discussions, film_pages, weekly, weekly_posts
from db.database import Transaction
from db.due_work import Due
from db.weekly_posts import WeeklyPost

_log = logging.getLogger(__name__)

#: Where a government moves the clocks meanwhile, the slot may come again on the same day: the next one is a week on.
_NOT_THE_SAME = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeeklyWork(Work):
    """Post what is due in each server."""

    services: Services
    office: Office
    pace: Pace = field(default_factory=Pace)
    step: Step = no_step

    async def find(self, due: Due) -> int | None:
        """Return the message that an earlier try sent: as it was noted, or by the button that carries the post's id."""
        post = await weekly_posts.of_moment(self.services.database, due.guild_id, due.due_at)
        if post is None or post.message_id:
            return post.message_id if post else None
        since = post.decided_at or due.due_at  # nothing was sent before it was decided
        message_id = await self.office.find(post.guild_id, post.channel_id, since, marker(post.id))
        if message_id is not None:
            await self._after_sending(post, message_id)
        return message_id

    async def act(self, due: Due, now: datetime) -> int | None:
        """Post it and return the message; None where nothing is to be posted at this moment."""
        database = self.services.database
        settings = await weekly.get(database, due.guild_id)
        if settings is None or settings.state is not State.ON:
            return None
        if why_not := _why_not(settings, due, now):
            await weekly_posts.skip(database, due.guild_id, due.due_at, settings.channel_id, why_not, now)
            return None
        self.step("deciding", due)
        post = await self._decided(settings, due, now)
        self.step("decided", due)
        card = await self._card(settings, post, now)
        # Where it was decided to go: whoever looks for it after a stop looks there.
        there = replace(settings, channel_id=post.channel_id)
        message_id = await self.office.send(there, card, due.nonce)
        self.step("sent", due)
        await self._after_sending(post, message_id)
        self.step("noted", due)
        return message_id

    async def give_up(self, due: Due, reason: str) -> None:
        """Tell the admin who set it up, once, that posts are paused and why."""
        settings = await weekly.get(self.services.database, due.guild_id)
        if settings and settings.state is State.ON and settings.told_at is None:
            await tell_paused(self.office, settings, reason)

    async def recorded(self, tx: Transaction, due: Due, dropped: str | None, now: datetime) -> None:
        """Owe the next post; after what can never be done pause instead."""
        settings = await weekly.get(tx, due.guild_id)
        if settings is None or settings.state is not State.ON:
            return
        if dropped is not None:
            await weekly_posts.skip(tx, due.guild_id, due.due_at, settings.channel_id, dropped, now)
            await weekly.pause(tx, due.guild_id, dropped, now)
        elif due.subject_id == weekly.SLOT:
            self.step("owing", due)
            await weekly.owe_after(tx, settings, due.due_at + _NOT_THE_SAME)

    async def _decided(self, settings: Weekly, due: Due, now: datetime) -> WeeklyPost:
        """Return what an earlier try decided, or decide."""
        database = self.services.database
        post = await weekly_posts.of_moment(database, due.guild_id, due.due_at)
        if post is None:
            film_id, said = await choose(self.services, settings, now)
            fresh = WeeklyPost(0, due.guild_id, due.due_at, settings.channel_id, film_id, said.kept())
            post = await weekly_posts.decide(database, fresh, now)
        if post is None:
            raise PassingError("the film was posted at this very moment; another is chosen")
        return post

    async def _card(self, settings: Weekly, post: WeeklyPost, now: datetime) -> Card:
        database = self.services.database
        page = await film_pages.load(database, post.guild_id, post.film_id) if post.film_id else None
        missed = await weekly_posts.missed_before(database, post.guild_id, post.due_at)
        late = post.due_at if now - post.due_at > LATE else None
        occasion = Occasion(settings.role_id, late, tuple(one.due_at for one in missed))
        return await weekly_layout(post.id, page, Said.of(post.said), occasion, self.services.charts)

    async def _after_sending(self, post: WeeklyPost, message_id: int) -> None:
        """Open the thread, where one is wanted, and note the message: doing either again changes nothing."""
        database = self.services.database
        settings = await weekly.get(database, post.guild_id)
        if settings and settings.thread:
            await self._thread(post, message_id)
        await weekly_posts.sent(database, post, message_id)

    async def _thread(self, post: WeeklyPost, message_id: int) -> None:
        database, key = self.services.database, (post.guild_id, discussions.WEEKLY, post.id)
        about = await discussions.subject(database, *key)
        name = plain(about.name if about else "This week", 100)
        await self.pace.turn()
        thread_id = await self.office.open_thread(post.guild_id, post.channel_id, message_id, name)
        if thread_id is None:
            _log.info("no thread in channel %d: the permission is missing", post.channel_id)
            return
        await discussions.claim(database, *key, post.channel_id, discord.utils.utcnow())
        await discussions.opened(database, *key, post.channel_id, thread_id)


def marker(post_id: int) -> str:
    """Return the custom_id by which the message of a post is known again."""
    return custom_id(ids.DISCUSS, (discussions.KINDS.index(discussions.WEEKLY), post_id))


async def tell_paused(office: Office, settings: Weekly, reason: str) -> bool:
    """Tell whoever set the weekly post up that it is paused and how it goes on; False where they cannot be told."""
    said = (
        f"The weekly post in <#{settings.channel_id}> is paused: {reason}. Nothing is lost;"
        " `/weekly on` in the server lets it go on, there or in another channel."
    )
    return await office.tell(settings.set_by, panel(text(said)))


def _why_not(settings: Weekly, due: Due, now: datetime) -> str:
    """Say why nothing is posted at this moment; nothing where it is."""
    if due.subject_id == weekly.SLOT and settings.skips == due.due_at:
        return CALLED_OFF
    return AWAY if now - due.due_at > CATCH_UP else ""
