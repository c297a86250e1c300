"""The standing of a poll as a picture: one bar an option, and for runoffs what it had in each round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont

from bot.domain.ballots import Method, Option, Tally
from bot.domain.polls import Poll
from bot.ui.charts import ACCENT, FAINT, GROUND, INK, LIT, TRACK, png
from bot.ui.text import clip

WIDTH, ROW, EDGE = 1200, 90, 28  # twice what Discord shows on a desktop
BAR_TOP, BAR_HEIGHT = 52, 24
SIZE = 37  # some 11 points on a telephone
MOST_ROUNDS = 6
#: What Noto Sans has: Latin, Greek and Cyrillic letters with their marks, and punctuation.
_UNDRAWABLE = re.compile(r"[^\x20-\x7e\xa0-\u03e1\u03f0-\u052f\u1e00-\u1fff\u2010-\u205e\u20a0-\u20c0\u2150-\u215f]+")


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one row of the picture: its name, its figures round by round, and whether it won."""

    name: str
    figures: tuple[int, ...]
    won: bool
    out: bool = False

    @property
    def said(self) -> str:
        """Return the figures as they stand at the end of the row."""
        shown = [f"{figure:,}" for figure in self.figures[-MOST_ROUNDS:]]
        return " › ".join(shown) + (" out" if self.out else "")


def bars_of(poll: Poll, tally: Tally, *, decided: bool = True) -> list[Bar]:
    """Return the rows of a result, the best first; without a decision (too few voted) nothing stands out as won."""
    return [_bar(poll, tally, option, won=decided and option == tally.winner) for option in tally.ranking]


def draw_bars(bars: Sequence[Bar]) -> bytes:
    """Draw rows as a PNG, 1200 pixels wide and 90 high for each row; lengths are shares of the highest figure."""
    image = Image.new("RGB", (WIDTH, 2 * EDGE + ROW * len(bars)), GROUND)
    draw = ImageDraw.Draw(image)
    highest = max((figure for bar in bars for figure in bar.figures[-1:]), default=0)
    # Fonts are not to be shared between threads, and this one loads in a tenth of a millisecond.
    with as_file(files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf") as path:
        font = ImageFont.truetype(path, SIZE)
        for number, bar in enumerate(bars):
            _row(draw, EDGE + number * ROW, bar, max(1, highest), font)
    return png(image)


def _row(draw: ImageDraw.ImageDraw, top: int, bar: Bar, highest: int, font: ImageFont.FreeTypeFont) -> None:
    ink = INK if bar.won else FAINT
    room = WIDTH - 3 * EDGE - font.getlength(bar.said)
    draw.text((EDGE, top + 40), _fitted(_drawable(bar.name), font, room), font=font, fill=ink, anchor="ls")
    draw.text((WIDTH - EDGE, top + 40), bar.said, font=font, fill=ink, anchor="rs")
    low, high = top + BAR_TOP, top + BAR_TOP + BAR_HEIGHT
    draw.rounded_rectangle((EDGE, low, WIDTH - EDGE, high), radius=8, fill=TRACK)
    if figure := bar.figures[-1]:  # a single vote beside thousands is seen as well
        length = max(16, round((WIDTH - 2 * EDGE) * figure / highest))
        draw.rounded_rectangle((EDGE, low, EDGE + length, high), radius=8, fill=LIT if bar.won else ACCENT)


def _fitted(name: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """Return the name as far as its row has room for it beside the figures."""
    long = font.getlength(name)
    size = len(name) if long <= room else int(len(name) * room / long)
    while size > 1 and font.getlength(clip(name, size)) > room:
        size -= 1
    return clip(name, size)


def _drawable(name: str) -> str:
    """Return the name as far as the font has its letters; the list on the card has them all, by number."""
    number, _, title = name.partition(". ")
    kept = sum(map(str.isalpha, _UNDRAWABLE.sub("", title)))
    return _UNDRAWABLE.sub("…", name) if 2 * kept >= sum(map(str.isalpha, title)) else f"Option {number}"


def _bar(poll: Poll, tally: Tally, option: Option, *, won: bool) -> Bar:
    choice = poll.choice(option) if isinstance(option, int) else None
    # STAR's second round counts ballots, not points: it does not go on from the first.
    rounds = tally.rounds[:1] if tally.method is Method.STAR else tally.rounds
    figures = tuple(held.figures[option] for held in rounds if option in held.figures)
    out = any(option in held.eliminated for held in rounds)
    return Bar(f"{option}. {choice.label if choice else ''}", figures, won, out)
