"""Pictures of numbers: drawn by Pillow off the event loop, said in words, and kept by content."""

from __future__ import annotations

import asyncio
import io
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial

from PIL import Image, ImageColor, ImageDraw, ImageFont

from bot.domain.reviews import club_score
from bot.domain.scales import Scale, tick
from bot.ui.text import clip, plural

WIDTH, HEIGHT = 1200, 460  # twice what Discord shows on a desktop, so that fine screens stay sharp
LEFT, TOP, FLOOR, STEP, BAR = 29, 60, 340, 116, 98
# A ground of its own: no grey reads well on both of Discord's themes, this pair of ground and ink does on either.
GROUND, TRACK, ACCENT, LIT = "#2b2d31", "#37393f", "#e8b33a", "#ffdf8e"
INK, FAINT = "#f2f3f5", "#b5bac1"
ALT_LIMIT = 1024  # https://discord.com/developers/docs/components/reference#media-gallery


def histogram(counts: Sequence[int], *, highlight: int | None = None, scale: Scale = Scale.STARS) -> bytes:
    """Draw ten counts, half a star first, as a PNG; `highlight` is a rating of 1..10 half stars to point out.

    1200 by 460 pixels, a count above each bar, the mean marked below. Raises ValueError for anything but ten counts.
    """
    club = club_score(counts)
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(image)
    tallest = max(1, *counts)
    for half_stars, count in enumerate(counts, 1):
        lit = half_stars == highlight
        _bar(draw, half_stars, count / tallest, lit=lit)
        _labels(draw, half_stars, count, scale, tallest=tallest, lit=lit)
    if club is None:
        draw.rounded_rectangle((WIDTH / 2 - 200, 155, WIDTH / 2 + 200, 245), radius=45, fill=GROUND)
        _write(draw, WIDTH / 2, 200, "No ratings yet", FAINT, 44)
    else:
        _mean(draw, club.mean, scale)
    return png(image)


def histogram_alt(counts: Sequence[int], mean: float | None, scale: Scale = Scale.STARS) -> str:
    """Say in at most 1,024 characters what the picture shows; `mean` is in half stars, None where nobody rated."""
    total = sum(counts)
    if mean is None or total == 0:
        return "Histogram of the club's ratings: no ratings yet."
    bars = ", ".join(f"{count:,} at {_axis(half, scale)}" for half, count in enumerate(counts, 1) if count)
    unit = {Scale.STARS: "stars", Scale.TEN: "points of ten", Scale.PERCENT: "percent", Scale.LETTERS: "letters"}[scale]
    said = f"Histogram of {plural(total, 'rating')} in {unit}: {bars}. The mean is {tick(mean, scale)}."
    return clip(said, ALT_LIMIT)


class ChartCache:
    """Draw each different picture once, in an executor, and keep the last `size` of them (some 10 kB each)."""

    def __init__(self, executor: Executor | None = None, size: int = 256) -> None:
        self._executor = executor
        self._size = size
        self._pictures: OrderedDict[tuple[object, ...], asyncio.Future[bytes]] = OrderedDict()

    async def histogram(
        self, counts: Sequence[int], *, highlight: int | None = None, scale: Scale = Scale.STARS
    ) -> bytes:
        """Draw or recall the picture of ten counts, off the event loop; raise as `histogram` does."""
        key = ("histogram", tuple(counts), highlight, scale)
        if key not in self._pictures:
            self._begin(key, partial(histogram, key[1], highlight=highlight, scale=scale))
        self._pictures.move_to_end(key)
        # Whoever asked first may go away; the picture is drawn all the same for those who wait beside them.
        return await asyncio.shield(self._pictures[key])

    def _begin(self, key: tuple[object, ...], job: partial[bytes]) -> None:
        drawing = asyncio.get_running_loop().run_in_executor(self._executor, job)
        drawing.add_done_callback(partial(self._forget_failed, key))
        self._pictures[key] = drawing
        while len(self._pictures) > self._size:
            self._pictures.popitem(last=False)

    def _forget_failed(self, key: tuple[object, ...], drawing: asyncio.Future[bytes]) -> None:
        failed = drawing.cancelled() or drawing.exception() is not None
        if failed and self._pictures.get(key) is drawing:
            del self._pictures[key]


def png(image: Image.Image) -> bytes:
    """Encode with a fixed palette: half the time of full colour, and the encoder holds every other thread up."""
    palette = Image.new("P", (1, 1))
    palette.putpalette(_palette())
    kept = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(kept, "PNG")
    return kept.getvalue()


def _palette() -> list[int]:
    """List every colour a chart uses, with the steps from ground to ink that smooth letters need."""
    colours = [ImageColor.getrgb(colour)[:3] for colour in (GROUND, TRACK, ACCENT, LIT, INK, FAINT)]
    ramps = [(GROUND, INK), (GROUND, FAINT), (TRACK, INK)]
    for start, end in [(ImageColor.getrgb(start), ImageColor.getrgb(end)) for start, end in ramps]:
        for step in range(2, 16):  # a first step would be taken for the ground or the track
            red, green, blue = (round(a + (b - a) * step / 16) for a, b in zip(start[:3], end[:3], strict=True))
            colours.append((red, green, blue))
    return [part for colour in colours for part in colour]


def _bar(draw: ImageDraw.ImageDraw, half_stars: int, share: float, *, lit: bool) -> None:
    left = LEFT + (half_stars - 1) * STEP
    draw.rounded_rectangle((left, TOP, left + BAR, FLOOR), radius=12, fill=TRACK)
    if share:
        top = _bar_top(share)
        draw.rounded_rectangle(
            (left, top, left + BAR, FLOOR), radius=min(12, (FLOOR - top) // 2), fill=LIT if lit else ACCENT
        )


def _labels(draw: ImageDraw.ImageDraw, half_stars: int, count: int, scale: Scale, *, tallest: int, lit: bool) -> None:
    middle = LEFT + (half_stars - 1) * STEP + BAR / 2
    if count:
        _write(draw, middle, _bar_top(count / tallest) - 26, _brief(count), INK, 36)
    _write(draw, middle, FLOOR + 32, _printable(_axis(half_stars, scale)), INK if lit else FAINT, 34)
    if lit:  # colour alone tells nothing to whoever cannot see it
        draw.rounded_rectangle((middle - 26, FLOOR + 54, middle + 26, FLOOR + 59), radius=2, fill=LIT)


def _mean(draw: ImageDraw.ImageDraw, mean: float, scale: Scale) -> None:
    at = LEFT + (mean - 1) * STEP + BAR / 2
    row = HEIGHT - 30
    draw.polygon([(at, row - 20), (at - 13, row + 6), (at + 13, row + 6)], fill=INK)
    side, anchor = (26, "lm") if at < WIDTH * 0.75 else (-26, "rm")
    _write(draw, at + side, row - 4, f"mean {_printable(tick(mean, scale))}", INK, 34, anchor)


def _write(draw: ImageDraw.ImageDraw, x: float, y: float, text: str, ink: str, size: int, anchor: str = "mm") -> None:
    # Fonts are not to be shared between threads; Pillow's own one loads in a tenth of a millisecond.
    draw.text((x, y), text, font=ImageFont.load_default(size), fill=ink, anchor=anchor)


def _bar_top(share: float) -> int:
    """Place a bar's top; even a single rating beside thousands stays visible."""
    return FLOOR - max(12, round((FLOOR - TOP) * share))


def _axis(half_stars: int, scale: Scale) -> str:
    if scale is Scale.STARS:
        return f"{half_stars / 2:g}"
    return str(half_stars) if scale is Scale.TEN else tick(half_stars, scale)


def _printable(text: str) -> str:
    # Pillow's own font has neither minus nor stars, only the hyphen.
    return text.replace("−", "-")


def _brief(count: int) -> str:
    return f"{count:,}" if count < 10_000 else f"{count / 1000:,.0f}k"
