"""`python -m bot catalogue` and `titles` as an operator meets them: every list, torn files, a kill in the middle."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.domain.titles import Film
from bot.settings import Settings
from db import films, title_sync
from db.database import Database
from db.search import TitleIndex
from db.search_lock import MakerLock
from tests.db.shelf import CLUB, ELSEWHERE, NOW

ROOT = Path(__file__).resolve().parents[1]
BASICS = "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n"
AKAS = "titleId\tordering\ttitle\tregion\tlanguage\ttypes\tattributes\tisOriginalTitle\n"
RATINGS = "tconst\taverageRating\tnumVotes\n"
MANY = 30_000


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder with no setting of the operator in sight."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name == "DISCORD_TOKEN" or name.startswith("MATINEE_"):
            monkeypatch.delenv(name)
    return tmp_path


@pytest.fixture
def said(here: Path, capsys: pytest.CaptureFixture[str]):
    """Run one command and return its exit status, what it prints and what it complains about."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def begin(here: Path, *files: str) -> subprocess.Popen[str]:
    """Begin a load in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    program = [sys.executable, "-m", "bot", "catalogue", "load", *files]
    return subprocess.Popen(
        program, cwd=here, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run(here: Path, *files: str) -> tuple[int, str, str]:
    """Run a load in a process of its own and return its exit status, what it prints and what it complains about."""
    loading = begin(here, *files)
    out, err = loading.communicate(timeout=120)
    return loading.returncode, out, err


def basics(*rows: tuple[int, str, str, str, str]) -> str:
    lines = (
        f"tt{n:07}\t{kind}\t{title}\t{title}\t{adult}\t{year}\t\\N\t97\tDrama\n" for n, kind, title, adult, year in rows
    )
    return BASICS + "".join(lines)


def imdb(folder: Path) -> list[str]:
    """Write IMDb's three lists, packed, and return their names in an order in which they cannot be used."""
    films_ = basics(
        (1, "movie", "The Paper Kite", "0", "2011"),
        (2, "tvEpisode", "Episode #1.1", "0", "2011"),
        (3, "movie", "Nothing On", "1", "2011"),
        (4, "tvMovie", "Harbour", "0", "1999"),
    )
    titles = AKAS + "tt0000001\t1\tDer Papierdrachen\tDE\tde\timdbDisplay\t\\N\t0\n"
    ratings = RATINGS + "tt0000001\t7.9\t1200\ntt0000002\t5.0\t10\n"
    for name, text in (("title.basics", films_), ("title.akas", titles), ("title.ratings", ratings)):
        (folder / f"{name}.tsv.gz").write_bytes(gzip.compress(text.encode()))
    return ["title.akas.tsv.gz", "title.ratings.tsv.gz", "title.basics.tsv.gz"]


async def found(here: Path, typed: str, guild_id: int = CLUB) -> list[str]:
    """Return what a server is offered for what is typed, once the bot has started."""
    settings = Settings(data_dir=here / "data")
    async with Database.open(settings.database_path) as database, TitleIndex.open(settings.titles_path) as titles:
        await title_sync.ensure(database, titles)
        hits = await titles.search(typed, guild_id)
        return [film.label for film in await films.get_many(database, guild_id, [hit.film_id for hit in hits])]


def rows(here: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(here / "data" / "matinee.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_imdbs_lists_come_together_in_any_order(said, here: Path) -> None:
    status, out, err = said("catalogue", "load", *imdb(here))
    assert (status, err) == (0, "")
    assert "2 films read: 2 added, 0 updated, 0 unchanged." in out
    assert "1 skipped: adult." in out
    assert "1 skipped: not a film." in out
    assert rows(here, "SELECT title, year, popularity FROM films ORDER BY id") == [
        ("The Paper Kite", 2011, 1200),
        ("Harbour", 1999, 0),
    ]
    assert rows(here, "SELECT title FROM film_titles") == [("Der Papierdrachen",)]
    assert rows(here, "SELECT kind, value FROM film_ids ORDER BY value") == [
        ("imdb", "tt0000001"),
        ("imdb", "tt0000004"),
    ]


async def test_every_name_finds_the_film_in_every_server(here: Path) -> None:
    files = imdb(here)
    assert run(here, *files)[0] == 0
    for guild_id in (CLUB, ELSEWHERE):
        for typed in ("paper kite", "papierdr"):
            assert await found(here, typed, guild_id) == ["The Paper Kite (2011)"]


def test_a_repeat_changes_nothing_and_one_list_alone_brings_its_news(said, here: Path) -> None:
    files = imdb(here)
    said("catalogue", "load", *files)
    assert "2 films read: 0 added, 0 updated, 2 unchanged." in said("catalogue", "load", *files)[1]
    (here / "votes.tsv").write_text(f"{RATINGS}tt0000004\t8.0\t77\ntt0000009\t8.0\t5\n")
    _, out, _ = said("catalogue", "load", "votes.tsv")
    assert "0 added, 1 updated" in out
    assert "1 entries are about films that are not in the catalogue." in out
    assert rows(here, "SELECT popularity FROM films ORDER BY id") == [(1200,), (77,)]


def test_titles_that_come_in_another_order_than_the_films_are_found_all_the_same(said, here: Path) -> None:
    (here / "basics.tsv").write_text(basics(*((n, "movie", f"Kite {n}", "0", "1990") for n in range(1, 6))))
    shuffled = (f"tt{n:07}\t1\tDrachen {n}\tDE\tde\t\\N\t\\N\t0\n" for n in (4, 2, 5, 1, 3))
    (here / "akas.tsv").write_text(AKAS + "".join(shuffled))
    assert said("catalogue", "load", "akas.tsv", "basics.tsv")[0] == 0
    assert rows(here, "SELECT film_id, title FROM film_titles") == [(n, f"Drachen {n}") for n in range(1, 6)]


def test_movielens_brings_ids_and_counts_from_the_lists_beside_it(said, here: Path) -> None:
    (here / "movies.csv").write_text('1,"Paper Kite, The (2011)",Drama|War\n2,Harbour (1999),(no genres listed)\n')
    (here / "links.csv").write_text("movieId,imdbId,tmdbId\n1,0000001,71\n2,0000004,\n")
    (here / "ratings.csv").write_text("1,1,4.5,900\n2,1,3.0,901\n2,2,1.0,902\n")
    assert said("catalogue", "load", "ratings.csv", "links.csv", "movies.csv")[0] == 0
    assert rows(here, "SELECT title, popularity FROM films ORDER BY id") == [("The Paper Kite", 2), ("Harbour", 1)]
    assert "2 films read: 0 added" in said("catalogue", "load", *imdb(here))[1]
    assert rows(here, "SELECT COUNT(*) FROM film_ids WHERE kind = 'tmdb'") == [(1,)]


def test_tmdb_and_tables_come_to_the_films_that_are_there(said, here: Path) -> None:
    said("catalogue", "load", *imdb(here))
    entry = {"adult": False, "id": 71, "original_title": "Harbour", "popularity": 9.5, "video": False}
    (here / "ids.json.gz").write_bytes(gzip.compress((json.dumps(entry) + "\n").encode()))
    assert "1 films read: 0 added, 1 updated" in said("catalogue", "load", "ids.json.gz")[1]
    (here / "club.csv").write_text("Film,Director\nHarbour,Ona Varga\nDer Papierkönig,\n", encoding="cp1252")
    assert "2 films read: 1 added, 1 updated" in said("catalogue", "load", "club.csv")[1]
    assert rows(here, "SELECT title, directors FROM films ORDER BY id")[1:] == [
        ("Harbour", '["Ona Varga"]'),
        ("Der Papierkönig", "[]"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("soup.txt", b"Ten soups for a rainy week\n\n1. Leek\n", "is no list of films"),
        ("empty.csv", b"", "is no list of films"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "is no list of films"),
        ("people.json", b'{"adult":false,"id":1,"name":"Ona Varga"}\n', "is no list of films"),
        ("lists.zip", b"PK\x03\x04" + b"\0" * 60, "unpack it"),
        ("links.csv", b"movieId,imdbId,tmdbId\n1,1,1\n", "load it together with MovieLens movies"),
        ("head.gz", gzip.compress(BASICS.encode(), mtime=0)[:14], "ends in the middle"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence_and_changes_nothing(
    said, here: Path, name: str, content: bytes, sentence: str
) -> None:
    (here / name).write_bytes(content)
    (here / "good.csv").write_text("title,year\nKite,1990\n")
    status, out, err = said("catalogue", "load", "good.csv", name)
    assert (status, out) == (2, "")
    assert sentence in err
    assert name in err
    assert len(err.splitlines()) == 1
    assert not (here / "data").exists()


def test_a_file_that_is_not_there_is_named(said) -> None:
    status, _, err = said("catalogue", "load", "nowhere.tsv")
    assert status == 2
    assert "nowhere.tsv cannot be read" in err


async def test_half_a_file_brings_what_is_in_it_and_says_so(here: Path) -> None:
    text = basics(*((n, "movie", f"Kite {n * 7919 % 1000}", "0", "1990") for n in range(1, 4000)))
    packed = gzip.compress(text.encode())
    (here / "half.tsv.gz").write_bytes(packed[: len(packed) // 2])
    status, out, err = run(here, "half.tsv.gz")
    assert status == 2
    assert "half.tsv.gz ends in the middle or is damaged" in err
    (kept,) = rows(here, "SELECT COUNT(*) FROM films")[0]
    assert 0 < int(str(kept)) < 3999
    assert f"{kept:,} films read: {kept:,} added" in out
    assert (await found(here, "kite 919"))[0] == "Kite 919 (1990)"


def many(here: Path) -> str:
    (here / "many.tsv").write_text(basics(*((n, "movie", f"Kite {n}", "0", "1990") for n in range(1, MANY + 1))))
    return "many.tsv"


def count(here: Path) -> int:
    try:
        return int(str(rows(here, "SELECT COUNT(*) FROM films")[0][0]))
    except sqlite3.OperationalError:
        return 0  # not made yet


def kill_in_the_middle(here: Path, loading: subprocess.Popen[str]) -> None:
    while loading.poll() is None and not 0 < count(here) < MANY:
        time.sleep(0.01)
    loading.kill()
    loading.communicate()


async def test_a_load_that_was_killed_leaves_nothing_half_and_is_repeated_without_harm(here: Path) -> None:
    file = many(here)
    kill_in_the_middle(here, begin(here, file))
    kept = count(here)
    assert 0 < kept <= MANY
    assert rows(here, "SELECT COUNT(*) FROM film_ids") == [(kept,)]
    # The bot may start at once; or the load is repeated at once.
    assert await found(here, "kite 7") != []
    _, out, _ = run(here, file)
    assert f"{MANY:,} films read: {MANY - kept:,} added, 0 updated, {kept:,} unchanged." in out
    assert count(here) == MANY
    assert (await found(here, f"kite {MANY - 1}"))[0] == f"Kite {MANY - 1} (1990)"


async def test_a_running_bot_goes_on_writing_and_finds_the_films_when_they_are_there(here: Path) -> None:
    file, settings = many(here), Settings(data_dir=here / "data")
    settings.data_dir.mkdir()
    async with Database.open(settings.database_path) as database, TitleIndex.open(settings.titles_path) as titles:
        await title_sync.ensure(database, titles)
        loading = begin(here, file)
        own: list[int] = []
        while loading.poll() is None:
            async with database.transaction() as tx:
                own.append(await films.insert(tx, CLUB, Film(0, CLUB, f"Harbour {len(own)}"), NOW))
            await title_sync.settle(database, titles)
            assert await titles.search(f"harbour {len(own) - 1}", CLUB) != []
        assert loading.communicate()[1] == ""
        assert len(own) > 1
        assert (await titles.search("kite 29999", CLUB))[0].whole
        for number in range(len(own)):
            assert own[number] in [hit.film_id for hit in await titles.search(f"harbour {number}", CLUB, limit=200)]
        assert await title_sync.in_step(database, titles)


def test_two_loads_at_once_are_refused(said, here: Path) -> None:
    (here / "good.csv").write_text("title,year\nKite,1990\n")
    (here / "data").mkdir()
    with MakerLock(here / "data" / "titles.db.lock").alone() as is_mine:
        assert is_mine
        status, _, err = said("catalogue", "load", "good.csv")
    assert status == 2
    assert "Another process is loading a catalogue" in err


def test_status_and_rebuild_say_how_things_are(said, here: Path) -> None:
    said("catalogue", "load", *imdb(here))
    _, out, _ = said("catalogue", "status")
    assert "2 films in the catalogue, 1 further titles." in out
    assert "2 known by their id of IMDb." in out
    assert "holds 2 films and is in step" in out
    (here / "data" / "titles.db").unlink()
    assert "behind the films" in said("catalogue", "status")[1]
    assert "made anew and holds 2 films" in said("titles", "rebuild")[1]
    assert "in step" in said("catalogue", "status")[1]
