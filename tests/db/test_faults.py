import asyncio
import sqlite3
import subprocess
import sys

import pytest

from db.database import Database
from db.faults import (
    StorageBusyError,
    StorageDamagedError,
    StorageError,
    StorageFullError,
    StorageMissingError,
    StorageNewerError,
    StorageReadOnlyError,
)
from db.migrate import Step
from tests.rights import open_folder, without_rights

STEPS = [Step(1, "0001_notes.sql", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;")]
LATER = Step(2, "0002_more.sql", "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;")
ADD = "INSERT INTO notes VALUES (?, ?)"


def is_a_sentence(error: pytest.ExceptionInfo[StorageError], name: str) -> bool:
    """Tell whether a person could act on it: what (which file), what was kept, what to do, and no jargon."""
    text = str(error.value)
    kept = ("kept", "left as it is", "nothing was changed", "nothing new was saved")
    return name in text and any(words in text for words in kept) and text.count(". ") >= 1 and "SQLITE_" not in text


@pytest.fixture
def folder():
    with open_folder() as path:
        yield path


async def make(path, notes=1):
    async with Database.open(path, steps=STEPS) as database:
        await asyncio.gather(*(database.execute(ADD, (number, "kept")) for number in range(notes)))


async def notes(database):
    row = await database.fetch_one("SELECT count(*) AS n FROM notes")
    return row["n"]


async def test_a_missing_file_is_created(folder):
    await make(folder / "club.db")
    assert (folder / "club.db").is_file()


async def test_a_missing_folder_is_named(folder):
    with pytest.raises(StorageMissingError) as error:
        async with Database.open(folder / "nowhere" / "club.db", steps=STEPS):
            pass
    assert is_a_sentence(error, str(folder / "nowhere"))
    assert list(folder.iterdir()) == []


async def test_a_folder_in_the_place_of_the_file(folder):
    (folder / "club.db").mkdir()
    with pytest.raises(StorageMissingError) as error:
        async with Database.open(folder / "club.db", steps=STEPS):
            pass
    assert is_a_sentence(error, "club.db")


async def test_a_folder_nobody_may_write(folder):
    folder.chmod(0o555)
    with without_rights(), pytest.raises(StorageMissingError) as error:
        async with Database.open(folder / "club.db", steps=STEPS):
            pass
    assert is_a_sentence(error, "club.db")


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o444, 0o555), (0o666, 0o555)])
async def test_a_read_only_file_still_answers_look_ups(folder, file_mode, folder_mode):
    path = folder / "club.db"
    await make(path)
    before = path.read_bytes()
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    with without_rights():
        async with Database.open(path, steps=STEPS) as database:
            assert isinstance(database.refusal, StorageReadOnlyError)
            assert await notes(database) == 1
            for attempt in (database.execute(ADD, (9, "no")), database.batch((ADD, (9, "no")))):
                with pytest.raises(StorageReadOnlyError) as error:
                    await attempt
                assert is_a_sentence(error, "club.db")
            with pytest.raises(StorageReadOnlyError):
                async with database.transaction():
                    pass
            assert await notes(database) == 1
    assert path.read_bytes() == before


async def test_a_read_only_file_of_an_older_version_is_left_as_it_is(folder):
    path = folder / "club.db"
    await make(path)
    before = path.read_bytes()
    path.chmod(0o444)
    folder.chmod(0o555)
    with without_rights(), pytest.raises(StorageError) as error:
        async with Database.open(path, steps=[*STEPS, LATER]):
            pass
    assert is_a_sentence(error, str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"Dear diary, " * 500, b"SQLite format 3\0" + b"\xff" * 4080])
async def test_a_file_that_is_no_database_is_left_as_it_is(folder, content):
    path = folder / "club.db"
    path.write_bytes(content)
    with pytest.raises(StorageDamagedError) as error:
        async with Database.open(path, steps=STEPS):
            pass
    assert is_a_sentence(error, str(path))
    assert path.read_bytes() == content


async def test_damage_inside_the_file_is_told_when_it_is_met(folder):
    path = folder / "club.db"
    await make(path, notes=2000)
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    async with Database.open(path, steps=STEPS) as database:
        with pytest.raises(StorageDamagedError) as error:
            await database.fetch_all("SELECT * FROM notes")
        assert is_a_sentence(error, "club.db")
        with pytest.raises(StorageDamagedError):
            await database.execute("UPDATE notes SET text = 'new'")


async def test_a_newer_file_is_left_as_it_is(folder):
    path = folder / "club.db"
    async with Database.open(path, steps=[*STEPS, LATER]) as database:
        await database.execute(ADD, (1, "from tomorrow"))
    before = path.read_bytes()
    with pytest.raises(StorageNewerError) as error:
        async with Database.open(path, steps=STEPS):
            pass
    assert is_a_sentence(error, str(path))
    assert path.read_bytes() == before


async def fill(database, writers=8):
    """Write from several sides until the disk is full; return the ids that were acknowledged."""
    acknowledged = []

    async def write(first):
        for number in range(first, 100_000, writers):
            await database.execute(ADD, (number, "x" * 500))
            acknowledged.append(number)

    outcomes = await asyncio.gather(*(write(first) for first in range(writers)), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {StorageFullError}
    return acknowledged


async def import_too_much(database):
    async with database.transaction() as tx:
        for number in range(2_000_000, 2_001_000):
            await tx.execute(ADD, (number, "y" * 5000))


async def check_full(database, acknowledged):
    with pytest.raises(StorageFullError) as error:
        await import_too_much(database)
    assert is_a_sentence(error, "club.db")
    kept = [row["id"] for row in await database.fetch_all("SELECT id FROM notes ORDER BY id")]
    assert kept == sorted(acknowledged)


async def test_a_full_database_loses_nothing_and_takes_more_when_there_is_room(folder):
    async with Database.open(folder / "club.db", steps=STEPS) as database:
        async with database.transaction() as tx:
            await tx.fetch_all("PRAGMA max_page_count = 60")
        acknowledged = await fill(database)
        assert acknowledged
        await check_full(database, acknowledged)
        async with database.transaction() as tx:
            await tx.fetch_all("PRAGMA max_page_count = 1000")
        assert await database.execute(ADD, (-1, "room again")) == 1
    async with Database.open(folder / "club.db", steps=STEPS) as database:
        assert await notes(database) == len(acknowledged) + 1


async def go_on_regardless(database):
    async with database.transaction() as tx:
        await tx.fetch_all("PRAGMA max_page_count = 60")
        await tx.execute(ADD, (1, "before"))
        with pytest.raises(StorageFullError):
            await tx.execute(ADD, (2, "z" * 1_000_000))
        with pytest.raises(StorageFullError):
            await tx.execute(ADD, (3, "after"))


async def test_a_body_that_met_the_full_disk_cannot_go_on_as_if_nothing_happened(folder):
    async with Database.open(folder / "club.db", steps=STEPS) as database:
        with pytest.raises(StorageFullError):
            await go_on_regardless(database)
        assert await notes(database) == 0
        assert await database.execute(ADD, (4, "a small one")) == 1


@pytest.fixture
def small_disk(folder):
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this user may not mount a small file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


async def test_a_full_disk_loses_nothing(small_disk):
    async with Database.open(small_disk / "club.db", steps=STEPS) as database:
        acknowledged = await fill(database)
        assert acknowledged
        await check_full(database, acknowledged)
    async with Database.open(small_disk / "club.db", steps=STEPS) as database:
        assert await notes(database) == len(acknowledged)


async def test_another_program_holds_the_file(folder):
    path = folder / "club.db"
    await make(path)
    other = sqlite3.connect(path, isolation_level=None)
    async with Database.open(path, steps=STEPS, busy_timeout=0.05) as database:
        other.execute("BEGIN IMMEDIATE")
        outcomes = await asyncio.gather(
            *(database.execute(ADD, (number, "no")) for number in range(5, 8)), return_exceptions=True
        )
        assert [type(outcome) for outcome in outcomes] == [StorageBusyError] * 3
        with pytest.raises(StorageBusyError) as error:
            async with database.transaction() as tx:
                await tx.execute(ADD, (8, "no"))
        assert is_a_sentence(error, "club.db")
        assert await notes(database) == 1
        other.execute("ROLLBACK")
        assert await database.execute(ADD, (9, "yes")) == 1
    other.close()


async def test_opening_beside_a_program_that_writes(folder):
    path = folder / "club.db"
    await make(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusyError) as error:
        async with Database.open(path, steps=STEPS, busy_timeout=0.05):
            pass
    other.close()
    assert is_a_sentence(error, str(path))


@pytest.mark.parametrize("replace", [False, True])
async def test_nothing_is_acknowledged_into_a_file_that_was_taken_away(folder, replace):
    path = folder / "club.db"
    async with Database.open(path, steps=STEPS) as database:
        await database.execute(ADD, (1, "kept"))
        path.rename(folder / "elsewhere.db")
        if replace:
            path.write_bytes(b"")
        with pytest.raises(StorageMissingError) as error:
            await database.execute(ADD, (2, "lost"))
        assert is_a_sentence(error, "club.db")
        assert await notes(database) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes cannot be limited here")
async def test_a_disk_that_fails_writes_is_told(folder):
    import resource

    async with Database.open(folder / "club.db", steps=STEPS) as database:
        await database.execute(ADD, (1, "kept"))
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
        try:
            with pytest.raises(StorageError) as error:
                await database.execute(ADD, (2, "x" * 1_000_000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert is_a_sentence(error, "club.db")
        assert await notes(database) == 1
        assert await database.execute(ADD, (3, "fine again")) == 1
