"""The private preview of an import: one review with its evidence, and everything an admin can do about it."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.drafts import Draft
from bot.domain.placing import NEW, Item, Place, Verdict, is_taken
from bot.ui import ids
from bot.ui import import_words as words
from bot.ui.import_fields import FIELDS, typed_value
from bot.ui.layouts import Item as Component
from bot.ui.layouts import Layout, line, panel, row, text
from bot.ui.persistent import button, menu
from bot.ui.text import escape, plain, plural
from db.imports import Batch, Waiting

_OFFERED = 24  # films in the menu, beside "A new film"
_RED, _GREEN = discord.ButtonStyle.danger, discord.ButtonStyle.success


def import_preview(batch: Batch, places: Sequence[Place], position: int) -> Layout:
    """Return the preview of one review of a draft; a position beyond the last shows the last."""
    at = min(position, len(batch.items) - 1)
    item, place = batch.items[at], places[at]
    items: list[Component] = [text(_head(batch, places, at)), text(words.destination(place)), line()]
    if item.draft.readable:
        items += _evidence(item.draft)
        items.append(line())
    if batch.status == "draft" and place.verdict is not Verdict.KEPT:
        items += _choices(batch, item, place)
    if turning := _turning(batch, item, at):
        items.append(row(*turning))
    items.append(row(*_ending(batch, places)))
    return panel(*items)


def waiting_list(waiting: Sequence[Waiting]) -> Layout:
    """Return the choice among the batches that wait in a server, at most 25."""
    options = [
        discord.SelectOption(
            label=plain(f"{plural(each.count, 'review')}: {each.name}", 100),
            description=f"Handed in on {each.created_at:%-d %B %Y at %H:%M} UTC",
            value=str(each.id),
        )
        for each in waiting
    ]
    said = text(f"## Imports that wait\n{plural(len(options), 'draft')} of this server's admins. Choose one to go on.")
    return panel(said, row(menu(ids.IMPORT_OPEN, 0, placeholder="Open a draft", options=options)))


def _head(batch: Batch, places: Sequence[Place], at: int) -> str:
    name = escape(batch.items[at].draft.name, 100)
    lines = [f"## Import: {name}", "-# Only you see this. Nothing is in the club before you keep it."]
    if len(places) > 1:
        lines.append(f"Review {at + 1} of {len(places)} · {words.counts(place.verdict for place in places)}")
    if batch.status == "writing":
        lines.append("It was confirmed and stopped half way. **Go on** writes the rest; nothing comes twice.")
    return "\n".join(lines)


def _evidence(draft: Draft) -> list[Component]:
    told = [words.fields(draft), words.missing(draft)]
    items: list[Component] = [text("\n".join(part for part in told if part))]
    if asked := words.remarks(draft):
        items.append(text(f"**To look at**\n{asked}"))
    return items


def _choices(batch: Batch, item: Item, place: Place) -> list[Component]:
    if not item.draft.readable:
        return []
    fields = [
        discord.SelectOption(
            label=field.label, value=str(number), description=plain(typed_value(item.draft, field.key), 100) or None
        )
        for number, field in enumerate(FIELDS)
    ]
    items: list[Component] = []
    if place.candidates:
        options = _films(place)
        items.append(
            row(menu(ids.IMPORT_FILM, batch.id, item.position, placeholder="Which film is it?", options=options))
        )
    items.append(row(menu(ids.IMPORT_FIX, batch.id, item.position, placeholder="Correct a field", options=fields)))
    return items


def _films(place: Place) -> list[discord.SelectOption]:
    chosen = place.film.id if place.film is not None else None
    offered = [
        discord.SelectOption(
            label=plain(words.film_choice(film), 100),
            value=str(film.id),
            description=None if film.id > 0 else "New, from another page of this import",
            default=film.id == chosen,
        )
        for film in place.candidates[:_OFFERED]
    ]
    is_new = chosen is not None and all(film.id != chosen for film in place.candidates)
    return [*offered, discord.SelectOption(label="A new film", value=str(NEW), default=is_new)]


def _turning(batch: Batch, item: Item, at: int) -> list[Component]:
    shown: list[Component] = []
    if at > 0:
        shown.append(button(ids.IMPORT_ITEM, batch.id, at - 1, label="Previous"))
    if at + 1 < len(batch.items):
        shown.append(button(ids.IMPORT_ITEM, batch.id, at + 1, label="Next"))
    if item.draft.readable:
        shown.append(button(ids.IMPORT_SOURCE, batch.id, at, label="The page, lines numbered"))
    if item.draft.readable and batch.status == "draft" and item.verdict is not Verdict.KEPT:
        taken = is_taken(item)
        label = "Leave this one out" if taken else "It is a film review"
        shown.append(button(ids.IMPORT_TAKE, batch.id, at, int(not taken), label=label))
    return shown


def _ending(batch: Batch, places: Sequence[Place]) -> list[Component]:
    if batch.status == "writing":
        return [button(ids.IMPORT_KEEP, batch.id, label="Go on", style=_GREEN)]
    ready = sum(place.verdict is Verdict.READY for place in places)
    shown: list[Component] = []
    if ready:
        some = f"{ready} of " if ready < len(places) else ""
        label = f"Keep {some}{plural(len(places), 'review')}"
        shown.append(button(ids.IMPORT_KEEP, batch.id, label=label, style=_GREEN))
    shown.append(button(ids.IMPORT_DISCARD, batch.id, label="Discard", style=_RED))
    return shown
