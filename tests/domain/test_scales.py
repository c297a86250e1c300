import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.scales import LETTERS, Scale, letter, show, stars, tick


@pytest.mark.parametrize(
    ("half_stars", "scale", "said"),
    [
        (10, Scale.STARS, "★★★★★ 5.0"),
        (1, Scale.STARS, "½ 0.5"),
        (7, Scale.STARS, "★★★½ 3.5"),
        (8.2, Scale.STARS, "★★★★ 4.1"),
        (8.5, Scale.STARS, "★★★★½ 4.3"),
        (0, Scale.STARS, "0.0"),
        (8.24, Scale.TEN, "8.2/10"),
        (10, Scale.TEN, "10.0/10"),
        (8.25, Scale.PERCENT, "83%"),
        (1, Scale.PERCENT, "10%"),
        (10, Scale.LETTERS, "A+ (100)"),
        (9, Scale.LETTERS, "A− (90)"),
        (8, Scale.LETTERS, "B+ (80)"),
        (1, Scale.LETTERS, "D− (10)"),
    ],
)
def test_a_score_is_said_with_a_number_in_every_scale(half_stars, scale, said):
    assert show(half_stars, scale) == said


@pytest.mark.parametrize("half_stars", [-0.1, 10.01, float("nan")])
@pytest.mark.parametrize("scale", Scale)
def test_a_score_outside_the_scale_is_refused(half_stars, scale):
    with pytest.raises(ValueError, match="0 to 10"):
        show(half_stars, scale)


def test_every_letter_of_the_table_names_its_own_score():
    assert [letter(score) for _, score in LETTERS[1:]] == [name for name, _ in LETTERS[1:]]


def test_a_plus_is_kept_for_a_perfect_score():
    assert (letter(100), letter(99.9)) == ("A+", "A")


@given(st.floats(0, 10))
def test_stars_and_number_never_differ_by_more_than_a_quarter_and_the_rounding(half_stars):
    drawn = stars(half_stars)
    assert abs(drawn.count("★") + drawn.count("½") / 2 - float(tick(half_stars))) <= 0.3 + 1e-6


@given(st.floats(0, 10), st.floats(0, 10), st.sampled_from([Scale.STARS, Scale.TEN, Scale.PERCENT]))
def test_a_higher_score_is_never_said_lower(one, other, scale):
    low, high = sorted((one, other))
    assert float(tick(low, scale)) <= float(tick(high, scale))
