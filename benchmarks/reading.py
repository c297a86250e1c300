"""How reading grows when what is read doubles, and what the worker costs.

Sizes double from 10 kB to 5 MB, or to where a page is refused for its size; the seconds are the processor's own, so
that a busy neighbour does not count. The worker's share is measured by the clock, side by side with reading in place.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from itertools import pairwise
from time import perf_counter, process_time

from benchmarks.measure import Figure
from bot.intake.drafts import read_drafts
from bot.intake.tables import read_any
from bot.worker.reader import Reader

SMALLEST = 10_000
LARGEST = 5_200_000
LARGEST_PAGE = 3_000_000
#: Below this the fixed cost of a page shows: a doubling costs less than double, which proves nothing.
TELLING = 80_000
ROUNDS = 30
_TEXT = (
    "There is a storm in the first minute of this film and it never quite leaves. The director lets it stand outside "
    "the window while two keepers argue about a lamp, and somehow the argument, in 1962 or 8 of them, is the weather."
)
_HEAD = "Review: The Paper Lighthouse (2019)\n\nBy Ines Calder\n\nDirector: Nuria Vidal\n\n"
_NAV = "<div class='w'><div class='x'><a href='http://example.org/a/b'>A link to somewhere else</a></div></div>\n"

Maker = Callable[[int], str]


def _text(size: int) -> str:
    return _HEAD + f"{_TEXT} {_TEXT}\n\n" * (size // len(_TEXT) // 2) + "Rating: 8/10\n"


def _html(size: int) -> str:
    rows = size // (len(_NAV) + len(_TEXT) + 8)
    head = "<!doctype html><html><head><title>Review: The Paper Lighthouse (2019)</title></head><body>\n"
    return head + f"{_NAV}<p>{_TEXT}</p>\n" * rows + "<p>Rating: 8/10</p></body></html>"


def _csv(size: int) -> str:
    rows = (f"Film number {n} of the sea,{1950 + n % 70},Ines Calder,{n % 10}/10,{_TEXT}\n" for n in range(size // 260))
    return "Title,Year,Critic,Grade,Quote\n" + "".join(rows)


KINDS: tuple[tuple[str, str, Maker, int], ...] = (
    ("text", "page.txt", _text, LARGEST_PAGE),
    ("HTML", "page.html", _html, LARGEST_PAGE),
    ("CSV", "table.csv", _csv, LARGEST),
)


def run() -> Iterator[str | Figure]:
    """Yield the seconds a size, the growth a doubling, and the worker's cost."""
    read_any("warm.html", _html(SMALLEST).encode())  # what is made at the first page is not the first page's cost
    for kind, name, make, largest in KINDS:
        taken = dict(_sizes(name, make, largest))
        yield f"{kind}: " + ", ".join(f"{size / 1000:,.0f} kB {seconds:.3f} s" for size, seconds in taken.items())
        growth = [b / a for (size, a), (_, b) in pairwise(taken.items()) if size >= TELLING]
        yield Figure(f"{kind}: seconds at twice the size, a doubling", growth, below=2.5)
    yield from asyncio.run(_worker())


def _sizes(name: str, make: Maker, largest: int) -> Iterator[tuple[int, float]]:
    size = SMALLEST
    while size <= largest:
        data = make(size).encode()
        yield size, min(_once(name, data) for _ in range(3 if size < 1_000_000 else 1))
        size *= 2


def _once(name: str, data: bytes) -> float:
    begun = process_time()
    read_any(name, data)
    return process_time() - begun


async def _worker() -> list[str | Figure]:
    figures: list[str | Figure] = []
    with Reader() as reader:
        begun = perf_counter()
        await reader.drafts("page.txt", _text(SMALLEST).encode())
        figures.append(f"first page, the worker's start included: {perf_counter() - begun:.2f} s")
        for kind, name, make, _ in KINDS[:2]:
            data = make(SMALLEST).encode()
            ratios = [await _beside(reader, name, data) for _ in range(ROUNDS)]
            figures.append(Figure(f"{kind} of 10 kB: in the worker, of reading in place", ratios))
    return figures


async def _beside(reader: Reader, name: str, data: bytes) -> float:
    begun = perf_counter()
    await reader.drafts(name, data)
    middle = perf_counter()
    read_drafts(name, data)
    return (middle - begun) / (perf_counter() - middle)
