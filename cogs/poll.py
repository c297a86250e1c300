"""`/poll`: what shall we watch, and who decides."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.domain.ballots import DEFAULT_METHOD, Method
from bot.domain.polls import split_options
from bot.ui import poll_manage as manage
from bot.ui.film_choice import film_choices
from bot.ui.poll_buttons import POLL_BUTTONS
from bot.ui.poll_export import export
from bot.ui.poll_films import Filled, Source, films_chosen
from bot.ui.poll_options import (
    BALLOTS,
    FILL,
    FIRST,
    METHODS,
    NIGHT,
    REMIND,
    REST,
    RESULTS,
    SETTINGS,
    SOURCES,
    WHEN,
    WHICH,
    Answers,
    FilmText,
    Moment,
    PollText,
    Quorum,
    Suggestions,
    Title,
)
from bot.ui.poll_post import draft
from bot.ui.poll_remove import option_choices, remove
from bot.ui.poll_suggest import suggest
from bot.ui.poll_wishes import Wishes
from bot.ui.services import Interaction


@app_commands.guild_only()
class Poll(commands.GroupCog, group_name="poll", group_description="Decide together what to watch"):
    """Make polls, and look after them."""

    @app_commands.command()
    @app_commands.choices(method=METHODS)
    @app_commands.choices(results=RESULTS, ballots=BALLOTS, remind=REMIND)
    @app_commands.choices(fill=SOURCES)
    @app_commands.describe(film1=FIRST, **{f"film{number}": REST for number in range(2, 11)}, fill=FILL, **SETTINGS)
    async def films(
        self,
        interaction: Interaction,
        film1: FilmText | None = None,
        film2: FilmText | None = None,
        film3: FilmText | None = None,
        film4: FilmText | None = None,
        film5: FilmText | None = None,
        film6: FilmText | None = None,
        film7: FilmText | None = None,
        film8: FilmText | None = None,
        film9: FilmText | None = None,
        film10: FilmText | None = None,
        fill: str | None = None,
        title: Title = "What do we watch?",
        method: str = DEFAULT_METHOD.value,
        closes: Moment = "3 days",
        results: int = 1,
        ballots: int = 1,
        role: discord.Role | None = None,
        suggestions: Suggestions = 0,
        quorum: Quorum = 0,
        remind: int = 0,
        night: Moment | None = None,
    ) -> None:
        """Let the club choose among films; you see the poll before it is posted."""
        typed = [film1, film2, film3, film4, film5, film6, film7, film8, film9, film10]
        if fill:  # what is recommended may have to be learned first, which can take longer than Discord waits
            await interaction.response.defer(ephemeral=True)
        filled = await films_chosen(interaction, [film for film in typed if film], Source(fill) if fill else None)
        live, secret = bool(results), bool(ballots)
        wishes = Wishes(title, Method(method), closes, live, secret, role, quorum, remind, suggestions, night)
        await draft(interaction, filled, wishes)

    @app_commands.command()
    @app_commands.choices(method=METHODS)
    @app_commands.choices(results=RESULTS, ballots=BALLOTS, remind=REMIND)
    @app_commands.describe(
        text="What you ask",
        options="2 to 25 answers, parted by |",
        **{name: said for name, said in SETTINGS.items() if name != "title"},
    )
    async def question(
        self,
        interaction: Interaction,
        text: Title,
        options: Answers,
        method: str = DEFAULT_METHOD.value,
        closes: Moment = "3 days",
        results: int = 1,
        ballots: int = 1,
        role: discord.Role | None = None,
        suggestions: Suggestions = 0,
        quorum: Quorum = 0,
        remind: int = 0,
        night: Moment | None = None,
    ) -> None:
        """Ask the club anything; you see the poll before it is posted."""
        live, secret = bool(results), bool(ballots)
        wishes = Wishes(text, Method(method), closes, live, secret, role, quorum, remind, suggestions, night)
        await draft(interaction, Filled(split_options(options)), wishes)

    @app_commands.command()
    @app_commands.describe(poll=WHICH, film="The film, or in a question without films your answer")
    async def suggest(self, interaction: Interaction, poll: PollText, film: FilmText) -> None:
        """Add an option to a poll that takes suggestions."""
        await suggest(interaction, poll, film)

    @app_commands.command(name="remove")
    @app_commands.describe(poll=WHICH, option="What is taken out")
    async def remove_(self, interaction: Interaction, poll: PollText, option: PollText) -> None:
        """Take an option out of your open poll; ballots keep the rest."""
        await remove(interaction, poll, option)

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """See the polls of this server."""
        await manage.show_list(interaction)

    @app_commands.command()
    @app_commands.describe(poll=WHICH)
    async def results(self, interaction: Interaction, poll: PollText) -> None:
        """See how a poll was counted, or how it stands."""
        await manage.show_results(interaction, (await manage.named(interaction, poll)).id)

    @app_commands.command()
    @app_commands.describe(poll=WHICH)
    async def close(self, interaction: Interaction, poll: PollText) -> None:
        """Close your poll now and tell the result."""
        await manage.close(interaction, poll)

    @app_commands.command()
    @app_commands.describe(poll=WHICH, closes=WHEN)
    async def extend(self, interaction: Interaction, poll: PollText, closes: Moment) -> None:
        """Let your poll close at another moment."""
        await manage.extend(interaction, poll, closes)

    @app_commands.command()
    @app_commands.describe(poll=WHICH)
    async def cancel(self, interaction: Interaction, poll: PollText) -> None:
        """Cancel your poll without counting it; asks first."""
        await manage.ask_cancel(interaction, poll)

    @app_commands.command()
    @app_commands.describe(poll=WHICH, closes=WHEN + "; without it, in 3 days", night=NIGHT)
    async def again(
        self, interaction: Interaction, poll: PollText, closes: Moment = "3 days", night: Moment | None = None
    ) -> None:
        """Make a new poll with the options and settings of an old one."""
        await manage.again(interaction, poll, closes, night)

    @app_commands.command()
    @app_commands.describe(poll=WHICH)
    async def export(self, interaction: Interaction, poll: PollText) -> None:
        """Get the ballots of your closed poll as files that anybody can count again."""
        await export(interaction, poll)

    @suggest.autocomplete("poll")
    @remove_.autocomplete("poll")
    @results.autocomplete("poll")
    @close.autocomplete("poll")
    @extend.autocomplete("poll")
    @cancel.autocomplete("poll")
    @again.autocomplete("poll")
    @export.autocomplete("poll")
    async def _polls(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await manage.poll_choices(interaction, current)


Poll.remove_.autocomplete("option")(option_choices)
for _number in range(1, 11):
    Poll.films.autocomplete(f"film{_number}")(film_choices)
Poll.suggest.autocomplete("film")(film_choices)


async def setup(bot: MatineeBot) -> None:
    """Add the commands, and every button of a poll."""
    bot.add_dynamic_items(*POLL_BUTTONS)
    await bot.add_cog(Poll(bot))
