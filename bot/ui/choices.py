"""What autocomplete remembers: the choices for a text while no film changes, and whose films to lift among equals."""

from __future__ import annotations

from collections.abc import Iterable

from discord import app_commands

from bot.ui.latest import Latest, Unchanged

LIFTED = 10  # of a member's and a server's last films; more would crowd out what is typed
_FRESH = 300.0  # seconds for which a lift may lag behind what was rated meanwhile

Choice = app_commands.Choice[str]
#: A server, what was typed, and the films that were lifted.
Question = tuple[int, str, tuple[int, ...]]


class Choices(Unchanged[Question, list[Choice]]):
    """Keep the choices of the last texts: members type the same beginnings, and the same one again after a slip.

    Their state is `TitleIndex.changes`.
    """

    def __init__(self, size: int = 512) -> None:
        super().__init__(size)


class Lifts:
    """Keep for some minutes which films a member, then the server, had to do with last; times are in seconds."""

    def __init__(self, size: int = 2_000) -> None:
        self._kept: Latest[tuple[int, int], tuple[float, tuple[int, ...]]] = Latest(size)

    def recall(self, guild_id: int, user_id: int, now: float) -> tuple[int, ...] | None:
        """Return the films to lift, or None where they must be looked up."""
        found = self._kept.recall((guild_id, user_id))
        return found[1] if found is not None and now - found[0] < _FRESH else None

    def keep(self, guild_id: int, user_id: int, now: float, film_ids: Iterable[int]) -> tuple[int, ...]:
        """Remember the first few of the films and return them."""
        lifted = tuple(film_ids)[:LIFTED]
        self._kept[guild_id, user_id] = (now, lifted)
        return lifted
