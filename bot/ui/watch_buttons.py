"""The two buttons that cards, results and weekly posts carry: keep a film for later, and talk about something."""

from __future__ import annotations

from bot.ui import ids
from bot.ui.layouts import Item
from bot.ui.persistent import button
from db.discussions import KINDS


def watch_button(film_id: int, label: str = "Watchlist") -> Item:
    """Draw the button that puts a film on the watchlist of whoever presses it."""
    return button(ids.WATCH, film_id, label=label, emoji="🔖")


def discuss_button(kind: str, subject_id: int, label: str = "Discuss") -> Item:
    """Draw the button that leads to the one thread about a film, a poll or a weekly post (`db.discussions`)."""
    return button(ids.DISCUSS, KINDS.index(kind), subject_id, label=label, emoji="💬")


def show_button(film_id: int, label: str = "Show card") -> Item:
    """Draw the button that shows a film's card to whoever presses it."""
    return button(ids.SHOW_FILM, film_id, label=label)
