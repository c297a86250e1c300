"""Many ballots counted in a process of their own: the same result, also where that process fails."""

from __future__ import annotations

import random
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ballot_lines import count_lines, packed, unpacked
from bot.domain.ballots import Ballot, Method, TieBreak, count
from bot.worker.counting import FEW, counted

OPTIONS = tuple(range(1, 7))
TIE = TieBreak(7, "nonce")


def ballots(method: Method, many: int) -> list[Ballot]:
    """Return ballots that a method can count."""
    chance = random.Random(many)
    if method is Method.STAR:
        return [Ballot.scored({option: chance.randint(0, 5) for option in OPTIONS}) for _ in range(many)]
    most = 1 if method is Method.PLURALITY else len(OPTIONS)
    drawn = [chance.sample(OPTIONS, chance.randint(0, most)) for _ in range(many)]
    return list(map(Ballot.ranked if method.value in ("instant_runoff", "schulze") else Ballot.approving, drawn))


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("many", [0, 30, FEW + 100])
def test_counted_apart_or_not_the_result_is_the_same(method: Method, many: int) -> None:
    cast = ballots(method, many)
    assert counted(method, OPTIONS, list(map(packed, cast)), TIE) == count(method, OPTIONS, cast, TIE)


@pytest.mark.parametrize(
    "program",
    [
        (sys.executable, "-c", "raise SystemExit(3)"),
        (sys.executable, "-c", "print('nonsense')"),
        (sys.executable, "-c", "import pickle, sys; sys.stdout.buffer.write(pickle.dumps('a winner'))"),
        ("/no/such/program",),
    ],
)
def test_where_the_process_fails_the_poll_is_counted_all_the_same(
    program: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    cast = ballots(Method.STAR, FEW + 1)
    lines = list(map(packed, cast))
    assert counted(Method.STAR, OPTIONS, lines, TIE, program) == count(Method.STAR, OPTIONS, cast, TIE)
    assert "counted beside everything else" in caplog.text
    assert lines[0] not in caplog.text


@given(st.dictionaries(st.integers(1, 25), st.integers(0, 5)))
def test_a_ballot_comes_back_from_its_line(scores: dict[int, int]) -> None:
    ballot = Ballot.scored(dict(scores))
    assert unpacked(packed(ballot)) == ballot


def test_equal_lines_count_as_often_as_they_are_there() -> None:
    lines = [packed(Ballot.approving([1]))] * 3 + [packed(Ballot.approving([2]))]
    assert count_lines(Method.APPROVAL, OPTIONS, lines, TIE).support[1] == 3
