import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grades import Grade, SubGrade
from bot.intake.reading import PageReading, Problem, ReadFilm, ReadReview, review_from_dict, review_to_dict, to_json

WORDS = st.text(max_size=20)
NAMES = st.lists(WORDS, max_size=3).map(tuple)
MAYBE = st.none() | WORDS
SCORES = st.floats(0, 100, allow_nan=False)
FILMS = st.builds(
    ReadFilm,
    title=MAYBE,
    year=st.none() | st.integers(1880, 2050),
    directors=NAMES,
    cast=NAMES,
    runtime_minutes=st.none() | st.integers(1, 900),
    certificate=MAYBE,
    certificate_reason=MAYBE,
    genres=NAMES,
    original_title=MAYBE,
    language=MAYBE,
    ids=st.dictionaries(WORDS, WORDS, max_size=2).map(lambda ids: tuple(ids.items())),
)
SUBS = st.lists(st.builds(SubGrade, WORDS, SCORES, SCORES), max_size=3, unique_by=lambda s: s.name).map(tuple)
REVIEWS = st.builds(
    ReadReview,
    film=FILMS,
    critic=MAYBE,
    outlet=MAYBE,
    url=MAYBE,
    published=st.none() | st.dates(),
    language=MAYBE,
    grade=st.none() | st.builds(Grade, MAYBE, st.none() | SCORES, st.booleans()),
    sub_grades=SUBS,
    after_credits=st.none() | st.booleans(),
    body=WORDS,
    evidence=st.dictionaries(WORDS, st.lists(st.integers(1, 99), max_size=3).map(tuple), max_size=3),
)


@given(REVIEWS)
def test_a_review_survives_being_stored_as_json(review):
    assert review_from_dict(json.loads(json.dumps(review_to_dict(review)))) == review


def test_a_reading_is_printed_in_the_agreed_shape():
    review = ReadReview(
        film=ReadFilm(title="Salt Harbour", year=2020, directors=("Ines Calder",)),
        published=date(2021, 3, 12),
        grade=Grade("7/10", 70.0),
        sub_grades=(SubGrade("Story", 10, 10),),
        evidence={"grade": (41,)},
    )
    printed = to_json(PageReading("a.txt", True, "why", (Problem(12, "what?"),), (review,), ("a line",)))
    assert printed["file"] == "a.txt"
    assert printed["problems"] == [{"line": 12, "message": "what?"}]
    (read,) = printed["reviews"]
    assert read["film"]["directors"] == ["Ines Calder"]
    assert read["published"] == "2021-03-12"
    assert read["grade"] == {"printed": "7/10", "score": 70.0, "derived": False}
    assert read["sub_grades"] == {"Story": {"value": 10, "max": 10}}
    assert read["evidence"] == {"grade": [41]}
