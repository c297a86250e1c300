"""Counting 10,000 ballots over 10 options, beside the libraries that the tests hold it against."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pyrankvote
import starvote
from votelib.convert import ApprovalToSimpleVotes, RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Plurality

from benchmarks.measure import Figure
from bot.domain.ballot_lines import count_lines, packed
from bot.domain.ballots import Ballot, Method, TieBreak, count
from bot.worker.counting import counted

OPTIONS = tuple("ABCDEFGHIJ")
BALLOTS = 10_000
ROUNDS = 5
Work = Callable[[], object]


def run() -> Iterator[str | Figure]:
    """Yield each method's processor time as a multiple of the library's in the same round, and in milliseconds."""
    yield f"{BALLOTS:,} ballots over {len(OPTIONS)} options, all different where the method lets them be"
    yield "both sides begin with ballots of their own form; Matinee's includes the checks and the rule for ties"
    chance = random.Random(5)
    for method, library, ours, theirs in _pairs(chance):
        samples = [(_seconds(ours), _seconds(theirs)) for _ in range(ROUNDS)]
        yield Figure(f"{method.label}, beside {library}", [one / other for one, other in samples], "× its time")
        yield Figure(f"{method.label}", [one * 1000 for one, _ in samples], "ms")
    lines = [packed(Ballot.ranked(chance.sample(OPTIONS, len(OPTIONS)))) for _ in range(BALLOTS)]
    chosen = (Method.SCHULZE, OPTIONS, lines, TieBreak(1, "nonce"))
    yield Figure("loop held at worst, idle", asyncio.run(_lags(time.sleep, 0.1)), "ms")
    yield Figure("loop held by Schulze in a thread, at worst", asyncio.run(_lags(count_lines, *chosen)), "ms")
    yield Figure("as the bot does it, in a process", asyncio.run(_lags(counted, *chosen)), "ms", below=20)
    yield Figure("and how long that takes", [_wall(counted, *chosen) for _ in range(ROUNDS)], "ms")


def _pairs(chance: random.Random) -> Iterator[tuple[Method, str, Work, Work]]:
    chosen = [frozenset(chance.sample(OPTIONS, chance.randint(1, 6))) for _ in range(BALLOTS)]
    single = [chance.choice(OPTIONS) for _ in range(BALLOTS)]
    orders = [tuple(chance.sample(OPTIONS, len(OPTIONS))) for _ in range(BALLOTS)]
    sheets = [{option: chance.randint(0, 5) for option in OPTIONS} for _ in range(BALLOTS)]
    named = {option: pyrankvote.Candidate(option) for option in OPTIONS}
    ranked = [pyrankvote.Ballot(ranked_candidates=[named[option] for option in order]) for order in orders]
    yield (
        Method.PLURALITY,
        "votelib",
        _counting(Method.PLURALITY, [Ballot.approving([option]) for option in single]),
        lambda: Plurality().evaluate(Counter(single), 1),
    )
    yield (
        Method.APPROVAL,
        "votelib",
        _counting(Method.APPROVAL, list(map(Ballot.approving, chosen))),
        lambda: Plurality().evaluate(ApprovalToSimpleVotes().convert(Counter(chosen)), 1),
    )
    yield (
        Method.INSTANT_RUNOFF,
        "pyrankvote",
        _counting(Method.INSTANT_RUNOFF, list(map(Ballot.ranked, orders))),
        lambda: pyrankvote.instant_runoff_voting(list(named.values()), ranked),
    )
    yield (
        Method.SCHULZE,
        "votelib",
        _counting(Method.SCHULZE, list(map(Ballot.ranked, orders))),
        lambda: Schulze().evaluate(RankedToCondorcetVotes().convert(Counter(orders)), 1),
    )
    yield (
        Method.STAR,
        "starvote",
        _counting(Method.STAR, list(map(Ballot.scored, sheets))),
        lambda: starvote.star_voting(sheets, verbosity=0),
    )


def _counting(method: Method, ballots: list[Ballot]) -> Work:
    return lambda: count(method, OPTIONS, ballots, TieBreak(1, "nonce"))


async def _lags(work: Callable[..., object], *given: object) -> list[float]:
    """Return, for each of some rounds of work in a thread, the longest that the loop then waited, in milliseconds."""
    return [await _longest_wait(asyncio.ensure_future(asyncio.to_thread(work, *given))) for _ in range(ROUNDS)]


def _wall(work: Callable[..., object], *given: object) -> float:
    began = time.perf_counter()
    work(*given)
    return (time.perf_counter() - began) * 1000


async def _longest_wait(work: asyncio.Future[object]) -> float:
    longest = 0.0
    while not work.done():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - began - 0.001)
    return longest * 1000


def _seconds(work: Work) -> float:
    # Processor time: a busy neighbour then lengthens neither side.
    began = time.process_time()
    work()
    return time.process_time() - began
