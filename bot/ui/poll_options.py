"""The options of the poll commands: what they take, and what is said of them."""

from __future__ import annotations

from discord import app_commands

from bot.domain.ballots import Method
from bot.domain.polls import TITLE_LIMIT
from bot.ui.poll_films import FULL, Source

FilmText = app_commands.Range[str, 1, 200]
PollText = app_commands.Range[str, 1, 200]
Moment = app_commands.Range[str, 1, 60]
Title = app_commands.Range[str, 1, TITLE_LIMIT]
Answers = app_commands.Range[str, 1, 5_000]
Suggestions = app_commands.Range[int, 0, 5]
Quorum = app_commands.Range[int, 0, 10_000]

FIRST, REST = "Start typing a title and choose it from the list", "One more film"
WHICH = "Start typing its title and choose it from the list"
WHEN = "Like: friday 20:00, 3 days, 2026-12-24 18:00"
FILL = f"A list of the club that completes the films to {FULL}"
NIGHT = "The evening it is for, like friday (20:00 unless you say); I make an event for what wins"
SETTINGS = {
    "title": "What the poll is called",
    "method": "How it is counted; without it, approve any",
    "closes": WHEN + "; without it, in 3 days",
    "results": "Whether everybody sees how it stands before the close",
    "ballots": "Whether it can be seen who chose what",
    "role": "Who may vote; without it, everyone here",
    "suggestions": "How many options each member may add with /poll suggest",
    "quorum": "How many ballots it takes for the result to count",
    "remind": "A reminder in the channel before the close",
    "night": NIGHT,
}

METHODS = [app_commands.Choice(name=f"{one.label}: {one.explanation}"[:100], value=one.value) for one in Method]
RESULTS = [app_commands.Choice(name="live", value=1), app_commands.Choice(name="at the close", value=0)]
BALLOTS = [app_commands.Choice(name="secret", value=1), app_commands.Choice(name="open", value=0)]
SOURCES = [app_commands.Choice(name=source.value, value=source.value) for source in Source]
REMIND = [
    app_commands.Choice(name=name, value=minutes)
    for name, minutes in (("1 hour before", 60), ("3 hours before", 180), ("a day before", 1440))
]
