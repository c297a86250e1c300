"""`python -m bot count`: an exported poll counted again by anybody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.domain.ballot_files import Cast, Election, to_json
from bot.domain.ballot_sheets import to_csv
from bot.domain.ballots import Ballot, Method
from bot.domain.tally_words import in_words

ORDERS = [[7, 8, 9]] * 4 + [[8, 9]] * 3 + [[9, 8]] * 2
TITLES = {7: "The Paper Kite (2011)", 8: "Salt Road", 9: "Night Ferry"}
POLL = Election(
    12, "c0ffee", "Friday?", Method.INSTANT_RUNOFF, TITLES, tuple(Cast(Ballot.ranked(order)) for order in ORDERS)
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("name", "text"), [("poll.json", to_json(POLL)), ("poll.csv", to_csv(POLL))])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_counted_to_what_the_bot_announced(
    name: str, text: str, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(text, encoding=encoding, newline="")
    assert main(["count", name]) == 0
    assert capsys.readouterr().out.splitlines() == ["Friday?", *in_words(POLL.count(), TITLES)]


def test_the_winner_the_rounds_and_the_order_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("poll.json").write_text(to_json(POLL), encoding="utf-8")
    main(["count", "poll.json"])
    said = capsys.readouterr().out
    assert "Salt Road wins in round 2 with 5 of 9 votes." in said
    assert "Round 1: The Paper Kite (2011) 4, Salt Road 3, Night Ferry 2. Night Ferry is dropped." in said
    assert "In order: 1. Salt Road, 2. The Paper Kite (2011), 3. Night Ferry." in said


def test_a_poll_without_ballots_is_counted_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("poll.json").write_text(to_json(Election(1, "n", "Friday?", Method.STAR, TITLES, ())), encoding="utf-8")
    assert main(["count", "poll.json"]) == 0
    assert "Nobody voted, so there is no winner." in capsys.readouterr().out


def test_below_the_quorum_nobody_has_won(capsys: pytest.CaptureFixture[str]) -> None:
    Path("poll.csv").write_text(to_csv(replace(POLL, quorum=10)), encoding="utf-8", newline="")
    assert main(["count", "poll.csv"]) == 0
    assert capsys.readouterr().out == "Friday?\n9 ballots, fewer than the 10 it takes: no winner.\n"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (b"", "is not a poll"),
        (b"Dear diary,\nno polls today.", "is not a poll"),
        (b"\xff\xfe\x00\x01", "not UTF-8"),
        (b"{", "no JSON"),
        (b'{"format": "matinee-poll", "version": 1}', "“method” is missing"),
        (to_json(POLL).encode().replace(b"instant_runoff", b"star"), "“scores” is missing"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_line(
    document: bytes, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("poll.json").write_bytes(document)
    assert main(["count", "poll.json"]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.startswith("poll.json: ")
    assert (said.out, len(said.err.splitlines())) == ("", 1)


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", "gone.json"]) == 2
    assert capsys.readouterr().err == "gone.json cannot be read: No such file or directory.\n"


def test_a_title_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    evil = Election(1, "n", "\x1b[2J", Method.APPROVAL, {1: "\x1b]0;owned\x07"}, (Cast(Ballot.approving([1])),))
    Path("poll.json").write_text(to_json(evil), encoding="utf-8")
    assert main(["count", "poll.json"]) == 0
    assert capsys.readouterr().out.replace("\n", "").isprintable()
