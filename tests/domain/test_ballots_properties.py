"""Counting, held to what must be true of every election."""

from __future__ import annotations

import pickle
import random
from collections.abc import Mapping
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.ballots import Ballot, Method, Option, Round, Rule, Step, Tally, TieBreak, count

OPTIONS = st.lists(st.integers(1, 60), min_size=1, max_size=6, unique=True)
LOTS = st.builds(TieBreak, st.integers(1, 10**6), st.text("0123456789abcdef", min_size=1, max_size=8))
METHODS = st.sampled_from(Method)


@st.composite
def ballot_for(draw: st.DrawFn, method: Method, options: list[int]) -> Ballot:
    """Draw a ballot that a method takes: partial ones, blank ones and equal ranks among them."""
    some = draw(st.lists(st.sampled_from(options), unique=True, max_size=1 if method is Method.PLURALITY else None))
    if method is Method.STAR:
        return Ballot.scored({option: draw(st.integers(0, 5)) for option in some})
    if method is Method.SCHULZE:
        cut = draw(st.integers(0, len(some)))
        return Ballot.ranked([tier for tier in (tuple(some[:cut]), *some[cut:]) if tier != ()])
    return Ballot.ranked(some) if method is Method.INSTANT_RUNOFF else Ballot.approving(some)


@st.composite
def elections(draw: st.DrawFn, methods: st.SearchStrategy[Method] = METHODS) -> tuple[Method, list[int], list[Ballot]]:
    """Draw a method, options and ballots."""
    method, options = draw(methods), draw(OPTIONS)
    return method, options, draw(st.lists(ballot_for(method, options), max_size=14))


Election = tuple[Method, list[int], list[Ballot]]


@given(elections(), LOTS)
def test_every_option_has_a_place_and_the_winner_the_first(election: Election, lots: TieBreak) -> None:
    tally = count(*election, lots)
    _, options, ballots = election
    assert sorted(tally.ranking, key=str) == sorted(options, key=str)
    assert tally.ballots == len(ballots)
    chooses = any(mark for ballot in ballots for mark in ballot.points)
    assert tally.winner == (tally.ranking[0] if chooses else None)


@given(elections(), LOTS, st.randoms(use_true_random=False))
def test_shuffling_options_and_ballots_changes_nothing(
    election: Election, lots: TieBreak, chance: random.Random
) -> None:
    method, options, ballots = election
    tally = count(method, options, ballots, lots)
    mixed, dealt = list(options), list(ballots)
    chance.shuffle(mixed)
    chance.shuffle(dealt)
    assert count(method, mixed, dealt, lots) == tally


@given(elections(), LOTS, st.permutations(range(101, 161)))
def test_other_names_change_nothing_where_no_lot_was_drawn(
    election: Election, lots: TieBreak, names: list[int]
) -> None:
    method, options, ballots = election
    tally = count(method, options, ballots, lots)
    assume(not any(Rule.LOT in tie.rules for tie in tally.ties))
    renamed = [Ballot((names[option - 1], mark) for option, mark in ballot.marks) for ballot in ballots]
    again = count(method, [names[option - 1] for option in options], renamed, lots)
    assert again.ranking == tuple(names[option - 1] for option in tally.ranking)
    assert [named(round_.figures, names) for round_ in tally.rounds] == [round_.figures for round_ in again.rounds]


def named(figures: Mapping[Option, int], names: list[int]) -> dict[Option, int]:
    """Return figures under other names."""
    return {names[int(option) - 1]: figure for option, figure in figures.items()}


@given(elections(), LOTS)
def test_ties_are_broken_by_the_published_rule_alone(election: Election, lots: TieBreak) -> None:
    tally = count(*election, lots)
    for tie in tally.ties:
        assert len(tie.options) >= 2
        assert 1 <= tie.ahead < len(tie.options)
        for (ahead, behind), rule in zip(pairwise(tie.options), tie.rules, strict=True):
            steps = {
                Rule.FIRST_PREFERENCES: tally.first_preferences[ahead] - tally.first_preferences[behind],
                Rule.SUPPORT: tally.support[ahead] - tally.support[behind],
                Rule.LOT: 1 if lots.lot(ahead) < lots.lot(behind) else -1,
            }
            assert next(step for step, gap in steps.items() if gap) is rule
            assert steps[rule] > 0


@given(elections(), LOTS)
def test_a_tally_travels_between_processes(election: Election, lots: TieBreak) -> None:
    tally = count(*election, lots)
    assert pickle.loads(pickle.dumps(tally)) == tally


@given(elections(st.just(Method.INSTANT_RUNOFF)), LOTS)
def test_no_ballot_is_lost_in_a_runoff(election: Election, lots: TieBreak) -> None:
    _, options, ballots = election
    tally = count(*election, lots)
    assert all(sum(round_.figures.values()) + round_.exhausted == len(ballots) for round_ in tally.rounds)
    dropped = [option for round_ in tally.rounds for option in round_.eliminated]
    assert len(dropped) == len(set(dropped))
    assert set(dropped) | set(tally.rounds[-1].figures) == set(options)
    assert all(dropped_had_fewest(round_) for round_ in tally.rounds)


def dropped_had_fewest(round_: Round) -> bool:
    """Tell whether those who were dropped had no more votes than anybody else."""
    fewest = min(round_.figures.values())
    return all(round_.figures[option] == fewest for option in round_.eliminated)


@given(elections(st.just(Method.INSTANT_RUNOFF)), LOTS, st.data())
def test_the_favourite_of_more_than_half_wins_the_runoff(
    election: Election, lots: TieBreak, data: st.DataObject
) -> None:
    method, options, ballots = election
    favourite = data.draw(st.sampled_from(options))
    others = st.permutations([option for option in options if option != favourite])
    many = [Ballot.ranked([favourite, *data.draw(others)]) for _ in range(len(ballots) + 1)]
    tally = count(method, options, ballots + many, lots)
    assert tally.winner == favourite
    assert len(tally.rounds) == 1


@given(elections(st.just(Method.SCHULZE)), LOTS)
def test_who_beats_everyone_one_against_one_wins_schulze(election: Election, lots: TieBreak) -> None:
    _, options, ballots = election
    tally = count(*election, lots)
    for one in options:
        if all(preferring(ballots, one, other) > preferring(ballots, other, one) for other in set(options) - {one}):
            assert tally.ranking[0] == one
            assert not any(tie.step is Step.WINNER for tie in tally.ties)


def preferring(ballots: list[Ballot], one: int, other: int) -> int:
    """Return how many ballots put one option above another; the unranked lie below all."""
    return sum(ballot.scores.get(one, -1) > ballot.scores.get(other, -1) for ballot in ballots)


@given(elections(st.just(Method.SCHULZE)), LOTS)
def test_schulze_counts_pairs_as_a_reader_would(election: Election, lots: TieBreak) -> None:
    _, _, ballots = election
    (only,) = count(*election, lots).rounds
    assert only.pairwise == {(a, b): preferring(ballots, int(a), int(b)) for a, b in only.pairwise}


@given(elections(st.just(Method.APPROVAL)), LOTS, st.data())
def test_one_more_approval_never_hurts_a_winner(election: Election, lots: TieBreak, data: st.DataObject) -> None:
    method, options, ballots = election
    tally = count(method, options, ballots, lots)
    without = [at for at, ballot in enumerate(ballots) if tally.winner not in ballot.scores]
    assume(tally.winner is not None and without)
    at = data.draw(st.sampled_from(without))
    raised = Ballot.approving([tally.winner, *ballots[at].scores])
    assert count(method, options, [*ballots[:at], raised, *ballots[at + 1 :]], lots).winner == tally.winner


@given(elections(st.just(Method.STAR)), LOTS)
def test_nobody_scores_more_than_the_finalists_and_the_preferred_of_them_wins(
    election: Election, lots: TieBreak
) -> None:
    _, options, ballots = election
    tally = count(*election, lots)
    totals = {option: sum(ballot.scores.get(option, 0) for ballot in ballots) for option in options}
    finalists = tally.rounds[0].finalists
    assert sorted((totals[int(one)] for one in finalists), reverse=True) == sorted(totals.values(), reverse=True)[:2]
    if len(options) > 1:
        assert_preferred_wins(tally, [ballot.scores for ballot in ballots])


def assert_preferred_wins(tally: Tally, sheets: list[dict[Option, int]]) -> None:
    """Hold the runoff to the ballots: it counts who is scored higher, and that one leads the ranking."""
    one, other = tally.ranking[:2]
    runoff = tally.rounds[1]
    assert runoff.figures == {
        one: sum(sheet.get(one, 0) > sheet.get(other, 0) for sheet in sheets),
        other: sum(sheet.get(other, 0) > sheet.get(one, 0) for sheet in sheets),
    }
    assert runoff.figures[one] >= runoff.figures[other]
    assert runoff.no_preference == len(sheets) - sum(runoff.figures.values())
