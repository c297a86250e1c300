"""The form in which an admin corrects what is known about a film."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import discord

from bot.domain.languages import language_name
from bot.domain.titles import Film
from bot.ui import ids
from bot.ui.film_reading import read_genres, read_length, read_names, read_title
from bot.ui.forms import Form
from bot.ui.text import plain, runtime

#: What was typed, by field.
Typed = dict[str, str]

_LONG = 4000  # https://discord.com/developers/docs/components/reference#text-input
TITLE, DIRECTORS, CAST, LENGTH, GENRES = "title", "directors", "cast", "length", "genres"
#: field: (label, what to write, most characters)
FIELDS = {
    TITLE: ("Title, with the year in brackets", "Stalker (1979)", 300),
    DIRECTORS: ("Directed by", "Names, parted by commas", 1000),
    CAST: ("Cast", "Names, parted by commas", _LONG),
    LENGTH: ("Running time and certificate", "2 h 43 min, PG", 200),
    GENRES: ("Genres and language", "Drama, Science fiction, Japanese", 500),
}


def film_form(film: Film, typed: Mapping[str, str] | None = None) -> Form:
    """Return the form for a film, filled with what is known, or with what was typed before."""
    form = Form(ids.FILM_FORM, (film.id,), plain(f"Edit {film.label}", 45))
    for field, known in (typed or known_text(film)).items():
        label, example, limit = FIELDS[field]
        style = discord.TextStyle.paragraph if field == CAST else discord.TextStyle.short
        box: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=field,
            style=style,
            required=field == TITLE,
            max_length=limit,
            placeholder=example,
            default=known[:limit] or None,
        )
        form.add_item(discord.ui.Label(text=label, component=box))
    return form


def known_text(film: Film) -> Typed:
    """Return what is known about a film as the form shows it, field by field."""
    length = [runtime(film.runtime_minutes)] if film.runtime_minutes else []
    return {
        TITLE: film.label,
        DIRECTORS: ", ".join(film.directors),
        CAST: ", ".join(film.cast),
        LENGTH: ", ".join([*length, *filter(None, [film.certificate])]),
        GENRES: ", ".join([*film.genres, *([language_name(film.language)] if film.language else [])]),
    }


def typed_text(values: Mapping[str, Any]) -> Typed:
    """Return what came back from the form, field by field."""
    return {field: str(values.get(field) or "") for field in FIELDS}


def read_film_form(film: Film, typed: Typed, latest_year: int) -> Film:
    """Return the film as the form wants it; a field that was left alone keeps exactly what it stood for.

    Raises UserError, with what to write instead, for what cannot be read.
    """
    shown = known_text(film)
    touched = {field for field, text in typed.items() if text.strip() != shown[field][: FIELDS[field][2]].strip()}
    if TITLE in touched:
        title, year = read_title(typed[TITLE], latest_year)
        film = replace(film, title=title, year=year)
    if LENGTH in touched:
        film = _with_length(film, typed[LENGTH])
    if GENRES in touched:
        genres, language = read_genres(typed[GENRES])
        film = replace(film, genres=genres, language=language)
    for field in touched & {DIRECTORS, CAST}:
        film = replace(film, **{field: read_names(typed[field])})  # type: ignore[arg-type]  # both are names
    return film


def _with_length(film: Film, typed: str) -> Film:
    length = read_length(typed)
    kept = film.certificate_reason if length.certificate == film.certificate else None
    return replace(film, runtime_minutes=length.minutes, certificate=length.certificate, certificate_reason=kept)
