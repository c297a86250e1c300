"""What makes other people's text inert: nothing invisible in it, and no mark that Discord would act on."""

from __future__ import annotations

import re

# Control, formatting and filler characters that show nothing, turn the line around or hide text in text.
# Line separators stay: `clean` turns them into lines. The joiners and variation selectors are judged below.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Persian, Indic scripts and emoji families need the joiners: they stay between two of those and nowhere else.
_JOINED = "\u0600-\u18af\u2190-\u2bff\ufb50-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])")
_STRAY_SELECTOR = re.compile("(?<![0-9#*©®\u2000-\u2bff\u3000-\u33ff\U0001f000-\U0001faff])[\ufe0e\ufe0f]")
# No script stacks more than four marks on a letter; piles of them paint over the lines around.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_PILE = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")

# Discord drops the backslash before any punctuation and shows the rest as it is.
# https://support.discord.com/hc/en-us/articles/210298617-Markdown-Text-101
_ACTIVE = re.compile(
    r"[\\*_~|`<>\[\]]"  # emphasis, spoilers, code, masked links, and every <…>: mentions, times, commands, emoji
    r"|^[#+=-]|(?<=^-)#"  # headings, lists, small print
    r"|(?<=:)/|(?<=:/)/"  # bare addresses of any scheme
    r"|(?:(?<=discord)|(?<=discordapp)|(?<=\bdsc))\.(?=\w)"  # invites are found without a scheme
    r"|:(?=[\w+-]+:)"  # :emoji: by name
    r"|&(?=#?\w+;)",  # Discord leaves entities alone, other readers of Markdown do not
    re.MULTILINE | re.IGNORECASE | re.ASCII,
)
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)", re.MULTILINE)
# Discord's servers look for these in the raw text, where a backslash does not help; the wide sign reads the same.
_PING = re.compile(r"@(?=everyone|here|[!&]?\d)", re.IGNORECASE)

# Most titles and names are one line of Latin letters, dashes, quotation marks, arrows and stars: nothing to drop there.
_ORDINARY = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2212\u2605]*")
# What Discord acts on has one of these in it; where there is none, nothing needs a backslash.
_SUSPECT = re.compile(r"[\\*_~|`<>\[\]#+=.:&@)-]")


def clean(text: str) -> str:
    """Drop what cannot be seen, even out spaces, and keep at most one empty line between two others."""
    if _ORDINARY.fullmatch(text):
        return " ".join(text.split())
    seen = _STRAY_SELECTOR.sub("", _STRAY_JOINER.sub("", _INVISIBLE.sub("", text)))
    lines = (" ".join(line.split()) for line in _PILE.sub(r"\1", seen).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def mark(text: str) -> str:
    """Put a backslash before everything in cleaned text that Discord would act on; at most twice as long."""
    if not _SUSPECT.search(text):
        return text
    return _PING.sub("＠", _NUMBERED.sub(r"\1\\\2", _ACTIVE.sub(r"\\\g<0>", text)))
