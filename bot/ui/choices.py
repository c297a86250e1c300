"""What autocomplete remembers: the choices for a text while no film changes, and whose films to lift among equals."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Generic, TypeVar

from discord import app_commands

LIFTED = 10  # of a member's and a server's last films; more would crowd out what is typed
_FRESH = 300.0  # seconds for which a lift may lag behind what was rated meanwhile

Choice = app_commands.Choice[str]
#: A server, what was typed, and the films that were lifted.
Question = tuple[int, str, tuple[int, ...]]

_K = TypeVar("_K")
_V = TypeVar("_V")


class _Latest(OrderedDict[_K, _V], Generic[_K, _V]):
    """Keep what was used last; the rest goes."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def recall(self, key: _K) -> _V | None:
        if key not in self:
            return None
        self.move_to_end(key)
        return self[key]

    def keep(self, key: _K, value: _V) -> None:
        self[key] = value
        self.move_to_end(key)
        if len(self) > self._size:
            self.popitem(last=False)


class Choices:
    """Keep the choices of the last texts: members type the same beginnings, and the same one again after a slip.

    `changes` is `TitleIndex.changes` from before the search; choices of an index that has changed since are gone.
    """

    def __init__(self, size: int = 512) -> None:
        self._kept: _Latest[Question, tuple[int, list[Choice]]] = _Latest(size)

    def recall(self, question: Question, changes: int) -> list[Choice] | None:
        """Return the choices found before, or None."""
        found = self._kept.recall(question)
        return found[1] if found is not None and found[0] == changes else None

    def keep(self, question: Question, changes: int, choices: list[Choice]) -> None:
        """Remember the choices of a question."""
        self._kept.keep(question, (changes, choices))


class Lifts:
    """Keep for some minutes which films a member, then the server, had to do with last; times are in seconds."""

    def __init__(self, size: int = 2_000) -> None:
        self._kept: _Latest[tuple[int, int], tuple[float, tuple[int, ...]]] = _Latest(size)

    def recall(self, guild_id: int, user_id: int, now: float) -> tuple[int, ...] | None:
        """Return the films to lift, or None where they must be looked up."""
        found = self._kept.recall((guild_id, user_id))
        return found[1] if found is not None and now - found[0] < _FRESH else None

    def keep(self, guild_id: int, user_id: int, now: float, film_ids: Iterable[int]) -> tuple[int, ...]:
        """Remember the first few of the films and return them."""
        lifted = tuple(film_ids)[:LIFTED]
        self._kept.keep((guild_id, user_id), (now, lifted))
        return lifted
