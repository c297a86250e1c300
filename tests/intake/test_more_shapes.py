"""Shapes of pages that came up on other sites: who signs a headline, dated diaries, bold names, titles in columns."""

from __future__ import annotations

import pytest

from bot.intake.pages import read_text
from bot.intake.reading import PageReading

TEXT = (
    "The town wakes slowly in this film, and the camera waits with it, patient and kind, until the first boats come "
    "home in the rain. Nothing much happens for an hour, and yet I was never bored; the acting is quiet."
)
SHORT = "A quiet film about a harbour town, with a lead who says little and shows a great deal; I liked it."


def read(text: str) -> PageReading:
    return read_text("page.md", text)


@pytest.mark.parametrize(
    ("headline", "title", "critic"),
    [
        ('@nell_88\'s Review of "Salt Harbour"', "Salt Harbour", "nell_88"),
        ("Nell Marsh’s Review of Salt Harbour", "Salt Harbour", "Nell Marsh"),
        ("‘Salt Harbour’ review by Nell Marsh • Quayboxd", "Salt Harbour", "Nell Marsh"),
        ("Salt Harbour (unsponsored review)", "Salt Harbour", None),
        ("Film Recommendation: Salt Harbour", "Salt Harbour", None),
    ],
)
def test_a_headline_that_says_whose_review_it_is(headline: str, title: str, critic: str | None) -> None:
    reading = read(f"{headline}\n\n{TEXT} Salt Harbour is fine.\n")
    (review,) = reading.reviews
    assert (reading.is_film_review, review.film.title, review.critic) == (True, title, critic)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("# Salt Harbour - 2019", "Salt Harbour"),
        ("Heavy Tides #5 – Salt Harbour (2019)", "Salt Harbour"),
    ],
)
def test_a_year_that_closes_a_headline(headline: str, title: str) -> None:
    (review,) = read(f"{headline}\n\n{TEXT} Salt Harbour is fine.\n\n9/10\n").reviews
    assert (review.film.title, review.film.year) == (title, 2019)


def test_a_name_before_a_sentence_about_the_film() -> None:
    (review,) = read(
        f'**Rating: 4 - Great**\n\nI was impressed with "Gulls." The film does a great job. {TEXT}\n'
    ).reviews
    assert review.film.title == "Gulls"


def test_a_sentence_that_begins_like_a_label_names_nobody_else() -> None:
    said = "- Director Ines Calder blends genres seamlessly, from comedy to tragedy."
    text = f"# Review of *Salt Harbour*\n\n{said}\n\n{TEXT}"
    (review,) = read(text).reviews
    assert review.film.directors in ((), ("Ines Calder",))


def test_names_in_bold_on_a_page_of_films() -> None:
    page = f"---\ntitle: movie list\n---\n\n## 2020\n\n**Salt Harbour**\n\n{SHORT}\n\n**Gulls**\n\n{SHORT}\n"
    assert [review.film.title for review in read(page).reviews] == ["Salt Harbour", "Gulls"]
    single = (
        f"---\ntitle: Salt Harbour\n---\n\n{TEXT}\n\n**Low tide**\n\n{SHORT}\n\n**High water**\n\n{SHORT}\n\n8/10\n"
    )
    assert [review.film.title for review in read(single).reviews] == ["Salt Harbour"]


def test_a_diary_with_the_day_beside_each_film() -> None:
    page = "Cinéma - les critiques\n\n" + "".join(
        f"{name}         vu le 2020-12-1{n}\n{SHORT}\n" for n, name in enumerate(("Le Port", "Mouettes", "La Jetée"))
    )
    reading = read(page)
    assert [review.film.title for review in reading.reviews] == ["Le Port", "Mouettes", "La Jetée"]
    assert [str(review.published) for review in reading.reviews] == ["2020-12-10", "2020-12-11", "2020-12-12"]


def test_capsules_that_close_with_a_certificate() -> None:
    page = "Movie guide\n\n" + "\n\n".join(
        f'"{name}" -- {SHORT} (R) L, S. 123 minutes. . . .' for name in ("Salt Harbour", "Gulls", "The Long Pier")
    )
    assert [review.film.title for review in read(page).reviews] == ["Salt Harbour", "Gulls", "The Long Pier"]


def test_a_date_and_a_name_under_a_deck() -> None:
    top = f"# Salt Harbour review\n\n**{TEXT}**\n\n20 December 2018 - Shorts\n\n_by Nell Marsh_"
    page = f"{top}\n\n{TEXT}\n\n{TEXT}\n\n8/10\n"
    (review,) = read(page).reviews
    assert (str(review.published), review.critic) == ("2018-12-20", "Nell Marsh")


@pytest.mark.parametrize(
    "page",
    [
        f"Ranking Guide\n\n1 Star – an awful film\n\n5 Stars – a masterpiece. {TEXT}\n",
        "---\ntitle: My Favorite Films\n---\n\nA list of films.\n\n"
        "- [Gulls (2015)](https://www.rottentomatoes.com/m/gulls) (77%)\n\nA film about gulls.\n\n"
        "- [The Pier (2014)](https://www.rottentomatoes.com/m/pier) (93%)\n\nA family on a pier.\n",
        "Films at the quay\n\n## Gulls (2015)\n\nA story of birds and of boats, told in three parts by the harbour.\n\n"
        "## The Pier (2014)\n\nA story of a family and of its boat, told in two parts by the sea.\n",
    ],
    ids=["scale", "list", "catalogue"],
)
def test_lists_and_scales_review_nothing(page: str) -> None:
    assert not read(page).is_film_review
