"""Turns are given at once while few ask, and evenly from then on."""

from __future__ import annotations

from bot.pace import BURST, PER_SECOND, Pace


class Clock:
    """Stand still except while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def test_a_second_never_has_more_than_the_rate_and_the_burst() -> None:
    clock = Clock()
    pace, at = Pace(clock=clock, sleep=clock.sleep), []
    for _ in range(500):
        await pace.turn()
        at.append(clock.now)
    assert at[:BURST] == [100.0] * BURST
    busiest = max(sum(1 for one in at if start <= one < start + 1) for start in at)
    assert busiest <= PER_SECOND + BURST + 1 < 50
    assert abs(at[-1] - 100.0 - 500 / PER_SECOND) < 1


async def test_after_a_rest_the_first_go_at_once_again() -> None:
    clock = Clock()
    pace = Pace(clock=clock, sleep=clock.sleep)
    for _ in range(100):
        await pace.turn()
    clock.now += 60
    before = clock.now
    for _ in range(BURST):
        await pace.turn()
    assert clock.now == before
