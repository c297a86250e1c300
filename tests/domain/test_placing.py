"""A batch placed in its order: new films shared, choices kept, repeats noticed, the rest left to a person."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.drafts import Draft, nothing_read
from bot.domain.known_films import Remembered
from bot.domain.placing import NEW, Item, Placing, Verdict, reference
from bot.domain.titles import Film

SHELF = (Film(1, 5, "The Salt Road", 1961), Film(2, 5, "The Salt Road", 2014))


def item(position: int, title: str = "The Salt Road", **facts: object) -> Item:
    draft = nothing_read("page.txt", "")
    film = replace(Film(0, None, title), **facts)
    return Item(position, replace(draft, film=film, readable=True, is_review=True, reason=None))


def test_pages_of_one_new_film_share_it_and_each_adds_to_it() -> None:
    placing = Placing((), {})
    first = placing.place(item(0, "Corazon", directors=("Jose Pena",)))
    second = placing.place(item(1, "Corazón", directors=("José Peña",), year=2001))
    third = placing.place(item(2, "CORAZON", year=2001))
    assert [place.verdict for place in (first, second, third)] == [Verdict.READY] * 3
    assert {place.film.id for place in (first, second, third) if place.film} == {reference(0)}
    assert third.film is not None
    assert (third.film.title, third.film.directors, third.film.year) == ("Corazón", ("José Peña",), 2001)


def test_two_films_that_fit_need_a_person_whose_choice_holds() -> None:
    placing = Placing(SHELF, {})
    asked = placing.place(item(0))
    assert (asked.verdict, asked.candidates) == (Verdict.NEEDS_YOU, SHELF)
    assert placing.place(replace(item(1), chosen=2)).film == SHELF[1]
    new = placing.place(replace(item(2), chosen=NEW))
    assert new.verdict is Verdict.READY
    assert new.film is not None
    assert new.film.id == reference(2)
    shared = placing.place(replace(item(3), chosen=reference(2)))
    assert shared.film is not None
    assert shared.film.id == reference(2)


def test_a_chosen_film_that_is_gone_is_asked_again() -> None:
    assert Placing(SHELF, {}).place(replace(item(0), chosen=99)).verdict is Verdict.NEEDS_YOU


def test_what_is_no_review_waits_for_an_admins_word() -> None:
    no_review = item(0)
    no_review = replace(no_review, draft=replace(no_review.draft, is_review=False, reason="It is a recipe."))
    placing = Placing(SHELF[:1], {})
    assert placing.place(no_review).reason == "It is a recipe."
    assert placing.place(replace(no_review, taken=True)).verdict is Verdict.READY
    assert placing.place(replace(item(1), taken=False)).verdict is Verdict.LEFT_OUT


def test_repeats_films_without_a_name_and_broken_files_are_not_ready() -> None:
    placing = Placing(SHELF, {0: SHELF[0]}, {1})
    assert placing.place(item(0)).film == SHELF[0]
    assert placing.place(item(0)).verdict is Verdict.HERE
    assert placing.place(item(1)).verdict is Verdict.HERE
    assert placing.place(item(2, "")).verdict is Verdict.NEEDS_YOU
    broken: Draft = nothing_read("x.png", "This is no text.")
    assert placing.place(Item(3, broken, taken=True)).verdict is Verdict.UNREADABLE


def test_another_title_is_another_film_unless_it_leads_there() -> None:
    page = item(0, "The Salt Roads", year=1961)
    apart = Placing(SHELF, {}).place(page)
    assert apart.film is not None
    assert apart.film.id == reference(0)
    assert Placing(SHELF, {}, (), Remembered((("salt roads", 1), ("salt roads", 99)))).place(page).film == SHELF[0]
