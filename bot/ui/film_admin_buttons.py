"""What the buttons of an admin's film panels do; each asks for the permission again."""

from __future__ import annotations

from bot.domain.errors import UserError
from bot.domain.titles import Film
from bot.ui import film_admin, ids
from bot.ui import film_admin_flow as flow
from bot.ui.admin_button import AdminButton
from bot.ui.persistent import template
from bot.ui.rating_flow import film_or_gone
from bot.ui.services import Interaction


class EditFilmButton(AdminButton, template=template(ids.EDIT_FILM, 1)):
    """Open the form of a film."""

    async def act(self, interaction: Interaction) -> None:
        """Show it with what is known, or with what could not be saved."""
        await flow.open_form(interaction, await film_or_gone(interaction, self.ids[0]))


class AskMergeButton(AdminButton, template=template(ids.ASK_MERGE, 2)):
    """Go on with a merge once both films are clear."""

    async def act(self, interaction: Interaction) -> None:
        """Say what it moves and ask."""
        source, target = [await film_or_gone(interaction, film_id) for film_id in self.ids]
        await flow.ask_merge(interaction, source, target)


class MergeFilmButton(AdminButton, template=template(ids.MERGE_FILM, 2)):
    """Merge two films."""

    async def act(self, interaction: Interaction) -> None:
        """Merge the two that were asked about and say what moved."""
        source, target = [await _as_asked(interaction, film_id) for film_id in self.ids]
        await flow.merge(interaction, source, target)


class AskRemoveButton(AdminButton, template=template(ids.ASK_REMOVE, 1)):
    """Ask before a film is removed."""

    async def act(self, interaction: Interaction) -> None:
        """Say what goes with it."""
        await flow.ask_remove(interaction, await film_or_gone(interaction, self.ids[0]))


class RemoveFilmButton(AdminButton, template=template(ids.REMOVE_FILM, 1)):
    """Remove a film."""

    async def act(self, interaction: Interaction) -> None:
        """Remove it and say what went with it."""
        await flow.remove(interaction, await _as_asked(interaction, self.ids[0]))


class LeaveFilmButton(AdminButton, template=template(ids.LEAVE_FILM, 1)):
    """Answer a question with no."""

    async def act(self, interaction: Interaction) -> None:
        """Say that nothing was changed."""
        film = await film_or_gone(interaction, self.ids[0])
        await flow.show(interaction, film_admin.unchanged(film))


class UndoFilmButton(AdminButton, template=template(ids.UNDO_FILM, 1)):
    """Take the last change back."""

    async def act(self, interaction: Interaction) -> None:
        """Undo it, unless another change came since."""
        await flow.undo(interaction, self.ids[0])


async def _as_asked(interaction: Interaction, film_id: int) -> Film:
    """Return the film of a question; another admin may have made it part of a different one since."""
    film = await film_or_gone(interaction, film_id)
    if film.id != film_id:
        raise UserError(
            "That film was merged into another since I asked, so nothing was changed. Run the command again to see"
            " what it would move now."
        )
    return film


FILM_BUTTONS = (
    EditFilmButton,
    AskMergeButton,
    MergeFilmButton,
    AskRemoveButton,
    RemoveFilmButton,
    LeaveFilmButton,
    UndoFilmButton,
)
