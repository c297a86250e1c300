"""Who may import whom, read from the source: the table of the architecture, held."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("bot", "cogs", "db")
ALL = "*"
PARSERS = ("extruct", "trafilatura", "feedparser", "yaml", "lxml")

#: (modules, what they may import beside the standard library); the first that fits counts.
TABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("bot.domain*", ("bot.domain", "numpy")),
    ("bot.intake*", ("bot.intake", "bot.domain", *PARSERS)),
    # Not the bot's side of the worker: it must not load what parses HTML.
    ("bot.worker.__main__", ("bot.worker", "bot.intake", "bot.domain")),
    ("bot.worker*", ("bot.worker", "bot.intake.reading", "bot.intake.rows", "bot.domain")),
    ("db.search*", ("db", "bot.domain", "aiosqlite", "rapidfuzz")),
    ("db*", ("db", "bot.domain", "aiosqlite")),
    ("bot.schedule", ("bot.domain", "bot.pace", "db")),
    ("bot.pace", ()),
    ("bot.settings", ("bot.domain.errors", "pydantic", "pydantic_settings", "dotenv")),
    ("bot.errors", ("bot.domain", "discord")),
    # What comes of a reading: the files and tables that an admin hands in, told to be read again.
    (
        "bot.ui.import_*",
        (
            *("bot.ui", "bot.domain", "bot.errors", "db", "discord"),
            *("bot.intake.row_drafts", "bot.intake.written"),
        ),
    ),
    # How a weekly post is done when it is due.
    ("bot.ui.weekly_*", ("bot.ui", "bot.domain", "bot.errors", "bot.schedule", "bot.pace", "db", "discord")),
    (
        "bot.ui*",
        (
            *("bot.ui", "bot.domain", "bot.errors", "db", "discord", "PIL"),
            *("bot.worker.reader", "bot.worker.counting", "bot.intake.written"),
        ),
    ),
    ("bot.client", ("bot.domain.errors", "bot.settings", "bot.errors", "bot.ui", "bot.worker.reader", "db", "discord")),
    ("cogs.*", ("bot", "db", "discord")),
    # The command line and what only it starts.
    ("bot.__main__", (ALL,)),
    ("bot.bring", (ALL,)),
    ("bot.catalogue*", (ALL,)),
    ("bot.count", (ALL,)),
    ("bot.demo*", (ALL,)),
    ("bot.doctor", (ALL,)),
    ("bot.extract", (ALL,)),
    ("bot", ()),
    ("cogs", ()),
)


def sources() -> Iterator[tuple[str, str]]:
    """Return every module of the product with its source."""
    for room in OURS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path.read_text(encoding="utf-8")


def parsed(source: str) -> ast.Module:
    """Return the tree of a module."""
    try:
        return ast.parse(source)
    except SystemError:  # https://github.com/python/cpython/issues/106905: 3.11 miscounts now and then
        return ast.parse(source)


def imported(source: str) -> Iterator[str]:
    """Return what a module imports, wherever in it the import stands; `from db import films` is `db.films`."""
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def forbidden(module: str, source: str) -> list[str]:
    """Return what a module imports against the table."""
    allowed = next((rooms for pattern, rooms in TABLE if fnmatch(module, pattern)), None)
    assert allowed is not None, f"{module} stands in no room of the table"
    if ALL in allowed:
        return []
    return [name for name in imported(source) if not _is_standard(name) and not _is_in(name, allowed)]


def _is_standard(name: str) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names


def _is_in(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


@pytest.mark.parametrize(("module", "source"), [pytest.param(*found, id=found[0]) for found in sources()])
def test_every_module_imports_only_what_its_room_may(module: str, source: str) -> None:
    assert forbidden(module, source) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.domain.picks", "import discord"),
        ("bot.domain.picks", "from db import films"),
        ("bot.intake.pages", "from bot.ui import text"),
        ("db.films", "from rapidfuzz import fuzz"),
        ("db.films", "from bot.ui.text import escape"),
        ("cogs.rate", "import aiosqlite"),
        ("cogs.rate", "from cogs.review import Review"),
        ("bot.client", "def later():\n    from cogs import review"),
        ("bot.schedule", "import discord"),
        ("bot", "import bot.domain"),
    ],
)
def test_an_import_through_a_wall_is_seen(module: str, source: str) -> None:
    assert forbidden(module, source) != []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.domain.picks", "import numpy as np\nfrom bot.domain.titles import Film"),
        ("db.search_query", "from rapidfuzz import fuzz"),
        ("bot.ui.card", "from bot.domain.errors import UserError\nfrom db import films"),
        ("bot.demo", "import simcord"),
    ],
)
def test_what_the_table_allows_passes(module: str, source: str) -> None:
    assert forbidden(module, source) == []


@pytest.mark.parametrize("room", ["bot", "bot.domain.titles", "bot.domain.reviews", "bot.intake.pages", "db.database"])
def test_rules_reading_and_storage_load_without_discord(room: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", f"import sys, {room}; print('discord' in sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "False"
