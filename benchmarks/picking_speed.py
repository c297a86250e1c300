"""What picking costs: fitting and asking in clubs of 1,000 to 100,000, the wait of a loop beside it, and memory."""

from __future__ import annotations

import asyncio
import gc
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure
from bot.domain.picks import PickFilm, Prior, fit, recommend

MEMBERS = {1_000: 3, 10_000: 3, 100_000: 3}  # and how often fitting is measured
EACH = 40  # ratings of a member
FILMS = 8_000
CATALOGUE = 1_000_000
Rating = tuple[int, int, float]
_TURNS = Path("/proc/thread-self/schedstat")


def run() -> Iterator[str | Figure]:
    """Yield times by size, how they grow, the longest wait of a loop, and peak memory in a process of its own."""
    yield f"clubs of {EACH} ratings a member over {FILMS:,} films, as triples; every pick with its reasons"
    spent: dict[int, float] = {}
    for members, rounds in MEMBERS.items():
        triples, films = ratings(members), facts(FILMS)
        model = fit(triples, films)
        fitting = [_beside(lambda one=triples, all_=films: fit(one, all_)) for _ in range(rounds)]
        picking = [_beside(model.recommend) for _ in range(3)]
        one = [_beside(lambda of=model, who=who: of.recommend(members=2**60 + who)) for who in range(20)]
        spent[members] = statistics.median(seconds for _, seconds in fitting)
        for name, found in (("fitting", fitting), ("ten picks for one of", one), ("ten picks for all", picking)):
            yield Figure(f"{name} {members:,} members", [1000 * seconds for _, seconds in found], "ms of processor")
            yield Figure("  loop held meanwhile, at worst", [wait for wait, _ in found], "ms", below=20)
    small, middle, large = (spent[members] for members in MEMBERS)
    yield f"fitting ten times the members takes {middle / small:.1f} and then {large / middle:.1f} times as long"
    yield from _catalogue()
    for members in MEMBERS if Path("/proc/self/status").is_file() else ():
        yield Figure(f"memory of fitting and asking, {members:,} members", [_peak(members)], "MB over start", below=600)


def _catalogue() -> Iterator[str | Figure]:
    films = facts(CATALOGUE)
    prior = {film.film_id: Prior(float(film.film_id % 100), 3, film.popularity) for film in films[:1000]}
    three = [(1, 5, 9.0), (1, 6, 4.0), (2, 5, 8.0)]
    found = [_beside(lambda: recommend(three, films, prior)) for _ in range(3)]
    yield Figure(f"{CATALOGUE:,} films and three ratings", [1000 * spent for _, spent in found], "ms of processor")
    yield Figure("  loop held meanwhile, at worst", [wait for wait, _ in found], "ms", below=20)


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


def _beside(work: Callable[[], object]) -> tuple[float, float]:
    """Return the longest that a loop waited beside a thread at work, in milliseconds, and its processor seconds.

    A wait counts as far as this process used the processor meanwhile, and the loop was not in the queue for one: a
    neighbour that is busy is not the bot's doing. Nor is the garbage collector, which walks every object there is.
    """
    gc.collect()
    gc.freeze()
    began = time.process_time()
    longest = asyncio.run(_longest(work))
    spent = time.process_time() - began
    gc.unfreeze()
    return longest * 1000, spent


async def _longest(work: Callable[[], object]) -> float:
    return await longest_wait(asyncio.to_thread(work))


async def longest_wait(work: Coroutine[Any, Any, object]) -> float:
    """Return the longest that a loop was held while something was at work, in seconds; see `_beside`."""
    at_work = asyncio.ensure_future(work)
    longest = 0.0
    while not at_work.done():
        began, used, queued = time.perf_counter(), time.process_time(), _queued()
        await asyncio.sleep(0.001)
        waited = time.perf_counter() - began - 0.001 - (_queued() - queued)
        longest = max(longest, min(waited, time.process_time() - used))
    return longest


def _queued() -> float:
    """Return for how long this thread was ready and no processor free, in seconds; Linux alone tells (else 0)."""
    if not _TURNS.is_file():
        return 0.0
    return int(_TURNS.read_text(encoding="ascii").split()[1]) / 1e9


def _peak(members: int) -> float:
    """Return by how many megabytes a process grows at most when it fits and picks, its ratings not counted."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.picking_speed", str(members)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _grow(members: int) -> float:
    triples, films = ratings(members), facts(FILMS)
    fit(triples[:1000], films).recommend(members=2**60)  # what is loaded once
    before = _most_held()
    model = fit(triples, films)
    model.recommend(members=2**60)
    model.recommend()
    return _most_held() - before


def _most_held() -> float:
    """Return the most memory this process has held, in megabytes; Linux alone tells it apart from its parent's."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    print(_grow(int(sys.argv[1])))
