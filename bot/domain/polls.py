"""What a poll is, what may stand in it, and who may see what of it when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ballots import Method, TieBreak
from bot.domain.errors import UserError
from bot.domain.folding import fold

FEWEST, MOST = 2, 25
TITLE_LIMIT, LABEL_LIMIT = 200, 200


class State(StrEnum):
    """Name where a poll stands: a draft is seen by its maker alone."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold one thing to vote for: its number in the poll for ever, and the film it is (0 for what is none)."""

    number: int
    label: str
    film_id: int = 0
    added_by: int = 0


@dataclass(frozen=True, slots=True)
class Poll:
    """Hold a poll; what is not set is 0.

    `live` shows results before the close. `suggestions` is how many options each member may add, `quorum` how many
    ballots make the result count, `remind_minutes` how long before the close to remind. `nonce` settles ties. `night`
    is the evening that the poll chooses for, `event_id` the event that Discord keeps for it. `removed` are options
    that were taken out while the poll was open.
    """

    id: int
    guild_id: int
    channel_id: int
    maker_id: int
    title: str
    method: Method
    closes_at: datetime
    nonce: str
    live: bool = True
    secret: bool = True
    role_id: int = 0
    suggestions: int = 0
    quorum: int = 0
    remind_minutes: int = 0
    message_id: int = 0
    announcement_id: int = 0
    state: State = State.DRAFT
    closed_at: datetime | None = None
    choices: tuple[Choice, ...] = ()
    removed: tuple[Choice, ...] = ()
    night: datetime | None = None
    event_id: int = 0

    @property
    def tie_break(self) -> TieBreak:
        """Return what settles ties: the poll's id and the nonce fixed when it was made."""
        return TieBreak(self.id, self.nonce)

    @property
    def shows_results(self) -> bool:
        """Say whether anybody may see how it stands: always once closed, before that only where results are live."""
        return self.state is State.CLOSED or (self.state is State.OPEN and self.live)

    @property
    def next_number(self) -> int:
        """Return the number of the next option: never one that stood for another, also where that is gone."""
        return max(choice.number for choice in self.choices + self.removed) + 1

    def choice(self, number: int) -> Choice | None:
        """Return the option of this number, or None."""
        return next((choice for choice in self.choices if choice.number == number), None)

    def is_open(self, now: datetime) -> bool:
        """Say whether a vote counts at this moment."""
        return self.state is State.OPEN and now < self.closes_at


def check_night(night: datetime | None, closes_at: datetime) -> None:
    """Raise UserError where the evening that a poll chooses for begins before the poll is over."""
    if night is not None and night <= closes_at:
        raise UserError("The night begins before the poll is over. Let it close earlier, or choose a later night.")


def check_removable(poll: Poll, number: int) -> Choice:
    """Return the option to take out of a poll; raise UserError where it is not there, or too few would be left."""
    choice = poll.choice(number)
    if choice is None:
        raise UserError("That option is not in this poll (any more); nothing was changed.")
    if len(poll.choices) <= FEWEST:
        raise UserError(f"A poll needs {FEWEST} options, so none can be taken out. `/poll cancel` ends it uncounted.")
    return choice


def label_key(label: str) -> str:
    """Return the key under which two spellings of one option meet."""
    return fold(label) or label.strip().casefold()


def split_options(typed: str) -> list[Choice]:
    """Read options parted by `|`; raise UserError as `check_choices` does."""
    labels = [" ".join(part.split()) for part in typed.split("|")]
    return check_choices([Choice(number, label) for number, label in enumerate(filter(None, labels), 1)])


def check_choices(choices: Sequence[Choice], *, fewest: int = FEWEST) -> list[Choice]:
    """Return the options as they are; raise UserError for too few, too many, duplicates or one too long."""
    if len(choices) < fewest:
        raise UserError("A poll needs at least two options. For a question, part them with `|`: `Yes | No`.")
    if len(choices) > MOST:
        raise UserError(f"A poll takes at most {MOST} options, and these are {len(choices)}. Leave some out.")
    if long := next((choice.label for choice in choices if len(choice.label) > LABEL_LIMIT), None):
        raise UserError(f"An option may have {LABEL_LIMIT} characters; “{long[:40]}…” has {len(long)}. Shorten it.")
    if twice := _twice(choices):
        raise UserError(f"“{twice[:100]}” is there twice. Name each option once.")
    return list(choices)


def _twice(choices: Iterable[Choice]) -> str | None:
    seen: set[object] = set()
    for choice in choices:
        keys = {label_key(choice.label)} | ({choice.film_id} if choice.film_id else set())
        if keys & seen:
            return choice.label
        seen |= keys
    return None
