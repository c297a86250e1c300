"""Presses and forms whose ids no message of the server carries, as somebody with a client of their own could send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import simcord.actors
from simcord.backend import serializers
from simcord.enums import InteractionType
from simcord.results import InteractionResult, ResponseMessage

BUTTON, MENU = 2, 3
_COMPONENTS_V2, _EPHEMERAL = 1 << 15, 1 << 6


async def press(
    actor: Any, channel: Any, custom_id: str, *, values: Sequence[str] | None = None, private: bool = False
) -> InteractionResult:
    """Press a button, or choose `values` in a menu, of a bot's message made up to carry this custom_id."""
    message = _message(actor, channel, _component(custom_id, values), private=private)
    if values is None:
        return await actor.click(message, custom_id=custom_id)
    return await actor.select(message, values, custom_id=custom_id)


async def submit(actor: Any, channel: Any, custom_id: str, values: dict[str, Any]) -> InteractionResult:
    """Send a form back that the bot need not have opened; values as `forms.submitted` returns them."""
    fields = [
        {"type": 18, "id": 2 * number, "component": {"id": 2 * number + 1, "custom_id": name, **_value(value)}}
        for number, (name, value) in enumerate(values.items(), 1)
    ]
    env = actor._env
    env._begin_operation("submit_modal")
    try:
        return await simcord.actors._dispatch_actor_interaction(
            actor, InteractionType.MODAL_SUBMIT, channel, {"custom_id": custom_id, "components": fields}
        )
    finally:
        env._end_operation()


def _component(custom_id: str, values: Sequence[str] | None) -> dict[str, Any]:
    if values is None:
        return {"type": BUTTON, "id": 3, "style": 2, "label": "Press", "custom_id": custom_id}
    options = [{"label": value, "value": value} for value in values]
    return {"type": MENU, "id": 3, "custom_id": custom_id, "options": options, "min_values": 1, "max_values": 1}


def _message(actor: Any, channel: Any, component: dict[str, Any], *, private: bool) -> ResponseMessage:
    backend = actor._env.backend
    reader = dict(serializers.user_payload(backend.get_user(actor.id)))
    message = backend.create_message(
        channel.id,
        backend.bot_user.id,
        components=[{"type": 17, "id": 1, "components": [{"type": 1, "id": 2, "components": [component]}]}],
        flags=_COMPONENTS_V2 | (_EPHEMERAL if private else 0),
        interaction_metadata={"id": "1", "type": 2, "user": reader, "authorizing_integration_owners": {}},
    )
    return ResponseMessage(actor._env, message)


def _value(value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        return {"type": MENU, "values": value}
    return {"type": 23 if isinstance(value, bool) else 4, "value": value}
