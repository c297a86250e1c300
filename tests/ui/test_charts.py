import asyncio
import io
from concurrent.futures import Executor, Future

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.domain.reviews import club_score
from bot.domain.scales import Scale
from bot.ui.charts import ACCENT, BAR, FLOOR, GROUND, INK, LEFT, LIT, STEP, TRACK, ChartCache, histogram, histogram_alt

COUNTS = [0, 0, 1, 0, 0, 1, 3, 4, 2, 1]
HISTOGRAMS = st.lists(st.one_of(st.integers(0, 20), st.integers(0, 10**9)), min_size=10, max_size=10)


class ByHand(Executor):
    """Keep the work until a test does it, so that a test decides who waits and what fails."""

    def __init__(self):
        self.waiting = []

    def submit(self, work, /, *args, **named):
        future = Future()
        self.waiting.append((future, work, args, named))
        return future

    def work(self, failure=None):
        for future, work, args, named in self.waiting:
            if failure is None:
                future.set_result(work(*args, **named))
            else:
                future.set_exception(failure)
        self.waiting.clear()


def opened(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


def column(image, half_stars):
    """Count the pixels of a bar's own colours down the middle of its left half, free of any number."""
    x = LEFT + (half_stars - 1) * STEP + 14
    pixels = [image.getpixel((x, y)) for y in range(FLOOR)]
    return sum(pixel in (rgb(ACCENT), rgb(LIT)) for pixel in pixels)


def rgb(colour):
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def luminance(colour):
    parts = [part / 255 for part in rgb(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_bars_are_as_high_as_their_counts():
    image = opened(histogram(COUNTS))
    heights = [column(image, half_stars) for half_stars in range(1, 11)]
    assert heights == [pytest.approx(count / 4 * heights[7], abs=4) for count in COUNTS]


def test_one_rating_beside_thousands_is_still_seen():
    assert column(opened(histogram([1, 0, 0, 0, 0, 0, 0, 0, 0, 50_000])), 1) > 0


def test_the_highlighted_rating_differs_in_colour_and_in_shape():
    plain, lit = opened(histogram(COUNTS)), opened(histogram(COUNTS, highlight=7))
    middle = LEFT + 6 * STEP + BAR // 2
    assert lit.getpixel((middle, FLOOR - 20)) == rgb(LIT)
    assert plain.getpixel((middle, FLOOR - 20)) == rgb(ACCENT)
    assert (lit.getpixel((middle, FLOOR + 56)), plain.getpixel((middle, FLOOR + 56))) == (rgb(LIT), rgb(GROUND))


def test_the_mean_is_marked_where_it_lies():
    low, high = (opened(histogram(counts)) for counts in ([5] + [0] * 9, [0] * 9 + [5]))
    foot = low.height - 26
    assert low.getpixel((LEFT + BAR // 2, foot)) == rgb(INK)
    assert high.getpixel((LEFT + 9 * STEP + BAR // 2, foot)) == rgb(INK)
    assert low.getpixel((LEFT + 9 * STEP + BAR // 2, foot)) == rgb(GROUND)


@pytest.mark.parametrize("colour", [INK, ACCENT])
def test_ink_and_bars_stand_out_by_the_ratio_that_accessibility_asks_for(colour):
    # https://www.w3.org/TR/WCAG21/#contrast-minimum
    for ground in (GROUND, TRACK):
        assert (luminance(colour) + 0.05) / (luminance(ground) + 0.05) >= 4.5


def test_nobody_rated_is_a_picture_of_its_own():
    empty = histogram([0] * 10)
    image = opened(empty)
    assert [column(image, half_stars) for half_stars in range(1, 11)] == [0] * 10
    assert empty != histogram([0] * 9 + [1])


@pytest.mark.parametrize("scale", Scale)
def test_every_scale_labels_its_own_axis(scale):
    others = {histogram(COUNTS, scale=other) for other in Scale if other is not scale}
    assert histogram(COUNTS, scale=scale) not in others


@settings(max_examples=25, deadline=None)
@given(HISTOGRAMS, st.none() | st.integers(1, 10), st.sampled_from(Scale))
def test_any_counts_make_a_small_png(counts, highlight, scale):
    png = histogram(counts, highlight=highlight, scale=scale)
    assert opened(png).size == (1200, 460)
    assert len(png) < 40_000


def test_anything_but_ten_counts_is_refused():
    with pytest.raises(ValueError, match="ten counts"):
        histogram([1, 2, 3])


def test_the_picture_is_said_in_words():
    assert histogram_alt(COUNTS, club_score(COUNTS).mean) == (
        "Histogram of 12 ratings in stars: 1 at 1.5, 1 at 3, 3 at 3.5, 4 at 4, 2 at 4.5, 1 at 5. The mean is 3.8."
    )
    assert histogram_alt([0] * 9 + [1], 10.0, Scale.PERCENT) == (
        "Histogram of 1 rating in percent: 1 at 100. The mean is 100."
    )
    assert histogram_alt([0] * 10, None) == "Histogram of the club's ratings: no ratings yet."


@given(HISTOGRAMS.filter(any), st.sampled_from(Scale))
def test_the_words_fit_into_an_alt_text(counts, scale):
    assert len(histogram_alt(counts, club_score(counts).mean, scale)) <= 1024


async def test_the_same_content_is_drawn_once_also_for_those_who_ask_together():
    executor = ByHand()
    charts = ChartCache(executor)
    asked = [asyncio.create_task(charts.histogram(COUNTS)) for _ in range(5)]
    await asyncio.sleep(0)
    assert len(executor.waiting) == 1
    executor.work()
    assert set(await asyncio.gather(*asked)) == {histogram(COUNTS)}
    assert await charts.histogram(tuple(COUNTS)) == histogram(COUNTS)
    assert executor.waiting == []


async def test_other_content_is_another_picture():
    charts = ChartCache()
    pictures = [
        await charts.histogram(COUNTS),
        await charts.histogram(COUNTS, highlight=3),
        await charts.histogram(COUNTS, scale=Scale.TEN),
        await charts.histogram(COUNTS[::-1]),
    ]
    assert len(set(pictures)) == 4


async def test_whoever_goes_away_takes_no_picture_from_the_others():
    executor = ByHand()
    charts = ChartCache(executor)
    first, second = (asyncio.create_task(charts.histogram(COUNTS)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    executor.work()
    assert await second == histogram(COUNTS)


async def test_a_failed_picture_is_drawn_again():
    executor = ByHand()
    charts = ChartCache(executor)
    asked = asyncio.create_task(charts.histogram(COUNTS))
    await asyncio.sleep(0)
    executor.work(failure=MemoryError("no room"))
    with pytest.raises(MemoryError):
        await asked
    again = asyncio.create_task(charts.histogram(COUNTS))
    await asyncio.sleep(0)
    executor.work()
    assert await again == histogram(COUNTS)


async def test_the_picture_used_longest_ago_makes_room():
    executor = ByHand()
    charts = ChartCache(executor, size=2)

    async def drawn(counts):
        asked = asyncio.create_task(charts.histogram(counts))
        await asyncio.sleep(0)
        work = len(executor.waiting)
        executor.work()
        await asked
        return work

    one, two, three = ([n] + [0] * 9 for n in (1, 2, 3))
    assert [await drawn(counts) for counts in (one, two, one, three, one, two)] == [1, 1, 0, 1, 0, 1]


async def test_bad_counts_are_refused_through_the_cache_too():
    with pytest.raises(ValueError, match="ten counts"):
        await ChartCache().histogram([1])
