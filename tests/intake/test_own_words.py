"""What pages say in sentences of their own: whose film it is, when it was made, and that they are reviews."""

from __future__ import annotations

import pytest

from bot.intake.pages import read_text
from bot.intake.reading import ReadReview

TEXT = (
    "Salt Harbour is a quiet film about a town that wakes slowly, with a lead who says little and shows a great deal. "
    "The plot is thin and the acting is superb."
)
MORE = "The second half is louder and longer, and its boats are painted on; the pacing is dull and the score is loud."
PLAIN = "A storm hits the town in the first hour of the film, and everybody but the harbour master takes to the hills."


def first(text: str) -> ReadReview:
    return read_text("page.md", text).reviews[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Salt Harbour, directed by Oscar-winning director Ines Calder, is a film that sounds as good as it looks.",
        "Salt Harbour was directed by Ines Calder, and this film is the third that she has made about the sea.",
    ],
    ids=["prized", "plain"],
)
def test_who_directed_in_a_sentence(sentence: str) -> None:
    assert first(f"# Salt Harbour review\n\n{sentence}\n\n{MORE}\n").film.directors == ("Ines Calder",)


def test_who_made_it_stands_behind_the_year_of_a_headline() -> None:
    review = first(f"# Movie Review - Salt Harbour (2013) by Ines Calder\n\n{TEXT}\n")
    assert (review.film.title, review.film.year, review.film.directors) == ("Salt Harbour", 2013, ("Ines Calder",))


def test_who_produced_is_no_director() -> None:
    text = f"# Salt Harbour review\n\nDirected by Ines Calder; produced by Tidal Works and Gull Bros.\n\n{TEXT}\n"
    assert first(text).film.directors == ("Ines Calder",)


def test_released_and_directed_in_one_sentence() -> None:
    text = f"# Review - Salt Harbour\n\nReleased in 2015 and directed by Ines Calder, Salt Harbour has it.\n\n{MORE}\n"
    assert first(text).film.year == 2015


@pytest.mark.parametrize(
    "opening",
    [
        "Review in one sentence: go and see it, the sooner the better.",
        "A side note before I get into this review - the theatre was cold.",
        "The theatre was cold, and the seats were hard. Now, to the review!",
    ],
    ids=["in one sentence", "into this review", "to the review"],
)
def test_a_page_speaks_of_itself_as_a_review(opening: str) -> None:
    assert read_text("page.md", f"# Salt Harbour\n\n{opening}\n\n{PLAIN}\n").is_film_review


def test_a_later_paragraph_says_what_the_film_is() -> None:
    text = f"The theatre was cold, and the seats were hard, but I would do it again. Now, to the review!\n\n{TEXT}\n"
    assert first(text).film.title == "Salt Harbour"


def test_a_name_above_the_credits_beats_a_title_that_the_text_never_says() -> None:
    text = (
        "---\ntitle: A wet night out\ndate: 2014-03-26\n---\n\nSalt Harbour\n\nDirector: Ines Calder\n\n"
        f"Runtime: 100 minutes\n\n{TEXT}\n"
    )
    assert first(text).film.title == "Salt Harbour"


def test_a_stated_title_stays_where_no_credits_follow_another_name() -> None:
    text = f"---\ntitle: Gulls\n---\n\n## Salt Harbour\n\n{TEXT}\n\n{MORE}\n"
    assert first(text).film.title == "Gulls"


@pytest.mark.parametrize("closing", ["-NM (111 words)", "— Nell Marsh"], ids=["initials", "name"])
def test_the_last_line_signs(closing: str) -> None:
    critic = first(f"# Salt Harbour review\n\n{TEXT}\n\n{MORE}\n\n{closing}\n").critic
    assert critic in ("NM", "Nell Marsh")


@pytest.mark.parametrize(
    "text",
    [
        f"# Salt Harbour (2013)\n\n## Overview\n\n{TEXT}\n\n## Production Notes\n\n{PLAIN}\n\n## Reception\n\n{MORE}\n",
        f"---\ntitle: Salt Harbour\nauthor: Nell Marsh\nisbn: ''\n---\n\n# Salt Harbour\n\nRating: 4/5\n\n{MORE}\n",
    ],
    ids=["article", "book"],
)
def test_pages_that_tell_of_a_work_and_review_no_film(text: str) -> None:
    assert not read_text("page.md", text).is_film_review


def test_where_a_text_was_first_is_not_its_beginning() -> None:
    text = (
        f"# Salt Harbour review\n\n* Originally located at https://lights.example/salt-harbour-{'x' * 80}\n\n{TEXT}\n"
    )
    assert first(text).body.startswith("Salt Harbour is a quiet film")


@pytest.mark.parametrize(
    "headline",
    ["Biased Thoughts on Salt Harbour", "Why Salt Harbour is the best sea film yet", "Salt Harbour     Genre – Drama."],
    ids=["thoughts", "why", "gap"],
)
def test_headlines_that_name_the_film_among_other_words(headline: str) -> None:
    assert first(f"{headline}\n\nRunning Time – 102 minutes.\n\n{TEXT}\n\n{MORE}\n").film.title == "Salt Harbour"


def test_genres_stand_beside_a_dated_title() -> None:
    film = first(f"Salt Harbour (1999) / Drama-Romance\n\nRunning Time: 105 min.\n\n{TEXT}\n").film
    assert (film.title, film.year, film.genres) == ("Salt Harbour", 1999, ("Drama", "Romance"))


@pytest.mark.parametrize(
    "sentence",
    ['"Salt Harbour" is a film for all of us. Rated "G," it may be seen by the smallest, too.',
     'There was one way out: make "Salt Harbour" (G; ⋆⋆⋆½) as good as the first film, and that is what they did.'],
    ids=["rated", "beside"],
)  # fmt: skip
def test_a_certificate_in_quotation_marks_or_beside_the_name(sentence: str) -> None:
    film = first(f"# Salt Harbour review\n\n{sentence}\n\n{MORE}\n").film
    assert film.certificate == "G"


def test_an_entry_that_links_a_film_is_a_review_however_short() -> None:
    text = (
        "---\ndate: 2024-03-10\nurl: https://www.themoviedb.org/movie/1-salt-harbour\ntitle: Salt Harbour\n---\n\n"
        "The harbour is off the charts. You get thrown into the town and learn its ways while the tide comes in.\n"
    )
    assert read_text("page.md", text).is_film_review


def test_a_list_of_books_in_front_matter_is_no_list_of_films() -> None:
    book = "- title: {} by Nell Marsh\n  review: A fine book about the sea.\n  rating: 3\n  type: Book\n"
    text = "---\nlayout: post\nmedia:\n" + "".join(book.format(name) for name in ("Nets", "Tides", "Gulls")) + "---\n"
    reading = read_text("page.md", text)
    assert not reading.is_film_review
    assert len(reading.reviews) == 1
