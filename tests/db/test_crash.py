import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.database import Database
from tests.db.crash_writer import STEPS

ROOT = Path(__file__).resolve().parents[2]


def start(path):
    command = [sys.executable, str(ROOT / "tests/db/crash_writer.py"), str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})


def kill_while_it_writes(path, chance):
    """Return what the child acknowledged (member -> last value) before SIGKILL at a moment left to chance."""
    acknowledged = {}
    with start(path) as child:
        for _ in range(chance.randrange(1, 400)):
            note(child.stdout.readline(), acknowledged)
        time.sleep(chance.random() / 100)
        child.kill()
        for line in child.stdout:  # what it said before it died counts as said
            note(line, acknowledged)
    return acknowledged


def kill_while_it_starts(path, chance):
    with start(path) as child:
        while not path.exists() and child.poll() is None:
            time.sleep(0)
        time.sleep(chance.random() / 200)
        child.kill()


def note(line, acknowledged):
    if line.endswith(b"\n"):
        member, value = map(int, line.split())
        acknowledged[member] = value


@pytest.mark.parametrize("seed", range(24))
async def test_every_acknowledged_rating_survives_and_no_half_of_any_other(tmp_path, seed):
    path = tmp_path / "club.db"
    acknowledged = kill_while_it_writes(path, random.Random(seed))
    assert acknowledged
    async with Database.open(path, steps=STEPS) as database:
        ratings = dict(map(tuple, await database.fetch_all("SELECT member_id, value FROM ratings")))
        twins = dict(map(tuple, await database.fetch_all("SELECT member_id, value FROM twins")))
        (sound,) = await database.fetch_all("PRAGMA integrity_check")
        assert sound[0] == "ok"
        assert ratings == twins
        assert {member: value for member, value in acknowledged.items() if ratings.get(member, 0) < value} == {}
        assert await database.execute("UPDATE ratings SET value = 0") == len(ratings)


@pytest.mark.parametrize("seed", range(4))
async def test_killed_while_it_starts_the_file_opens_again(tmp_path, seed):
    path = tmp_path / "club.db"
    kill_while_it_starts(path, random.Random(seed))
    async with Database.open(path, steps=STEPS) as database:
        assert await database.execute("INSERT INTO ratings VALUES (1000, 1)") == 1
