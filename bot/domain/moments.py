"""A moment as people type it, "friday 20:00" or "3 days", in the time zone of their server."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import UserError

FARTHEST = timedelta(days=366)
EXAMPLES = "“friday 20:00”, “tomorrow 19:30”, “3 days” or “2026-12-24 18:00”"

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {
    "m": timedelta(minutes=1), "min": timedelta(minutes=1), "minute": timedelta(minutes=1),
    "h": timedelta(hours=1), "hr": timedelta(hours=1), "hour": timedelta(hours=1),
    "d": timedelta(days=1), "day": timedelta(days=1),
    "w": timedelta(weeks=1), "week": timedelta(weeks=1),
    "y": timedelta(days=365), "year": timedelta(days=365),
}  # fmt: skip
_SPAN = re.compile(r"(?:in )?(\d{1,4}|an?|one) ?([a-z]+)")
_CLOCK = re.compile(r"(?:at )?(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm)?")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(?:(?:on|next|this) )?(\d{4}-\d{1,2}-\d{1,2}|[a-z]+)(?:[, t]+(.+))?")


def read_moment(typed: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment in UTC that somebody means who types this in a zone.

    A weekday or a time alone means the next one. A time that does not exist that night (the clocks go forward)
    moves on by the hour that is missing; one that exists twice means the first.
    Raises UserError, with examples, for what is no moment, is over, or is more than a year away.
    """
    said = " ".join(typed.lower().split())
    found = _span(said, now) or _date_and_time(said, now.astimezone(zone))
    if found is None:
        raise UserError(f"“{typed[:60]}” {_wrong(said, now.astimezone(zone))} Write it like {EXAMPLES}.")
    if found <= now:
        raise UserError(f"“{typed[:60]}” is over already. Choose a moment that is still to come, like {EXAMPLES}.")
    if found > now + FARTHEST:
        raise UserError(f"“{typed[:60]}” is more than a year away. Choose an earlier moment, like {EXAMPLES}.")
    return found


def read_clock(typed: str) -> time:
    """Return the time of day that somebody means who types this; raise UserError, with examples, for what is none."""
    found = _clock(" ".join(typed.lower().split()).replace("noon", "12 pm").replace("midnight", "12 am"))
    if found is None:
        raise UserError(f"“{typed[:60]}” is no time of day. Write it like “20:00”, “19.30” or “8 pm”.")
    return found


def in_zone(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the moment in UTC at which clocks in a zone show this day and time.

    Through UTC and back is what https://peps.python.org/pep-0495/ says of times in a gap: with fold 0 they are
    read with the offset before the gap, which moves them on by its length.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _wrong(said: str, local: datetime) -> str:
    """Say what is missing in what was typed: a day alone is a moment only with its time."""
    match = _DAY.fullmatch(said)
    day = match and not match[2] and _day(match[1], local.date())
    if not day:
        return "is no time I understand."
    return "is over already." if day < local.date() else "is a day without a time."


def _span(said: str, now: datetime) -> datetime | None:
    match = _SPAN.fullmatch(said)
    unit = match and (_UNITS.get(match[2]) or _UNITS.get(match[2].removesuffix("s")))
    if not match or not unit:
        return None
    # Whatever is too far away may be beyond the last day that Python counts, too.
    return now + min(2 * FARTHEST, unit * (int(match[1]) if match[1].isdigit() else 1))


def _date_and_time(said: str, local: datetime) -> datetime | None:
    zone = local.tzinfo
    assert isinstance(zone, ZoneInfo)
    if clock := _clock(said):
        moment = in_zone(local.date(), clock, zone)
        return moment if moment > local else in_zone(local.date() + timedelta(days=1), clock, zone)
    match = _DAY.fullmatch(said)
    day = match and _day(match[1], local.date())
    clock = _clock(match[2]) if match and match[2] else None
    if not match or day is None or clock is None:
        return None
    moment = in_zone(day, clock, zone)
    # "friday 20:00" said on a Friday evening means the next one.
    return moment if moment > local or match[1] not in _weekdays() else in_zone(day + timedelta(days=7), clock, zone)


def _weekdays() -> dict[str, int]:
    names = {name: number for number, name in enumerate(_WEEKDAYS)}
    return names | {name[:3]: number for name, number in names.items()}


def _day(word: str, today: date) -> date | None:
    near = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    if word in near:
        return today + timedelta(days=near[word])
    if word in (weekdays := _weekdays()):
        return today + timedelta(days=(weekdays[word] - today.weekday()) % 7)
    match = _DATE.fullmatch(word)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:  # the 30th of February
        return None


def _clock(said: str) -> time | None:
    match = _CLOCK.fullmatch(said)
    # "20" alone is as likely a number of days as an hour.
    if not match or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
