"""The title index at a million titles: what it finds, how fast beside a plain scan, and what it does to the loop."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import os
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from benchmarks.measure import Figure, percentile
from benchmarks.title_corpus import CLASSES, MOVIELENS, Corpus, Row, corpus, queries, typed
from db.search import Hit, TitleIndex

SIZE = 1_000_000
BATCH = 5_000
SCANS = 25
COLD = 60
KEYSTROKE_SHARE = 0.12
_T = TypeVar("_T")
Asked = list[tuple[str, str, Row]]


def run() -> Iterator[str | Figure]:
    """Yield the figures of the title index; it lies in the temporary folder (TMPDIR moves it)."""
    made = corpus(SIZE)
    gc.freeze()  # a million rows in memory are this benchmark's, not the bot's: no collection should walk them
    real = "with MovieLens among them" if MOVIELENS.is_dir() else "all invented: MovieLens is not beside the repository"
    yield f"{len(made.rows):,} titles, {real}; targets are in the last column"
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        path = Path(folder) / "titles.db"
        yield from asyncio.run(_built(path, made))
        asked = queries(made)
        yield from asyncio.run(_found(path, made, asked))
        yield from asyncio.run(_speed(path, made))
        yield asyncio.run(_cold(path, asked))
        yield from asyncio.run(_loop_held(path, asked))


async def _built(path: Path, made: Corpus) -> list[str | Figure]:
    began = time.perf_counter()
    async with TitleIndex.open(path) as index:
        await index.rebuild(made.rows[at : at + BATCH] for at in range(0, len(made.rows), BATCH))
    seconds = time.perf_counter() - began
    size = path.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Figure("built from nothing", [seconds], "s", below=120),
        f"{size:.0f} MB on disk; this process, with the generator and all rows in memory, peaked at {peak:.0f} MB",
    ]


async def _found(path: Path, made: Corpus, asked: Asked) -> list[str | Figure]:
    """Ask all queries; a film of just the same title counts for the first place where the year was not typed."""
    titles = {row[0]: row[2].lower() for row in made.rows}
    in_ten: defaultdict[str, list[bool]] = defaultdict(list)
    at_once: defaultdict[str, list[bool]] = defaultdict(list)
    async with TitleIndex.open(path) as index:
        for name, text, row in asked:
            ids = [hit.film_id for hit in await index.search(text, None, limit=10)]
            in_ten[name].append(row[0] in ids)
            same = name != "year" and bool(ids) and titles[ids[0]] == row[2].lower()
            at_once[name].append(row[0] in ids[:1] or same)
    lines: list[str | Figure] = [
        f"{name:<22} recall@10 {_mean([in_ten[name]]):.3f}  recall@1 {_mean([at_once[name]]):.3f}" for name in CLASSES
    ]
    eight = list(CLASSES)[:8]
    return [
        *lines,
        Figure("recall@10, first eight classes", [100 * _mean([in_ten[name] for name in eight])], "%", at_least=98.5),
        Figure("recall@10, all ten classes", [100 * _mean(list(in_ten.values()))], "%", at_least=97),
        Figure("recall@1, first eight classes", [100 * _mean([at_once[name] for name in eight])], "%", at_least=94),
    ]


def _mean(groups: list[list[bool]]) -> float:
    found = [hit for group in groups for hit in group]
    return sum(found) / len(found)


async def _speed(path: Path, made: Corpus) -> list[str | Figure]:
    """Type 500 titles letter by letter, with a scan of all titles now and then so that both meet the same machine."""
    everything = [row[2].lower() for row in made.rows]
    strokes = [title[:end].lower() for title in typed(made) for end in range(1, len(title) + 1)]
    scan_at = set(range(0, len(strokes), len(strokes) // SCANS))
    taken, scans = [], []
    async with TitleIndex.open(path) as index:
        for at, text in enumerate(strokes):
            taken.append(await _seconds(index, text))
            if at in scan_at:
                began = time.perf_counter()
                process.extract(text, everything, scorer=fuzz.ratio, limit=10)
                scans.append(time.perf_counter() - began)
    scan = percentile(scans, 0.5)
    return [
        f"{len(strokes):,} keystrokes, warm: median {percentile(taken, 0.5) * 1e3:.1f} ms, p99"
        f" {percentile(taken, 0.99) * 1e3:.1f} ms, longest {max(taken) * 1e3:.1f} ms; scan median {scan * 1e3:.0f} ms",
        Figure("keystroke p99 ÷ median rapidfuzz ratio scan", [percentile(taken, 0.99) / scan], below=KEYSTROKE_SHARE),
    ]


async def _seconds(index: TitleIndex, text: str) -> float:
    began = time.perf_counter()
    await index.search(text, None)
    return time.perf_counter() - began


async def _cold(path: Path, asked: Asked) -> str:
    """Ask with nothing of the file in SQLite's cache nor, where the system lets us, in the page cache."""
    taken = []
    for _, text, _ in random.Random(5).sample(asked, COLD):
        _forget(path)
        async with TitleIndex.open(path) as index:
            taken.append(await _seconds(index, text))
    return (
        f"{COLD} queries, cold file and caches: median {percentile(taken, 0.5) * 1e3:.1f} ms,"
        f" p99 {percentile(taken, 0.99) * 1e3:.1f} ms"
    )


def _forget(path: Path) -> None:
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


async def _loop_held(path: Path, asked: Asked) -> list[str | Figure]:
    """Tick every millisecond with nothing to do, beside a thread that needs no lock, and while four members search.

    The first two are what this machine does to any event loop at the moment, with nothing of ours in the way.
    """
    async with TitleIndex.open(path) as index:
        idle = await _ticks(asyncio.create_task(asyncio.sleep(2)))
        beside = await _ticks(asyncio.ensure_future(_hash_for(2.0)))
        busy = await _ticks(asyncio.gather(*(_member(index, asked[who::8]) for who in range(4))))
    return [
        *(
            f"loop held {what}: p99 {percentile(late, 0.99) * 1e3:.1f} ms, longest {max(late) * 1e3:.1f} ms,"
            f" over 5 ms {sum(each > 0.005 for each in late)} of {len(late):,} ticks"
            for what, late in (
                ("with nothing to do", idle),
                ("beside a thread that hashes", beside),
                ("with four searching without a pause", busy),
            )
        ),
        Figure("loop held, four searching without a pause, p99", [percentile(busy, 0.99) * 1e3], "ms", below=5),
        Figure("loop held, four searching without a pause, longest", [max(busy) * 1e3], "ms", below=5),
    ]


async def _hash_for(seconds: float) -> None:
    """Keep one thread busy with what lets go of the interpreter's lock for as long as it takes."""
    block, until = bytes(1_000_000), time.perf_counter() + seconds
    while time.perf_counter() < until:
        await asyncio.to_thread(hashlib.sha256, block)


async def _member(index: TitleIndex, asked: Asked) -> list[list[Hit]]:
    return [await index.search(text, None) for _, text, _ in asked]


async def _ticks(work: asyncio.Future[_T]) -> list[float]:
    late = []
    while not work.done():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        late.append(max(0.0, time.perf_counter() - began - 0.001))
    return late
