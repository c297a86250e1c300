"""A week at a glance: who is ranked, who is apart, and the same answer in any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digests import FilmWeek, digest

FILMS = st.builds(
    FilmWeek,
    film_id=st.integers(1, 50),
    total=st.integers(0, 100),
    ratings=st.integers(1, 10),
    fresh=st.integers(0, 5),
    critics_mean=st.one_of(st.none(), st.floats(0, 100)),
    critics=st.integers(0, 9),
)


def test_a_film_with_two_ratings_is_not_ranked_and_few_are_pulled_to_the_mean() -> None:
    two, few, many = FilmWeek(1, 20, 2, 2), FilmWeek(2, 30, 3, 1), FilmWeek(3, 190, 20, 4)
    assert [film.film_id for film in digest([two, few, many], 5.0).best] == [3, 2]


def test_what_was_not_rated_this_week_is_not_among_the_best_but_may_be_apart() -> None:
    found = digest([FilmWeek(1, 27, 3, 0, 40.0, 3)], 5.0)
    assert found.best == ()
    assert found.parting is not None
    assert found.parting.points == 50.0


def test_agreement_is_no_news_and_two_critics_are_too_few() -> None:
    assert digest([FilmWeek(1, 24, 3, 3, 78.0, 3)], 5.0).parting is None
    assert digest([FilmWeek(1, 24, 3, 3, 10.0, 2)], 5.0).parting is None


@given(st.lists(FILMS, unique_by=lambda film: film.film_id), st.randoms())
def test_the_order_of_what_is_told_does_not_matter(films: list[FilmWeek], chance: object) -> None:
    shuffled = sorted(films, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert digest(films, 6.0, [(1, 2), (2, 2)]) == digest(shuffled, 6.0, [(2, 2), (1, 2)])
