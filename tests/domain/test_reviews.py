import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grades import Grade
from bot.domain.reviews import (
    ClubScore,
    Consensus,
    Lean,
    Review,
    Side,
    club_score,
    consensus,
    gap,
    shrunken_mean,
    standing,
)

HISTOGRAMS = st.lists(st.integers(0, 500), min_size=10, max_size=10)
RATED = HISTOGRAMS.filter(any)


def review(score=None, *, printed="n/a", derived=False):
    grade = None if printed is None else Grade(printed, score, derived)
    return Review(1, 1, "Ada Quill", "The Reel", None, None, "en", grade, (), None, "Fine.")


def critics(mean, graded=5):
    return Consensus(mean, mean, mean, 0.0, graded, graded)


def club(mean, count=5):
    return ClubScore(mean, 0.0, count, (0,) * 10)


def test_consensus_counts_derived_grades_and_leaves_ungraded_reviews_out_of_the_mean():
    found = consensus([review(70.0), review(90.0, derived=True), review(None), review(printed=None)])
    assert found == Consensus(mean=80.0, low=70.0, high=90.0, spread=10.0, graded=2, count=4)
    assert found.few


@pytest.mark.parametrize("reviews", [[], [review(None)], [review(printed=None)]])
def test_without_a_grade_there_is_no_consensus(reviews):
    assert consensus(reviews) is None


def test_three_grades_are_no_longer_few():
    assert not consensus([review(50.0)] * 3).few


@given(RATED)
def test_club_score_is_what_the_single_ratings_come_to(histogram):
    ratings = [half for half, count in enumerate(histogram, 1) for _ in range(count)]
    score = club_score(histogram)
    assert score.count == len(ratings)
    assert score.mean == pytest.approx(statistics.fmean(ratings))
    assert score.spread == pytest.approx(statistics.pstdev(ratings), abs=1e-6)
    assert score.few == (len(ratings) < 3)


def test_nobody_rated_is_no_score():
    assert club_score([0] * 10) is None


@pytest.mark.parametrize("histogram", [[], [1] * 9, [1] * 11, [-1] + [1] * 9])
def test_anything_but_ten_counts_is_refused(histogram):
    with pytest.raises(ValueError, match="ten counts"):
        club_score(histogram)


@given(st.integers(0, 10_000), st.floats(1, 10), st.floats(1, 10))
def test_shrinking_moves_from_the_prior_to_the_mean_as_ratings_come(count, mean, prior):
    shrunken = shrunken_mean(mean * count, count, prior)
    assert min(mean, prior) - 1e-9 <= shrunken <= max(mean, prior) + 1e-9
    assert abs(shrunken - mean) <= abs(prior - mean) * 5 / (count + 5) + 1e-6


@pytest.mark.parametrize(
    ("of_critics", "of_club", "lean"),
    [
        (80.0, 8.0, Lean.AGREE),
        (80.0, 8.99, Lean.AGREE),
        (80.0, 9.0, Lean.CLUB),
        (60.0, 8.5, Lean.CLUB_FAR),
        (80.0, 7.0, Lean.CRITICS),
        (80.0, 5.5, Lean.CRITICS_FAR),
    ],
)
def test_the_gap_starts_at_one_half_star_and_is_far_at_two_and_a_half(of_critics, of_club, lean):
    found = gap(critics(of_critics), club(of_club))
    assert found.lean is lean
    assert found.points == pytest.approx(of_club * 10 - of_critics)


@pytest.mark.parametrize(
    ("of_critics", "of_club"),
    [
        (None, club(8.0)),
        (critics(80.0), None),
        (critics(80.0, graded=2), club(8.0)),
        (critics(80.0), club(8.0, count=2)),
    ],
)
def test_no_gap_is_claimed_where_a_side_is_missing_or_few(of_critics, of_club):
    assert gap(of_critics, of_club) is None


def test_a_member_above_the_mean_learns_by_how_much_and_past_whom():
    found = standing(9, [0, 0, 0, 1, 0, 1, 0, 0, 1, 1])
    assert (found.side, found.others) == (Side.ABOVE, 3)
    assert found.by == pytest.approx(9 - 7.25)
    assert found.lower == pytest.approx(2 / 3)


def test_alone_a_member_stands_with_themselves():
    found = standing(6, [0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
    assert (found.side, found.by, found.lower, found.others) == (Side.WITH, 0.0, 0.0, 0)


@given(RATED, st.integers(1, 10))
def test_standing_agrees_with_the_sign_of_the_distance(histogram, half_stars):
    found = standing(half_stars, histogram)
    assert 0 <= found.lower <= 1
    assert found.side is (Side.WITH if abs(found.by) < 0.5 else Side.ABOVE if found.by > 0 else Side.BELOW)


def test_where_nobody_rated_nobody_stands():
    assert standing(5, [0] * 10) is None
