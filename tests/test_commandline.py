"""The command line as an operator meets it: sentences and exit statuses, never a traceback."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from bot.__main__ import BAD_TOKEN, NO_TOKEN, main
from bot.client import MatineeBot

ROOT = Path(__file__).resolve().parents[1]
PAGE = """The Paper Kite (2011) - Review

Directed by: Ona Varga
Starring: Piet Ruys, Lena Okoro
Running time: 97 minutes

A kite, a hill and a quarrel. The film takes its time with each of them and is right to. What looks like a small story
about two brothers turns out to be one about the wind, and who may own it. Nobody wins it, and that is the joy.

Rating: 4/5
"""

Said = subprocess.CompletedProcess[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder with no setting of the operator in sight."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name == "DISCORD_TOKEN" or name.startswith("MATINEE_"):
            monkeypatch.delenv(name)
    return tmp_path


def bot(*arguments: str, **settings: str) -> Said:
    """Run `python -m bot` in a process of its own."""
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], capture_output=True, text=True, env=environment, timeout=60
    )


def is_refused(said: Said, sentence: str) -> bool:
    """Tell whether the bot refused with this in one line and no traceback."""
    return said.returncode == 2 and re.search(sentence, said.stderr) is not None and len(said.stderr.splitlines()) == 1


def make_club(folder: Path) -> Path:
    """Let the bot make its data folder and return the database's path."""
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    assert main(["import", str(folder / "page.txt"), "--guild", "7"]) == 0
    return folder / "data" / "matinee.db"


def test_without_a_token_it_says_where_to_get_one_and_that_the_demo_needs_none(here: Path) -> None:
    said = bot("run")
    assert is_refused(said, re.escape(NO_TOKEN))
    assert "make demo" in said.stderr
    assert list(here.iterdir()) == []


def test_an_empty_token_is_none(here: Path) -> None:
    (here / ".env").write_text("DISCORD_TOKEN=\n")
    assert is_refused(bot("run"), re.escape(NO_TOKEN))


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (discord.LoginFailure("Improper token has been passed."), BAD_TOKEN),
        (OSError("Name or service not known"), "Discord cannot be reached"),
        (TimeoutError("timed out"), "Discord cannot be reached"),
        (aiohttp.ServerDisconnectedError(), "Discord cannot be reached"),
        (discord.GatewayNotFound(), "Discord cannot be reached"),
    ],
)
def test_what_goes_wrong_while_connecting_is_a_sentence(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: Exception,
    sentence: str,
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "not.a.token")
    monkeypatch.setattr(MatineeBot, "start", failing(fault))
    assert main(["run"]) == 2
    assert sentence in capsys.readouterr().err


def failing(fault: Exception) -> Callable[..., Awaitable[None]]:
    async def start(*_: Any, **__: Any) -> None:
        raise fault

    return start


def test_a_setting_that_cannot_be_is_named(here: Path) -> None:
    assert is_refused(bot("doctor", MATINEE_LOG_LEVEL="LOUD"), r"^log_level: .+ See \.env\.example\.$")


def test_a_settings_file_that_is_no_text_is_named(here: Path) -> None:
    (here / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")
    assert is_refused(bot("doctor"), r"^\.env is not UTF-8 text")


def test_a_data_folder_that_cannot_be_made_is_named(here: Path) -> None:
    (here / "file").write_text("in the way")
    said = bot("run", DISCORD_TOKEN="x", MATINEE_DATA_DIR="file/data")
    assert is_refused(said, r"file/data cannot be made")


def test_a_newer_database_is_refused_and_left_alone(here: Path) -> None:
    database = make_club(here)
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = database.read_bytes()
    assert is_refused(bot("run", DISCORD_TOKEN="x"), "newer")
    doctor = bot("doctor", DISCORD_TOKEN="x")
    assert doctor.returncode == 1
    assert "MEND  database: not usable" in doctor.stdout
    assert database.read_bytes() == before


def test_a_corrupt_database_is_refused_and_left_alone(here: Path) -> None:
    (here / "data").mkdir()
    (here / "data" / "matinee.db").write_bytes(b"Dear diary, " * 500)
    assert is_refused(bot("run", DISCORD_TOKEN="x"), "is not a database .+ left as it is")
    assert (here / "data" / "matinee.db").read_bytes() == b"Dear diary, " * 500


def doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return the doctor's exit status and what he prints."""
    capsys.readouterr()
    status = main(["doctor"])
    return status, capsys.readouterr().out


def test_the_doctor_finds_nothing_to_mend_where_all_is_well(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "not.a.token")
    make_club(here)
    status, said = doctor(capsys)
    assert status == 0
    assert "MEND" not in said
    assert "database: sound; 1 film, 1 review, 0 ratings" in said
    assert "title index: in step with the films" in said


def test_the_doctor_says_what_a_newcomer_has_to_do(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = doctor(capsys)
    assert status == 1
    assert "no DISCORD_TOKEN" in said
    assert said.count("MEND") == 1


@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_the_doctor_mends_a_title_index(here: Path, capsys: pytest.CaptureFixture[str], damage: str) -> None:
    make_club(here)
    index = here / "data" / "titles.db"
    index.unlink()
    if damage == "garbage":
        index.write_bytes(b"no index " * 1000)
    _, said = doctor(capsys)
    assert "title index: was missing or behind, and has been mended" in said
    assert "title index: in step with the films" in doctor(capsys)[1]


def test_the_doctor_names_a_title_index_he_cannot_open(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_club(here)
    (here / "data" / "titles.db").unlink()
    (here / "data" / "titles.db").mkdir()
    status, said = doctor(capsys)
    assert status == 1
    assert "MEND  title index: not usable" in said


def test_the_doctor_finds_damage_inside_the_database(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = make_club(here)
    content = bytearray(database.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    database.write_bytes(content)
    status, said = doctor(capsys)
    assert status == 1
    assert "MEND  database" in said
    assert "clock: " in said


def test_the_doctor_notices_a_clock_that_is_wrong(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(make_club(here))
    connection.execute(
        "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, rated_at, updated_at)"
        " VALUES (7, 1, 1, 8, '2999-01-01T00:00:00+00:00', '2999-01-01T00:00:00+00:00')"
    )
    connection.commit()
    connection.close()
    status, said = doctor(capsys)
    assert status == 1
    assert "Set this machine's clock" in said


def test_the_demo_says_what_it_takes(here: Path) -> None:
    said = bot("demo", "--help")
    assert said.returncode == 0
    assert {"--data", "--port", "--no-browser"} <= set(re.findall(r"--[a-z-]+", said.stdout))


def test_extract_prints_one_json_object_a_file(here: Path) -> None:
    (here / "kite.txt").write_text(PAGE, encoding="utf-8")
    (here / "soup.txt").write_text("Ten soups for a rainy week\n\n1. Leek\n2. Tomato\n", encoding="utf-8")
    said = bot("extract", "--json", "kite.txt", "soup.txt")
    assert said.returncode == 0, said.stderr
    kite, soup = [json.loads(line) for line in said.stdout.splitlines()]
    assert kite["file"] == "kite.txt"
    assert kite["is_film_review"] is True
    (review,) = kite["reviews"]
    assert review["film"]["title"] == "The Paper Kite"
    assert (review["film"]["year"], review["film"]["directors"]) == (2011, ["Ona Varga"])
    assert review["grade"] == {"printed": "4/5", "score": 80.0, "derived": False}
    assert review["evidence"]["film.directors"] == [3]
    assert {"critic", "outlet", "url", "published", "language", "sub_grades", "after_credits", "body"} <= set(review)
    assert soup["is_film_review"] is False
    assert soup["reason"]


def test_extract_says_what_a_page_lacks_in_its_reading_and_nothing_on_stderr(here: Path) -> None:
    (here / "empty.html").write_text("<html><head></head><body></body></html>")
    said = bot("extract", "--json", "empty.html")
    assert (said.returncode, said.stderr) == (0, "")
    assert not json.loads(said.stdout)["is_film_review"]


def test_extract_goes_on_after_a_file_that_is_not_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "kite.txt").write_text(PAGE, encoding="utf-8")
    assert main(["extract", "nowhere.txt", "kite.txt"]) == 1
    said = capsys.readouterr()
    assert "nowhere.txt cannot be read" in said.err
    assert "The Paper Kite" in said.out


def test_import_is_the_same_twice_and_names_what_it_cannot_read(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_club(here)
    capsys.readouterr()
    assert main(["import", "page.txt", "--guild", "7"]) == 0
    assert "already" in capsys.readouterr().out
    assert main(["import", "nowhere.txt", "--guild", "7"]) == 2
    assert "nowhere.txt cannot be read" in capsys.readouterr().err


CRITICS = """Film,Year,Critic,Outlet,Score
The Paper Kite,2011,Ona Varga,The Lantern,8/10
The Salt Road,1961,Ona Varga,The Lantern,B-
"""


def test_a_dry_run_says_what_it_would_do_and_changes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "critics.csv").write_text(CRITICS, encoding="utf-8")
    assert main(["import", "critics.csv", "--guild", "7", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "critics.csv, line 2: ready, The Paper Kite (2011)" in said
    assert "2 ready. Nothing was changed: this was a dry run." in said
    assert not (here / "data" / "matinee.db").exists()
    assert main(["import", "critics.csv", "--guild", "7"]) == 0
    assert "2 kept" in capsys.readouterr().out
    assert main(["import", "critics.csv", "--guild", "7", "--dry-run"]) == 0
    assert "2 already here, nothing changed" in capsys.readouterr().out


def test_rows_that_need_a_person_wait_and_set_the_exit_status(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "critics.csv").write_text(CRITICS + ",1999,Lise Holm,The Ledger,3/5\n", encoding="utf-8")
    assert main(["import", "critics.csv", "--guild", "7", "--dry-run"]) == 1
    assert "critics.csv, line 4: not a film review (The row names no film.)" in capsys.readouterr().out
    assert main(["import", "critics.csv", "--guild", "7"]) == 1
    assert "2 kept; 1 not a film review" in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["-5", "0", "club", "1" + 19 * "0"])
def test_what_is_no_servers_id_is_refused(here: Path, capsys: pytest.CaptureFixture[str], typed: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", "page.txt", f"--guild={typed}"])
    assert ended.value.code == 2
    assert "is no server's id" in capsys.readouterr().err


def test_extract_says_once_why_a_file_is_no_review(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "noise.txt").write_bytes(b"MZ\x00\x01\x02" * 50)
    assert main(["extract", "noise.txt"]) == 0
    assert capsys.readouterr().out.count("This is not text") == 1


def test_a_command_nobody_knows_is_refused_with_the_ones_there_are(here: Path) -> None:
    said = bot("dance")
    assert said.returncode == 2
    assert "doctor" in said.stderr
    assert "Traceback" not in said.stderr
