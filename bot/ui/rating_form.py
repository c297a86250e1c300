"""The form that asks for stars, a note and whether it gives something away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord

from bot.domain.errors import UserError
from bot.domain.scales import Scale, show
from bot.domain.titles import Film
from bot.ui import ids
from bot.ui.forms import Form, Values
from bot.ui.text import plain

NOTE_LIMIT = 500
_STARS, _NOTE, _SPOILERS = "stars", "note", "spoilers"


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a member filled in: half stars 1..10 (0 while none are chosen), perhaps a note."""

    half_stars: int
    note: str | None
    spoilers: bool


def rating_form(film: Film, origin: int, known: Answer, scale: Scale = Scale.STARS) -> Form:
    """Return the form for a film, filled with what is known; half stars 0 leave the choice open."""
    form = Form(ids.RATE_FORM, (film.id, origin), plain(f"Rate {film.label}", 45))
    stars: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=_STARS,
        placeholder="Half a star to five",
        options=[
            discord.SelectOption(label=show(half, scale), value=str(half), default=half == known.half_stars)
            for half in range(10, 0, -1)
        ],
    )
    note: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=_NOTE,
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=NOTE_LIMIT,
        default=clean_note(known.note),  # one that came with an import can be longer than the form takes
    )
    box: discord.ui.Checkbox[Any] = discord.ui.Checkbox(custom_id=_SPOILERS, default=known.spoilers)
    form.add_item(discord.ui.Label(text="Stars", component=stars))
    form.add_item(discord.ui.Label(text="Note", description="What would you tell the club? Optional.", component=note))
    form.add_item(discord.ui.Label(text="My note gives something away", component=box))
    return form


def read_rating_form(values: Values) -> Answer:
    """Return what was filled in; raise UserError where no stars were chosen."""
    chosen = values.get(_STARS) or [""]
    if chosen[0] not in {str(half) for half in range(1, 11)}:
        raise UserError("Choose how many stars first; nothing was saved. `/rate` opens the form again.")
    note = clean_note(values.get(_NOTE))
    return Answer(int(chosen[0]), note, bool(values.get(_SPOILERS)) and note is not None)


def clean_note(note: str | None) -> str | None:
    """Return a note without white space around it, at most 500 characters; None for none."""
    return (note or "").strip()[:NOTE_LIMIT] or None
