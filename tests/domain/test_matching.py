"""Which film a page means: by more than its title, and by a person's choice where that is not enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching import match, title_keys
from bot.domain.titles import Film

OLD = Film(1, None, "The Salt Road", 1961, ("Hedda Brandt",), ("Olaf Berg", "Lise Holm", "Jens Dahl"))
REMAKE = Film(2, None, "The Salt Road", 2014, ("Paulo Reis",), ("Ana Couto", "Rui Lobo", "Inês Vaz"))


def stated(title: str = "The Salt Road", **facts: object) -> Film:
    return replace(Film(0, None, title), **facts)


@pytest.mark.parametrize(
    "page",
    [
        stated(year=2014),
        stated(year=2015),
        stated(directors=("Paulo Reis",)),
        stated(directors=("Reis",)),
        stated(cast=("Rui Lobo",)),
        stated("Salt Road, The", year=2013, directors=("PAULO REIS",)),
        stated("the sâlt road", directors=("Páulo Reís",), cast=("Somebody Else", "Another One", "A Third")),
    ],
)
def test_one_fact_beside_the_title_is_enough(page: Film) -> None:
    assert match(page, [OLD, REMAKE]).film == REMAKE


def test_the_title_alone_is_enough_only_for_the_only_film_of_that_title() -> None:
    assert match(stated(), [OLD]).film == OLD
    found = match(stated(), [OLD, REMAKE])
    assert found.film is None
    assert found.candidates == (OLD, REMAKE)
    assert found.is_unsure


def test_without_a_film_of_that_title_it_is_new() -> None:
    found = match(stated(year=1961, directors=("Hedda Brandt",)), [])
    assert (found.film, found.candidates) == (None, ())
    assert found.reason == "New here: no film has this title."


def test_a_remake_that_is_not_here_is_new_and_says_why() -> None:
    found = match(stated(year=2014, directors=("Paulo Reis",)), [OLD])
    assert not found.is_unsure
    assert found.film is None
    assert found.reason == "New here: The Salt Road (1961) has another year and another director."


def test_facts_that_contradict_each_other_are_a_persons_question() -> None:
    found = match(stated(year=1961, directors=("Paulo Reis",)), [OLD])
    assert found.candidates == (OLD,)
    assert found.is_unsure


def test_the_same_director_filming_it_again_is_a_persons_question() -> None:
    again = replace(OLD, id=3, year=1997)
    assert match(stated(year=1997, directors=("Hedda Brandt",)), [OLD, again]).film == again
    assert match(stated(directors=("Hedda Brandt",)), [OLD, again]).is_unsure


def test_of_two_neighbouring_years_the_stated_one_wins() -> None:
    next_year = replace(REMAKE, id=4, year=1962)
    assert match(stated(year=1962), [OLD, next_year]).film == next_year
    assert match(stated(year=1963), [OLD, next_year]).film == next_year


@pytest.mark.parametrize(
    ("title", "original"), [("La route du sel", None), ("The Salt Road (La route du sel)", None), ("X", "Saltveien")]
)
def test_translated_and_original_titles_meet(title: str, original: str | None) -> None:
    film = Film(7, None, "La route du sel" if original is None else "The Salt Road", 1961, original_title=original)
    page = stated("La route du sel (The Salt Road)" if original is None else "Saltveien", year=1961)
    assert match(page, [film]).film == film
    assert title_keys(stated(title))


def test_a_year_in_brackets_is_no_translation() -> None:
    assert title_keys(stated("Blow-Up (1966)")) == title_keys(stated("Blow-Up (1966)")) - {"1966"}


NAMES = st.sampled_from(("Hedda Brandt", "Paulo Reis", "Lise Holm", "Rui Lobo", "Brandt"))
FILMS = st.builds(
    Film,
    st.integers(1, 10**6),
    st.none(),
    st.sampled_from(("The Salt Road", "Salt Road", "Other")),
    st.none() | st.integers(1960, 1966),
    st.lists(NAMES, max_size=2).map(tuple),
    st.lists(NAMES, max_size=4).map(tuple),
)
SHELVES = st.lists(FILMS, max_size=5, unique_by=lambda film: film.id)


@given(FILMS, SHELVES, st.randoms())
def test_the_order_of_the_shelf_decides_nothing(page: Film, shelf: list[Film], random) -> None:
    found = match(page, shelf)
    shuffled = shelf.copy()
    random.shuffle(shuffled)
    again = match(page, shuffled)
    assert found.film == again.film
    assert set(found.candidates) == set(again.candidates)


@given(FILMS, SHELVES)
def test_what_is_chosen_was_a_candidate_and_never_only_by_title_among_several(page: Film, shelf: list[Film]) -> None:
    found = match(page, shelf)
    if found.film is not None:
        assert found.film in found.candidates
    nothing_else = replace(page, year=None, directors=(), cast=())
    alone = match(nothing_else, shelf)
    assert (alone.film is not None) == (len(alone.candidates) == 1)
