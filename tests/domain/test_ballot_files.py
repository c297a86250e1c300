"""Exported polls: what is written is read back and counts to the same, and damage is a sentence."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ballot_files import Cast, Election, from_json, to_json
from bot.domain.ballot_sheets import from_csv, to_csv
from bot.domain.ballots import Ballot, Method
from bot.domain.errors import UserError

CLOSES = datetime(2026, 12, 24, 18, tzinfo=UTC)
IDS = st.one_of(st.integers(1, 2**62), st.text("abcxyz=-;, ", min_size=1, max_size=6).map(lambda text: f"o{text}"))
#: No lone surrogates: neither Discord nor UTF-8 has them. No bare control characters: the bot takes them out of titles.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    ["=1+1", "'=x", "+", "''@", 'a"b', "two\nlines", "semi;colon", "'quoted'", "-"]
)
FORMS = pytest.mark.parametrize(("write", "read"), [(to_json, from_json), (to_csv, from_csv)], ids=["json", "csv"])


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """Draw a poll of any method, secret or open."""
    titles = draw(st.dictionaries(IDS, WORDS, min_size=1, max_size=5))
    method, is_open = draw(st.sampled_from(Method)), draw(st.booleans())
    voters = draw(st.lists(st.integers(1, 2**63), unique=True, max_size=6))
    return Election(
        poll_id=draw(st.integers(1, 10**6)),
        nonce=draw(st.text("0123456789abcdef", min_size=1, max_size=8)),
        title=draw(WORDS),
        method=method,
        titles=titles,
        cast=tuple(Cast(draw(ballots(method, list(titles))), voter if is_open else None) for voter in voters),
        quorum=draw(st.integers(0, 9)),
        closes=draw(st.none() | st.just(CLOSES) | st.just(CLOSES.astimezone(timezone(timedelta(hours=5.5))))),
    )


def ballots(method: Method, options: list[int | str]) -> st.SearchStrategy[Ballot]:
    """Draw ballots that a method takes."""
    if method is Method.STAR:
        return st.dictionaries(st.sampled_from(options), st.integers(0, 5)).map(Ballot.scored)
    some = st.lists(st.sampled_from(options), unique=True, max_size=1 if method is Method.PLURALITY else None)
    if method is Method.SCHULZE:
        return some.map(lambda chosen: Ballot.ranked([tier for tier in (tuple(chosen[:2]), *chosen[2:]) if tier]))
    return some.map(Ballot.ranked if method is Method.INSTANT_RUNOFF else Ballot.approving)


def poll(method: Method = Method.APPROVAL, *cast: Cast) -> Election:
    """Make a small poll."""
    return Election(12, "c0ffee", "Friday?", method, {7: "The Paper Kite (2011)", 8: "Salt Road"}, cast, CLOSES)


@FORMS
@given(election=elections())
def test_what_is_written_counts_to_the_same(
    write: Callable[[Election], str], read: Callable[[str], Election], election: Election
) -> None:
    again = read(write(election))
    assert again.count() == election.count()
    assert (again.title, dict(again.titles)) == (election.title, dict(election.titles))
    assert (again.closes, again.quorum) == (election.closes, election.quorum)
    assert sorted(map(repr, again.cast)) == sorted(map(repr, election.cast))


@FORMS
@given(election=elections(), cut=st.integers(0, 400), junk=st.text(max_size=3))
def test_a_damaged_file_is_read_or_refused_in_a_sentence(
    write: Callable[[Election], str], read: Callable[[str], Election], election: Election, cut: int, junk: str
) -> None:
    whole = write(election)
    at = cut % len(whole)
    for text in (whole[:at], whole[:at] + junk + whole[at:], whole[:at] + junk + whole[at + len(junk) :]):
        with contextlib.suppress(UserError):  # and nothing else
            read(text).count()


@FORMS
def test_the_order_in_which_people_voted_is_not_in_the_file(
    write: Callable[[Election], str], read: Callable[[str], Election]
) -> None:
    one, other = Cast(Ballot.approving([7])), Cast(Ballot.approving([8]))
    assert write(poll(Method.APPROVAL, one, other)) == write(poll(Method.APPROVAL, other, one))
    assert "41" not in write(poll(Method.APPROVAL, one))
    assert read(write(poll(Method.APPROVAL, Cast(Ballot(), 41)))).cast == (Cast(Ballot(), 41),)


def test_the_json_is_what_its_page_says() -> None:
    written = json.loads(to_json(poll(Method.SCHULZE, Cast(Ballot.ranked([(7, 8)]), 41))))
    assert written == {
        "format": "matinee-poll",
        "version": 1,
        "poll": 12,
        "nonce": "c0ffee",
        "title": "Friday?",
        "method": "schulze",
        "closes": "2026-12-24T18:00:00+00:00",
        "quorum": 0,
        "options": [{"id": 7, "title": "The Paper Kite (2011)"}, {"id": 8, "title": "Salt Road"}],
        "ballots": [{"voter": "41", "ranking": [[7, 8]]}],
    }


def test_a_sheet_shows_places_and_scores_under_the_titles() -> None:
    ranked = to_csv(poll(Method.SCHULZE, Cast(Ballot.ranked([8, 7]))))
    assert list(csv.reader(io.StringIO(ranked)))[-2:] == [
        ["voter", "The Paper Kite (2011)", "Salt Road"],
        ["", "2", "1"],
    ]
    scored = to_csv(poll(Method.STAR, Cast(Ballot.scored({8: 5}))))
    assert list(csv.reader(io.StringIO(scored)))[-1] == ["", "", "5"]


def test_a_title_is_no_formula_to_a_spreadsheet() -> None:
    evil = Election(1, "n", "=cmd|' /C calc'!A0", Method.APPROVAL, {1: "=1+1", 2: "@x"}, ())
    cells = [cell for row in csv.reader(io.StringIO(to_csv(evil))) for cell in row]
    assert not any(cell.startswith(("=", "@", "+", "-")) for cell in cells)
    assert from_csv(to_csv(evil)).titles == evil.titles


def test_a_sheet_saved_again_with_semicolons_and_filled_rows_is_read() -> None:
    election = poll(Method.APPROVAL, Cast(Ballot.approving([8])), Cast(Ballot()))
    rows = list(csv.reader(io.StringIO(to_csv(election))))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([*row, *[""] * (5 - len(row))] for row in rows)
    assert from_csv(out.getvalue()).count() == election.count()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "diary"}, "not a poll"),
        ({"version": 2}, "another version"),
        ({"method": "shouting"}, "“shouting” is no way to count; there are plurality, approval"),
        ({"options": None}, "damaged"),
        ({"options": [{"id": 7, "title": "A"}, {"id": 7, "title": "B"}]}, "same id"),
        ({"options": []}, "without options"),
        ({"poll": True}, "True is no id"),
        ({"closes": "soon"}, "damaged"),
        ({"ballots": [{}]}, "“approved” is missing"),
        ({"ballots": [{"approved": [[7]]}]}, r"\[7\] is no id"),
        ({"ballots": [{"approved": [7, 7]}]}, "twice"),
        ({"ballots": [{"voter": "41", "approved": []}] * 2}, "Voter 41 has more than one ballot"),
        ({"method": "star", "ballots": [{"scores": [[7, 6]]}]}, "from 0 to 5"),
        ({"method": "star", "ballots": [{"scores": [[7, 4.5]]}]}, "4.5 is no whole number"),
        ({"method": "instant_runoff", "ballots": [{"ranking": [[7, 8]]}]}, "no equal ranks"),
    ],
)
def test_json_that_is_no_poll_is_refused_in_a_sentence(change: dict[str, object], sentence: str) -> None:
    changed = json.dumps({**json.loads(to_json(poll())), **change})
    with pytest.raises(UserError, match=sentence):
        from_json(changed).count()


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "[" * 100_000, '{"a": ' * 100_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        from_json(text)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("matinee-poll", "diary", "does not begin"),
        ("matinee-poll,1", "matinee-poll,2", "another version"),
        ("approval", "shouting", "no way to count"),
        ("nonce,c0ffee\r\n", "", "is missing"),
        ("id,7,8", "id,7,7", "same id"),
        ("id,7,8", "id", "without options"),
        ("41,1,", "41,x,", "Row 10 of this poll"),
        ("41,1,", "41,1,\r\n41,,", "Voter 41"),
    ],
)
def test_a_sheet_that_is_no_poll_is_refused_in_a_sentence(old: str, new: str, sentence: str) -> None:
    sheet = to_csv(poll(Method.APPROVAL, Cast(Ballot.approving([7]), 41)))
    assert old in sheet
    with pytest.raises(UserError, match=sentence):
        from_csv(sheet.replace(old, new)).count()
