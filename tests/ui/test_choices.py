"""What autocomplete remembers, and what it must not."""

from __future__ import annotations

from discord import app_commands

from bot.ui.choices import LIFTED, Choice, Choices, Lifts


def choices_of(*names: str) -> list[Choice]:
    return [app_commands.Choice(name=name, value=f"film:{at}") for at, name in enumerate(names, 1)]


def test_choices_are_recalled_until_the_index_changes() -> None:
    kept, question = Choices(), (1, "stal", ())
    assert kept.recall(question, 7) is None
    kept.keep(question, 7, choices_of("Stalker"))
    assert kept.recall(question, 7) == choices_of("Stalker")
    assert kept.recall(question, 8) is None


def test_no_server_and_no_lift_is_answered_with_anothers_choices() -> None:
    kept = Choices()
    kept.keep((1, "stal", (3,)), 7, choices_of("Stalker"))
    assert kept.recall((2, "stal", (3,)), 7) is None
    assert kept.recall((1, "stal", ()), 7) is None


def test_the_oldest_question_goes_first() -> None:
    kept = Choices(size=2)
    for text in ("a", "b", "a", "c"):
        if kept.recall((1, text, ()), 0) is None:
            kept.keep((1, text, ()), 0, choices_of(text))
    assert kept.recall((1, "b", ()), 0) is None
    assert kept.recall((1, "a", ()), 0) is not None


def test_a_lift_is_fresh_for_some_minutes_and_belongs_to_one_member_of_one_server() -> None:
    lifts = Lifts()
    assert lifts.keep(1, 10, 100.0, [5, 6]) == (5, 6)
    assert lifts.recall(1, 10, 200.0) == (5, 6)
    assert lifts.recall(1, 10, 1_000.0) is None
    assert lifts.recall(2, 10, 200.0) is None
    assert lifts.recall(1, 11, 200.0) is None


def test_only_the_first_films_are_lifted() -> None:
    assert Lifts().keep(1, 10, 0.0, list(range(40))) == tuple(range(LIFTED))
