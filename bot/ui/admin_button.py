"""Buttons that only admins may press, checked again at every press."""

from __future__ import annotations

import re

from bot.domain.errors import UserError
from bot.errors import NOT_YOURS
from bot.ui.persistent import PersistentButton
from bot.ui.services import Interaction, may_manage

_NOTHING = re.compile(r"(?!)")


class AdminButton(PersistentButton, template=_NOTHING):
    """Answer an admin's press; whoever else gets hold of the button is told what it takes."""

    async def press(self, interaction: Interaction) -> None:
        """Check the permission that Discord sent with this press, then act."""
        require_admin(interaction)
        await self.act(interaction)

    async def act(self, interaction: Interaction) -> None:
        """Do what the button is for."""
        raise NotImplementedError


def require_admin(interaction: Interaction) -> None:
    """Raise UserError where the member may not manage the server."""
    if not may_manage(interaction):
        raise UserError(NOT_YOURS)
