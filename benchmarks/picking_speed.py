"""What picking costs: fitting and asking in clubs of 1,000 to 100,000, the wait of a loop beside it, and memory."""

from __future__ import annotations

import asyncio
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.measure import Figure
from bot.domain.picks import Model, PickFilm, Prior, fit, recommend

MEMBERS = (1_000, 10_000, 100_000)
EACH = 40  # ratings of a member
FILMS = 8_000
CATALOGUE = 1_000_000
Rating = tuple[int, int, float]


def run() -> Iterator[str | Figure]:
    """Yield times by size, how they grow, the longest wait of a loop, and peak memory in a process of its own."""
    yield f"clubs of {EACH} ratings a member over {FILMS:,} films, as triples; every pick with its reasons"
    spent: dict[int, float] = {}
    for members in MEMBERS:
        triples, films = ratings(members), facts(FILMS)
        began = time.perf_counter()
        model = fit(triples, films)
        spent[members] = time.perf_counter() - began
        yield Figure(f"fit, {members:,} members", [spent[members]], "s")
        yield Figure(f"ten picks for one member of {members:,}", _each(model, 20), "ms")
        yield Figure(f"ten picks for all {members:,}", [_seconds(model.recommend) * 1000], "ms")
        yield Figure(f"loop held beside fitting {members:,}", asyncio.run(_waits(fit, triples, films)), "ms", below=20)
        yield Figure(f"loop held beside picking for {members:,}", asyncio.run(_waits(model.recommend)), "ms", below=20)
    small, middle, large = (spent[members] for members in MEMBERS)
    yield f"fitting ten times the members takes {middle / small:.1f} and then {large / middle:.1f} times as long"
    yield from _catalogue()
    for members in MEMBERS:
        yield Figure(f"memory of fitting and asking, {members:,} members", [_peak(members)], "MB over start", below=600)


def _catalogue() -> Iterator[str | Figure]:
    films = facts(CATALOGUE)
    prior = {film.film_id: Prior(float(film.film_id % 100), 3, film.popularity) for film in films[:1000]}
    three = [(1, 5, 9.0), (1, 6, 4.0), (2, 5, 8.0)]
    yield Figure(f"{CATALOGUE:,} films and three ratings", [_seconds(lambda: recommend(three, films, prior))], "s")
    waits = asyncio.run(_waits(recommend, three, films, prior))
    yield Figure("loop held beside it", waits, "ms", below=20)


def ratings(members: int, seed: int = 3) -> list[Rating]:
    """Return `EACH` ratings of every member, well-known films more often, as half stars; ids like Discord's."""
    chance = random.Random(seed)
    triples = []
    for member in range(members):
        fond = chance.randrange(FILMS)
        for _ in range(EACH):
            film = int(chance.paretovariate(0.6)) if chance.random() < 0.7 else int(chance.gauss(fond, 40))
            triples.append((2**60 + member, film % FILMS, float(chance.randint(1, 10))))
    return triples


def facts(count: int) -> list[PickFilm]:
    """Return films with genres, years and a popularity that falls with the id."""
    names = ("Drama", "Comedy", "Thriller", "Horror", "Western", "Romance", "Documentary")
    return [
        PickFilm(film, (names[film % 7], names[film % 5]), 1930 + film % 95, popularity=1e6 / (film + 1))
        for film in range(count)
    ]


def _each(model: Model, members: int) -> list[float]:
    return [_seconds(lambda one=one: model.recommend(members=2**60 + one)) * 1000 for one in range(members)]


async def _waits(work: Callable[..., object], *arguments: object) -> list[float]:
    """Return the longest that a loop waited beside a thread at work, in milliseconds.

    A wait counts as far as this process used the processor meanwhile: a neighbour that is busy is not the bot's doing.
    """
    at_work = asyncio.ensure_future(asyncio.to_thread(work, *arguments))
    longest = 0.0
    while not at_work.done():
        began, used = time.perf_counter(), time.process_time()
        await asyncio.sleep(0.001)
        longest = max(longest, min(time.perf_counter() - began - 0.001, time.process_time() - used))
    return [longest * 1000]


def _peak(members: int) -> float:
    """Return by how many megabytes a process grows at most when it fits and picks, its ratings not counted."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.picking_speed", str(members)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _grow(members: int) -> float:
    triples, films = ratings(members), facts(FILMS)
    fit(triples[:1000], films).recommend(members=2**60)  # what is loaded once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    model = fit(triples, films)
    model.recommend(members=2**60)
    model.recommend()
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(_grow(int(sys.argv[1])))
