"""The parts of picking, held to plain formulas."""

from __future__ import annotations

import random

import numpy as np
import pytest

from bot.domain import pick_ease
from bot.domain.pick_axis import lay_out
from bot.domain.pick_ease import ByFilms, ByUsers, learn
from bot.domain.pick_facts import PickFilm
from bot.domain.pick_table import read
from bot.domain.pick_taste import RIDGE, taste_of


def ratings(users: int, films: int, seed: int) -> list[tuple[int, int, float]]:
    chance = random.Random(seed)
    return [
        (user, film, chance.randint(1, 20) / 2)
        for user in range(users)
        for film in chance.sample(range(films), chance.randint(1, films // 2))
    ]


def plain(table: object, weight: float) -> tuple[np.ndarray, np.ndarray]:
    """X and B as the paper has them, over the table's own order of films."""
    rated = np.zeros((len(table.users), len(table.films)))
    for user in range(len(table.users)):
        rows = table.rows(user)
        rated[user, table.column[rows]] = table.value[rows]
    inverse = np.linalg.inv(rated.T @ rated + weight * np.eye(len(table.films)))
    between = -inverse / np.diag(inverse)
    np.fill_diagonal(between, 0)
    return rated, between


@pytest.mark.parametrize(("users", "films", "kind"), [(30, 60, ByUsers), (90, 40, ByFilms), (60, 40, ByFilms)])
@pytest.mark.parametrize("weight", [1.0, 400.0])
def test_ease_is_the_plain_formula(users: int, films: int, kind: type, weight: float) -> None:
    table = read(ratings(users, films, seed=users))
    axis = lay_out(table, (), None)
    ease = learn(table, axis.place, axis.rated, weight)
    assert isinstance(ease, kind)
    rated, between = plain(table, weight)
    place = axis.place
    for user in range(0, users, 7):
        rows = table.rows(user)
        scores = ease.scores(place[table.column[rows]], table.value[rows])
        np.testing.assert_allclose(scores[place], rated[user] @ between, atol=1e-8)
    for target in range(0, len(place), 5):
        np.testing.assert_allclose(ease.pulls(place, int(place[target])), between[:, target], atol=1e-8)


def test_an_inverse_in_halves_is_the_inverse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pick_ease, "SMALL", 3)
    table = read(ratings(90, 41, seed=2))
    axis = lay_out(table, (), None)
    ease = learn(table, axis.place, axis.rated, 10)
    _, between = plain(table, 10)
    np.testing.assert_allclose(ease.weights[np.ix_(axis.place, axis.place)], between, atol=1e-8)


def test_leanings_are_the_least_squares_that_their_page_states() -> None:
    made = ratings(12, 30, seed=4)
    films = [PickFilm(n, ("AB"[n % 2], "CDE"[n % 3]), 1950 + 2 * n, popularity=n) for n in range(30)]
    table = read(made)
    axis = lay_out(table, films, None)
    taste = taste_of(axis)
    share = (axis.popularity + 1) / (axis.popularity + 1).sum()
    np.testing.assert_allclose(taste.features @ share, 0, atol=1e-9)
    found = []
    for user in range(12):
        rows = table.rows(user)
        chosen = np.zeros(len(axis))
        chosen[axis.place[table.column[rows]]] = table.value[rows]
        amount = chosen.sum()
        # Σ (x − np(1 + w·f))² / (np) + μ|w − w₀|² as one stacked least-squares problem
        root = np.sqrt(amount * share)
        left = np.vstack([(root * taste.features).T, np.sqrt(RIDGE) * np.eye(len(taste.features))])
        right = np.concatenate([(chosen - amount * share) / root, np.sqrt(RIDGE) * taste.start])
        found.append(np.linalg.lstsq(left, right, rcond=None)[0])
    starts = table.starts[:-1]
    got = taste.weights(axis.place[table.column], table.value, starts)
    np.testing.assert_allclose(got, np.mean(found, axis=0), atol=1e-8)


def test_leanings_of_many_are_the_same_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    table = read(ratings(40, 30, seed=6))
    axis = lay_out(table, [PickFilm(n, ("AB"[n % 2],)) for n in range(30)], None)
    whole = taste_of(axis).weights(axis.place[table.column], table.value, table.starts[:-1])
    monkeypatch.setattr("bot.domain.pick_taste.PIECE", 17)
    pieces = taste_of(axis).weights(axis.place[table.column], table.value, table.starts[:-1])
    np.testing.assert_allclose(pieces, whole, atol=1e-9)
