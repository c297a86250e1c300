"""`python -m bot count`: an exported poll counted again, told as the bot tells it."""

from __future__ import annotations

from pathlib import Path

from bot.domain.ballot_files import Election, from_json
from bot.domain.ballot_sheets import from_csv
from bot.domain.ballots import Tally
from bot.domain.errors import UserError
from bot.domain.tally_words import in_words
from bot.domain.wording import many
from bot.extract import read_bytes


def print_count(file: Path) -> int:
    """Print the result of the poll in a file, JSON or CSV, and return 0; raise UserError where it cannot be counted."""
    try:
        election = read_election(_text(read_bytes(file)))
        tally = election.count()
    except UserError as error:
        sentence = str(error)
        raise UserError(sentence if str(file) in sentence else f"{file}: {_printable(sentence)}") from error
    titles = {option: _printable(title) for option, title in election.titles.items()}
    lines = in_words(tally, titles) if tally.ballots >= election.quorum else [_too_few(election, tally)]
    print(_printable(election.title), *lines, sep="\n")
    return 0


def read_election(text: str) -> Election:
    """Read an exported poll by its first character; raise UserError for what is none."""
    return from_json(text) if text.lstrip().startswith("{") else from_csv(text)


def _too_few(election: Election, tally: Tally) -> str:
    return f"{many(tally.ballots, 'ballot').capitalize()}, fewer than the {election.quorum} it takes: no winner."


def _text(document: bytes) -> str:
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("This is not UTF-8 text, so it is no exported poll.") from error


def _printable(text: str) -> str:
    # Titles come from anybody: a terminal must not take them for its own commands.
    return "".join(letter if letter.isprintable() else " " for letter in text)
