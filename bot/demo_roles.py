"""What the simulated Discord leaves out and polls ask for: how many members have each role."""

from __future__ import annotations

import importlib
from typing import Any

_PATH = "/guilds/{guild_id}/roles/member-counts"


def answer_role_counts() -> None:
    """Let simcord answer it from now on; once is enough, again changes nothing.

    Left alone, simcord takes `member-counts` for the id of a role, and falls over it.
    """
    router = importlib.import_module("simcord.http.router")
    asked = _PATH.strip("/").split("/")
    if all(template != asked for template, _ in router._ROUTES.get("GET", [])):
        router.route("GET", _PATH)(_counts)


def _counts(request: Any) -> dict[str, int]:
    guild = request.backend.get_guild(request.int_arg("guild_id"))
    held = [role_id for member in guild.members.values() for role_id in member.role_ids]
    return {str(role_id): held.count(role_id) for role_id in guild.roles}
