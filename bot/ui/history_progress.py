"""A progress message for work that takes its time: none for short work, and at most one edit a second."""

from __future__ import annotations

import time
from collections.abc import Callable

import discord

from bot.errors import KEPT
from bot.ui.history_report import progress_panel
from bot.ui.services import Interaction

FIRST_SECONDS, EVERY_SECONDS = 2.0, 1.0


class ProgressMessage:
    """Show in the interaction's own message how far something has come; also leave word of it for a failed answer."""

    def __init__(
        self, interaction: Interaction, doing: str, kept: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._interaction, self._doing, self._kept, self._clock = interaction, doing, kept, clock
        self._next = clock() + FIRST_SECONDS

    async def __call__(self, done: int, total: int) -> None:
        """Show the progress if it is time to."""
        self._interaction.extras[KEPT] = self._kept
        if self._clock() < self._next or done >= total:
            return
        self._next = self._clock() + EVERY_SECONDS
        try:
            await self._interaction.edit_original_response(
                view=progress_panel(done, total, self._doing), attachments=[]
            )
        except discord.HTTPException:
            return  # the work matters, not the word about it
