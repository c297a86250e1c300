"""Picks and their reasons, in clubs small enough to see through."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest

from bot.domain.picks import Critics, Genre, LovedBy, Packed, Pick, PickFilm, Prior, Unseen, WellKnown, fit, recommend
from bot.domain.titles import Film

ANN, BEN, CAT, DAN = 2**60 + 1, 2**60 + 2, 2**60 + 3, 2**60 + 4  # as large as Discord's ids


def two_camps(size: int = 160, seed: int = 5) -> list[tuple[int, int, float]]:
    """Imported ratings of people who watch either films 1..8 or films 11..18."""
    chance = random.Random(seed)
    return [
        (user, film + 10 * (user % 2), float(chance.randint(5, 10)))
        for user in range(1, size + 1)
        for film in chance.sample(range(1, 9), 6)
    ]


def ids(picks: list[Pick]) -> list[int]:
    return [pick.film_id for pick in picks]


def reason(pick: Pick, kind: type) -> object:
    return next(one for one in pick.reasons if isinstance(one, kind))


def test_picks_follow_the_camp_that_a_members_ratings_are_of() -> None:
    ratings = [*two_camps(), (ANN, 1, 9.0), (ANN, 2, 8.0), (BEN, 11, 9.0), (BEN, 12, 8.0)]
    model = fit(ratings)
    assert set(ids(model.recommend(limit=4, members=ANN))) <= {3, 4, 5, 6, 7, 8}
    assert set(ids(model.recommend(limit=4, members=BEN))) <= {13, 14, 15, 16, 17, 18}
    both = set(ids(model.recommend(limit=8, members=[ANN, BEN])))
    assert both & {3, 4, 5, 6, 7, 8}
    assert both & {13, 14, 15, 16, 17, 18}


def test_without_members_a_pick_is_for_whoever_rated_what_is_seen_or_for_everyone() -> None:
    model = fit([*two_camps(), (ANN, 1, 9.0), (ANN, 2, 8.0), (BEN, 11, 9.0), (BEN, 12, 8.0), (BEN, 13, 8.0)])
    assert model.recommend(seen={1, 2}, limit=6) == model.recommend(seen={1, 2}, limit=6, members=ANN)
    assert model.recommend(seen=[11, 13, 12], limit=6) == model.recommend(seen={11, 12, 13}, limit=6, members=BEN)
    everyone = model.recommend(limit=16, seen_share=1.0)
    assert model.recommend(seen={1, 14}, limit=14, seen_share=1.0) == [
        pick for pick in everyone if pick.film_id not in (1, 14)
    ]
    assert fit([]).recommend(seen={1}) == []


def test_the_reason_names_who_loved_what_and_these_ratings_moved_the_score_most() -> None:
    ratings = [*two_camps(), (ANN, 1, 10.0), (BEN, 1, 9.0), (BEN, 11, 2.0), (CAT, 12, 3.0), (ANN, 30, 1.0)]
    # The same model asked for a club without one rating after the other: only the row changes.
    club = (ANN, BEN, CAT)
    picks = fit(ratings).recommend(limit=3, members=club)
    loved = reason(picks[0], LovedBy)
    assert loved == LovedBy((1,), (ANN, BEN))
    before = picks[0].score
    lost = {}
    for rating in ratings[-5:]:
        left = fit([one for one in ratings if one != rating]).recommend(limit=40, members=club)
        lost[rating[1]] = before - next(one.score for one in left if one.film_id == picks[0].film_id)
    assert max(lost, key=lost.__getitem__) == 1
    assert lost[1] > 0


def test_reasons_name_only_members_who_allow_it() -> None:
    ratings = [*two_camps(), (ANN, 1, 10.0), (BEN, 1, 9.0), (CAT, 2, 10.0)]
    club = [ANN, BEN, CAT]
    model = fit(ratings)
    assert reason(model.recommend(limit=1, members=club)[0], LovedBy).members == (ANN, BEN)
    assert reason(model.recommend(limit=1, members=club, allowed={BEN})[0], LovedBy) == LovedBy((1,), (BEN,))
    hidden = model.recommend(limit=6, members=club, allowed=())
    assert not any(isinstance(one, LovedBy) for pick in hidden for one in pick.reasons)
    assert ids(hidden) == ids(model.recommend(limit=6, members=club))


def test_a_film_that_was_not_loved_is_no_reason() -> None:
    ratings = [*two_camps(), (ANN, 1, 6.0), (ANN, 2, 8.0)]
    for pick in fit(ratings, loved=8).recommend(limit=4, members=ANN):
        assert reason(pick, LovedBy) == LovedBy((2,), (ANN,))
    for pick in fit(ratings, loved=9).recommend(limit=6, members=ANN):
        assert not any(isinstance(one, LovedBy) for one in pick.reasons)


def test_a_genre_is_a_reason_where_these_people_choose_it_and_rate_it_higher() -> None:
    films = [PickFilm(n, ("Western",) if n % 2 else ("Musical",), popularity=50) for n in range(1, 21)]
    fond = [(ANN, film, 9.0 if film % 2 else 3.0) for film in (1, 3, 5, 7, 2)]
    picks = recommend(fond, films, limit=5, members=ANN)
    assert all(pick.film_id % 2 for pick in picks)
    assert reason(picks[0], Genre) == Genre("Western")
    # Chosen as often, but rated below the rest: no reason any more.
    cool = [(ANN, film, 3.0 if film % 2 else 9.0) for film in (1, 3, 5, 7, 2)]
    assert not any(
        isinstance(one, Genre) and one.name == "Western" for p in recommend(cool, films) for one in p.reasons
    )


def test_a_young_club_gets_what_critics_and_the_world_make_of_films() -> None:
    prior = {1: Prior(40, 9, 100), 2: Prior(92, 9, 100), 3: Prior(None, 0, 100), 4: Prior(90, 9, 1)}
    picks = recommend([], [1, 2, 3, 4], prior)
    assert ids(picks)[0] == 2
    assert reason(picks[0], Critics) == Critics(92, 9)
    assert not any(isinstance(one, Critics) for pick in picks if pick.film_id in (1, 3) for one in pick.reasons)
    assert ids(recommend([], [], prior)) == ids(picks)


def test_a_better_grade_moves_a_film_up_and_says_so() -> None:
    prior = {film: Prior(60, 3, 10) for film in range(1, 9)}
    before = next(one.score for one in recommend([], (), prior) if one.film_id == 8)
    picks = recommend([], (), {**prior, 8: Prior(95, 3, 10)})
    assert (picks[0].film_id, picks[0].score > before) == (8, True)
    assert reason(picks[0], Critics) == Critics(95, 3)


def test_without_critics_the_best_known_come_first() -> None:
    films = [PickFilm(film, popularity=film) for film in (3, 1, 2)]
    picks = recommend([], films)
    assert ids(picks) == [3, 2, 1]
    assert picks[0].reasons == (WellKnown(3.0),)


def test_a_group_hears_that_none_of_them_has_rated_it() -> None:
    ratings = [*two_camps(), (ANN, 1, 10.0), (BEN, 2, 9.0), (CAT, 3, 9.0)]
    model = fit(ratings)
    picks = model.recommend(limit=8, members=[ANN, BEN, CAT])
    unrated = {pick.film_id for pick in picks if Unseen() in pick.reasons}
    assert unrated == set(ids(picks)) - {1, 2, 3}
    assert not any(Unseen() in pick.reasons for pick in model.recommend(limit=8, members=ANN))


def test_what_most_have_seen_is_no_pick() -> None:
    ratings = [*two_camps(), (ANN, 1, 10.0), (BEN, 1, 9.0), (CAT, 2, 9.0)]
    model, club = fit(ratings), [ANN, BEN, CAT, DAN]
    assert 1 in ids(model.recommend(limit=20, members=club))  # two of four are not most
    assert 1 not in ids(model.recommend(limit=20, members=club[:3]))
    assert not {1, 2} & set(ids(model.recommend(limit=20, members=club, seen_share=0)))


def test_not_for_us_moves_a_film_down_and_twice_removes_it() -> None:
    model = fit([*two_camps(), (ANN, 1, 10.0), (ANN, 2, 9.0)])
    first = ids(model.recommend(limit=20, members=ANN))[0]
    once = ids(model.recommend(limit=20, members=ANN, vetoes={first: 1}))
    assert once.index(first) > 0
    assert first not in ids(model.recommend(limit=20, members=ANN, vetoes={first: 2}))


def test_weeks_spread_over_genres_decades_and_languages() -> None:
    films = [
        PickFilm(n, ("Drama",) if n <= 20 else (f"Genre {n % 5}",), 1990 if n <= 20 else 1930 + n, popularity=100 - n)
        for n in range(1, 41)
    ]
    history: list[int] = []
    for _ in range(8):
        history += ids(recommend([], films, limit=1, history=history))
    assert len(set(history)) == 8
    facts = {film.film_id: film for film in films}
    assert all(facts[one].genres != facts[other].genres for one, other in pairwise(history))
    assert ids(recommend([], films, limit=8)) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("ratings", "films", "expected"),
    [
        ([], [], []),
        ([], [7], [7]),
        ([(ANN, 7, 9.0)], [7], []),
        ([(ANN, 7, 9.0), (BEN, 8, 9.0)], [7, 8], [8]),
        ([(ANN, 7, float("nan"))], [7], [7]),
        ([(ANN, 7, None)], [7], [7]),
    ],
    ids=["nothing", "one film", "everything seen", "the other's film", "no number", "no score"],
)
def test_little_to_choose_from(ratings: list, films: list, expected: list) -> None:
    assert ids(recommend(ratings, films, members=ANN)) == expected


def test_all_forms_of_the_same_input_give_the_same_picks() -> None:
    ratings = two_camps()
    user, film, score = (np.array(column) for column in zip(*ratings, strict=True))
    films = sorted(set(film.tolist()))
    wanted = recommend(ratings, films, members=1)
    assert recommend((user, film, score), dict.fromkeys(films), members=1) != []
    assert recommend((user, film, score), films, members=np.int64(1)) == wanted
    assert recommend(np.array(ratings), films, members=[1, 1]) == wanted
    assert recommend(iter(ratings), iter(films), members=iter([1])) == wanted
    assert recommend([(*one, "note") for one in ratings], [PickFilm(one) for one in films], members=1) == wanted
    assert recommend(fit(ratings, films), members=1) == wanted
    packed = Packed()
    packed.extend(ratings[:100])
    packed.extend(ratings[100:])
    assert (len(packed), list(packed)) == (len(ratings), ratings)
    assert recommend(packed, films, members=1) == wanted
    named = [Film(one, None, f"Film {one}") for one in films]
    assert recommend(ratings, named, members=1) == wanted
    assert recommend([(f"user {a}", f"film {b:02}", c) for a, b, c in ratings], members="user 1")[0].film_id == (
        f"film {wanted[0].film_id:02}"
    )


def test_priors_may_be_grades_alone() -> None:
    assert recommend([], [1, 2], {1: 50, 2: 90}) == recommend([], [1, 2], {1: Prior(50, 1), 2: (90, 1)})


def test_films_that_the_catalogue_lacks_are_learned_from_and_not_picked() -> None:
    picks = recommend([*two_camps(), (ANN, 1, 9.0)], [3, 4, 13], members=ANN)
    assert ids(picks) == [3, 4, 13] or ids(picks) == [4, 3, 13]


def test_a_large_catalogue_is_weighed_within_bounds() -> None:
    films = [PickFilm(film, popularity=film % 1000) for film in range(1, 60_001)]
    model = fit([(ANN, 5, 9.0), (ANN, 6, 4.0), (BEN, 5, 8.0)], films)
    assert len(model.axis) < 20_000
    assert {5, 6} <= set(model.places)
    assert len(model.recommend(limit=10, members=ANN)) == 10
