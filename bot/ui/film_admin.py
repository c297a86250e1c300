"""What an admin sees of changing films: questions that say in numbers what moves or goes, and answers with Undo."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.titles import Film
from bot.ui import ids
from bot.ui.film_form import FIELDS, Typed, known_text
from bot.ui.layouts import Item, Layout, panel, row, text
from bot.ui.persistent import button
from bot.ui.text import escape, plain, plural
from db.film_undo import Change, Undone
from db.holdings import Holdings

_UNTIL = "-# You can undo this until the next change to a film."
_UNDONE = {"edit": "has its old details back", "merge": "is a film of its own again", "remove": "is here again"}


def which_film(typed: str, buttons: Sequence[Item]) -> Layout:
    """Ask which film was meant; each button goes on with one."""
    return panel(text(f"I am not sure which film “{escape(typed, 200)}” is. Did you mean one of these?"), row(*buttons))


def choice(film: Film, prefix: str, *numbers: int) -> Item:
    """Draw the button that goes on with one film."""
    return button(prefix, *numbers, label=plain(film.label, 80))


def added(film: Film) -> Layout:
    """Answer that a film was added."""
    said = f"{added_sentence(film)}\nMembers can rate it now; `/film edit` or the button adds what else is known."
    return panel(text(said), row(_edit(film, "Add details"), _remove(film)))


def added_sentence(film: Film) -> str:
    """Say in one line that a film was added."""
    return f"Added {_name(film)}."


def already_here(film: Film, sentence: str) -> Layout:
    """Answer that nothing was added, with the film that is here."""
    return panel(text(f"{_name(film)}: {sentence}"), row(_edit(film, "Edit it")))


def edited(before: Film, change: Change) -> Layout:
    """Answer an edit with what each changed field says now, and what it said."""
    old, new = known_text(before), known_text(change.film)
    lines = [
        f"-# {FIELDS[field][0]}: {_value(old[field])} → {_value(new[field])}"
        for field in new
        if old[field] != new[field]
    ]
    return _answer("\n".join([edited_sentence(change), *lines]), change, _edit(change.film, "Edit again"))


def edited_sentence(change: Change) -> str:
    """Say in one line that a film was edited."""
    return f"Saved the details of {_name(change.film)}."


def unchanged(film: Film) -> Layout:
    """Answer a form or a question that changed nothing."""
    return panel(text(f"Nothing was changed: {_name(film)} stays as it is."))


def unreadable(film: Film, problem: str, typed: Typed) -> Layout:
    """Answer a form that cannot be saved: why, and all that was typed."""
    lines = [f"-# {FIELDS[field][0]}: {escape(said, 400)}" for field, said in typed.items() if said.strip()]
    kept = "\n".join([f"{problem} Nothing was saved; what you typed:", *lines])
    return panel(text(kept), row(_edit(film, "Open the form again")))


def merge_question(source: Film, target: Film, moving: Holdings, both: int) -> Layout:
    """Ask before a merge what it moves."""
    lines = [f"Merge {_name(source)} into {_name(target)}?", f"- {_upper(_counted(moving))} move."]
    if both:
        lines.append(f"- {plural(both, 'member')} rated both: the later of their ratings stays.")
    lines.append(f"- {_name(target)} keeps its own details, and is found under both titles.")
    yes = button(ids.MERGE_FILM, source.id, target.id, label="Merge", style=discord.ButtonStyle.danger)
    return _question(lines, yes, source, "Keep both")


def merged(source: Film, change: Change, moved: Holdings) -> Layout:
    """Answer a merge with what moved."""
    return _answer(merged_sentence(source, change, moved), change)


def merged_sentence(source: Film, change: Change, moved: Holdings) -> str:
    """Say in one line what was merged."""
    return f"Merged {_name(source)} into {_name(change.film)}: {_counted(moved)} moved."


def remove_question(film: Film, going: Holdings) -> Layout:
    """Ask before a removal what goes."""
    lines = [f"Remove {_name(film)}?", f"- {_upper(_counted(going))} go with it."]
    lines.append("- You can undo it until the next change to a film; after that they are gone for good.")
    yes = button(ids.REMOVE_FILM, film.id, label="Remove", style=discord.ButtonStyle.danger)
    return _question(lines, yes, film, "Keep it")


def removed(change: Change, gone: Holdings) -> Layout:
    """Answer a removal with what went."""
    return _answer(removed_sentence(change, gone), change)


def removed_sentence(change: Change, gone: Holdings) -> str:
    """Say in one line what was removed."""
    return f"Removed {_name(change.film)} with {_counted(gone)}."


def undone(back: Undone) -> Layout:
    """Answer that a change was taken back."""
    return panel(text(undone_sentence(back)))


def undone_sentence(back: Undone) -> str:
    """Say in one line what was taken back."""
    return f"Undone: {_name(back.film)} {_UNDONE[back.kind]}."


def _answer(said: str, change: Change, *others: Item) -> Layout:
    undo = button(ids.UNDO_FILM, change.change_id, label="Undo")
    return panel(text(f"{said}\n{_UNTIL}"), row(undo, *others))


def _question(lines: Sequence[str], yes: Item, film: Film, no: str) -> Layout:
    return panel(text("\n".join(lines)), row(yes, button(ids.LEAVE_FILM, film.id, label=no)))


def _edit(film: Film, label: str) -> Item:
    return button(ids.EDIT_FILM, film.id, label=label)


def _remove(film: Film) -> Item:
    return button(ids.ASK_REMOVE, film.id, label="Remove…")


def _upper(said: str) -> str:
    return said[0].upper() + said[1:]


def _counted(held: Holdings) -> str:
    reviews = plural(held.reviews, "review") if held.reviews else "no reviews"
    return f"{reviews} and {plural(held.ratings, 'rating') if held.ratings else 'no ratings'}"


def _name(film: Film) -> str:
    return f"**{escape(film.label, 250)}**"


def _value(said: str) -> str:
    return escape(said, 300) if said else "nothing"
