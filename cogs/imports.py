"""`/import`: admins bring critics' reviews, see what was read, and keep what is right."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.domain.drafts import Draft, nothing_read
from bot.domain.errors import UserError
from bot.errors import answer
from bot.ui import ids
from bot.ui import import_flow as flow
from bot.ui.admin_button import require_admin
from bot.ui.forms import Values, submitted
from bot.ui.import_buttons import IMPORT_BUTTONS
from bot.ui.import_form import paste_form, read_fix_form, read_paste_form, with_link
from bot.ui.import_preview import waiting_list
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, may_manage
from bot.ui.text import escape
from db import imports

#: A page is text: the longest novel fits. Bigger files are refused before they are fetched.
PAGE_LIMIT = 2_000_000
PAGE_HINT = "A page as .txt, .md or .html, up to 2 MB"


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Imports(commands.GroupCog, group_name="import", group_description="Bring critics' reviews into this server"):
    """Read what admins hand in, privately, and keep it once they say so."""

    def __init__(self, bot: MatineeBot) -> None:
        self.services = bot.services

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Check the permission again: a server may have opened the command to others by mistake."""
        if not may_manage(interaction):
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    @app_commands.command()
    @app_commands.describe(file1=PAGE_HINT, file2=PAGE_HINT, file3=PAGE_HINT, file4=PAGE_HINT, file5=PAGE_HINT)
    async def files(
        self,
        interaction: Interaction,
        file1: discord.Attachment,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
        file4: discord.Attachment | None = None,
        file5: discord.Attachment | None = None,
    ) -> None:
        """Import reviews from saved pages; you see what was read before anything is kept."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        given = [file for file in (file1, file2, file3, file4, file5) if file is not None]
        await self._begin(interaction, [draft for file in given for draft in await self._read(file)])

    @app_commands.command()
    async def paste(self, interaction: Interaction) -> None:
        """Import a review by pasting its page; you see what was read before anything is kept."""
        await interaction.response.send_modal(paste_form())

    @app_commands.command()
    async def open(self, interaction: Interaction) -> None:
        """Go on with an import that waits for you, also after a restart."""
        waiting = await imports.waiting(self.services.database, guild_of(interaction))
        if not waiting:
            raise UserError("No import waits here. `/import files` and `/import paste` begin one.")
        one = len(waiting) == 1
        await send_private(
            interaction, await flow.preview(interaction, waiting[0].id) if one else waiting_list(waiting)
        )

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take the forms of an import that come back, also those that were open during a restart."""
        if form := submitted(interaction, ids.IMPORT_PASTE):
            await answer(interaction, self._pasted(interaction, form[1]))
        elif (form := submitted(interaction, ids.IMPORT_FIX_FORM)) and len(form[0]) == 3:
            await answer(interaction, self._fixed(interaction, *form))

    async def _pasted(self, interaction: Interaction, values: Values) -> None:
        require_admin(interaction)
        pasted = read_paste_form(values)
        await interaction.response.defer(ephemeral=True, thinking=True)
        drafts = await self.services.reader.drafts("pasted text", pasted.text.encode())
        await self._begin(interaction, [with_link(draft, pasted.link) for draft in drafts])

    async def _fixed(self, interaction: Interaction, numbers: list[int], values: Values) -> None:
        require_admin(interaction)
        batch_id, position, number = numbers
        await flow.fix(interaction, batch_id, position, number, read_fix_form(values))

    async def _begin(self, interaction: Interaction, drafts: list[Draft]) -> None:
        """Keep what was read as a draft and show it; raise UserError where nothing could be read."""
        if not any(draft.readable for draft in drafts):
            told = "\n".join(f"- {escape(draft.name, 100)}: {escape(draft.reason or '', 200)}" for draft in drafts)
            raise UserError(f"Nothing could be read, so nothing was kept.\n{told}")
        batch_id = await imports.create(
            self.services.database, guild_of(interaction), interaction.user.id, drafts, discord.utils.utcnow()
        )
        await interaction.edit_original_response(view=await flow.preview(interaction, batch_id))

    async def _read(self, file: discord.Attachment) -> list[Draft]:
        if file.size > PAGE_LIMIT:
            size = f"{file.size / 1_000_000:.1f} MB"
            return [nothing_read(file.filename, f"It has {size}; a page may have 2 MB, so it was not read.")]
        try:
            data = await file.read()
        except discord.HTTPException:
            return [nothing_read(file.filename, "Discord did not hand the file over; attach it again.")]
        return await self.services.reader.drafts(file.filename, data)


async def setup(bot: MatineeBot) -> None:
    """Add the commands, and every button that an import can carry."""
    bot.add_dynamic_items(*IMPORT_BUTTONS)
    await bot.add_cog(Imports(bot))
