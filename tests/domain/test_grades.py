import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grades import Grade, SubGrade, derive, letter_score, out_of, school_score
from bot.domain.printed_grades import is_grade_alone, number, parse_grade


@pytest.mark.parametrize(
    ("printed", "score"),
    [
        ("7/10 or B-", 70),
        ("3,5/5", 70),
        ("8½/10", 85),
        ("3 1/2 stars (out of 4)", 87.5),
        ("3.87/4 (worth a detour)", 96.75),
        ("8 out of 10", 80),
        ("four out of five stars", 80),
        ("4 sur 5", 80),
        ("7 sobre 10", 70),
        ("vier von fünf Sternen", 80),
        ("7,8/10 Punkte", 78),
        ("11/20", 55),
        ("85%", 85),
        ("62 percent", 62),
        ("★★★☆☆", 60),
        ("★★☆☆", 50),
        ("⭐⭐⭐⭐☆", 80),
        ("*** out of ****", 75),
        ("**½ (out of ****)", 62.5),
        ("B-", 67),
        ("A+", 100),
        ("C plus", 58),
        ("F", 0),
        ("Schulnote 2", 80),
        ("Schulnote: 1", 100),
        ("+1 out of -4..+4", 62.5),
        ("0/10", 0),
    ],
)
def test_a_grade_with_its_scale_is_worth_a_score(printed, score):
    assert parse_grade(printed) == Grade(printed, score)


@pytest.mark.parametrize(
    "printed", ["★★★½", "***½", "87", "8.5", "un ocho", "four stars", "Two thumbs up", "👍", "5 Sterne", "❤❤❤"]
)
def test_a_grade_without_a_scale_is_kept_as_printed_and_has_no_score(printed):
    assert parse_grade(printed) == Grade(printed, None)


@pytest.mark.parametrize(
    "text",
    ["9/11", "24/7", "10/10/2010", "Out of 10", "PG", "A fun film", "soon", "", "Best of 2020", "12/5", "1990-05-01"],
)
def test_what_is_no_grade_is_none(text):
    assert parse_grade(text) is None


def test_a_sentence_around_a_grade_is_not_its_print():
    assert parse_grade("A quiet, lovely film. 7 von 10 Punkten") == Grade("7 von 10 Punkten", 70)


@given(st.integers(0, 100), st.sampled_from([4, 5, 6, 10, 20, 100]))
def test_any_value_on_any_scale_is_its_share_of_a_hundred(value, top):
    grade = parse_grade(f"{value}/{top}")
    if value > top:
        assert grade is None or grade.score is None
    else:
        assert grade is not None
        assert grade.score == pytest.approx(100 * value / top, abs=1e-3)


@given(st.decimals(0, 10, places=1), st.sampled_from([".", ","]))
def test_decimal_commas_and_points_say_the_same(value, mark):
    printed = str(value).replace(".", mark)
    assert number(printed) == pytest.approx(float(value))


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_grades(text):
    grade = parse_grade(text)
    assert grade is None or grade.score is None or 0 <= grade.score <= 100
    assert is_grade_alone(text) in (True, False)


@pytest.mark.parametrize("text", ["★★★½", "8/10", "B+", "3 out of 5 stars", "90%"])
def test_a_line_that_is_only_a_grade_is_known(text):
    assert is_grade_alone(text)


@pytest.mark.parametrize("text", ["I gave it 8/10 when I was young and foolish", "A", "Chapter 3", "The ★ of the show"])
def test_a_line_with_more_than_a_grade_is_not_a_grade(text):
    assert not is_grade_alone(text)


def test_sub_grades_give_their_mean_each_on_its_own_scale():
    assert derive([SubGrade("Story", 10, 10), SubGrade("Sound", 2, 5)]) == Grade(None, 70, derived=True)
    assert derive([]) is None


def test_values_outside_a_scale_are_worth_nothing():
    assert out_of(11, 10) is None
    assert out_of(1, 0) is None
    assert letter_score("E") is None
    assert school_score(7) is None
    assert school_score(6) == 0


@given(
    st.lists(
        st.sampled_from(["A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F"]),
        min_size=2,
        unique=True,
    )
)
def test_letters_keep_their_order(letters):
    table = ["A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F"]
    ranked = sorted(letters, key=table.index)
    scores = [letter_score(letter) for letter in ranked]
    assert scores == sorted(scores, reverse=True)
