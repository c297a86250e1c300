"""What an admin sees of past imports, of the question before one is taken back, and of the answer after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from bot.domain.placing import Verdict
from bot.ui import ids
from bot.ui import import_words as words
from bot.ui.layouts import Item, Layout, panel, row, text
from bot.ui.persistent import button, menu
from bot.ui.text import escape, plain, plural, stamp
from db.import_undo import Undoing
from db.imports import Batch

PAGE = 8
_RED = discord.ButtonStyle.danger
_WHY = {
    "rated": ("members rated it since", "members rated them since"),
    "reviewed": ("it has another review by now", "they have other reviews by now"),
    "edited": ("an admin edited it since", "an admin edited them since"),
    "merged": ("another film was made one with it since", "other films were made one with them since"),
    "used": ("a poll, a list or a weekly post named it since", "polls, lists or weekly posts named them since"),
}
_STATES = {
    "draft": "waits for you",
    "writing": "stopped half way",
    "done": "",
    "undoing": "is being taken back",
    "undone": "",
}


def name_of(batch: Batch) -> str:
    """Name a batch among others, as plain text of at most 100 characters."""
    return plain(f"#{batch.id} · {batch.created_at:%-d %b %Y} · {words.counts(batch.counts)} · {batch.name}", 100)


def history_panel(batches: Sequence[Batch], page: int, count: int) -> Layout:
    """Return a page of a server's imports, the latest first."""
    if not batches:
        return panel(text("There was no import here yet. `/import files` and `/import paste` begin one."))
    lines = [_line(batch) for batch in batches]
    options = [discord.SelectOption(label=name_of(batch), value=str(batch.id)) for batch in batches]
    items: list[Item] = [
        text(f"## Imports of this server\n{plural(count, 'import')}, the latest first."),
        text("\n".join(lines)),
        row(menu(ids.IMPORT_OPEN, 0, placeholder="Open an import", options=options)),
    ]
    turns = [button(ids.IMPORT_HISTORY, page - 1, label="Previous")] if page else []
    if (page + 1) * PAGE < count:
        turns.append(button(ids.IMPORT_HISTORY, page + 1, label="Next"))
    return panel(*items, row(*turns)) if turns else panel(*items)


def undo_question(batch: Batch, would: Undoing) -> Layout:
    """Ask before a batch is taken back, with what that does."""
    lines = [
        f"## Take import #{batch.id} back?",
        f"{escape(batch.name, 100)}, {stamp(batch.created_at, 'f')}",
        *_would(would),
        *_staying(would.staying),
    ]
    return panel(
        text("\n".join(lines)),
        row(
            button(ids.IMPORT_UNDO, batch.id, label="Take it back", style=_RED),
            button(ids.IMPORT_LEAVE, batch.id, label="Leave it"),
        ),
    )


def undone_panel(batch: Batch, left: Undoing, file: discord.File) -> Layout:
    """Say what was taken back and what had to stay."""
    gone, stays = batch.counts.get(Verdict.UNDONE, 0), batch.counts.get(Verdict.STAYS, 0)
    lines = [f"## Import #{batch.id} is taken back", f"{plural(gone, 'review')} as before the import."]
    if stays:
        lines.append(
            f"{plural(stays, 'review')} had to stay as {'it is' if stays == 1 else 'they are'}; the file says why."
        )
    lines += _staying(left.staying)
    return panel(text("\n".join(lines)), discord.ui.File(file))


def left_panel() -> Layout:
    """Say that nothing was taken back."""
    return panel(text("Nothing was taken back. `/import undo` asks again whenever you like."))


def _would(would: Undoing) -> list[str]:
    of_them, them = ("it" if count == 1 else "them" for count in (would.films, would.later))
    told = [
        (would.removed, f"{plural(would.removed, 'review')} to remove"),
        (would.restored, f"{plural(would.restored, 'review')} to put back as before"),
        (would.films, f"{plural(would.films, 'film')} to remove, since nothing else belongs to {of_them}"),
        (would.edited, f"{plural(would.edited, 'film')} to rid of what the import added"),
        (would.later, f"{plural(would.later, 'review')} to leave alone, because a later import changed {them}"),
    ]
    return [f"- {sentence}" for count, sentence in told if count]


def _staying(staying: Mapping[str, int]) -> list[str]:
    return [
        f"- {plural(count, 'film')} {'stays' if count == 1 else 'stay'}: {_WHY[why][count != 1]}"
        for why, count in staying.items()
    ]


def _line(batch: Batch) -> str:
    who = f"<@{batch.created_by}>" if batch.created_by else "the command line"
    told = [f"**#{batch.id}**", stamp(batch.created_at, "f"), who, words.counts(batch.counts), _STATES[batch.status]]
    return f"- {' · '.join(part for part in told if part)}\n-# {escape(batch.name, 100)}"
