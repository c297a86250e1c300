"""Pictures of numbers, drawn by Pillow off the event loop and kept by content."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

from bot.domain.scales import Scale


def histogram(counts: Sequence[int], *, highlight: int | None = None, scale: Scale = Scale.STARS) -> bytes:
    """Draw ten counts, half a star first, as a PNG; `highlight` is a rating of 1..10 half stars to point out."""
    raise NotImplementedError


def histogram_alt(counts: Sequence[int], mean: float | None, scale: Scale = Scale.STARS) -> str:
    """Say in at most 1,024 characters what the picture shows; `mean` is in half stars."""
    raise NotImplementedError


class ChartCache:
    """Draw each different picture once, in an executor, and keep the last `size` of them."""

    def __init__(self, executor: Executor | None = None, size: int = 256) -> None:
        raise NotImplementedError

    async def histogram(
        self, counts: Sequence[int], *, highlight: int | None = None, scale: Scale = Scale.STARS
    ) -> bytes:
        """Draw or recall the picture of ten counts, off the event loop."""
        raise NotImplementedError
