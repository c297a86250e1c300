"""Counting, held against libraries that count the same methods: every difference has a reason that is worked out here.

What a tie allows is found by trying all ways of breaking it, with code that shares nothing with the product. Where
only one winner is possible, library and product must both name it; where several are, both must name one of them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

import pyrankvote
import starvote
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Tie

from bot.domain.ballots import Ballot, Method, TieBreak, count

ELECTIONS = 2_500
Rankings = list[tuple[str, ...]]
Pairs = dict[tuple[str, str], int]


def elections(seed: int) -> Iterator[tuple[random.Random, str, TieBreak, int]]:
    """Return the chance, the options, the lots and the number of ballots of each election, from one seed."""
    for number in range(ELECTIONS):
        chance = random.Random(f"{seed}/{number}")
        yield chance, "ABCDEF"[: chance.randint(2, 6)], TieBreak(number, "n"), chance.choice((1, 5, 12, 40, 151))


# Instant runoff: pyrankvote


def partial_rankings(chance: random.Random, options: str, many: int) -> Rankings:
    """Return ballots that rank some of the options, a few of them blank."""
    return [tuple(chance.sample(options, chance.randint(0, len(options)))) for _ in range(many)]


def possible_runoff_winners(rankings: Rankings, left: frozenset[str]) -> set[str]:
    """Return who can win by some choice at each tie, dropping one option at a time."""
    firsts = Counter(dict.fromkeys(left, 0))
    firsts.update(next(o for o in order if o in left) for order in rankings if left & set(order))
    best, fewest, cast = max(firsts.values()), min(firsts.values()), sum(firsts.values())
    if best * 2 > cast or len(left) == 1:
        return {option for option in left if firsts[option] == best}
    out = [option for option in left if firsts[option] == fewest]
    return set().union(*(possible_runoff_winners(rankings, left - {option}) for option in out))


def by_pyrankvote(options: str, rankings: Rankings, seed: int) -> tuple[str, dict[str, float]]:
    """Return pyrankvote's winner and the votes of its first round; its ties are drawn from the global chance."""
    random.seed(seed)
    candidates = {option: pyrankvote.Candidate(option) for option in options}
    ballots = [pyrankvote.Ballot(ranked_candidates=[candidates[o] for o in order]) for order in rankings]
    result = pyrankvote.instant_runoff_voting(list(candidates.values()), ballots)
    first = {found.candidate.name: found.number_of_votes for found in result.rounds[0].candidate_results}
    return result.get_winners()[0].name, first


def test_instant_runoff_is_pyrankvotes_but_for_ties() -> None:
    seen: Counter[str] = Counter()
    for chance, options, tie_break, many in elections(1):
        rankings = partial_rankings(chance, options, many)
        if not any(rankings):
            continue  # nobody chose anything: pyrankvote draws a winner, Matinee names none
        tally = count(Method.INSTANT_RUNOFF, options, map(Ballot.ranked, rankings), tie_break)
        theirs, first_round = by_pyrankvote(options, rankings, chance.randrange(1000))
        possible = possible_runoff_winners(rankings, frozenset(options))
        assert {tally.winner, theirs} <= possible
        assert tally.rounds[0].figures == first_round
        seen["same" if tally.winner == theirs else "other side of a tie"] += 1
        seen["only one possible"] += len(possible) == 1
    assert seen["same"] + seen["other side of a tie"] >= 2_000
    assert seen["only one possible"] > 1_000
    assert seen["other side of a tie"] > 0


# Schulze: votelib


def weak_rankings(chance: random.Random, options: str, many: int) -> list[tuple[frozenset[str], ...]]:
    """Return ballots with equal ranks and options left out."""
    found = []
    for _ in range(many):
        ranked = chance.sample(options, chance.randint(0, len(options)))
        cuts = sorted(chance.sample(range(1, len(ranked)), chance.randint(0, len(ranked) - 1))) if ranked else []
        edges = [0, *cuts, len(ranked)]
        found.append(tuple(frozenset(ranked[a:b]) for a, b in pairwise(edges) if a < b))
    return found


def unbeaten(paths: Pairs, options: str) -> set[str]:
    """Return Schulze's potential winners: nobody has a stronger path to them than they have back."""
    return {
        one
        for one in options
        if all(paths.get((one, other), 0) >= paths.get((other, one), 0) for other in options if other != one)
    }


def by_votelib(pairs: Pairs) -> set[str]:
    """Return votelib's winner, or all whom it calls tied; nobody where no pair of options has a better one."""
    named = Schulze().evaluate(pairs, 1)
    return {option for one in named for option in (one if isinstance(one, Tie) else [one])}


def margins(pairs: Pairs) -> Pairs:
    """Return each win's strength as its margin, the other usual measure."""
    return {(a, b): many - pairs.get((b, a), 0) for (a, b), many in pairs.items()}


def test_schulze_is_votelibs_but_for_ties_and_never_goes_by_margins() -> None:
    seen: Counter[str] = Counter()
    for chance, options, tie_break, many in elections(2):
        rankings = weak_rankings(chance, options, many)
        # No ballot of this kind was cast: it only tells votelib of options that nobody ranks.
        pairs = RankedToCondorcetVotes().convert({**Counter(rankings), (frozenset(options),): 0})
        paths = Schulze.widest_paths(pairs)
        tally = count(Method.SCHULZE, options, map(Ballot.ranked, rankings), tie_break)
        (only,) = tally.rounds
        assert only.pairwise == {pair: pairs.get(pair, 0) for pair in only.pairwise}
        assert only.paths == {pair: paths.get(pair, 0) for pair in only.paths}
        theirs, possible = by_votelib(pairs), unbeaten(paths, options)
        assert tally.ranking[0] in possible
        assert theirs <= possible or len(possible) > 1
        assert len(possible) > 1 or theirs == {tally.winner}
        seen[why_schulze_differs(tally.ranking[0], theirs)] += 1
        by_margin = unbeaten(Schulze.widest_paths(margins(pairs)), options)
        seen["margins elect somebody else"] += len(possible) == len(by_margin) == 1 and by_margin != possible
    assert seen["same"] > 1_500
    assert min(seen["several unbeaten, by our rule"], seen["several unbeaten, theirs has more wins"]) > 0
    assert seen["margins elect somebody else"] > 0


def why_schulze_differs(ours: object, theirs: set[str]) -> str:
    """Name how the two results stand to each other; that several were unbeaten is asserted by the caller."""
    if theirs == {ours}:
        return "same"
    return "several unbeaten, by our rule" if ours in theirs or not theirs else "several unbeaten, theirs has more wins"


# STAR: starvote


def score_sheets(chance: random.Random, options: str, many: int) -> list[dict[str, int]]:
    """Return ballots that score every option, some of them all alike."""
    return [
        dict.fromkeys(options, chance.randint(0, 5))
        if chance.random() < 0.05
        else {option: chance.randint(0, 5) for option in options}
        for _ in range(many)
    ]


def possible_star_winners(sheets: list[dict[str, int]], options: str) -> list[set[str]]:
    """Return who can win, for each pair of finalists that equal totals leave open: both where the runoff is level."""
    totals = {option: sum(sheet[option] for sheet in sheets) for option in options}
    second = sorted(totals.values())[-2]
    winners = []
    for one, other in combinations(options, 2):
        rest = [totals[o] for o in options if o not in (one, other)]
        if min(totals[one], totals[other]) >= max(rest, default=0) and second == min(totals[one], totals[other]):
            ahead = sum((sheet[one] > sheet[other]) - (sheet[one] < sheet[other]) for sheet in sheets)
            winners.append({one} if ahead > 0 else {other} if ahead < 0 else {one, other})
    return winners


def by_starvote(sheets: list[dict[str, int]]) -> str | None:
    """Return starvote's winner by its own rules for ties; none where those end without one."""
    try:
        (winner,) = starvote.star_voting(sheets, tiebreaker=None, verbosity=0)
    except starvote.UnbreakableTieError:
        return None
    return str(winner)


def test_star_is_starvotes_but_for_ties() -> None:
    seen: Counter[str] = Counter()
    for chance, options, tie_break, many in elections(3):
        sheets = score_sheets(chance, options, many)
        tally = count(Method.STAR, options, map(Ballot.scored, sheets), tie_break)
        theirs, possible = by_starvote(sheets), possible_star_winners(sheets, options)
        is_tied = len(possible) > 1 or len(possible[0]) > 1
        assert {tally.ranking[0], theirs or tally.ranking[0]} <= set().union(*possible)
        assert theirs is not None or is_tied
        seen[
            "same" if tally.ranking[0] == theirs else "no winner there" if theirs is None else "other rule for ties"
        ] += 1
        seen["tied"] += is_tied
        assert tally.rounds[0].figures == {option: sum(sheet[option] for sheet in sheets) for option in options}
    assert seen["same"] > 2_000
    assert seen["other rule for ties"] > 0
