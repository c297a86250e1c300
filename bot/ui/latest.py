"""A memory of bounded size: what was used last stays, the rest goes."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class Latest(OrderedDict[_K, _V], Generic[_K, _V]):
    """Keep the `size` entries that were used last."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def recall(self, key: _K) -> _V | None:
        """Return what was kept, or None; it has been used now."""
        if key not in self:
            return None
        self.move_to_end(key)
        return self[key]

    def __setitem__(self, key: _K, value: _V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._size:
            self.popitem(last=False)


class Unchanged(Generic[_K, _V]):
    """Keep what was made of stored data until that data changes.

    `state` is a number that every change gives another value, asked for before the data was read; None, where it
    cannot be told, is never the same as before.
    """

    def __init__(self, size: int) -> None:
        self._kept: Latest[_K, tuple[int, _V]] = Latest(size)

    def recall(self, key: _K, state: int | None) -> _V | None:
        """Return what was kept in this very state, or None."""
        found = self._kept.recall(key)
        return found[1] if found is not None and found[0] == state else None

    def keep(self, key: _K, state: int | None, value: _V) -> None:
        """Keep a value made of the data as they were in that state."""
        if state is not None:
            self._kept[key] = (state, value)
