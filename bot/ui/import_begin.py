"""What admins hand in -> a draft that they see: files, pasted text, or a message of the channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import discord

from bot.domain.drafts import Draft
from bot.domain.errors import UserError
from bot.errors import KEPT
from bot.intake.row_drafts import handed_in
from bot.ui import import_flow as flow
from bot.ui.import_form import Pasted, with_link
from bot.ui.import_progress import Moving
from bot.ui.import_sources import File, fetched, with_files
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.text import escape
from db import import_create, import_places, imports

_LONG_TEXT = 200  # characters from which a message beside its files is a review by itself
_TOLD = 10  # files whose fault is told where nothing could be read


async def begin_files(interaction: Interaction, attachments: Sequence[discord.Attachment]) -> None:
    """Read what is attached and show it; the interaction is deferred."""
    async with Moving(interaction) as progress:
        progress("Reading", 0, None)
        files, refused = await fetched(attachments)
        batch_id = await _begin(interaction, files, refused, progress)
    await _answer(interaction, batch_id)


async def begin_text(interaction: Interaction, pasted: Pasted, name: str = "pasted text") -> None:
    """Read a text and show it; the interaction is deferred."""
    async with Moving(interaction) as progress:
        progress("Reading", 0, None)
        drafts = await services_of(interaction).reader.drafts(name, pasted.text.encode())
        batch_id = await _begin(interaction, [], [with_link(draft, pasted.link) for draft in drafts], progress)
    await _answer(interaction, batch_id)


async def begin_message(interaction: Interaction, message: discord.Message) -> None:
    """Read a message's text and what is attached to it, and show it; the interaction is deferred."""
    text = message.content.strip()
    if not text and not message.attachments:
        raise UserError("That message has no text and no file, so there is nothing to read.")
    async with Moving(interaction) as progress:
        progress("Reading", 0, None)
        files, drafts = await fetched(message.attachments)
        if text and (len(text) > _LONG_TEXT or not message.attachments):
            drafts = [*await services_of(interaction).reader.drafts("message", text.encode()), *drafts]
        batch_id = await _begin(interaction, files, drafts, progress)
    await _answer(interaction, batch_id)


async def _begin(interaction: Interaction, files: Sequence[File], others: Sequence[Draft], progress: Moving) -> int:
    """Keep what was read as a draft; raise UserError where nothing could be read."""
    services, guild_id = services_of(interaction), guild_of(interaction)
    given = handed_in(await services.reader.together(files) if files else [])
    drafts = _some_readable(chain(others, given.drafts))
    tables = await with_files(services, given.tables, files)
    now = discord.utils.utcnow()
    name = ", ".join(file for file, _ in files)
    batch_id = await import_create.create(
        services.database, guild_id, interaction.user.id, drafts, now, tables, progress, name
    )
    batch = await imports.load(services.database, guild_id, batch_id)
    assert batch is not None  # it was put down a moment ago
    interaction.extras[KEPT] = "What was read is kept as a draft; `/import open` shows it."
    await import_places.settle(services.database, services.titles, batch, progress)
    return batch_id


def _some_readable(drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Return the drafts as they are; raise UserError where none of them can be read."""
    looked_at = []
    for draft in drafts:
        looked_at.append(draft)
        if draft.readable:
            return chain(looked_at, drafts)
    told = [f"- {escape(draft.name, 100)}: {escape(draft.reason or '', 200)}" for draft in looked_at[:_TOLD]]
    more = [f"- and {len(looked_at) - _TOLD} more"] * (len(looked_at) > _TOLD)
    raise UserError("\n".join(["Nothing could be read, so nothing was kept.", *told, *more]))


async def _answer(interaction: Interaction, batch_id: int) -> None:
    await interaction.edit_original_response(view=await flow.preview(interaction, batch_id))
