"""What another page adds to a film, and what it leaves alone."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.enriching import enrich, fuller, signed, together
from bot.domain.titles import Film

FILM = Film(1, 5, "Corazon", 2001, ("Jose Pena",), ("Ana Lopez",), certificate="12A")
PAGE = Film(
    0,
    None,
    "Corazón",
    2002,
    ("José Peña",),
    ("Rui Lobo", "Ana López"),
    ("Drama",),
    101,
    "PG",
    "mild peril",
    "Corazón mío",
    "es",
)


def test_empty_fields_are_filled_and_others_people_wrote_stay() -> None:
    assert enrich(FILM, PAGE, None) == replace(
        FILM, genres=("Drama",), runtime_minutes=101, original_title="Corazón mío", language="es"
    )


def test_what_imports_wrote_gets_fuller_spellings_and_a_longer_cast() -> None:
    richer = enrich(FILM, PAGE, FILM)
    assert (richer.title, richer.directors) == ("Corazón", ("José Peña",))
    assert richer.cast == ("Ana López", "Rui Lobo")
    assert (richer.year, richer.certificate, richer.certificate_reason) == (2001, "12A", None)


def test_a_plainer_spelling_takes_nothing_back() -> None:
    spelled = replace(FILM, title="Corazón", directors=("José Peña",), cast=("Ana López",))
    plain = replace(PAGE, title="Corazon", directors=("Jose Pena",), cast=("Ana Lopez",))
    richer = enrich(spelled, plain, spelled)
    assert (richer.title, richer.directors, richer.cast) == ("Corazón", ("José Peña",), ("Ana López",))


def test_a_reason_comes_only_with_its_own_certificate() -> None:
    assert enrich(replace(FILM, certificate="PG"), PAGE, None).certificate_reason == "mild peril"
    assert enrich(replace(FILM, certificate=None), PAGE, None).certificate_reason == "mild peril"
    assert enrich(FILM, PAGE, FILM).certificate_reason is None


def test_what_a_person_changed_or_emptied_after_an_import_stays() -> None:
    edited = replace(FILM, title="Corazon!", directors=(), cast=("Somebody",), certificate=None, runtime_minutes=90)
    ours = replace(FILM, runtime_minutes=101)
    richer = enrich(edited, PAGE, ours)
    assert (richer.title, richer.directors, richer.cast) == ("Corazon!", (), ("Somebody",))
    assert (richer.certificate, richer.certificate_reason, richer.runtime_minutes) == (None, None, 90)


def test_names_meet_once_in_their_fuller_spelling() -> None:
    assert together(("Ana Lopez", "Lobo"), ("ANA LÓPEZ", "Rui Lobo")) == ("ANA LÓPEZ", "Rui Lobo")
    assert together(("Pena",), ("Jose Pena", "Maria Pena")) == ("Pena",)
    assert fuller("ANA", "Ana") == "Ana"
    assert fuller("Ana", "ANA") == "Ana"


TITLES = st.sampled_from(("Corazon", "Corazón"))
NAMES = st.lists(st.sampled_from(("Jose Pena", "José Peña", "Ana Lopez", "Rui Lobo")), max_size=3).map(tuple)
FILMS = st.builds(
    Film,
    st.just(1),
    st.just(5),
    TITLES,
    st.none() | st.integers(2000, 2002),
    NAMES,
    NAMES,
    st.sampled_from(((), ("Drama",))),
    st.sampled_from((None, 90, 101)),
    st.sampled_from((None, "PG", "12A")),
    st.sampled_from((None, "peril")),
    st.sampled_from((None, "Corazón mío")),
)


@given(FILMS, st.lists(FILMS, max_size=3), FILMS)
def test_no_field_that_a_person_wrote_is_ever_written_over(film: Film, pages: list[Film], last: Film) -> None:
    ours = None
    for page in pages:
        richer = enrich(film, page, ours)
        film, ours = richer, signed(film, richer, ours)
    edited = replace(film, runtime_minutes=77, cast=("By Hand",), title="By hand", year=1950)
    richer = enrich(edited, last, ours)
    for field in ("runtime_minutes", "cast", "title", "year"):
        assert getattr(richer, field) == getattr(edited, field)


@given(FILMS, FILMS)
def test_a_page_seen_again_adds_nothing(film: Film, page: Film) -> None:
    once = enrich(film, page, film)
    assert enrich(once, page, signed(film, once, film)) == once
    assert {each.name for each in fields(Film)} == set(Film.__slots__)
