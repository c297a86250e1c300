"""The one exception that carries a sentence for a person."""

from __future__ import annotations


class UserError(Exception):
    """Say in one sentence what happened, what was kept and what to do next.

    Every room may raise it: `db` for a full disk, `bot.intake` for a file it cannot take, a cog for a film
    nobody knows. Whoever talks to the person prints `str(error)` and nothing else.
    """
