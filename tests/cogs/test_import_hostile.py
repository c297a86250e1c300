"""Files that break what reads them, handed in through Discord: a sentence for each, and the bot goes on."""

import io
import os
import random
import signal
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import simcord

from bot.client import open_bot
from bot.settings import Settings
from bot.worker.reader import Reader
from tests.cogs.brought import told
from tests.cogs.handed_in import LIGHTHOUSE
from tests.conftest import Club, people

UNRULY = (sys.executable, str(Path(__file__).parents[1] / "worker" / "unruly.py"))


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.txt", bytes(24_000_000))
    return file.getvalue()


HOSTILE = {
    "bomb.zip": bomb(),
    "half.zip": bomb()[:5_000],
    "laughs.xml": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><a>&b;</a></rss>',
    "line.txt": b"a" * 10_000_000,
    "nul.txt": bytes(1_000_000),
    "page.pdf": b"%PDF-1.7\n" + random.Random(1).randbytes(10_000),
    "poster.png": b"\x89PNG\r\n\x1a\n" + random.Random(3).randbytes(10_000),
    "noise": random.Random(2).randbytes(50_000),
    "noise.csv": random.Random(4).randbytes(50_000),
    "ladder.html": b"<html>" + b"<div>" * 100_000,
}
#: What a regular expression with nested repetitions goes back and forth over for ever; read, and nothing found in it.
BAITS = {
    "letters.txt": b"a" * 390_000 + b"!",
    "words.txt": b"a " * 190_000 + b"!",
    "blanks.txt": b" " * 390_000 + b"x",
    "fractions.md": b"1/1 " * 90_000,
    "angles.html": b"<html>" + b"<a " * 30_000,
}


@pytest.fixture
def club(club: Club):
    # Five times the bot's own limit: a busy machine is no hang, and a hang is still one.
    with Reader(seconds=20) as reader:
        club.bot.services = replace(club.bot.services, reader=reader)
        yield club


async def attach(club, *files):
    """Attach files with names of their own and return all that was answered."""
    given = {f"file{number}": file for number, file in enumerate(files, 1)}
    return told(await club.admin.slash(club.channel, "import files", **given))


@pytest.mark.parametrize("name", BAITS)
async def test_bait_for_regular_expressions_is_read_and_no_review(club: Club, name):
    answer = await attach(club, (name, BAITS[name]))
    assert "**Not a film review.**" in answer
    assert await reads_a_page(club)


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_member_hears_the_same_of_a_hostile_file(club: Club, name):
    result = await club.alice.slash(club.channel, "myratings import", file=(name, HOSTILE[name]))
    assert "There are no ratings in it, so nothing was kept.\n- " in told(result)
    assert club.env.errors


async def reads_a_page(club):
    return "**Ready:** goes to the new film" in await attach(club, ("page.txt", LIGHTHOUSE.encode()))


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_gets_a_sentence_and_the_next_page_is_read(club: Club, name):
    answer = await attach(club, (name, HOSTILE[name]))
    assert "Nothing could be read, so nothing was kept.\n- " in answer
    assert club.env.errors
    assert await reads_a_page(club)


async def test_a_worker_killed_from_outside_is_not_noticed(club: Club):
    assert await reads_a_page(club)
    os.kill(club.bot.services.reader.pid, signal.SIGKILL)
    assert await reads_a_page(club)


@pytest.mark.parametrize("death", ["exit", "segfault", "memory", "regex"])
async def test_a_file_that_takes_its_worker_along_costs_itself_only(tmp_path, death):
    async with open_bot(Settings(data_dir=tmp_path)) as bot:
        with Reader(UNRULY, seconds=8) as reader:
            bot.services = replace(bot.services, reader=reader)
            async with simcord.run(bot, settle_timeout=120.0) as env:
                club = Club(bot, env, *people(env))
                answer = await attach(club, ("order", death.encode()), ("page.txt", LIGHTHOUSE.encode()))
                assert "1 ready" in answer
                assert "1 unreadable" in answer
                assert await reads_a_page(club)
