"""Recommendations for one member, or for a film night of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.domain.errors import UserError
from bot.domain.picks import Genre, Pick
from bot.ui.layouts import NOBODY
from bot.ui.picking import picks_for
from bot.ui.recommend_panel import PICKS, recommend_panel
from bot.ui.recommend_words import Audience, films_in
from bot.ui.services import Interaction, guild_of, may_manage, services_of
from bot.ui.text import plural
from db import films, privacy, taste
from db.database import Database

_FEW = 5  # ratings from which on a member's own taste says something

Person = discord.User | discord.Member


async def recommend(interaction: Interaction, others: Sequence[Person], *, share: bool) -> None:
    """Answer with films for the member who asks and for those who watch with them; public where they say so.

    Raises UserError where there is nothing to recommend, with what to do about it.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    services, guild_id, reader = services_of(interaction), guild_of(interaction), interaction.user.id
    people = [other.id for other in others if not other.bot]
    members = tuple(dict.fromkeys([reader, *people]))
    audience = Audience(members, reader=0 if share else reader)
    picks = await picks_for(services, guild_id, members, PICKS, asker=audience.reader)
    if not picks:
        raise UserError(await _nothing(interaction, members))
    hidden = await privacy.hidden(services.database, guild_id) - {audience.reader}
    if hidden >= set(members):
        picks = [_without_taste(pick) for pick in picks]
    known = {film.id: film for film in await films.get_many(services.database, guild_id, films_in(picks))}
    picks = [pick for pick in picks if pick.film_id in known]
    remarks = await _remarks(services.database, guild_id, [one for one in members if one not in hidden], reader)
    if any(other.bot for other in others):
        remarks.append("Bots watch no films, so I left them out.")
    layout = recommend_panel(picks, known, audience, remarks)
    if not share:
        await interaction.edit_original_response(view=layout, allowed_mentions=NOBODY)
        return
    # Deferred privately, so that whatever goes wrong is told to the member alone; Discord would give what is sent
    # next the same privacy, so the private answer comes first.
    await interaction.edit_original_response(content="Here it is, for everyone in the channel.")
    await interaction.followup.send(view=layout, allowed_mentions=NOBODY)


def _without_taste(pick: Pick) -> Pick:
    """Leave out what tells the taste of members who keep it to themselves."""
    return replace(pick, reasons=tuple(reason for reason in pick.reasons if not isinstance(reason, Genre)))


async def _remarks(database: Database, guild_id: int, members: Sequence[int], reader: int) -> list[str]:
    """Say whose taste is hardly known here."""
    rated = await taste.rated_by(database, guild_id, members)
    said = []
    if reader in members and rated[reader] < _FEW:
        known = plural(rated[reader], "film") if rated[reader] else "nothing"
        said.append(
            f"You have rated {known} here, so this leans on critics and the club. `/rate` a few more, or bring your"
            " ratings with `/myratings import`, and it becomes yours."
        )
    quiet = [f"<@{one}>" for one in members if one != reader and not rated[one]]
    if quiet:
        said.append(f"{', '.join(quiet)} {'has' if len(quiet) == 1 else 'have'} rated nothing here yet.")
    return said


async def _nothing(interaction: Interaction, members: Sequence[int]) -> str:
    """Say why there is nothing to recommend, and the way on."""
    admin = may_manage(interaction)
    add = "`/film add` or `/import paste` brings more." if admin else "Ask somebody who manages the server to add some."
    if not await films.has_any(services_of(interaction).database, guild_of(interaction)):
        return f"There are no films here yet, so I have nothing to recommend. {add}"
    who = "you have" if len(members) == 1 else "between you, you have"
    return f"Nothing is left to recommend: {who} rated every film I know here, or the club has put it aside. {add}"
