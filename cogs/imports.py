"""`/import`: admins bring critics' reviews, see what was read, and keep what is right."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.domain.errors import UserError
from bot.errors import answer
from bot.ui import ids
from bot.ui import import_flow as flow
from bot.ui import import_history as past
from bot.ui.admin_button import require_admin
from bot.ui.forms import Values, submitted
from bot.ui.import_begin import begin_files, begin_message, begin_text
from bot.ui.import_buttons import IMPORT_BUTTONS
from bot.ui.import_form import paste_form, read_fix_form, read_paste_form
from bot.ui.import_history_buttons import HISTORY_BUTTONS
from bot.ui.import_preview import waiting_list
from bot.ui.import_resume import resume
from bot.ui.import_table_buttons import TABLE_BUTTONS
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, may_manage
from db import import_lists

FILE_HINT = "A page, table, export, feed, or a zip of them: .txt .md .html .csv .tsv .json .xml .zip, up to 25 MB"
MESSAGE_MENU = "Import as review"


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Imports(commands.GroupCog, group_name="import", group_description="Bring critics' reviews into this server"):
    """Read what admins hand in, privately, and keep it once they say so."""

    def __init__(self, bot: MatineeBot) -> None:
        self.bot, self.services = bot, bot.services
        self.menu = app_commands.ContextMenu(name=MESSAGE_MENU, callback=self._message)
        self.menu.guild_only = True
        self.menu.default_permissions = discord.Permissions(manage_guild=True)

    async def cog_load(self) -> None:
        """Add the entry of messages' menus, and go on with what a stop left half done."""
        self.bot.tree.add_command(self.menu)
        self._resuming = asyncio.create_task(resume(self.services, discord.utils.utcnow()))

    async def cog_unload(self) -> None:
        """Take the entry away and stop where a batch can be gone on with."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)
        self._resuming.cancel()
        await asyncio.gather(self._resuming, return_exceptions=True)

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Check the permission again: a server may have opened the command to others by mistake."""
        if not may_manage(interaction):
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    @app_commands.command()
    @app_commands.describe(file1=FILE_HINT, file2=FILE_HINT, file3=FILE_HINT, file4=FILE_HINT, file5=FILE_HINT)
    async def files(
        self,
        interaction: Interaction,
        file1: discord.Attachment,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
        file4: discord.Attachment | None = None,
        file5: discord.Attachment | None = None,
    ) -> None:
        """Import reviews from pages, tables or feeds; you see what was read before anything is kept."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await begin_files(interaction, [file for file in (file1, file2, file3, file4, file5) if file is not None])

    @app_commands.command()
    async def paste(self, interaction: Interaction) -> None:
        """Import a review by pasting its page; you see what was read before anything is kept."""
        await interaction.response.send_modal(paste_form())

    @app_commands.command()
    async def open(self, interaction: Interaction) -> None:
        """Go on with an import that waits for you, also after a restart."""
        waiting = await import_lists.waiting(self.services.database, guild_of(interaction))
        if not waiting:
            raise UserError("No import waits here. `/import files` and `/import paste` begin one.")
        one = len(waiting) == 1
        await send_private(
            interaction, await flow.preview(interaction, waiting[0].id) if one else waiting_list(waiting)
        )

    @app_commands.command()
    async def history(self, interaction: Interaction) -> None:
        """Show every import of this server: when, by whom, and what came of it."""
        await send_private(interaction, await past.history(interaction, 0))

    @app_commands.command()
    @app_commands.describe(batch="Which import to take back: choose it from the list")
    async def undo(self, interaction: Interaction, batch: app_commands.Range[str, 1, 100]) -> None:
        """Take an import back, also weeks later; asks first and says what has to stay."""
        await past.ask_undo(interaction, past.batch_named(batch))

    @undo.autocomplete("batch")
    async def _batches(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await past.choices(interaction, current) if may_manage(interaction) else []

    async def _message(self, interaction: Interaction, message: discord.Message) -> None:
        """Import a message of the channel as a review."""
        require_admin(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await begin_message(interaction, message)

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
        await begin_text(interaction, pasted)

    async def _fixed(self, interaction: Interaction, numbers: list[int], values: Values) -> None:
        require_admin(interaction)
        batch_id, position, number = numbers
        await flow.fix(interaction, batch_id, position, number, read_fix_form(values))


async def setup(bot: MatineeBot) -> None:
    """Add the commands, and every button that an import can carry."""
    bot.add_dynamic_items(*IMPORT_BUTTONS, *TABLE_BUTTONS, *HISTORY_BUTTONS)
    await bot.add_cog(Imports(bot))
