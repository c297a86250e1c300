"""Every request of every walk held against Discord's own API description, where that document is at hand."""

from __future__ import annotations

import functools
import importlib.util
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

VALIDATOR = Path(__file__).resolve().parents[1].parent / "shared" / "discord" / "validate.py"


@functools.cache
def _check() -> Callable[[str, str, Any], list[str]] | None:
    if not VALIDATOR.is_file():
        return None
    spec = importlib.util.spec_from_file_location("discord_validate", VALIDATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.check  # type: ignore[no-any-return]


def refused(requests: Iterable[Any]) -> list[str]:
    """Return what Discord would refuse; nothing where its description is not beside the repository."""
    check = _check()
    if check is None:
        return []
    return [
        f"{request.method} {request.path}: {problem}"
        for request in requests
        if request.method != "GET"
        for problem in check(request.method, request.path, request.json)
    ]
