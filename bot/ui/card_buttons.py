"""What the buttons of cards, panels and questions do; each answers anyone, for ever."""

from __future__ import annotations

from bot.domain.errors import UserError
from bot.errors import KEPT
from bot.ui import ids
from bot.ui.card_flow import show_card
from bot.ui.kept_cards import card_of
from bot.ui.layouts import NOBODY
from bot.ui.persistent import PersistentButton, PersistentMenu, template
from bot.ui.rating_flow import GONE, ask_for_rating, film_or_gone, send_private
from bot.ui.rating_form import Answer
from bot.ui.rating_panel import (
    NOTES_PER_PAGE,
    note_pages,
    notes_panel,
    opened_note,
    removed_panel,
    removed_sentence,
    shared_panel,
)
from bot.ui.review_page import review_page
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.watchlist_flow import put_on
from db import ratings, reviews
from db.watchlist import SERVER


class RateButton(PersistentButton, template=template(ids.RATE, 2)):
    """Open the rating form."""

    async def press(self, interaction: Interaction) -> None:
        """Ask for stars and a note."""
        film_id, origin = self.ids
        await ask_for_rating(interaction, await film_or_gone(interaction, film_id), origin)


class RemoveButton(PersistentButton, template=template(ids.UNRATE, 1)):
    """Take the member's own rating away."""

    async def press(self, interaction: Interaction) -> None:
        """Remove it and say what it was."""
        film = await film_or_gone(interaction, self.ids[0])
        database, member = services_of(interaction).database, interaction.user.id
        removed = await ratings.remove(database, guild_of(interaction), film.id, member)
        if removed is None:
            raise UserError("You have no rating of this film to remove. `/rate` gives one.")
        interaction.extras[KEPT] = removed_sentence(film, removed)
        await interaction.response.edit_message(view=removed_panel(film, removed))


class ShareButton(PersistentButton, template=template(ids.SHARE, 1)):
    """Post the member's own rating where everyone sees it."""

    async def press(self, interaction: Interaction) -> None:
        """Post what is saved now, which may be newer than the panel."""
        film = await film_or_gone(interaction, self.ids[0])
        database, member = services_of(interaction).database, interaction.user
        rating = await ratings.of_member(database, guild_of(interaction), film.id, member.id)
        if rating is None:
            raise UserError("You have no rating of this film to share. `/rate` gives one.")
        layout = shared_panel(film, rating, member.display_name)
        await interaction.response.send_message(view=layout, allowed_mentions=NOBODY)


class NotesButton(PersistentButton, template=template(ids.NOTES, 2)):
    """Show a page of the members' notes to whoever asks."""

    async def press(self, interaction: Interaction) -> None:
        """Send the first page privately; turn pages in place."""
        film = await film_or_gone(interaction, self.ids[0])
        database, guild_id = services_of(interaction).database, guild_of(interaction)
        pages = note_pages(await ratings.note_count(database, guild_id, film.id))
        page = min(self.ids[1], pages - 1)
        shown = await ratings.notes(database, guild_id, film.id, NOTES_PER_PAGE, page * NOTES_PER_PAGE)
        layout = notes_panel(film, shown, page, pages)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await interaction.response.edit_message(view=layout)
        else:
            await send_private(interaction, layout)


class NoteButton(PersistentButton, template=template(ids.NOTE, 2)):
    """Open one note that gives something away, for the member who asks."""

    async def press(self, interaction: Interaction) -> None:
        """Send the note privately."""
        film = await film_or_gone(interaction, self.ids[0])
        rating = await ratings.of_member(services_of(interaction).database, guild_of(interaction), film.id, self.ids[1])
        if rating is None or rating.note is None:
            raise UserError("That note was taken back by the member who wrote it.")
        await send_private(interaction, opened_note(film, rating))


class ReadMenu(PersistentMenu, template=template(ids.READ, 1)):
    """Open one critic's review for whoever chooses it."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Send the review privately."""
        film = await film_or_gone(interaction, self.ids[0])
        database, guild_id = services_of(interaction).database, guild_of(interaction)
        review = await reviews.get(database, guild_id, int(values[0])) if values[0].isdecimal() else None
        if review is None or review.film_id != film.id:
            raise UserError("That review is not here any more. `/review` shows the film as it is now.")
        await send_private(interaction, review_page(film, review))


class CardPageButton(PersistentButton, template=template(ids.CARD_PAGE, 2)):
    """Turn to another page of 25 reviews."""

    async def press(self, interaction: Interaction) -> None:
        """Draw the card again in its place."""
        card = await card_of(interaction, self.ids[0], GONE, number=self.ids[1])
        await interaction.response.edit_message(view=card.layout, attachments=card.files())


class PickButton(PersistentButton, template=template(ids.PICK, 3)):
    """Go on with the film that the member meant."""

    async def press(self, interaction: Interaction) -> None:
        """Show its card in the channel, open the rating form, or keep it for later."""
        film = await film_or_gone(interaction, self.ids[0])
        if self.ids[1] == ids.TO_RATE:
            # What was typed beside the unclear title is kept by member; after a restart the stars are still in the id.
            kept = services_of(interaction).unsent.pop((guild_of(interaction), interaction.user.id), None)
            await ask_for_rating(interaction, film, ids.ON_PANEL, kept or Answer(self.ids[2], None, spoilers=False))
        elif self.ids[1] == ids.TO_WATCH:
            await put_on(interaction, film, interaction.user.id if self.ids[2] else SERVER)
        else:
            await show_card(interaction, film.id)


BUTTONS = (
    RateButton,
    RemoveButton,
    ShareButton,
    NotesButton,
    NoteButton,
    ReadMenu,
    CardPageButton,
    PickButton,
)
