"""The picture of a result: a row an option, longer bars for more, and the same for whoever draws it again."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import as_file, files

import pytest
from PIL import Image, ImageFont

from bot.domain.ballots import Ballot, Method, count
from bot.domain.polls import Choice, Poll
from bot.ui.charts import GROUND, TRACK
from bot.ui.poll_charts import EDGE, ROW, WIDTH, Bar, _drawable, bars_of, draw_bars

POLL = Poll(1, 2, 3, 4, "Friday?", Method.INSTANT_RUNOFF, datetime(2026, 1, 1, tzinfo=UTC), "nonce")
CHOICES = tuple(Choice(number, name) for number, name in enumerate(("Stalker", "Solaris", "Mirror", "映画"), 1))


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB")


def filled(image: Image.Image, row: int) -> int:
    """Return how many pixels of a row's bar are neither ground nor track."""
    y = EDGE + row * ROW + 64
    plain = {tuple(bytes.fromhex(colour[1:])) for colour in (GROUND, TRACK)}
    return sum(image.getpixel((x, y)) not in plain for x in range(WIDTH))


def test_the_best_is_first_and_longest_and_a_single_vote_is_seen() -> None:
    image = opened(
        draw_bars([Bar("A", (900,), True), Bar("B", (450,), False), Bar("C", (1,), False), Bar("D", (0,), False)])
    )
    assert image.size == (WIDTH, 2 * EDGE + 4 * ROW)
    lengths = [filled(image, row) for row in range(4)]
    assert lengths[0] > 1.9 * lengths[1] > lengths[2] > lengths[3] == 0


def test_a_runoff_shows_what_each_had_in_each_round_and_who_was_dropped() -> None:
    said = [Ballot.ranked(order) for order in ((1, 2), (1, 3), (2, 1), (3, 2), (3, 2))]
    poll = replace(POLL, choices=CHOICES)
    tally = count(poll.method, [one.number for one in CHOICES], said, poll.tie_break)
    bars = bars_of(poll, tally)
    assert [bar.won for bar in bars] == [True, False, False, False]
    assert not any(bar.won for bar in bars_of(poll, tally, decided=False))
    assert len(bars[0].figures) == len(tally.rounds)
    assert [bar.said.endswith("out") for bar in bars] == [False, False, True, True]


def test_nobody_voted_and_names_in_any_script_can_be_drawn() -> None:
    for method in Method:
        poll = replace(POLL, method=method, choices=CHOICES)
        tally = count(method, [one.number for one in CHOICES], [], poll.tie_break)
        assert opened(draw_bars(bars_of(poll, tally))).size[0] == WIDTH


@pytest.mark.parametrize("name", ["Amélie", "Œuvre ½ — Ñandú", "Żółw", "Сталкер", "Στάλκερ", "Việt Nam", "8½"])
def test_what_is_written_in_the_letters_of_the_font_is_drawn_whole(name: str) -> None:
    assert _drawable(f"3. {name}") == f"3. {name}"
    with as_file(files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf") as path:
        font = ImageFont.truetype(path, 31)
        assert bytes(font.getmask("\ufffe")) not in {bytes(font.getmask(letter)) for letter in name}


@pytest.mark.parametrize("name", ["映画", "映画 (1999)", "مدينة", "סרט", "🎬🎬🎬 a"])
def test_a_name_in_other_letters_stands_by_its_number_instead_of_boxes(name: str) -> None:
    assert _drawable(f"3. {name}") in ("Option 3", "3. … a")


def test_a_long_name_leaves_room_for_its_figures() -> None:
    figures = (123_456,) * 9
    image = opened(draw_bars([Bar("1. " + "Very long title " * 10, figures, True)]))
    ground = tuple(bytes.fromhex(GROUND[1:]))
    columns = [any(image.getpixel((x, y)) != ground for y in range(EDGE, EDGE + 42)) for x in range(EDGE, WIDTH - EDGE)]
    gaps = "".join("x" if column else " " for column in columns).split("x")
    assert max(map(len, gaps)) >= EDGE - 2


def test_the_same_result_is_the_same_picture() -> None:
    bars = [Bar("A", (3, 4), True), Bar("B", (2,), False, out=True)]
    assert draw_bars(bars) == draw_bars(bars)
