"""How far something long has come, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

#: Told what is being done, how much of it is done, and of how much where that is known.
Progress: TypeAlias = Callable[[str, int, int | None], None]


def nobody(what: str, done: int, total: int | None) -> None:
    """Hear of progress and do nothing with it."""
