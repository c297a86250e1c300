"""The people and places that structured data credit with a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.intake.frontmatter import text_of

# Who keeps the page, not whose page it is.
_HOSTS = ("blogger", "wordpress", "wordpress.com", "tumblr", "medium", "substack", "over-blog", "typepad", "blogspot")
_NOBODY = ("unknown", "admin", "administrator", "anonymous", "anónimo", "anonyme", "unbekannt")


def people(value: Any) -> tuple[str, ...]:
    """Return the names in one value or a list of them, each once, no links."""
    values = value if isinstance(value, list) else [value]
    return tuple(
        dict.fromkeys(
            name for v in values[:30] if (name := text_of(v)) and not name.startswith("http") and len(name) < 80
        )
    )


def author(node: Mapping[str, Any]) -> str:
    """Return who wrote a review or an article, or nothing where the name is nobody's."""
    return ", ".join(name for name in people(node.get("author")) if name.casefold() not in _NOBODY)


def publisher(node: Mapping[str, Any]) -> str:
    """Return who published it, or nothing where only the host is named."""
    return ", ".join(name for name in people(node.get("publisher")) if name.casefold() not in _HOSTS)
