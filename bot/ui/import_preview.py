"""The private preview of an import: one review with its evidence, and everything an admin can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.domain.changes import Change
from bot.domain.drafts import Draft
from bot.domain.placing import NEW, SETTLED, TO_WRITE, WRITTEN, Item, Place, Verdict, is_taken
from bot.ui import ids
from bot.ui import import_words as words
from bot.ui.import_fields import FIELDS, SHOWN, typed_value
from bot.ui.layouts import Item as Component
from bot.ui.layouts import Layout, line, panel, row, text
from bot.ui.persistent import button, menu
from bot.ui.text import escape, plain, plural
from db.imports import Batch, Neighbours

FEW = 5  # so many reviews are leafed through; more are listed first
_OFFERED = 24  # films in the menu, beside "A new film"
_RED, _GREEN = discord.ButtonStyle.danger, discord.ButtonStyle.success


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold one item of a batch with where it goes, those beside it, and what it would change."""

    batch: Batch
    item: Item
    place: Place
    beside: Neighbours
    changes: tuple[Change, ...] = ()
    is_listed: bool = False


def import_preview(shown: Shown) -> Layout:
    """Return the preview of one review of a draft."""
    batch, item, place = shown.batch, shown.item, shown.place
    items: list[Component] = [text(_head(shown)), text(_where(shown)), line()]
    if item.draft.readable:
        items += _evidence(item.draft, is_brief=bool(shown.changes))
        items.append(line())
    if batch.status == "draft" and place.verdict not in SETTLED:
        items += _choices(batch, item, place)
    if turning := _turning(shown):
        items.append(row(*turning))
    items.append(row(*ending(batch)))
    return panel(*items)


def waiting_list(waiting: Sequence[Batch]) -> Layout:
    """Return the choice among the batches that wait in a server, at most 25."""
    options = [
        discord.SelectOption(
            label=plain(f"{plural(each.total, 'review')}: {each.name}", 100),
            description=f"Handed in on {each.created_at:%-d %B %Y at %H:%M} UTC",
            value=str(each.id),
        )
        for each in waiting
    ]
    said = text(f"## Imports that wait\n{plural(len(options), 'draft')} of this server's admins. Choose one to go on.")
    return panel(said, row(menu(ids.IMPORT_OPEN, 0, placeholder="Open a draft", options=options)))


def ending(batch: Batch) -> list[Component]:
    """Return what ends a draft: keeping what is ready, going on with what was confirmed, or discarding."""
    if batch.status in ("writing", "undoing"):
        prefix = ids.IMPORT_KEEP if batch.status == "writing" else ids.IMPORT_UNDO
        return [button(prefix, batch.id, label="Go on", style=_GREEN)]
    shown: list[Component] = []
    if label := _keeping(batch):
        shown.append(button(ids.IMPORT_KEEP, batch.id, label=label, style=_GREEN))
    left = "Discard what is left" if batch.count(WRITTEN) else "Discard"
    shown.append(button(ids.IMPORT_DISCARD, batch.id, label=left, style=_RED))
    return shown


def promise(batch: Batch) -> str:
    """Say who sees a draft, and what of it is in the club already."""
    if not (kept := batch.count(WRITTEN)):
        return "Only you see this. Nothing is in the club before you keep it."
    are = "is" if kept == 1 else "are"
    return (
        f"Only you see this. {plural(kept, 'review')} of it {are} in the club; the others are not before you keep them."
    )


def state(batch: Batch) -> str:
    """Say that a batch stopped half way, or would change nothing; empty for every other."""
    if batch.status == "writing":
        return "It was confirmed and stopped half way. **Go on** writes the rest; nothing comes twice."
    if batch.status == "undoing":
        return "Taking it back stopped half way. **Go on** takes back the rest."
    if batch.counts.get(Verdict.HERE, 0) == batch.total:
        return "**All of it is here already, so nothing would be changed.** Discard takes it off the list of drafts."
    return ""


def _keeping(batch: Batch) -> str:
    ready, changed = batch.counts.get(Verdict.READY, 0), batch.counts.get(Verdict.CHANGED, 0)
    if not batch.count(TO_WRITE):
        return ""
    some = f"{ready:,} of " if ready < batch.total else ""
    keeps = f"Keep {some}{plural(batch.total, 'review')}" if ready else ""
    updates = f"update {changed:,}" if ready else f"Update {plural(changed, 'review')}"
    return ", ".join(part for part in (keeps, updates if changed else "") if part)


def _head(shown: Shown) -> str:
    batch = shown.batch
    name = escape(shown.item.draft.name, 100)
    lines = [f"## Import: {name}", f"-# {promise(batch)}"]
    if batch.total > 1:
        lines.append(f"Review {shown.beside.before + 1:,} of {batch.total:,} · {words.counts(batch.counts)}")
    return "\n".join([*lines, *filter(None, [state(batch)])])


def _where(shown: Shown) -> str:
    told = words.destination(shown.place)
    return f"{told}\n{words.differences(shown.changes)}" if shown.changes else told


def _evidence(draft: Draft, *, is_brief: bool) -> list[Component]:
    told = [words.fields(draft), words.missing(draft)]
    items: list[Component] = [text("\n".join(part for part in told if part))]
    # What changes takes the room of the remarks: they were answered when the review came first.
    if not is_brief and (asked := words.remarks(draft)):
        items.append(text(f"**To look at**\n{asked}"))
    return items


def _choices(batch: Batch, item: Item, place: Place) -> list[Component]:
    if not item.draft.readable:
        return []
    fields = [
        discord.SelectOption(
            label=field.label,
            value=str(FIELDS.index(field)),
            description=plain(typed_value(item.draft, field.key), 100) or None,
        )
        for field in SHOWN
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


def _turning(shown: Shown) -> list[Component]:
    batch, item, beside = shown.batch, shown.item, shown.beside
    turns: list[Component] = []
    if beside.previous is not None:
        turns.append(button(ids.IMPORT_ITEM, batch.id, beside.previous, label="Previous"))
    if beside.following is not None:
        turns.append(button(ids.IMPORT_ITEM, batch.id, beside.following, label="Next"))
    if item.draft.source:
        turns.append(button(ids.IMPORT_SOURCE, batch.id, item.position, label="The page, lines numbered"))
    if item.draft.readable and batch.status == "draft" and item.verdict not in SETTLED:
        taken = is_taken(item)
        label = "Leave this one out" if taken else "It is a film review"
        turns.append(button(ids.IMPORT_TAKE, batch.id, item.position, int(not taken), label=label))
    if shown.is_listed:
        turns.append(button(ids.IMPORT_LIST, batch.id, 0, 0, label="The list"))
    return turns
