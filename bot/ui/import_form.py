"""The forms of an import: a pasted page, and one field to correct."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.domain.drafts import Draft, Remark
from bot.domain.errors import UserError
from bot.ui import ids
from bot.ui.forms import Form, Values
from bot.ui.import_corrections import LINK_LIMIT, is_link
from bot.ui.import_fields import FIELDS, typed_value
from bot.ui.text import plain

PASTE_LIMIT = 4_000  # what Discord lets one field of a form hold
_PARTS = ("text", "more", "rest")
_LINK, _VALUE = "link", "value"


@dataclass(frozen=True, slots=True)
class Pasted:
    """Hold a pasted page and, where it was given, the link it came from."""

    text: str
    link: str | None


def paste_form() -> Form:
    """Return the form that takes a page of up to 12,000 characters and its link."""
    form = Form(ids.IMPORT_PASTE, (0,), "Paste a review")
    labels = (
        ("The page", "All of it, as you copied it: up to 4,000 characters here, then on below"),
        ("The page, continued", "Only where it is longer than 4,000 characters"),
        ("The page, to its end", "Only where it is longer than 8,000; still longer pages come with /import files"),
    )
    for name, (label, hint) in zip(_PARTS, labels, strict=True):
        part: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=name, style=discord.TextStyle.paragraph, required=name == _PARTS[0], max_length=PASTE_LIMIT
        )
        form.add_item(discord.ui.Label(text=label, description=hint, component=part))
    link: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id=_LINK, required=False, max_length=LINK_LIMIT)
    form.add_item(discord.ui.Label(text="Link", description="Where the review stands, if you have it", component=link))
    return form


def read_paste_form(values: Values) -> Pasted:
    """Return what was pasted; raise UserError where it is nothing."""
    text = "\n".join(part for name in _PARTS if (part := (values.get(name) or "").strip()))
    link = (values.get(_LINK) or "").strip()
    if not text:
        raise UserError("There was no text in the form, so nothing was read. `/import paste` opens it again.")
    return Pasted(text, link or None)


def with_link(draft: Draft, link: str | None) -> Draft:
    """Return the draft of a pasted page with the link that was given beside it."""
    if link is None:
        return draft
    if not is_link(link):
        remark = Remark(None, f"The link you gave, {link}, is no web address and was left out.")
        return replace(draft, remarks=(*draft.remarks, remark))
    return replace(draft, review=replace(draft.review, url=link), evidence={**draft.evidence, "url": ()})


def fix_form(batch_id: int, position: int, number: int, draft: Draft) -> Form:
    """Return the form for one field of a draft, filled with what was read."""
    field = FIELDS[number]
    known = typed_value(draft, field.key)
    form = Form(ids.IMPORT_FIX_FORM, (batch_id, position, number), plain(f"Correct: {field.label}", 45))
    value: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=_VALUE,
        style=discord.TextStyle.paragraph if len(known) > 100 else discord.TextStyle.short,
        required=False,
        max_length=PASTE_LIMIT,
        default=known[:PASTE_LIMIT] or None,
    )
    told = "As it is to be read" if field.key == "body" and not draft.source else field.hint
    hint = plain(f"{told}. Empty: not stated.", 100)
    form.add_item(discord.ui.Label(text=plain(field.label, 45), description=hint, component=value))
    return form


def read_fix_form(values: Values) -> str:
    """Return what was typed for the field."""
    return str(values.get(_VALUE) or "")
