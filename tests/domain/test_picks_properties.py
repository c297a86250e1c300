"""Picking, held to what must be true of every club."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pick_blend import blend
from bot.domain.pick_crowd import crowd_of
from bot.domain.picks import LovedBy, PickFilm, Prior, fit, recommend

USERS, FILMS = st.integers(1, 8), st.integers(1, 15)
RATINGS = st.lists(st.tuples(USERS, FILMS, st.integers(1, 10)), max_size=40)
SHELVES = st.lists(
    st.builds(
        PickFilm,
        FILMS,
        genres=st.lists(st.sampled_from(["Drama", "Comedy", "Western"]), max_size=2, unique=True).map(tuple),
        year=st.none() | st.integers(1900, 2030),
        language=st.none() | st.sampled_from(["en", "fr"]),
        popularity=st.integers(0, 1000).map(float),
    ),
    max_size=12,
    unique_by=lambda film: film.film_id,
)
PRIORS = st.dictionaries(FILMS, st.builds(Prior, st.none() | st.floats(0, 100), st.integers(0, 20), st.integers(0, 99)))
CROWDS = st.none() | USERS | st.lists(USERS, max_size=4)
ASKED = st.fixed_dictionaries(
    {
        "seen": st.sets(FILMS, max_size=5),
        "limit": st.integers(0, 12),
        "members": CROWDS,
        "allowed": st.none() | st.sets(USERS),
        "vetoes": st.dictionaries(FILMS, st.integers(0, 3), max_size=4),
        "history": st.lists(FILMS, max_size=4),
        "seen_share": st.sampled_from([0.0, 0.5, 1.0]),
    }
)


@given(RATINGS, SHELVES, PRIORS, ASKED, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(ratings, films, prior, asked, chance: random.Random) -> None:
    picks = recommend(ratings, films, prior, **asked)
    assert recommend(ratings, films, prior, **asked) == picks
    mixed, dealt = list(ratings), list(films)
    chance.shuffle(mixed)
    chance.shuffle(dealt)
    assert recommend(mixed, dealt, dict(sorted(prior.items(), reverse=True)), **asked) == picks


@given(RATINGS, SHELVES, PRIORS, ASKED)
def test_bounds_are_kept_and_reasons_are_true(ratings, films, prior, asked) -> None:
    picks = recommend(ratings, films, prior, **asked)
    picked = [pick.film_id for pick in picks]
    assert len(picked) == len(set(picked)) <= asked["limit"]
    gone = asked["seen"] | set(asked["history"]) | {film for film, count in asked["vetoes"].items() if count > 1}
    assert not gone & set(picked)
    assert set(picked) <= ({film.film_id for film in films} or {film for _, film, _ in ratings} | set(prior))
    assert all(np.isfinite(pick.score) for pick in picks)
    raters = crowd(asked["members"], ratings)
    mean = np.mean([score for *_, score in ratings]) if ratings else 0
    for loved in [one for pick in picks for one in pick.reasons if isinstance(one, LovedBy)]:
        assert set(loved.members) <= raters & (asked["allowed"] if asked["allowed"] is not None else raters)
        assert loved.members
        for film in loved.film_ids:
            for member in loved.members:
                assert np.mean([score for user, what, score in ratings if (user, what) == (member, film)]) >= mean


def crowd(members, ratings) -> set[int]:
    everybody = {user for user, *_ in ratings}
    return everybody if members is None else {members} if isinstance(members, int) else set(members)


@given(RATINGS, SHELVES, st.lists(USERS, max_size=5))
def test_a_crowd_has_the_ratings_of_its_members_and_no_others(ratings, films, members) -> None:
    model = fit(ratings, films)
    crowd = crowd_of(model.table, model.axis, members)
    whose = zip(crowd.users.tolist(), model.ids[crowd.columns].tolist(), strict=True)
    assert sorted(whose) == sorted({(user, film) for user, film, _ in ratings if user in members})
    assert crowd.size == len(set(members))


@given(RATINGS, SHELVES, ASKED)
def test_a_shorter_list_is_the_beginning_of_a_longer_one(ratings, films, asked) -> None:
    model = fit(ratings, films)
    longer = model.recommend(**asked)
    shorter = model.recommend(**{**asked, "limit": asked["limit"] // 2})
    assert longer[: asked["limit"] // 2] == shorter


@given(RATINGS, SHELVES, st.floats(0.1, 50), st.floats(-100, 100))
def test_the_scale_of_scores_does_not_matter(ratings, films, stretch: float, shift: float) -> None:
    here = recommend(ratings, films, members=1)
    there = recommend([(user, film, score * stretch + shift) for user, film, score in ratings], films, members=1)
    by_film = {pick.film_id: pick.score for pick in there}
    assert {pick.film_id for pick in here} == set(by_film)
    assert all(abs(by_film[pick.film_id] - pick.score) < 1e-5 for pick in here)


@settings(max_examples=50)
@given(RATINGS.filter(lambda rows: len({user for user, *_ in rows}) > 2), SHELVES)
def test_a_groups_ease_scores_are_the_average_of_its_members(ratings, films) -> None:
    model = fit(ratings, films)
    group = sorted({user for user, *_ in ratings})[:3]

    def told(members):
        found = crowd_of(model.table, model.axis, members)
        return model.ease.scores(*found.row(model.ease.films)), model.taste.weights(
            found.columns, found.values, found.starts
        )

    each = [told(member) for member in group]
    together = told(group)
    for part in (0, 1):
        np.testing.assert_allclose(together[part], np.mean([one[part] for one in each], axis=0), atol=1e-9)


@given(RATINGS, SHELVES, PRIORS, CROWDS)
def test_what_is_said_to_bring_a_score_adds_up_to_it(ratings, films, prior, members) -> None:
    model = fit(ratings, films, prior)
    if not len(model.axis):
        return
    found = crowd_of(model.table, model.axis, members)
    mixed = blend(model.ease, model.taste, model.axis, found, len(model.table.column))
    parts = [
        mixed.pulls(model.ease, place) @ mixed.row + mixed.leanings(model.taste, place).sum() + mixed.fame[place]
        for place in range(len(model.axis))
    ]
    np.testing.assert_allclose(mixed.total, np.array(parts) - np.mean(parts), atol=1e-8)
