"""When and where a server's weekly post comes, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import WeeklySlot

#: A post that is later than this is not sent any more: the next one says that it was missed.
CATCH_UP = timedelta(days=1)
#: From this on a post says that it comes late; where very many are due at once, the last takes some minutes.
LATE = timedelta(minutes=20)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class State(StrEnum):
    """Name whether the weekly post comes, waits for an admin, or was turned off."""

    ON = "on"
    PAUSED = "paused"
    OFF = "off"


class Fate(StrEnum):
    """Name what became of one post."""

    DECIDED = "decided"
    SENT = "sent"
    SKIPPED = "skipped"


#: Why a post was skipped.
AWAY, CALLED_OFF = "away", "called off"


@dataclass(frozen=True, slots=True)
class Weekly:
    """Hold a server's weekly post as an admin set it up; `minute` counts from local midnight, role 0 pings nobody.

    `skips` is the moment of the one post that was called off, `reason` why all are paused, `told_at` when an admin
    heard of that.
    """

    guild_id: int
    channel_id: int
    weekday: int
    minute: int
    zone: ZoneInfo
    set_by: int
    role_id: int = 0
    thread: bool = False
    digest: bool = True
    state: State = State.ON
    skips: datetime | None = None
    reason: str | None = None
    told_at: datetime | None = None

    @property
    def slot(self) -> WeeklySlot:
        """Return the weekly slot in the server's zone."""
        return WeeklySlot(self.weekday, time(*divmod(self.minute, 60)), self.zone)

    def next_posts(self, now: datetime, many: int = 3) -> list[datetime]:
        """Return the next moments (UTC) at which a post comes, the one that was called off left out."""
        return [moment for moment in self.slot.after(now, many + 1) if moment != self.skips][:many]
