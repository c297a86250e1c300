"""An import whose process is killed at any moment of its writing goes on where it was: nothing twice, nothing half."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.domain.placing import Verdict
from db import import_create, import_lists, imports
from tests.db.batches import GUILD, opened
from tests.db.import_writer import FILMS, ROWS

ROOT = Path(__file__).resolve().parents[2]


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "tests/db/import_writer.py"), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})


def kill_at(folder: Path, chance: random.Random) -> None:
    with start(folder) as child:
        assert child.stdout is not None
        for _ in range(chance.randrange(1, 30)):
            if not child.stdout.readline():
                break
        time.sleep(chance.random() / 50)
        child.kill()


@pytest.mark.parametrize("seed", range(10))
async def test_an_import_killed_at_random_moments_ends_whole(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(2):
        kill_at(tmp_path, chance)
    async with opened(tmp_path) as store:
        await import_create.forget_half_read(store.database)
        assert (
            await store.database.fetch_all(
                "SELECT 1 FROM reviews WHERE film_id NOT IN (SELECT id FROM films) OR batch_id IS NULL"
            )
            == []
        )
    with start(tmp_path) as last:
        last.communicate()
    assert last.returncode == 0
    async with opened(tmp_path) as store:
        assert await import_lists.waiting(store.database, GUILD) == []
        (done,) = await import_lists.history(store.database, GUILD, 9)
        assert done.status == "done"
        assert done.counts == {Verdict.KEPT: ROWS}
        assert len((await store.kept())["films"]) == FILMS
        (reviews,) = await store.database.fetch_all("SELECT COUNT(*), COUNT(DISTINCT film_id || critic) FROM reviews")
        assert tuple(reviews) == (ROWS, ROWS)
        (owed,) = await store.database.fetch_all("SELECT COUNT(*) FROM title_outbox")
        assert owed[0] == 0
        assert (await imports.load(store.database, GUILD, done.id)) == done
        before = await store.kept()
        await store.undo(done.id)
        assert not any((await store.kept()).values())
        assert len(before["reviews"]) == ROWS
