"""Reasons in words: true to whom they count, short, and in whose voice they are read."""

from __future__ import annotations

import pytest

from bot.domain.picks import Critics, Genre, LovedBy, Pick, Reason, Unseen, WellKnown
from bot.domain.titles import Film
from bot.ui.recommend_words import CLUB, Audience, films_in, reason_words

ADA, BOB, CLEO = 11, 12, 13
FILMS = {number: Film(number, 1, title, 1972) for number, title in ((1, "Solaris"), (2, "Mirror"), (3, "Alien"))}
ALONE = Audience((ADA,), reader=ADA)
SHARED = Audience((ADA,))
NIGHT = Audience((ADA, BOB, CLEO), reader=ADA)


def said(audience: Audience, *reasons: Reason) -> str:
    return reason_words(Pick(9, 1.0, reasons), FILMS, audience)


@pytest.mark.parametrize(
    ("audience", "reason", "words"),
    [
        (CLUB, LovedBy((1, 2), tuple(range(7))), "7 of you loved *Solaris* and *Mirror*"),
        (CLUB, LovedBy((1,), (ADA,)), "One of you loved *Solaris*"),
        (CLUB, LovedBy((1, 2, 3), (ADA, BOB)), "2 of you loved *Solaris* and *Mirror*"),
        (ALONE, LovedBy((1,), (ADA,)), "You loved *Solaris*"),
        (SHARED, LovedBy((1,), (ADA,)), "<@11> loved *Solaris*"),
        (NIGHT, LovedBy((1,), (ADA, BOB)), "You and <@12> loved *Solaris*"),
        (NIGHT, LovedBy((1,), (ADA, BOB, CLEO)), "3 of you loved *Solaris*"),
        (CLUB, Critics(84.4, 3), "Critics 84"),
        (CLUB, Critics(84.4, 1), "Critics 84 (1 grade)"),
        (ALONE, Genre("Drama"), "You rate Drama above the rest"),
        (SHARED, Genre("Drama"), "<@11> rates Drama above the rest"),
        (NIGHT, Genre("Drama"), "Between you, you rate Drama above the rest"),
        (CLUB, Genre("Drama"), "The club rates Drama above the rest"),
        (CLUB, Unseen(), "No one here has rated it"),
        (NIGHT, LovedBy((1,), (BOB, CLEO)), "<@12> and <@13> loved *Solaris*"),
        (Audience((ADA, BOB), reader=BOB), LovedBy((1,), (ADA, BOB)), "You and <@11> loved *Solaris*"),
        (CLUB, WellKnown(10.0), "Widely known"),
    ],
)
def test_each_reason_is_said_to_whom_it_concerns(audience: Audience, reason: Reason, words: str) -> None:
    assert said(audience, reason) == words


def test_the_weightiest_three_make_one_line() -> None:
    reasons = (LovedBy((1, 2), tuple(range(7))), Critics(84.0, 5), Unseen(), WellKnown(1.0))
    assert said(CLUB, *reasons) == "7 of you loved *Solaris* and *Mirror*; critics 84; no one here has rated it"


def test_what_says_nothing_is_left_out() -> None:
    for audience in (ALONE, NIGHT):
        assert said(audience, Unseen(), Critics(70.0, 4)) == "Critics 70"
    assert said(CLUB, LovedBy((99,), (ADA,)), Critics(70.0, 4)) == "Critics 70"
    assert said(CLUB, LovedBy((1,), ()), Critics(70.0, 4)) == "Critics 70"


def test_where_nothing_speaks_for_it_what_is_said_is_true_all_the_same() -> None:
    assert said(CLUB) == "Never picked here before"
    assert said(ALONE) == said(SHARED) == "Not rated yet"
    assert said(NIGHT) == "None of you has rated it yet"


def test_the_films_to_look_up_are_the_picks_and_what_they_name() -> None:
    picks = [Pick(9, 1.0, (LovedBy((1, 2), (ADA,)),)), Pick(2, 0.5, (LovedBy((1,), (BOB,)), Unseen()))]
    assert films_in(picks) == [9, 2, 1]
