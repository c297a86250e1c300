"""What may stand in a poll, and ballots filled in step by step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ballot_steps import only, place, score
from bot.domain.ballots import Ballot, Method, require_valid
from bot.domain.errors import UserError
from bot.domain.polls import Choice, check_choices, split_options

OPTIONS = range(1, 8)
STEP = st.tuples(st.integers(0, 8), st.lists(st.sampled_from(OPTIONS), unique=True, max_size=3))


def test_options_are_parted_and_trimmed() -> None:
    assert split_options(" Yes |  No,  or not | | ") == [Choice(1, "Yes"), Choice(2, "No, or not")]


@pytest.mark.parametrize("typed", ["", "|", "one", "Día | dia", "a | b | A!", "|".join(map(str, range(26)))])
def test_what_is_no_poll_is_a_sentence(typed: str) -> None:
    with pytest.raises(UserError):
        split_options(typed)


def test_one_film_under_two_names_is_there_twice() -> None:
    with pytest.raises(UserError, match="there twice"):
        check_choices([Choice(1, "Stalker", 7), Choice(2, "Сталкер", 7)])
    assert check_choices([Choice(1, "Solaris (1972)", 7), Choice(2, "Solaris (2002)", 8)])


def test_any_two_scripts_make_two_options() -> None:
    assert len(split_options("👍 | 👎 | はい | いいえ")) == 4


@given(st.lists(STEP, max_size=12))
def test_a_runoff_ballot_is_valid_after_every_step_and_never_loses_another_option(
    steps: list[tuple[int, list[int]]],
) -> None:
    ballot = Ballot()
    for at, chosen in steps:
        before = set(ballot.scores)
        ballot = place(ballot, at, chosen[:1], equals=False)
        require_valid(Method.INSTANT_RUNOFF, ballot)
        if chosen:
            assert set(ballot.scores) == before | {chosen[0]}
            assert ballot.tiers[min(at, len(ballot.tiers) - 1)] == (chosen[0],)
        else:
            assert len(before) - len(ballot.scores) == (at < len(before))


@given(st.lists(STEP, max_size=12))
def test_a_place_with_equals_holds_exactly_what_was_chosen(steps: list[tuple[int, list[int]]]) -> None:
    ballot = Ballot()
    for at, chosen in steps:
        ballot = place(ballot, at, chosen, equals=True)
        require_valid(Method.SCHULZE, ballot)
        assert not chosen or set(chosen) in [set(tier) for tier in ballot.tiers]


@given(st.lists(st.tuples(st.sampled_from(OPTIONS), st.integers(0, 5)), max_size=20))
def test_the_last_score_of_each_option_counts(steps: list[tuple[int, int]]) -> None:
    ballot = Ballot()
    for option, points in steps:
        ballot = score(ballot, option, points)
    assert ballot.scores == dict(steps)


def test_options_that_are_gone_leave_the_ballot() -> None:
    assert only(Ballot.ranked([3, 1, 2]), [1, 2]).tiers == ((1,), (2,))
