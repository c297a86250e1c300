"""Recommendations as members see them: the picks, why, and what to do about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.picks import Pick
from bot.domain.titles import Film
from bot.ui import ids
from bot.ui.layouts import Item, Layout, line, panel, row, text
from bot.ui.persistent import button
from bot.ui.recommend_words import Audience, reason_words
from bot.ui.text import escape, runtime
from bot.ui.watch_buttons import show_button, watch_button

PICKS = 5  # with a row of buttons each: 32 of the 40 components that Discord takes


def recommend_panel(
    picks: Sequence[Pick], films: Mapping[int, Film], audience: Audience, remarks: Sequence[str] = ()
) -> Layout:
    """Return at most five picks, each with its reason and buttons, and what there is to say about them all."""
    items: list[Item] = [text(f"## {_head(audience)}")]
    for number, pick in enumerate(picks[:PICKS], 1):
        items += [
            line(),
            text(_about(number, films[pick.film_id], reason_words(pick, films, audience))),
            row(*_buttons(pick.film_id)),
        ]
    if remarks:
        items += [line(), text("\n".join(f"-# {remark}" for remark in remarks))]
    return panel(*items)


def _head(audience: Audience) -> str:
    if audience.alone:
        return "For you"
    if audience.members is None:
        return "For the club"
    people = [f"<@{member}>" for member in audience.members]
    if len(people) == 1:
        return f"For {people[0]}"
    return f"For a film night of {', '.join(people[:-1])} and {people[-1]}\n-# What none of you has rated here"


def _about(number: int, film: Film, why: str) -> str:
    facts = [
        runtime(film.runtime_minutes) if film.runtime_minutes else "",
        escape(", ".join(film.genres[:3]), 100),
        escape(", ".join(film.directors[:2]), 100),
    ]
    lines = [f"**{number}. {escape(film.label, 200)}**", why]
    if shown := " · ".join(filter(None, facts)):
        lines.append(f"-# {shown}")
    return "\n".join(lines)


def _buttons(film_id: int) -> list[Item]:
    # Five buttons in the accent would shout: here no answer is nearer at hand than the others.
    rate = button(ids.RATE, film_id, ids.ELSEWHERE, label="Rate", emoji="⭐")
    return [watch_button(film_id), rate, show_button(film_id)]
