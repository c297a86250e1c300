"""Counting, on elections that can be checked by hand."""

from __future__ import annotations

from hashlib import sha256

import pytest

from bot.domain.ballots import (
    DEFAULT_METHOD,
    Ballot,
    Method,
    Option,
    Rule,
    Step,
    Tally,
    TieBreak,
    count,
    require_valid,
)
from bot.domain.errors import UserError

TIE_BREAK = TieBreak(12, "c0ffee")


def votes(**ballots: int) -> list[Ballot]:
    """Make ranked ballots from `ABC=3`: three ballots that put A first, then B, then C."""
    return [Ballot.ranked(order) for order, many in ballots.items() for _ in range(many)]


def by_lot(*options: Option) -> tuple[Option, ...]:
    """Put options in the order of their lots, worked out here as an outsider would."""
    return tuple(sorted(options, key=lambda option: sha256(f"12:c0ffee:{option}".encode()).hexdigest()))


# https://en.wikipedia.org/wiki/Instant-runoff_voting: where the capital of Tennessee should lie.
# Memphis, Nashville, Chattanooga, Knoxville.
TENNESSEE = votes(MNCK=42, NCKM=26, CKNM=15, KCNM=17)


def test_plurality_takes_memphis_with_42_of_100() -> None:
    first = [Ballot.approving(ballot.tiers[0]) for ballot in TENNESSEE]
    tally = count(Method.PLURALITY, "MNCK", first, TIE_BREAK)
    assert (tally.winner, tally.ranking) == ("M", ("M", "N", "K", "C"))
    assert [round_.figures for round_ in tally.rounds] == [{"M": 42, "N": 26, "C": 15, "K": 17}]


def test_instant_runoff_takes_knoxville_in_three_rounds() -> None:
    tally = count(Method.INSTANT_RUNOFF, "MNCK", TENNESSEE, TIE_BREAK)
    assert (tally.winner, tally.ranking) == ("K", ("K", "M", "N", "C"))
    assert [(dict(r.figures), r.eliminated) for r in tally.rounds] == [
        ({"M": 42, "N": 26, "C": 15, "K": 17}, ("C",)),
        ({"M": 42, "N": 26, "K": 32}, ("N",)),
        ({"M": 42, "K": 58}, ()),
    ]
    assert tally.ties == ()


def test_schulze_takes_nashville_which_beats_each_of_the_others() -> None:
    tally = count(Method.SCHULZE, "MNCK", TENNESSEE, TIE_BREAK)
    assert (tally.winner, tally.ranking) == ("N", ("N", "C", "K", "M"))
    (only,) = tally.rounds
    assert (only.pairwise["N", "M"], only.pairwise["N", "C"], only.pairwise["N", "K"]) == (58, 68, 68)
    assert (only.pairwise["M", "N"], only.pairwise["C", "K"], only.pairwise["K", "M"]) == (42, 83, 58)
    assert only.figures == {"N": 3, "C": 2, "K": 1, "M": 0}


def test_star_takes_nashville_from_the_scores_of_tennessee() -> None:
    # https://en.wikipedia.org/wiki/STAR_voting: totals of 210, 293, 263 and 204; Nashville 68, Chattanooga 32.
    scores = [
        ({"M": 5, "N": 2, "C": 1, "K": 0}, 42),
        ({"M": 0, "N": 5, "C": 2, "K": 1}, 26),
        ({"M": 0, "N": 3, "C": 5, "K": 4}, 15),
        ({"M": 0, "N": 2, "C": 4, "K": 5}, 17),
    ]
    ballots = [Ballot.scored(of) for of, many in scores for _ in range(many)]
    tally = count(Method.STAR, "MNCK", ballots, TIE_BREAK)
    first, runoff = tally.rounds
    assert first.figures == {
        "M": 42 * 5,
        "N": 42 * 2 + 26 * 5 + 15 * 3 + 17 * 2,
        "C": 42 + 26 * 2 + 15 * 5 + 17 * 4,
        "K": 26 + 15 * 4 + 17 * 5,
    }
    assert first.finalists == ("N", "C")
    assert (runoff.figures, runoff.no_preference) == ({"N": 68, "C": 32}, 0)
    assert (tally.winner, tally.ranking) == ("N", ("N", "C", "M", "K"))


def test_schulzes_own_example() -> None:
    # The 45 voters of section 3.1 of his paper's older versions, and of https://en.wikipedia.org/wiki/Schulze_method.
    ballots = votes(ACBED=5, ADECB=5, BEDAC=8, CABED=3, CAEBD=7, CBADE=2, DCEBA=7, EBADC=8)
    tally = count(Method.SCHULZE, "ABCDE", ballots, TIE_BREAK)
    (only,) = tally.rounds
    assert only.pairwise == {
        ("A", "B"): 20, ("A", "C"): 26, ("A", "D"): 30, ("A", "E"): 22,
        ("B", "A"): 25, ("B", "C"): 16, ("B", "D"): 33, ("B", "E"): 18,
        ("C", "A"): 19, ("C", "B"): 29, ("C", "D"): 17, ("C", "E"): 24,
        ("D", "A"): 15, ("D", "B"): 12, ("D", "C"): 28, ("D", "E"): 14,
        ("E", "A"): 23, ("E", "B"): 27, ("E", "C"): 21, ("E", "D"): 31,
    }  # fmt: skip
    assert only.paths == {
        ("A", "B"): 28, ("A", "C"): 28, ("A", "D"): 30, ("A", "E"): 24,
        ("B", "A"): 25, ("B", "C"): 28, ("B", "D"): 33, ("B", "E"): 24,
        ("C", "A"): 25, ("C", "B"): 29, ("C", "D"): 29, ("C", "E"): 24,
        ("D", "A"): 25, ("D", "B"): 28, ("D", "C"): 28, ("D", "E"): 24,
        ("E", "A"): 25, ("E", "B"): 28, ("E", "C"): 28, ("E", "D"): 31,
    }  # fmt: skip
    assert tally.ranking == ("E", "A", "C", "B", "D")
    assert only.figures == {"E": 4, "A": 3, "C": 2, "B": 1, "D": 0}
    assert tally.ties == ()


# Figures in the proportions of Burlington 2009: Kiss wins the runoff, Montroll beats everyone one against one.
BURLINGTON = votes(WMK=37, KMW=34, MKW=17, MWK=12)


def test_the_runoff_and_schulze_part_where_the_middle_is_dropped_first() -> None:
    runoff = count(Method.INSTANT_RUNOFF, "KMW", BURLINGTON, TIE_BREAK)
    assert [(dict(r.figures), r.eliminated) for r in runoff.rounds] == [
        ({"K": 34, "M": 29, "W": 37}, ("M",)),
        ({"K": 51, "W": 49}, ()),
    ]
    assert runoff.ranking == ("K", "W", "M")
    assert count(Method.SCHULZE, "KMW", BURLINGTON, TIE_BREAK).ranking == ("M", "K", "W")


def test_a_majority_of_ballots_that_still_choose_wins_and_the_others_are_exhausted() -> None:
    tally = count(Method.INSTANT_RUNOFF, "ABC", [*votes(A=4, B=3, CB=2), Ballot()], TIE_BREAK)
    assert [(dict(r.figures), r.exhausted, r.eliminated) for r in tally.rounds] == [
        ({"A": 4, "B": 3, "C": 2}, 1, ("C",)),
        ({"A": 4, "B": 5}, 1, ()),
    ]
    assert tally.winner == "B"
    assert tally.ballots == 10


def test_options_that_nobody_puts_first_are_dropped_together() -> None:
    tally = count(Method.INSTANT_RUNOFF, "ABCDE", votes(AD=3, BA=3, CAE=2), TIE_BREAK)
    assert [set(r.eliminated) for r in tally.rounds] == [{"D", "E"}, {"C"}, set()]
    assert tally.rounds[-1].figures == {"A": 5, "B": 3}


def test_approval_counts_everyone_a_ballot_names() -> None:
    ballots = [Ballot.approving(chosen) for chosen in ("AB", "B", "BC", "", "A")]
    tally = count(DEFAULT_METHOD, "ABC", ballots, TIE_BREAK)
    assert tally.method is Method.APPROVAL
    assert (tally.winner, tally.ranking, tally.ballots) == ("B", ("B", "A", "C"), 5)
    assert tally.rounds[0].figures == {"A": 2, "B": 3, "C": 1}
    assert tally.rounds[0].exhausted == 1


def test_equal_ranks_prefer_neither_and_the_unranked_lie_below_all() -> None:
    tally = count(Method.SCHULZE, "ABCD", [Ballot.ranked([("A", "B"), "C"])], TIE_BREAK)
    preferred = {pair for pair, many in tally.rounds[0].pairwise.items() if many}
    assert preferred == {("A", "C"), ("B", "C"), ("A", "D"), ("B", "D"), ("C", "D")}


@pytest.mark.parametrize("method", [Method.SCHULZE, Method.STAR])
def test_a_ballot_that_likes_all_alike_is_counted_and_changes_no_preference(method: Method) -> None:
    alike = Ballot.scored(dict.fromkeys("ABC", 3)) if method is Method.STAR else Ballot.ranked([("A", "B", "C")])
    tally = count(method, "ABC", [alike, Ballot.scored({"B": 2})], TIE_BREAK)
    assert (tally.winner, tally.ballots) == ("B", 2)
    alone = count(method, "ABC", [alike], TIE_BREAK)
    assert (alone.ballots, alone.ranking, alone.winner) == (1, by_lot(*"ABC"), by_lot(*"ABC")[0])


def test_star_counts_a_ballot_without_a_preference_between_the_finalists() -> None:
    ballots = [Ballot.scored({"A": 5, "B": 5}), Ballot.scored({"A": 4, "B": 3}), Ballot.scored({"B": 5})]
    tally = count(Method.STAR, "ABC", ballots, TIE_BREAK)
    assert tally.rounds[0].figures == {"A": 9, "B": 13, "C": 0}
    assert tally.rounds[1].figures == {"A": 1, "B": 1}
    assert tally.rounds[1].no_preference == 1


@pytest.mark.parametrize("method", Method)
def test_without_ballots_nobody_wins_and_the_order_is_by_lot(method: Method) -> None:
    tally = count(method, [7, 8, 9, 10], [], TIE_BREAK)
    assert (tally.winner, tally.ballots) == (None, 0)
    assert tally.ranking == by_lot(7, 8, 9, 10)
    assert tally.rounds[0].figures.keys() == {7, 8, 9, 10}


@pytest.mark.parametrize("method", Method)
def test_blank_ballots_are_counted_and_choose_nobody(method: Method) -> None:
    tally = count(method, "AB", [Ballot(), Ballot()], TIE_BREAK)
    assert (tally.winner, tally.ballots, tally.ranking) == (None, 2, by_lot("A", "B"))


@pytest.mark.parametrize("method", Method)
def test_a_single_option_wins_what_it_is_voted_for(method: Method) -> None:
    tally = count(method, ["A"], [Ballot.approving("A")], TIE_BREAK)
    assert (tally.winner, tally.ranking, tally.ties) == ("A", ("A",), ())


def the_tie(tally: Tally, step: Step) -> tuple[tuple[Option, ...], Rule]:
    """Return who was equal at a step, best first, and what decided."""
    (tie,) = [tie for tie in tally.ties if tie.step is step]
    return tie.options, tie.decided_by


def test_equal_last_ones_are_parted_by_first_preferences_before_anything_else() -> None:
    # D's two ballots go to C, which then has as many as B, but was put first less often.
    tally = count(Method.INSTANT_RUNOFF, "ABCD", votes(AB=6, BC=5, CB=3, DC=2), TIE_BREAK)
    assert the_tie(tally, Step.ELIMINATION) == (("B", "C"), Rule.FIRST_PREFERENCES)
    assert tally.rounds[1].eliminated == ("C",)
    assert tally.winner == "B"


def test_equal_first_preferences_are_parted_by_how_many_ballots_rank_them() -> None:
    tally = count(Method.INSTANT_RUNOFF, "ABC", votes(A=2, AC=2, B=3, C=3), TIE_BREAK)
    assert the_tie(tally, Step.ELIMINATION) == (("C", "B"), Rule.SUPPORT)


def test_what_is_equal_in_all_goes_by_the_lot_which_anybody_can_draw_again() -> None:
    tally = count(Method.PLURALITY, [1, 2, 3], [Ballot.approving([option]) for option in (1, 2)], TIE_BREAK)
    assert the_tie(tally, Step.WINNER) == (by_lot(1, 2), Rule.LOT)
    assert tally.ranking == (*by_lot(1, 2), 3)


def test_the_lot_favours_no_option_over_many_polls() -> None:
    ballots = [Ballot.approving([option]) for option in range(4)]
    polls = [count(Method.PLURALITY, range(4), ballots, TieBreak(poll, "x")).winner for poll in range(400)]
    assert all(70 < polls.count(option) < 130 for option in range(4))


def test_two_for_one_place_in_the_runoff_are_parted_by_first_preferences() -> None:
    ballots = [Ballot.scored(of) for of in ({"A": 5, "B": 2}, {"A": 5, "B": 2, "C": 1}, {"C": 3})]
    tally = count(Method.STAR, "ABC", ballots, TIE_BREAK)
    assert tally.rounds[0].figures == {"A": 10, "B": 4, "C": 4}
    assert the_tie(tally, Step.FINALISTS) == (("C", "B"), Rule.FIRST_PREFERENCES)
    assert tally.rounds[0].finalists == ("A", "C")
    assert tally.ranking == ("A", "C", "B")


def test_a_runoff_that_ends_level_is_parted_by_first_preferences_then_by_score() -> None:
    level = [Ballot.scored({"A": 5, "B": 0}), Ballot.scored({"A": 3, "B": 4})]
    tally = count(Method.STAR, "AB", level, TIE_BREAK)
    assert the_tie(tally, Step.WINNER) == (("A", "B"), Rule.SUPPORT)
    assert tally.winner == "A"


def test_what_a_ballot_says_about_an_option_that_is_gone_is_passed_over() -> None:
    tally = count(Method.INSTANT_RUNOFF, "AB", votes(CAB=2, B=1), TIE_BREAK)
    assert tally.rounds[0].figures == {"A": 2, "B": 1}
    assert tally.first_preferences == {"A": 2, "B": 1}


@pytest.mark.parametrize(
    ("method", "ballot", "sentence"),
    [
        (Method.PLURALITY, Ballot.approving("AB"), "one vote"),
        (Method.INSTANT_RUNOFF, Ballot.ranked([("A", "B")]), "no equal ranks"),
        (Method.STAR, Ballot.scored({"A": 6}), "from 0 to 5"),
        (Method.STAR, Ballot.scored({"A": 5, "B": -1}), "from 0 to 5"),
    ],
)
def test_a_ballot_that_the_method_cannot_count_is_refused_in_a_sentence(
    method: Method, ballot: Ballot, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        require_valid(method, ballot)
    with pytest.raises(UserError, match=sentence):
        count(method, "AB", [ballot], TIE_BREAK)


@pytest.mark.parametrize("options", [[], ["A", "A"], [7, "7"]])
def test_options_must_be_there_and_differ(options: list[Option]) -> None:
    with pytest.raises(UserError):
        count(Method.APPROVAL, options, [], TIE_BREAK)


def test_a_ballot_names_an_option_once() -> None:
    with pytest.raises(UserError, match="twice"):
        Ballot.ranked(["A", "B", "A"])


def test_ballots_that_say_the_same_are_equal() -> None:
    assert Ballot.scored({"A": 1, "B": 5}) == Ballot.scored({"B": 5, "A": 1})
    assert Ballot.ranked(["B", ("A", "C")]) == Ballot.ranked(["B", ("C", "A")])
    assert Ballot.ranked(["B", ("C", "A")]).tiers == (("B",), ("A", "C"))


@pytest.mark.parametrize("method", Method)
def test_each_method_explains_itself_in_one_line(method: Method) -> None:
    assert 0 < len(method.explanation) <= 100  # what fits under an option of a select
    assert 0 < len(method.label) <= 100
    assert "\n" not in method.explanation


def test_exactly_half_is_no_majority_so_the_runoff_goes_on() -> None:
    tally = count(Method.INSTANT_RUNOFF, "ABC", votes(A=4, C=3, BC=1), TIE_BREAK)
    assert [(dict(r.figures), r.eliminated) for r in tally.rounds] == [
        ({"A": 4, "B": 1, "C": 3}, ("B",)),
        ({"A": 4, "C": 4}, ()),
    ]
    assert the_tie(tally, Step.WINNER) == (("A", "C"), Rule.FIRST_PREFERENCES)


def test_a_drawn_duel_is_no_step_of_a_path() -> None:
    tally = count(Method.SCHULZE, "ABC", votes(ABC=1, BAC=1), TIE_BREAK)
    paths = tally.rounds[0].paths
    assert (paths["A", "B"], paths["B", "A"], paths["A", "C"], paths["C", "A"]) == (0, 0, 2, 0)
    assert the_tie(tally, Step.WINNER)[0] == by_lot("A", "B")


def test_a_score_of_0_is_no_first_preference() -> None:
    tally = count(Method.STAR, "AB", [Ballot.scored({"A": 0}), Ballot.scored({"B": 1})], TIE_BREAK)
    assert tally.first_preferences == {"A": 0, "B": 1}
