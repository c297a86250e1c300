"""Which film is meant by an id, by a decision and by its title, in that order, and where a person is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.film_ids import address, contradict, usable
from bot.domain.known_films import KnownFilms, Remembered, statements
from bot.domain.titles import Film

OLD = Film(1, 5, "The Salt Road", 1961, ("Hedda Brandt",))
REMAKE = Film(2, 5, "The Salt Road", 2014, ("Paulo Reis",))
OTHER = Film(3, 5, "Kites in March", 1988)
IMDB, TMDB = ("imdb", "tt0000001"), ("tmdb", "77")


def stated(title: str = "The Salt Road", *ids: tuple[str, str], **facts: object) -> Film:
    return replace(Film(0, None, title, ids=ids), **facts)


def known(ids: dict[tuple[str, str], int] | None = None, decisions: dict[str, int] | None = None) -> KnownFilms:
    return KnownFilms([OLD, REMAKE, OTHER], Remembered((), tuple((ids or {}).items()), decisions or {}))


def test_an_id_decides_where_the_title_does_not() -> None:
    assert known().find(stated()).is_unsure
    found = known({IMDB: 2}).find(stated("The Salt Road", IMDB))
    assert (found.film, found.reason) == (REMAKE, "The same id in the catalogue of IMDb.")


@pytest.mark.parametrize(
    "film",
    [
        stated("Die Salzstraße", IMDB, year=2015),
        stated("Die Salzstraße", IMDB, directors=("Reis",)),
        stated("", IMDB),
        stated("Salt Road, The", IMDB, year=1990),
    ],
)
def test_an_id_and_one_thing_beside_it_are_enough(film: Film) -> None:
    assert known({IMDB: 2}).find(film).film == REMAKE


def test_an_id_that_everything_else_speaks_against_is_a_persons_question() -> None:
    found = known({IMDB: 2}).find(stated("Kites in March", IMDB, year=1988))
    assert found.film is None
    assert set(found.candidates) == {REMAKE, OTHER}


def test_two_ids_that_lead_to_two_films_are_a_persons_question() -> None:
    found = known({IMDB: 1, TMDB: 2}).find(stated("The Salt Road", IMDB, TMDB, year=1961))
    assert found.is_unsure
    assert {OLD, REMAKE} <= set(found.candidates)


def test_another_id_of_the_same_catalogue_is_another_film() -> None:
    there = known({("imdb", "tt0000009"): 1})
    assert there.find(stated("The Salt Road", IMDB, year=1962)).candidates == ()
    assert there.find(stated("The Salt Road", IMDB, year=1961)).is_unsure
    assert there.find(stated("The Salt Road", TMDB, year=1961)).film == OLD
    assert there.find(stated("The Salt Road", ("letterboxd", "https://boxd.it/a"), year=1961)).film == OLD


def test_what_was_decided_goes_before_titles_and_after_ids() -> None:
    asked = stated()
    (key,) = statements(asked)
    decided = known({IMDB: 2}, {key: 1})
    assert decided.find(asked).film == OLD
    assert decided.find(stated("SALT ROAD")).film == OLD
    assert decided.find(stated("The Salt Road", year=2014)).film == REMAKE
    assert decided.find(stated("The Salt Road", IMDB)).film == REMAKE
    assert known({}, {key: 99}).find(asked).is_unsure


def test_a_decision_about_an_id_goes_before_everything() -> None:
    keys = statements(stated("The Salt Road", IMDB))
    assert known({IMDB: 2}, dict.fromkeys(keys, 3)).find(stated("The Salt Road", IMDB, year=2014)).film == OTHER


def test_new_films_of_a_file_are_told_apart_by_their_ids() -> None:
    there = KnownFilms([])
    there.learn(Film(-1, None, "Pinwheel", 2021, ids=(IMDB,)))
    assert there.find(stated("Pinwheel", ("imdb", "tt0000002"), year=2022)).candidates == ()
    assert there.find(stated("Pinwheel", ("imdb", "tt0000002"), year=2021)).candidates == ()
    assert there.find(stated("Windrad", IMDB, year=2022)).film == Film(-1, None, "Pinwheel", 2021, ids=(IMDB,))
    assert there.find(stated("Pinwheel", year=2021)).film is not None


@pytest.mark.parametrize(
    ("kind", "value", "same"),
    [
        ("imdb", " tt0079944 ", ("imdb", "tt0079944")),
        ("tmdb", "0077", ("tmdb", "77")),
        ("letterboxd", "https://boxd.it/29Pq", ("letterboxd", "boxd.it/29Pq")),
        ("letterboxd", "http://www.letterboxd.com/film/stalker/", ("letterboxd", "film/stalker")),
        ("letterboxd", "https://letterboxd.com/ann/film/stalker/1/", ("letterboxd", "film/stalker")),
    ],
)
def test_spellings_of_an_id_meet(kind: str, value: str, same: tuple[str, str]) -> None:
    assert usable([(kind, value), same]) == (same,)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("imdb", "nm0000001"), ("imdb", ""), ("tmdb", "0"), ("tmdb", "-7"), ("letterboxd", "https://evil.example/film/x"),
     ("rottentomatoes", "abc"), ("letterboxd", "https://letterboxd.com/ann/list/stalker/")],
)  # fmt: skip
def test_what_is_no_id_is_left_out(kind: str, value: str) -> None:
    assert usable([(kind, value)]) == ()


@pytest.mark.parametrize("film_id", [IMDB, ("letterboxd", "boxd.it/29Pq"), ("letterboxd", "film/stalker")])
def test_an_id_leads_to_a_page_whose_address_is_that_id(film_id: tuple[str, str]) -> None:
    assert address(film_id).startswith("https://")
    if film_id[0] == "letterboxd":
        assert usable([("letterboxd", address(film_id))]) == (film_id,)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["imdb", "tmdb", "letterboxd", "x"]), st.text(max_size=40))))
def test_any_text_is_an_id_or_none_and_an_id_stays_itself(ids: list[tuple[str, str]]) -> None:
    found = usable(ids)
    assert usable(found) == found
    assert not contradict(found, found)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Film,
            st.just(0),
            st.none(),
            st.sampled_from(["Pinwheel", "The Salt Road", "Kites"]),
            st.sampled_from([None, 1960, 1961, 1962]),
            ids=st.sampled_from([(), (IMDB,), (("imdb", "tt0000002"),), (TMDB,), (IMDB, TMDB)]),
        ),
        max_size=12,
    )
)
def test_a_film_that_was_learned_is_found_again_or_asked_about(stated_films: list[Film]) -> None:
    there = KnownFilms([])
    for number, film in enumerate(stated_films, 1):
        if there.find(film).film is None and not there.find(film).is_unsure:
            there.learn(replace(film, id=-number))
        again = there.find(film)
        assert again.film is not None or again.is_unsure
