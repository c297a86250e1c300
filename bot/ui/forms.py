"""Modals that carry their ids in the custom_id and are read from the interaction alone.

discord.py keeps an open modal in memory, so one that is open during a restart is lost with all that was typed.
These are sent already stopped: nothing is kept, and a listener reads whatever comes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import discord

from bot.ui.persistent import custom_id
from bot.ui.services import Interaction

Values = dict[str, Any]


class Form(discord.ui.Modal):
    """Ask for a few values; the answer comes back through `submitted`."""

    def __init__(self, prefix: str, ids: tuple[int, ...], title: str) -> None:
        super().__init__(title=title, timeout=None, custom_id=custom_id(prefix, ids))
        self.stop()


def submitted(interaction: Interaction, prefix: str) -> tuple[list[int], Values] | None:
    """Return the ids and values of a form with this prefix, or None when the interaction is something else.

    Values are keyed by the custom_id of the field: text as str, a menu as list[str], a box as bool.
    """
    data: Mapping[str, Any] = interaction.data or {}
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    head, _, tail = str(data.get("custom_id", "")).partition(prefix + ":")
    numbers = tail.split(":")
    if head or not all(number.isascii() and number.isdigit() and len(number) < 20 for number in numbers):
        return None
    fields = {field["custom_id"]: _value(field) for field in _fields(data.get("components", []))}
    # A forged number beyond 64 bits becomes one that names nothing, instead of an error inside SQLite.
    return [min(int(number), 2**63 - 1) for number in numbers], fields


def _fields(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        if "custom_id" in component:
            yield component
        yield from _fields(component.get("components", []))
        if "component" in component:
            yield from _fields([component["component"]])


def _value(field: dict[str, Any]) -> Any:
    return field["values"] if "values" in field else field.get("value")
