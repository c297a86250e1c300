"""How far a long import has come, in the interaction's own message: from the second second on, one edit a second."""

from __future__ import annotations

import asyncio
import threading
from time import monotonic
from types import TracebackType
from typing import Self

import discord

from bot.ui.layouts import Layout, panel, text
from bot.ui.services import Interaction

FIRST_SECONDS, EVERY_SECONDS = 2.0, 1.0
_CELLS = 20
_STOPPED = "This stopped before its end, and what I say below tells why."
#: What a batch that was there before says where its work stops.
OPEN = "`/import open` has what was kept."


class Moving:
    """Tell how far work has come while it goes on: `async with Moving(interaction) as progress`.

    Calling it costs nothing; a task of its own edits the message, and has ended when the body has. `kept` says where
    what was there before is to be found after a failure.
    """

    def __init__(
        self,
        interaction: Interaction,
        kept: str = "",
        first: float = FIRST_SECONDS,
        every: float = EVERY_SECONDS,
    ) -> None:
        self._interaction, self._kept, self._first, self._every = interaction, kept, first, every
        self._said: tuple[str, int, int | None] = ("Working", 0, None)
        self._over = threading.Event()
        self._edited = False

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """Note what is being done, how much of it is done, and of how much."""
        self._said = (what, done, total)

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._move())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        await self._task
        if kind is not None and self._edited and issubclass(kind, Exception):
            await self._show(panel(text(f"{_STOPPED} {self._kept}".rstrip())))

    async def _move(self) -> None:
        begun, wait = monotonic(), self._first
        # A thread waits, by the clock on the wall: the demo's loop has a clock of its own, which stands still.
        while not await asyncio.to_thread(self._over.wait, wait):
            wait = self._every
            self._edited = True
            await self._show(progress_panel(*self._said, int(monotonic() - begun)))

    async def _show(self, layout: Layout) -> None:
        try:
            await self._interaction.edit_original_response(view=layout, attachments=[])
        except discord.HTTPException:
            return  # the work matters, not the word about it


def progress_panel(what: str, done: int, total: int | None, seconds: int) -> Layout:
    """Say what is being done, how much of it is, and for how long by now."""
    lines = [f"**{what}…**"]
    if total:
        cells = min(_CELLS, done * _CELLS // total)
        lines.append(f"`{'█' * cells}{'░' * (_CELLS - cells)}` {done:,} of {total:,}")
    elif done:
        lines.append(f"{done:,} so far")
    return panel(text("\n".join([*lines, f"-# {seconds} s by now. You can leave: nothing is lost."])))
