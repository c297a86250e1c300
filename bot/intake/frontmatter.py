"""Front matter: the YAML or TOML block before a Markdown page, read within limits, with the line of each key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml

from bot.intake.markdown import plain

_LARGEST = 100_000
_LONGEST_HEADER = 2000
_MOST_ALIASES = 20
_LONG_KEY = re.compile(r"(?:\.[\w \t\"'-]{1,60}){60}")
# Headers without a fence: `Title: …` (Pelican), `.. title: …` (Nikola), `#+TITLE: …` (Org).
_HEADER = re.compile(r"^(?:\.\.\s|#\+|:(?=\w[\w -]{0,40}:\s))?(?P<key>[A-Za-z][\w -]{0,40}):(?:\s+(?P<value>.*))?$")
_NAMING_KEYS = frozenset(("title", "date"))
_KEEPING_KEYS = frozenset(
    ("slug", "tags", "category", "categories", "author", "authors", "layout", "status", "keywords", "modified")
)
_FEWEST_KEYS, _MOST_KEYS = 3, 60
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(r"^\s{0,8}[\"']?(?P<key>[\w-]{1,60})[\"']?\s?[:=]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Hold the keys of a front matter block, the line of each, and how many lines the block takes."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    length: int
    problem: str | None = None


EMPTY = FrontMatter({}, {}, 0)


def _keys(block: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(block, 2):
        if match := _KEY.match(line):
            found.setdefault(match["key"], number)
    return found


def _loose(block: Sequence[str]) -> dict[str, Any]:
    """Return the plain `key: value` pairs of a block that is not valid: a stray colon loses one line, not all."""
    pairs = (line.partition(":") for line in block if _KEY.match(line) and not line.startswith((" ", "\t")))
    return {key.strip(" \"'"): value.strip(" \"'") for key, _, value in pairs if value.strip(" \"'")}


def _load(text: str, fence: str) -> Any:
    if fence == "+++":
        # tomllib walks a dotted key from its root for every part of it.
        if _LONG_KEY.search(text):
            raise ValueError("a key of too many parts")
        return tomllib.loads(text)
    # A few anchors are honest; hundreds are a billion laughs.
    if len(re.findall(r"(?:^|[\s\[,:-])[*&][\w-]", text)) > _MOST_ALIASES:
        raise ValueError("too many aliases")
    values = yaml.safe_load(text)
    # A number of more digits than Python prints (`0xfff…`, `1:1:1…`) raises here, or wherever it is printed later.
    str(values)
    return values


def split_front_matter(lines: Sequence[str]) -> FrontMatter:
    """Return the front matter that a file starts with; an unreadable block gives its plain pairs and a problem."""
    fence = lines[0].strip() if lines else ""
    if fence not in _FENCES:
        return _split_header(lines)
    end = next((at for at, line in enumerate(lines[1:400], 1) if line.strip() in _FENCES[fence]), None)
    if end is None:
        return EMPTY
    block = lines[1:end]
    text = "\n".join(block)
    if len(text) > _LARGEST:
        return FrontMatter({}, {}, end + 1, "The front matter is larger than 100 kB and was not read.")
    try:
        values = _load(text, fence)
    # RecursionError: YAML nested deeper than the interpreter's stack.
    except (yaml.YAMLError, ValueError, RecursionError, AttributeError, TypeError, KeyError):
        return FrontMatter(
            _loose(block), _keys(block), end + 1, "The front matter is not valid; its plain lines were read."
        )
    if not isinstance(values, dict):
        # A rule, some text and another rule are no front matter.
        return EMPTY
    return FrontMatter({str(key): value for key, value in values.items()}, _keys(block), end + 1)


def _split_header(lines: Sequence[str]) -> FrontMatter:
    """Return the header of keys that some sites put above a page without a fence, down to the first blank line.

    It has a title or a date, and a key that only those who keep a site write: a slug, tags, a category, a layout.
    """
    values: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for number, line in enumerate(lines[:_MOST_KEYS], 1):
        match = _HEADER.match(line.rstrip()[:_LONGEST_HEADER])
        if match is None:
            break
        key = match["key"].casefold()
        values.setdefault(key, (match["value"] or "").strip())
        numbers.setdefault(key, number)
    else:
        return EMPTY
    blank = len(lines) > len(values) and not lines[len(values)].strip()
    keeps = len(values) >= _FEWEST_KEYS and _NAMING_KEYS & values.keys() and _KEEPING_KEYS & values.keys()
    return FrontMatter(values, numbers, len(values)) if blank and keeps else EMPTY


def text_of(value: Any) -> str:
    """Return a front matter value as one line of text: lists joined by commas, a mapping by its `name`."""
    if isinstance(value, dict):
        return text_of(next((value[k] for k in ("name", "title", "value", "score", "url") if k in value), ""))
    if isinstance(value, list):
        return ", ".join(part for part in map(text_of, value[:60]) if part)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return "" if value is None or isinstance(value, bool) else plain(str(value)[:2000])


def flatten(matter: FrontMatter) -> list[tuple[str, Any, int]]:
    """Return (key, value, line) of every key, those of nested mappings (`movie: {title: …}`) after the outer ones."""
    outer = [(key, value, matter.lines.get(key, 1)) for key, value in matter.values.items()]
    inner = [
        (str(key), value, matter.lines.get(str(key), line))
        for name, nested, line in outer
        if isinstance(nested, dict) and name.casefold() not in ("author", "authors", "seo", "og", "cover", "image")
        for key, value in nested.items()
    ]
    return outer + inner
