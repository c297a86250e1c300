"""What Discord would act on in the text of a message, judged without the code that makes text inert."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

#: The word that every hostile text carries inside its marks.
WORD = "Zqx"

HOSTILE = {
    "emphasis": f"**{WORD}** _{WORD}_ ***{WORD}*** __{WORD}__ ~~{WORD}~~ \\**{WORD}**",
    "spoiler": f"||{WORD}|| |{WORD}| ||||{WORD}||",
    "code": f"`{WORD}` ``{WORD}`` ```py\n{WORD}\n```",
    "everyone": f"@everyone @here @EVERYONE @\u200beveryone {WORD} @every\u00adone",
    "mentions": f"<@1234567890123> <@!1234567890123> <@&1234567890123> <#1234567890123> <id:home> {WORD}",
    "forged": f"<t:0:F> </rate:1234567890123> <:smile:1234567890123> <a:dance:1234567890123> :{WORD}:",
    "invites": f"discord.gg/zqx https://discord.gg/zqx discord.com/invite/zqx DISCORDAPP.com/invite/zqx {WORD}",
    "links": f"https://evil.example/{WORD} [{WORD}](https://evil.example) <https://evil.example> ftp://evil.example",
    "blocks": f"{WORD}\n# {WORD}\n## {WORD}\n-# {WORD}\n- {WORD}\n* {WORD}\n> {WORD}\n>>> {WORD}\n1. {WORD}\n```",
    "invisible": f"{WORD}\u200b\u200b\u2060\ufeff\u00ad\u3164 \u202egnp.{WORD}\u202c \u2066{WORD}\u2069 \u200f\x00\x07",
    "piled": f"{WORD}" + "\u0301" * 400 + " \U000e0041\U000e0042",
    "long": f"{WORD} " + "6000 characters of it, " * 300,
    "one word": WORD * 2_000,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 200 + WORD,
    "lines": f"{WORD}\n" * 1_500,
    "marks": "*_~`|>#[]()<@&:" * 400 + WORD,
}

_SIGHTLESS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\U000e0000-\U000e007f]"
)
_FREE = r"(?<!\\)(?:\\\\)*"  # not behind an odd number of backslashes
_ACTS = {
    "a ping": re.compile(r"@(?:everyone|here)", re.IGNORECASE),
    "an address": re.compile(r"(?:https?|ftp)://(?:evil|discord)", re.IGNORECASE),
    "an invite": re.compile(r"discord(?:app)?\.(?:gg|com)/", re.IGNORECASE),
    "an emoji by name": re.compile(rf"{_FREE}:{WORD}:"),
}
_MARK = re.compile(_FREE + r"([*_~`|\[\]])|^\s*(#{1,3}|-#|[-*+]|>{1,3}|\d+[.)])\s", re.MULTILINE)
_BRACKETS = re.compile(_FREE + r"<([^>\n]{0,40})>")
#: What the bot itself writes between angle brackets: the member who wrote a note, a time, a command.
_OWN = re.compile(r"@\d{17,20}|t:\d{9,11}:[tTdDfFR]|/[a-z -]+:\d{17,20}")
#: The bot's own link to a source, with a label that holds no bracket of its own.
_OWN_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\(<https://honest\.example/[^\s<>]*>\)")


def texts(node: Any, keys: Iterable[str]) -> Iterator[str]:
    """Yield every string under one of the keys, anywhere in a request or a message's components."""
    if isinstance(node, list):
        for item in node:
            yield from texts(item, keys)
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and key in keys:
                yield value
            yield from texts(value, keys)


def assert_inert(node: Any) -> None:
    """Fail where Discord would act on somebody's text, or show what cannot be seen."""
    for sent in texts(node, {"content"}):
        said = _OWN_LINK.sub(r"[\1]", sent)  # marks inside a link's address are the address's
        for what, acting in _ACTS.items():
            found = acting.search(said)
            assert found is None, f"{what} in {said[max(0, found.start() - 60) : found.end() + 60]!r}"
        for inside in _BRACKETS.findall(said):
            assert _OWN.fullmatch(inside), f"<{inside}> in {said[:200]!r}"
        assert len(re.findall(_FREE + r"\|\|", said)) in (0, 2), f"a spoiler that opens: {said[:200]!r}"
    for said in texts(node, {"content", "label", "placeholder", "description", "title", "name"}):
        assert _SIGHTLESS.search(said.replace("\n", "")) is None, ascii(said[:200])


def marks(node: Any) -> Counter[str]:
    """Count what Discord reads as formatting, by mark."""
    found = (match for sent in texts(node, {"content"}) for match in _MARK.finditer(_OWN_LINK.sub(r"[\1]", sent)))
    return Counter((match[1] or match[2]) for match in found)


def assert_fits(components: list[dict[str, Any]]) -> None:
    """Fail where a message with these components is more than Discord takes.

    https://docs.discord.com/developers/components/reference
    """
    assert sum(map(len, texts(components, {"content"}))) <= 4_000
    assert sum(1 for _ in _nodes(components)) <= 40
    for node in _nodes(components):
        assert len(node.get("label") or "") <= (80 if node["type"] == 2 else 45)
        assert len(node.get("placeholder") or "") <= 150
        for option in node.get("options", []):
            assert 1 <= len(option["label"]) <= 100
            assert len(option.get("description") or "") <= 100
        for item in node.get("items", []):
            assert len(item.get("description") or "") <= 1_024


def _nodes(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in components:
        yield node
        yield from _nodes(node.get("components", []))
        yield from _nodes([node[key] for key in ("component", "accessory") if node.get(key)])
