"""The result in words: figures that a reader can check, and no word that is not so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ballots import Ballot, Method, Tally, TieBreak, count
from bot.domain.tally_words import alt_text, headline, how, in_words, order, round_lines, tie_lines

TITLES = {1: "The Paper Kite", 2: "Salt Road", 3: "Night Ferry", 4: "Owls"}
LOTS = TieBreak(12, "c0ffee")


def ranked(*ballots: tuple[int, tuple[int, ...]]) -> list[Ballot]:
    """Make so many ballots of each order."""
    return [Ballot.ranked(order) for many, order in ballots for _ in range(many)]


def tally(method: Method, ballots: list[Ballot], options: tuple[int, ...] = (1, 2, 3)) -> Tally:
    """Count a small poll."""
    return count(method, options, ballots, LOTS)


def test_one_vote_in_words() -> None:
    said = in_words(tally(Method.PLURALITY, ranked((3, (1,)), (1, (2,)))), TITLES)
    assert said == [
        "The Paper Kite wins with 3 of 4 votes.",
        "4 ballots, counted by “One vote”: Choose one; most votes win.",
        "Votes: The Paper Kite 3, Salt Road 1, none for 1 other.",
        "In order: 1. The Paper Kite, 2. Salt Road, 3. Night Ferry.",
    ]


def test_approvals_in_words_with_a_blank_ballot() -> None:
    ballots = [Ballot.approving(of) for of in ((1, 2), (1,), (1, 2, 3), ())]
    counted = tally(Method.APPROVAL, ballots)
    assert headline(counted, TITLES) == "The Paper Kite wins: 3 of 4 ballots approve."
    assert round_lines(counted, TITLES) == [
        "Approvals: The Paper Kite 3, Salt Road 2, Night Ferry 1. 1 ballot chose nothing."
    ]


def test_a_runoff_is_told_round_by_round() -> None:
    counted = tally(Method.INSTANT_RUNOFF, ranked((4, (1,)), (3, (2,)), (2, (3, 2)), (1, (4, 2))), (1, 2, 3, 4))
    assert headline(counted, TITLES) == "Salt Road wins in round 3 with 6 of 10 votes."
    assert round_lines(counted, TITLES) == [
        "Round 1: The Paper Kite 4, Salt Road 3, Night Ferry 2, Owls 1. Owls is dropped.",
        "Round 2: Salt Road 4, The Paper Kite 4, Night Ferry 2. Night Ferry is dropped.",
        "Round 3: Salt Road 6, The Paper Kite 4. Salt Road has more than half.",
    ]
    assert tie_lines(counted, TITLES) == []


def test_a_runoff_says_which_ballots_have_no_choice_left_and_who_nobody_chose() -> None:
    counted = tally(Method.INSTANT_RUNOFF, ranked((3, (1,)), (3, (2,)), (1, (3,))), (1, 2, 3, 4))
    first, _, last = round_lines(counted, TITLES)
    assert first == "Round 1: Salt Road 3, The Paper Kite 3, Night Ferry 1, none for 1 other. Owls is dropped."
    assert (
        last == "Round 3: Salt Road 3, The Paper Kite 3. 1 ballot names none of these. Each has half, which is a tie."
    )


def test_star_tells_points_and_runoff() -> None:
    ballots = [Ballot.scored(of) for of in ({1: 5, 2: 4}, {1: 0, 2: 4, 3: 1}, {1: 1, 2: 2}, {1: 5, 2: 5})]
    counted = tally(Method.STAR, ballots)
    assert headline(counted, TITLES) == "Salt Road wins: 2 to 1 in the runoff against The Paper Kite."
    assert round_lines(counted, TITLES) == [
        "Points: Salt Road 15, The Paper Kite 11, Night Ferry 1.",
        "Runoff of the two highest: Salt Road 2, The Paper Kite 1. 1 ballot without a preference.",
    ]


def test_who_wins_every_duel_needs_no_chains() -> None:
    counted = tally(Method.SCHULZE, ranked((2, (1, 2, 3)), (1, (2, 1, 3))))
    assert round_lines(counted, TITLES) == [
        "One against one, The Paper Kite: 2 to 1 against Salt Road, 3 to 0 against Night Ferry.",
        "The Paper Kite wins every one of these, which settles it.",
    ]


def test_a_circle_is_told_by_its_chains() -> None:
    counted = tally(Method.SCHULZE, ranked((4, (1, 2, 3)), (3, (2, 3, 1)), (2, (3, 1, 2))))
    assert round_lines(counted, TITLES) == [
        "One against one, The Paper Kite: 6 to 3 against Salt Road, 4 to 5 against Night Ferry.",
        "Nobody wins every duel, so chains of won duels are compared; a chain is as strong as its weakest duel.",
        "Others beaten that way: The Paper Kite 2, Salt Road 1, none for 1 other.",
        "Where The Paper Kite lost the duel, its chain and the one back: 6 to 5 against Night Ferry.",
    ]


def test_a_tie_says_what_decided_it_and_how_to_check() -> None:
    counted = tally(Method.INSTANT_RUNOFF, ranked((6, (1, 2)), (5, (2, 3)), (3, (3, 2)), (2, (4, 3))), (1, 2, 3, 4))
    assert tie_lines(counted, TITLES) == [
        "Tie in round 2: Salt Road and Night Ferry were level at the bottom."
        " Night Ferry was dropped: fewer first preferences (3 to 5).",
        "Rule for ties: more first preferences, then more ballots that name it, then the lot (SHA-256 of “12:c0ffee:”"
        " and the option's number, lowest first, fixed with the poll).",
    ]


def test_a_tie_for_the_win_is_in_the_headline_and_the_lot_is_named() -> None:
    counted = tally(Method.PLURALITY, ranked((1, (1,)), (1, (2,))))
    winner, other = (TITLES[int(option)] for option in counted.ranking[:2])
    assert headline(counted, TITLES) == f"{winner} wins after a tie with 1 of 2 votes."
    assert tie_lines(counted, TITLES)[0] == (
        f"Tie: {winner} and {other} were level for the win. {winner} went ahead: by lot, all else being equal."
    )


def test_a_tie_for_the_runoff_is_told_by_points_when_first_preferences_are_level() -> None:
    ballots = [Ballot.scored(of) for of in ({1: 5, 2: 1}, {2: 5, 1: 2})]
    (line, rule) = tie_lines(tally(Method.STAR, ballots, (1, 2)), TITLES)
    assert line == (
        "Tie in round 2: The Paper Kite and Salt Road were level for the win."
        " The Paper Kite went ahead: more points (7 to 6)."
    )
    assert "then more points, then the lot" in rule


def test_ties_further_down_take_one_sentence() -> None:
    counted = tally(Method.PLURALITY, ranked((2, (1,)), (1, (2,)), (1, (3,))))
    assert tie_lines(counted, TITLES) == ["Others that were level stand in the order of the rule for ties."]


def test_without_a_winner_it_says_why_and_that_the_order_is_by_lot() -> None:
    empty, blank = tally(Method.APPROVAL, []), tally(Method.APPROVAL, [Ballot()])
    assert headline(empty, TITLES) == "Nobody voted, so there is no winner."
    assert headline(blank, TITLES) == "1 ballot chose nothing, so there is no winner."
    assert order(empty, TITLES).startswith("In the order of the lots (SHA-256 of “12:c0ffee:”")
    assert how(empty).startswith("No ballots, counted by")


def test_the_description_of_a_picture_keeps_to_its_limit() -> None:
    counted = tally(Method.INSTANT_RUNOFF, ranked((2, (1,)), (1, (2,))))
    assert alt_text(counted, TITLES) == (
        "The Paper Kite wins with 2 of 3 votes."
        " Round 1: The Paper Kite 2, Salt Road 1, none for 1 other. The Paper Kite has more than half."
    )
    long = alt_text(counted, dict.fromkeys(TITLES, "x" * 900))
    assert len(long) <= 1024
    assert long.endswith("…")


def test_an_option_that_stands_alone_is_told_as_such() -> None:
    duel = tally(Method.SCHULZE, ranked((1, (1,))), (1,))
    assert round_lines(duel, TITLES) == ["The Paper Kite stood alone."]
    scored = tally(Method.STAR, [Ballot.scored({1: 4})], (1,))
    assert headline(scored, TITLES) == "The Paper Kite wins with 4 points."


def test_a_runoff_without_a_preference_says_so() -> None:
    alike = tally(Method.STAR, [Ballot.scored({1: 4, 2: 4})])
    assert (
        round_lines(alike, TITLES)[1] == "Runoff of the two highest: none for anybody. 1 ballot without a preference."
    )


@given(st.sampled_from(Method), st.lists(st.lists(st.sampled_from([1, 2, 3, 4]), unique=True, max_size=4), max_size=9))
def test_every_result_can_be_told_and_names_every_option(method: Method, chosen: list[list[int]]) -> None:
    orders = [of[:1] for of in chosen] if method is Method.PLURALITY else chosen
    counted = tally(method, list(map(Ballot.ranked, orders)), (1, 2, 3, 4))
    lines = in_words(counted, TITLES)
    assert all(lines)
    assert all(title in lines[-1] for title in TITLES.values())
    assert (counted.winner is None) == lines[0].endswith("so there is no winner.")
    assert any(line.startswith("Tie") for line in lines) == any(tie.step != "places" for tie in counted.ties) or (
        counted.winner is None
    )
