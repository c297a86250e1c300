"""The reader keeps its promise whatever becomes of its worker."""

import asyncio
import contextlib
import io
import os
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.errors import UserError
from bot.intake.drafts import read_drafts
from bot.intake.member_files import read_member_file
from bot.intake.row_drafts import handed_in
from bot.intake.tables import read_table, read_together
from bot.worker.process import PROGRAM
from bot.worker.reader import Reader
from tests.cogs.tables import many

UNRULY = (sys.executable, str(Path(__file__).with_name("unruly.py")))
PAGE = b"Review: Salt Harbour (2019)\n\nA film about rope and rust that I liked very much indeed.\n\nRating: 8/10\n"
TABLE = b"Title,Year,Grade\nSalt Harbour,2019,8/10\nThe Glass Orchard,2011,B+\n"
FAILED = "Reading it failed"
TOO_LONG = "It took longer than"
#: Long beside what a worker needs to say something small, also on a busy machine.
SECONDS = 2.0


@pytest.fixture
def reader():
    with Reader() as reader:
        yield reader


@pytest.fixture
def unruly():
    with Reader(UNRULY) as reader:
        yield reader


async def order(reader, *words):
    (draft,) = await reader.drafts("order", " ".join(map(str, words)).encode())
    return draft.reason


async def reads(reader):
    (draft,) = await reader.drafts("page", PAGE)
    return draft.reason in ("done", read_drafts("page", PAGE)[0].reason)


async def until(condition):
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110  # what is waited for happens in another process
            await asyncio.sleep(0.01)


async def at_work(capfd):
    await until(lambda: "waiting" in capfd.readouterr().err)


def is_running(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


async def test_a_worker_reads_what_is_read_without_one(reader):
    files = [("page", PAGE), ("table.csv", TABLE), ("nothing.txt", b"")]
    assert await reader.drafts("page", PAGE) == read_drafts("page", PAGE)
    assert await reader.table("table.csv", TABLE) == read_table("table.csv", TABLE)
    assert await reader.together(files) == read_together(files)


async def test_a_long_table_comes_whole_and_in_its_order(reader):
    data = many(2_345)
    read, alone = await reader.table("table.csv", data), read_table("table.csv", data)
    assert len(read.rows) == 2_345
    assert tuple(read.rows) == tuple(read.rows) == alone.rows
    assert replace(read, rows=alone.rows) == alone
    (together,) = await reader.together([("table.csv", data)])
    assert tuple(together.rows) == alone.rows
    drafts, alone_drafts = handed_in([together]), handed_in([alone])
    assert drafts.count == alone_drafts.count
    assert list(drafts.drafts) == list(alone_drafts.drafts)


@pytest.mark.parametrize("count", [3, 1_234])
async def test_a_members_file_is_read_as_without_a_worker(reader, count):
    data = "\n".join(["Title,Rating", *(f"Salt Harbour {number},{number % 5 + 1}/5" for number in range(count))])
    read = await reader.member_file("mine.csv", data.encode(), {})
    alone = read_member_file("mine.csv", data.encode(), {})
    assert [tuple(read.rows), read.remarks, read.tables] == [alone.rows, alone.remarks, alone.tables]
    assert [row.half_stars for row in read.rows] == [number % 5 * 2 + 2 for number in range(count)]


async def test_columns_of_a_members_file_that_do_not_fit_are_refused(reader):
    with pytest.raises(UserError, match="No such column"):
        await reader.member_file("mine.csv", TABLE, {"mine.csv": {"No such column": "title"}})


async def test_a_worker_that_dies_between_the_rows_costs_its_file_only(unruly):
    assert FAILED in (await unruly.table("table.csv", b"deadly")).problems[0].message
    assert await reads(unruly)


@pytest.mark.parametrize("kind", ["command", "strange"])
async def test_what_is_no_row_is_not_opened(unruly, kind):
    reading = await unruly.table("table.csv", kind.encode())
    with pytest.raises(UserError, match="came broken"):
        list(reading.rows)
    assert await reads(unruly)


@pytest.mark.parametrize("program", [("/no/such/program",), (sys.executable, "-c", "raise SystemExit(1)")])
async def test_without_a_worker_a_members_file_has_a_sentence(program):
    with Reader(program) as reader:
        read = await reader.member_file("mine.csv", TABLE, {})
    assert (read.rows, read.tables) == ((), ())
    assert "No file can be read just now" in read.remarks[0]


async def test_one_file_of_an_archive_is_unpacked_in_the_worker(reader):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/table.csv", TABLE)
    assert await reader.part("all.zip", packed.getvalue(), "all.zip/in/table.csv") == TABLE
    assert await reader.part("all.zip", packed.getvalue(), "all.zip/other.csv") is None
    assert await reader.part("half.zip", packed.getvalue()[:60], "half.zip/in/table.csv") is None
    assert reader.pid is not None


@pytest.mark.parametrize("death", ["exit", "segfault", "memory"])
async def test_an_archive_that_kills_the_worker_gives_nothing(unruly, death):
    assert await unruly.part("all.zip", death.encode(), "all.zip/table.csv") is None
    assert await unruly.part("all.zip", b"", "all.zip/table.csv") == b"all.zip/table.csv"


async def test_one_worker_serves_many_files_and_starts_with_the_first(reader):
    assert reader.pid is None
    await reads(reader)
    first = reader.pid
    await reads(reader)
    assert reader.pid == first is not None


async def test_a_mapping_that_does_not_fit_is_refused_in_the_readers_words(reader):
    mapping = {"No such column": "title"}
    with pytest.raises(UserError) as here:
        read_table("table.csv", TABLE, mapping)
    with pytest.raises(UserError) as there:
        await reader.table("table.csv", TABLE, mapping)
    assert str(there.value) == str(here.value)


@pytest.mark.parametrize("death", ["exit", "killed", "segfault", "memory", "garbage", "command", "bomb", "strange"])
async def test_a_worker_that_dies_or_raves_costs_its_file_only(unruly, death):
    assert await reads(unruly)
    first = unruly.pid
    assert FAILED in await order(unruly, death)
    assert await reads(unruly)
    assert unruly.pid != first
    assert not is_running(first)


@pytest.mark.parametrize("deed", ["connect", "program"])
async def test_a_worker_reaches_nobody(unruly, deed):
    assert FAILED in await order(unruly, deed)


async def test_a_worker_writes_nothing(unruly, tmp_path):
    assert FAILED in await order(unruly, "write", tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


async def test_a_worker_knows_no_secret(unruly, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    names = await order(unruly, "environment")
    assert "PATH" in names
    assert "TOKEN" not in names


async def test_what_a_library_prints_does_no_harm(unruly):
    assert await order(unruly, "print") == "done"
    assert await reads(unruly)


@pytest.mark.parametrize("place", ["regex", "wait"])
async def test_a_worker_that_takes_too_long_is_ended(place):
    with Reader(UNRULY, seconds=SECONDS) as reader:
        assert TOO_LONG in await order(reader, place)
        assert await reads(reader)


async def test_a_worker_killed_in_the_middle_costs_its_file_only(capfd, unruly):
    reading = asyncio.create_task(order(unruly, "wait"))
    await at_work(capfd)
    os.kill(unruly.pid, signal.SIGKILL)
    assert FAILED in await reading
    assert await reads(unruly)


async def test_a_worker_killed_while_idle_is_not_noticed(unruly):
    assert await reads(unruly)
    os.kill(unruly.pid, signal.SIGKILL)
    assert await reads(unruly)


@pytest.mark.parametrize("death", ["exit", "regex"])
async def test_the_files_beside_the_one_that_kills_are_read(death):
    files = [("table.csv", TABLE), ("order", death.encode()), ("page", PAGE)]
    with Reader(UNRULY, seconds=SECONDS) as reader:
        before, lost, behind = await reader.together(files)
    assert [before.reason, behind.reason] == ["done", "done"]
    assert lost.problems[0].message.startswith((FAILED, TOO_LONG))


async def test_files_that_all_kill_are_given_up_in_the_end(unruly):
    readings = await unruly.together([("order", b"exit")] * 5)
    assert [reading.format for reading in readings] == ["unreadable"] * 5
    assert await reads(unruly)


async def test_all_files_together_have_their_time_too():
    files = [("order", b"wait"), ("page", PAGE)]
    with Reader(UNRULY, seconds=30, most=SECONDS) as reader:
        readings = await reader.together(files)
        assert all(TOO_LONG in reading.problems[0].message for reading in readings)
        assert await reads(reader)


async def test_files_are_read_in_the_order_they_came(unruly):
    done = []

    async def read(number):
        await unruly.drafts(f"{number}.txt", PAGE)
        done.append(number)

    await asyncio.gather(*map(read, range(10)))
    assert done == list(range(10))


async def test_a_reading_nobody_waits_for_any_more_holds_up_nobody(capfd):
    with Reader(UNRULY, seconds=SECONDS) as reader:
        begun = asyncio.create_task(order(reader, "wait"))
        queued = asyncio.create_task(order(reader, "wait"))
        await at_work(capfd)
        begun.cancel()
        queued.cancel()
        await asyncio.gather(begun, queued, return_exceptions=True)
        assert await reads(reader)
        assert "waiting" not in capfd.readouterr().err


async def test_a_reader_leaves_no_tasks(reader):
    before = asyncio.all_tasks()
    await reads(reader)
    assert asyncio.all_tasks() == before


async def test_an_idle_worker_is_ended_and_another_started():
    with Reader(idle=0.05) as reader:
        assert await reads(reader)
        await until(lambda: reader.pid is None)
        assert await reads(reader)


async def test_closing_ends_a_worker_in_the_middle(capfd):
    with Reader(UNRULY) as reader:
        reading = asyncio.create_task(order(reader, "wait"))
        await at_work(capfd)
        worker = reader.pid
    assert not is_running(worker)
    assert FAILED in await reading


@pytest.mark.parametrize("program", [("/no/such/program",), (sys.executable, "-c", "raise SystemExit(1)")])
async def test_a_worker_that_does_not_start_is_said(program, caplog):
    with Reader(program) as reader:
        (draft,) = await reader.drafts("page", PAGE)
        (reading,) = await reader.together([("table.csv", TABLE)])
    assert "No file can be read just now" in draft.reason
    assert "No file can be read just now" in reading.problems[0].message
    assert "worker that reads files" in caplog.text


def test_a_worker_whose_bot_is_gone_ends():
    assert subprocess.run(PROGRAM, input=b"", capture_output=True, check=False, timeout=60).returncode == 0


def test_the_bots_side_does_not_load_what_parses():
    code = "import sys, bot.worker.reader; print({'lxml', 'trafilatura', 'extruct', 'yaml'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
