"""How ties were broken, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.ballots import Method, Option, Rule, Step, Tally, Tie
from bot.domain.wording import and_

Titles = Mapping[Option, str]

_LEVEL = {
    Step.WINNER: "were level for the win",
    Step.FINALISTS: "were level for a place in the runoff",
    Step.ELIMINATION: "were level at the bottom",
}


def tie_lines(tally: Tally, titles: Titles) -> list[str]:
    """Tell each tie that mattered and what decided it, then the rule; nothing where there was no tie."""
    lines = [
        _tie(tally, tie, titles, number if len(tally.rounds) > 1 else 0)
        for number, round_ in enumerate(tally.rounds, 1)
        for tie in round_.ties
        if tie.step is not Step.PLACES
    ]
    if lines:
        lines.append(_rule(tally))
    if any(tie.step is Step.PLACES for tie in tally.ties):
        lines.append("Others that were level stand in the order of the rule for ties.")
    return lines


def lots(tally: Tally) -> str:
    """Say how anybody can draw the lots again."""
    fixed = tally.tie_break
    return f"SHA-256 of “{fixed.poll_id}:{fixed.nonce}:” and the option's number, lowest first, fixed with the poll"


def _tie(tally: Tally, tie: Tie, titles: Titles, number: int) -> str:
    where = f"Tie in round {number}" if number else "Tie"
    level = f"{where}: {and_(titles[option] for option in tie.options)} {_LEVEL[tie.step]}."
    return f"{level} {_decided(tie, titles)}: {_reason(tally, tie)}."


def _decided(tie: Tie, titles: Titles) -> str:
    if tie.step is Step.ELIMINATION:
        return f"{titles[tie.options[tie.ahead]]} was dropped"
    return f"{and_(titles[option] for option in tie.options[: tie.ahead])} went ahead"


def _reason(tally: Tally, tie: Tie) -> str:
    """Say which figures parted the last to go ahead from the first left behind, seen from whoever the tie named."""
    out = tie.step is Step.ELIMINATION
    if tie.decided_by is Rule.LOT:
        return "by lot, all else being equal"
    by_first = tie.decided_by is Rule.FIRST_PREFERENCES
    of = tally.first_preferences if by_first else tally.support
    ahead, behind = of[tie.options[tie.ahead - 1]], of[tie.options[tie.ahead]]
    what = "first preferences" if by_first else _support(tally.method)
    return f"fewer {what} ({behind} to {ahead})" if out else f"more {what} ({ahead} to {behind})"


def _rule(tally: Tally) -> str:
    return f"Rule for ties: more first preferences, then more {_support(tally.method)}, then the lot ({lots(tally)})."


def _support(method: Method) -> str:
    return "points" if method is Method.STAR else "ballots that name it"
