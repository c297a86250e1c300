"""What the buttons and menus of polls do; each answers anyone, for ever."""

from __future__ import annotations

from bot.ui import ids
from bot.ui import poll_manage as manage
from bot.ui import poll_vote as voting
from bot.ui.persistent import PersistentButton, PersistentMenu, template
from bot.ui.poll_post import drop, post
from bot.ui.services import Interaction


class PostButton(PersistentButton, template=template(ids.POLL_POST, 1)):
    """Post a draft."""

    async def press(self, interaction: Interaction) -> None:
        """Put the card into the channel."""
        await post(interaction, self.ids[0])


class DropButton(PersistentButton, template=template(ids.POLL_DROP, 1)):
    """Throw a draft away."""

    async def press(self, interaction: Interaction) -> None:
        """Throw it away."""
        await drop(interaction, self.ids[0])


class VoteMenu(PersistentMenu, template=template(ids.POLL_VOTE, 1)):
    """Vote for one, or approve several, in one tap."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Save the ballot."""
        await voting.vote(interaction, self.ids[0], values)


class BallotButton(PersistentButton, template=template(ids.POLL_BALLOT, 2)):
    """Open the member's own ballot."""

    async def press(self, interaction: Interaction) -> None:
        """Show it privately."""
        await voting.open_ballot(interaction, *self.ids)


class RankMenu(PersistentMenu, template=template(ids.POLL_RANK, 2)):
    """Choose what stands at a place of the member's ranking."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Save the ballot so far."""
        poll_id, at = self.ids
        await voting.rank(interaction, poll_id, at, values)


class ScoreMenu(PersistentMenu, template=template(ids.POLL_SCORE, 2)):
    """Give an option its points."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Save the ballot so far."""
        poll_id, number = self.ids
        await voting.give_points(interaction, poll_id, number, values)


class WithdrawButton(PersistentButton, template=template(ids.POLL_WITHDRAW, 1)):
    """Take the member's ballot back."""

    async def press(self, interaction: Interaction) -> None:
        """Take it back."""
        await voting.withdraw(interaction, self.ids[0])


class CountedButton(PersistentButton, template=template(ids.POLL_COUNTED, 1)):
    """Show how a poll was counted."""

    async def press(self, interaction: Interaction) -> None:
        """Show it to whoever asks."""
        await manage.show_results(interaction, self.ids[0])


class CancelButton(PersistentButton, template=template(ids.POLL_CANCEL, 1)):
    """Cancel a poll, after the question."""

    async def press(self, interaction: Interaction) -> None:
        """Cancel it."""
        await manage.cancel(interaction, self.ids[0])


class LeaveButton(PersistentButton, template=template(ids.POLL_LEAVE, 1)):
    """Leave a poll as it is."""

    async def press(self, interaction: Interaction) -> None:
        """Say so."""
        await manage.leave(interaction)


POLL_BUTTONS = (
    PostButton,
    DropButton,
    VoteMenu,
    BallotButton,
    RankMenu,
    ScoreMenu,
    WithdrawButton,
    CountedButton,
    CancelButton,
    LeaveButton,
)
