"""What every command and button works with, handed to the bot once and reached through the interaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import discord

from bot.ui.charts import ChartCache
from bot.ui.choices import Choices, Lifts
from bot.ui.coalesced import Coalesced
from bot.ui.latest import Latest, Unchanged
from bot.ui.locks import Locks
from bot.ui.models import Models
from bot.ui.poll_roles import RoleCounts
from bot.worker.reader import Reader
from db.database import Database
from db.search import TitleIndex

if TYPE_CHECKING:  # what is drawn has buttons, and they reach for the services
    from bot.ui.film_card import FilmCard

Interaction = discord.Interaction[Any]
#: By server and member, the last few answers that wait for something.
Unsent = Latest[tuple[int, int], Any]


@dataclass(frozen=True, slots=True)
class Services:
    """Hold the storage, the title index, the pictures and the reader of files of one running bot.

    `unsent` keeps, by server and member, what was typed into `/rate` while the bot asks which film was meant;
    `drafts` what was typed into the form of `/film edit` where it could not be read. `film_cards` keeps the
    cards drawn last, by server, film and page of reviews; `cards` keeps the edits of public cards apart; `choices` and
    `lifts` spare autocomplete what it has just looked up. `models` keeps what was learned
    from ratings; `threads` lets one press at a time open the thread about something. `roles` recalls how
    many have a role.
    """

    database: Database
    titles: TitleIndex
    charts: ChartCache
    reader: Reader
    unsent: Unsent = field(default_factory=lambda: Unsent(1_000))
    drafts: Unsent = field(default_factory=lambda: Unsent(100))
    choices: Choices = field(default_factory=Choices)
    lifts: Lifts = field(default_factory=Lifts)
    film_cards: Unchanged[tuple[int, int, int], FilmCard] = field(default_factory=lambda: Unchanged(256))
    cards: Coalesced = field(default_factory=Coalesced)
    models: Models = field(default_factory=Models)
    threads: Locks = field(default_factory=Locks)
    roles: RoleCounts = field(default_factory=RoleCounts)


def services_of(interaction: Interaction) -> Services:
    """Return the services of the bot that received this interaction."""
    return cast(Services, interaction.client.services)


def guild_of(interaction: Interaction) -> int:
    """Return the id of the server that the interaction comes from; every command is for servers only."""
    assert interaction.guild_id is not None, "every command is guild_only"
    return interaction.guild_id


def may_manage(interaction: Interaction) -> bool:
    """Say whether the member may do what admins do, from the permissions Discord sent with the interaction."""
    return interaction.permissions.manage_guild
