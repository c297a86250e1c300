"""A poll with its ballots as CSV: a few named lines, the options, then a row for each ballot.

    matinee-poll,1
    poll,12
    nonce,c0ffee
    title,Friday?
    method,star
    closes,2026-12-24T18:00:00+00:00
    quorum,0
    id,7,8
    voter,The Paper Kite (2011),Salt Road
    ,5,0

A cell of a ballot is 1 for a vote or an approval, the place for a ranking (1 is the best, equals share a place), the
score for STAR; an empty cell says nothing about the option. The voter is empty where the poll is secret. Commas may
be semicolons, as some spreadsheets write them. A text that a spreadsheet would take for a formula stands behind an
apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.ballot_files import FORMAT, RANKED, VERSION, Cast, Election, method_named, moment, once_each
from bot.domain.ballots import Ballot, Method, Option
from bot.domain.errors import UserError

_HEAD = 9  # named lines before the first ballot
_DELIMITERS = (",", ";", "\t")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(election: Election) -> str:
    """Write a poll as this module's CSV."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerows([[FORMAT, VERSION], ["poll", election.poll_id], ["nonce", _guarded(election.nonce)]])
    sheet.writerows([["title", _guarded(election.title)], ["method", election.method.value]])
    closes = election.closes.isoformat() if election.closes else ""
    sheet.writerows([["closes", closes], ["quorum", election.quorum]])
    sheet.writerow(["id", *(_guarded(str(option)) for option in election.titles)])
    sheet.writerow(["voter", *map(_guarded, election.titles.values())])
    for one in election.written:
        cells = _cells(election.method, one.ballot)
        sheet.writerow([one.voter, *(cells.get(option) for option in election.titles)])
    return out.getvalue()


def from_csv(text: str) -> Election:
    """Read a poll from this module's CSV; raise UserError, in a sentence, for anything else."""
    delimiter = text[len(FORMAT) : len(FORMAT) + 1]
    if not text.startswith(FORMAT) or delimiter not in _DELIMITERS:
        raise UserError(f"This table is not a poll: it does not begin with “{FORMAT},{VERSION}”.")
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
        return _election({row[0]: [_unguarded(cell) for cell in row[1:]] for row in rows[:_HEAD]}, rows)
    except KeyError as error:
        raise UserError(f"This poll is damaged and was not counted: the line “{error.args[0]}” is missing.") from error
    except (csv.Error, IndexError, ValueError) as error:
        raise UserError(f"This poll is damaged and was not counted: {error}.") from error


def _election(head: Mapping[str, Sequence[str]], rows: Sequence[Sequence[str]]) -> Election:
    if head[FORMAT][0] != str(VERSION):
        raise UserError(f"This poll was written by another version of Matinee ({head[FORMAT][0]}); here is {VERSION}.")
    method, titles = method_named(head["method"][0]), _titles(head["id"], head["voter"])
    return Election(
        poll_id=_id(head["poll"][0]),
        nonce=head["nonce"][0],
        title=head["title"][0],
        method=method,
        titles=titles,
        cast=once_each(_ballots(method, list(titles), rows)),
        closes=moment(head["closes"][0]),
        quorum=int(head["quorum"][0]),
    )


def _titles(ids: Sequence[str], titles: Sequence[str]) -> dict[Option, str]:
    # Spreadsheets fill short rows up with empty cells; no id is empty.
    known = [_id(cell) for cell in ids if cell]
    if len(set(known)) < len(known):
        raise UserError("Two options of the poll have the same id, so it cannot be counted.")
    return dict(zip(known, [*titles, *[""] * len(known)], strict=False))


def _cells(method: Method, ballot: Ballot) -> dict[Option, int]:
    if method is Method.STAR:
        return ballot.scores
    if method in RANKED:
        return {option: place for place, tier in enumerate(ballot.tiers, 1) for option in tier}
    return dict.fromkeys(ballot.options, 1)


def _ballots(method: Method, ids: Sequence[Option], rows: Sequence[Sequence[str]]) -> Iterable[Cast]:
    for number, (voter, *cells) in enumerate(rows[_HEAD:], _HEAD + 1):
        try:
            said = {option: int(cell) for option, cell in zip(ids, cells, strict=False) if cell.strip()}
            yield Cast(_ballot(method, said), int(voter) if voter.strip() else None)
        except ValueError as error:
            raise UserError(f"Row {number} of this poll holds something that is no whole number.") from error


def _ballot(method: Method, said: dict[Option, int]) -> Ballot:
    if method is Method.STAR:
        return Ballot.scored(said)
    if method not in RANKED:
        return Ballot.approving(option for option, cell in said.items() if cell)
    tiers: defaultdict[int, list[Option]] = defaultdict(list)
    for option, place in said.items():
        tiers[place].append(option)
    return Ballot.ranked(tiers[place] for place in sorted(tiers))


def _id(cell: str) -> Option:
    # An id that is written like a number was one; the lots, drawn over the written id, are the same either way.
    return int(cell) if cell.isdecimal() and str(int(cell)) == cell else cell


def _guarded(text: str) -> str:
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell
