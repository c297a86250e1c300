"""How numbers and lists read in the sentences about a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.ballots import Option


def many(number: int, what: str) -> str:
    """Say a number of things: "1 ballot", "3 ballots", "no ballots"."""
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def and_(names: Iterable[str]) -> str:
    """Join names as in a sentence: "A", "A and B", "A, B and C"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def figures(of: Mapping[Option, int], titles: Mapping[Option, str]) -> str:
    """List figures, highest first; whoever has none is left out and said to have none."""
    # Equal figures stand by title: the order they are read in must not come from the order of the options.
    ordered = sorted(of.items(), key=lambda item: (-item[1], titles[item[0]], str(item[0])))
    named = [f"{titles[option]} {figure}" for option, figure in ordered if figure]
    if not named:
        return "none for anybody"
    none = len(of) - len(named)
    return ", ".join([*named, f"none for {many(none, 'other')}"] if none else named)
