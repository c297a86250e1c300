"""A catalogue load as an operator does it: a million films in IMDb's lists, beside a club that goes on writing."""

from __future__ import annotations

import asyncio
import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Figure, file_system, percentile
from benchmarks.title_corpus import Corpus, Row, corpus
from db import title_sync
from db.database import Database
from db.search import TitleIndex

SIZE = 1_000_000
ROOT = Path(__file__).resolve().parents[1]
LISTS = ("title.basics.tsv.gz", "title.akas.tsv.gz", "title.ratings.tsv.gz")
HEADERS = (
    "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n",
    "titleId\tordering\ttitle\tregion\tlanguage\ttypes\tattributes\tisOriginalTitle\n",
    "tconst\taverageRating\tnumVotes\n",
)
NOTHING = r"\N"
UPSERT = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class Load(NamedTuple):
    """What one load took: seconds, most memory of its processes together in MB, and its last words."""

    seconds: float
    memory: float
    said: str


def run() -> Iterator[str | Figure]:
    """Yield the figures of a load; files and database lie in the temporary folder (TMPDIR moves it)."""
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as name:
        folder = Path(name)
        lines = write_lists(folder, corpus(SIZE))
        megabytes = sum((folder / name).stat().st_size for name in LISTS) / 1e6
        yield f"{SIZE:,} films among {lines:,} lines, {megabytes:.0f} MB packed, on {file_system(folder)}"
        load, waits = asyncio.run(_beside_a_club(folder))
        yield load.said
        yield Figure("a million films loaded and findable", [load.seconds], "s", below=120)
        yield Figure("most memory, both processes together", [load.memory], "MB", below=1000)
        yield (
            f"{len(waits):,} writes of a bot beside it: median {percentile(waits, 0.5) * 1e3:.0f} ms,"
            f" p99 {percentile(waits, 0.99) * 1e3:.0f} ms, longest {max(waits) * 1e3:.0f} ms"
        )
        again = _load(folder)
        yield f"the same again: {again.seconds:.0f} s, {again.memory:.0f} MB; {again.said}"


def write_lists(folder: Path, made: Corpus) -> int:
    """Write the three lists as IMDb has them, by number, with episodes and votes; return how many lines they have."""
    rng = random.Random(17)
    number = count = 0
    with ExitStack() as stack:
        files = [
            stack.enter_context(gzip.open(folder / name, "wt", compresslevel=3, encoding="utf-8")) for name in LISTS
        ]
        for file, header in zip(files, HEADERS, strict=True):
            file.write(header)
        for row in made.rows:
            number += 1
            if rng.random() < 0.3:
                files[0].write(f"tt{number:07}\ttvEpisode\tEpisode\tEpisode\t0\t1999\t{NOTHING}\t25\tDrama\n")
                number += 1
            for file, lines in zip(files, _lines(f"tt{number:07}", row, rng), strict=True):
                file.writelines(lines)
                count += len(lines)
    return count + number - len(made.rows)


def _lines(film_id: str, row: Row, rng: random.Random) -> tuple[list[str], list[str], list[str]]:
    _, _, title, year, popularity, others, _ = row
    film = f"{film_id}\tmovie\t{title}\t{title}\t0\t{year}\t{NOTHING}\t{rng.randint(60, 150)}\tComedy,Drama\n"
    titles = [
        f"{film_id}\t{at}\t{name}\t{NOTHING}\t{NOTHING}\timdbDisplay\t{NOTHING}\t0\n"
        for at, name in enumerate([title, *others])
    ]
    votes = [f"{film_id}\t6.5\t{int(popularity) + 5}\n"] if rng.random() < 0.6 else []
    return [film], titles, votes


async def _beside_a_club(folder: Path) -> tuple[Load, list[float]]:
    """Load while another process, this one, has the database and the index open and writes every 20 ms."""
    (folder / "data").mkdir()
    async with (
        Database.open(folder / "data" / "matinee.db") as database,
        TitleIndex.open(folder / "data" / "titles.db") as titles,
    ):
        await title_sync.ensure(database, titles)
        loading = asyncio.create_task(asyncio.to_thread(_load, folder))
        waits: list[float] = []
        while not loading.done():
            began = time.perf_counter()
            await database.execute(UPSERT, (f"bench:{len(waits) % 50}", str(began)))
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(0.02)
        assert await titles.size() > 0.99 * SIZE, "the process beside it sees the new index"
        return await loading, waits


def _load(folder: Path) -> Load:
    began, memory = time.perf_counter(), 0.0
    with begun(folder) as process:
        while process.poll() is None:
            memory = max(memory, _resident(process.pid))
            time.sleep(0.1)
        seconds = time.perf_counter() - began
        assert process.stdout is not None
        said = process.stdout.read().splitlines()
    return Load(seconds, memory, said[0])


def begun(folder: Path) -> subprocess.Popen[str]:
    """Start the load of the lists in `folder` into its folder `data`, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MATINEE_DATA_DIR": "data"}
    program = [sys.executable, "-m", "bot", "catalogue", "load", *LISTS]
    return subprocess.Popen(program, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)


def _resident(pid: int) -> float:
    """Return the memory of a process and its children in MB, 0 where the system does not say (it has no /proc)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        own = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(own) * os.sysconf("SC_PAGESIZE") / 1e6 + sum(_resident(int(child)) for child in children)
