"""Large files, and the collector of garbage that would walk what they state while everything else waits."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OFTEN = 1_000_000


@contextmanager
def unwalked() -> Iterator[None]:
    """Put off collections of everything that lives, which take some 50 ms beside 50,000 new films; young ones go on.

    What a file states has no cycles and goes with the last name for it. The threshold is raised and lowered by a
    number, so that imports beside each other do not undo each other's. https://docs.python.org/3/library/gc.html
    """
    _raise(_OFTEN)
    try:
        yield
    finally:
        _raise(-_OFTEN)


def _raise(by: int) -> None:
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, old + by)
