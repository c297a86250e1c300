"""A year of weekly posts in five time zones, the bot away now and then: one post a week each, or a word about it."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.client import MatineeBot, open_bot
from bot.domain.titles import Film
from bot.domain.weekly import Fate, Weekly
from bot.settings import Settings
from bot.ui.film_card import Card
from db import due_work, films, weekly, weekly_posts
from tests.upgraded import lay_out
from tests.walks.weekly_process import FileOffice, schedule_of

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 7, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
#: Server, zone, weekday and hour: two of them at hours that the change of the clocks takes away and doubles.
CLUBS = (
    (501, "Europe/Berlin", 6, time(2, 30)),
    (502, "America/New_York", 6, time(1, 30)),
    (503, "Asia/Kolkata", 4, time(20, 0)),
    (504, "Australia/Lord_Howe", 6, time(1, 45)),
    (505, "America/Santiago", 5, time(23, 59)),
)

Spans = list[tuple[datetime, datetime]]


def away(seed: int) -> Spans:
    """Return when the bot is away: minutes to weeks at a time, a fifth of the year or so."""
    chance, spans, at = random.Random(seed), [], START
    while at < END:
        begin = at + timedelta(minutes=chance.randrange(60, 20 * 24 * 60))
        at = begin + timedelta(minutes=chance.choice((3, 90, 600, 2_000, 6_000, 24_000)))
        spans.append((begin, at))
    return spans


def slots(zone: ZoneInfo, weekday: int, at: time) -> list[datetime]:
    """Return the moments of a year by trying each quarter of an hour of each night: the first that shows the time.

    Where none does, clocks went forward over it: the first whose clock shows the time and the missing span.
    """
    found, day = [], START.date()
    while day < END.date():
        if day.weekday() == weekday:
            found.append(_moment(zone, day, at))
        day += DAY
    return [moment for moment in found if START < moment < END - 2 * DAY]


def _moment(zone: ZoneInfo, day: date, at: time) -> datetime:
    midnight = datetime.combine(day, time(), UTC)
    tries = [midnight + step * MINUTE for step in range(-16 * 60, 40 * 60)]
    before, after = ((midnight + days * DAY).astimezone(zone).utcoffset() or DAY for days in (-1, 2))
    for missing in (timedelta(0), after - before):
        wanted = datetime.combine(day, at) + missing
        for moment in tries:
            if moment.astimezone(zone).replace(tzinfo=None) == wanted:
                return moment
    raise AssertionError(f"{day} {at} never comes in {zone.key}")


@dataclass
class Sent:
    """Hold when and what was sent for which server."""

    guild_id: int
    at: datetime
    said: str


class TimedOffice(FileOffice):
    """Note the simulated moment of each post."""

    now = START
    sent: list[Sent]

    async def send(self, settings: Weekly, card: Card, nonce: str) -> int:
        """Keep it with its moment."""
        self.sent.append(Sent(settings.guild_id, self.now, json.dumps(card[0].to_components())))
        return await super().send(settings, card, nonce)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[MatineeBot]:
    """Open a bot with 70 films for everybody and the five clubs."""
    lay_out(Settings(data_dir=tmp_path).database_path)
    async with open_bot(Settings(data_dir=tmp_path)) as opened:
        database = opened.services.database
        async with database.transaction() as tx:
            for number in range(70):
                await films.insert(tx, None, Film(0, None, f"Reel {number}", 1950 + number), START)
        for guild_id, zone, weekday, at in CLUBS:
            minute = at.hour * 60 + at.minute
            await weekly.turn_on(database, Weekly(guild_id, 9, weekday, minute, ZoneInfo(zone), 1), START)
        yield opened


async def live(bot: MatineeBot, office: TimedOffice, gone: Spans) -> None:
    """Let the year pass: whenever the bot is there and something is due, the minute's tick comes."""
    schedule, now = schedule_of(bot.services, office, lambda *_: None), START
    while now < END:
        now = next((end for begin, end in gone if begin <= now < end), now)
        office.now = now
        if any(end == now for _, end in gone):
            await schedule.settle(now)
            assert await weekly.owe_missing(bot.services.database, now) == 0
        await schedule.run(lambda at=now: at)
        due = await due_work.next_moment(bot.services.database)
        assert due is not None
        now = max(now + MINUTE, due)


@pytest.mark.parametrize("seed", [1, 2])
async def test_one_post_a_week_in_every_zone_and_the_missed_ones_are_told(
    bot: MatineeBot, tmp_path: Path, seed: int
) -> None:
    gone = away(seed)
    office = TimedOffice(tmp_path / "channel.jsonl")
    office.sent = []
    await live(bot, office, gone)
    missed_somewhere = 0
    for guild_id, zone, weekday, at in CLUBS:
        due = slots(ZoneInfo(zone), weekday, at)
        assert len(due) in (52, 53)
        back = {slot: next((end for begin, end in gone if begin <= slot < end), slot) for slot in due}
        in_time = [slot for slot in due if back[slot] - slot <= DAY]
        assert [post.at for post in office.sent if post.guild_id == guild_id and post.at < due[-1] + MINUTE] == [
            back[slot] for slot in in_time if back[slot] < due[-1] + MINUTE
        ]
        kept = await weekly_posts.latest(bot.services.database, guild_id, 99)
        fates = {post.due_at: post.fate for post in kept}
        assert {slot: fates[slot] for slot in due if slot in fates} == {
            slot: Fate.SENT if slot in in_time else Fate.SKIPPED for slot in due if slot in fates
        }
        assert set(due[:-3]) <= set(fates)
        shown = [post.film_id for post in kept if post.film_id]
        assert len(shown) == len(set(shown)) == len([fate for fate in fates.values() if fate == Fate.SENT])
        missed_somewhere += _told(office.sent, guild_id, due, in_time, back)
    assert missed_somewhere > 5


def _told(sent: list[Sent], guild_id: int, due: list[datetime], in_time: list[datetime], back: dict) -> int:  # type: ignore[type-arg]
    """Hold every post to what it says of being late, and of those before it that were missed; count the latter."""
    by_moment = {post.at: post.said for post in sent if post.guild_id == guild_id}
    missed: list[datetime] = []
    told = 0
    for slot in due:
        if slot not in in_time:
            missed.append(slot)
            continue
        said = by_moment.get(back[slot], "")
        assert ("comes late" in said) == (back[slot] - slot > timedelta(minutes=20)), slot
        assert ("missed" in said) == bool(missed), slot
        assert all(f"<t:{int(one.timestamp())}:d>" in said for one in missed[-3:])
        told, missed = told + len(missed), []
    return told
