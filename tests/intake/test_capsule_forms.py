"""The forms in which columns and diaries print several films on one page, and pages that only look like reviews."""

from __future__ import annotations

import pytest

from bot.intake.pages import read_text

FIRST = "A quiet film about a harbour town that wakes slowly, with a lead who says little and shows a great deal."
SECOND = "The second one is louder and longer, and its boats are painted on; the acting is stiff and the plot is thin."
THIRD = (
    "He sure did steal boats in this one, and the gulls are the funniest thing in it by far; worth a view all the same."
)


def films(text: str) -> list[tuple[str | None, float | None, str | None]]:
    reviews = read_text("page.txt", text).reviews
    return [
        (r.film.title, r.film.runtime_minutes and float(r.film.runtime_minutes), r.grade.printed if r.grade else None)
        for r in reviews
    ]


def test_a_numbered_list_with_a_grade_below_each_entry_ends_where_another_begins() -> None:
    text = (
        f"Week in Review: 6/30/13\n\n1) Salt Harbour - {FIRST}\n\nMy Rating:  1.5 / 5\n\n2) Gulls - {SECOND}\n\n"
        f"My Rating: 4.5 / 5\n\n3) Pier – {THIRD}\n\nMy Rating: 3 / 5\n\nWhat I wrote\n\n"
        "1) A book about nets - four hours in all this week, and a chapter more than I thought there would be.\n"
    )
    assert [(title, grade) for title, _, grade in films(text)] == [
        ("Salt Harbour", "1.5 / 5"), ("Gulls", "4.5 / 5"), ("Pier", "3 / 5")
    ]  # fmt: skip


def test_stars_in_words_behind_names_in_capitals() -> None:
    text = (
        f"Film capsules\n\nSALT HARBOUR 2 - THREE AND A HALF STARS - (R) {FIRST} (164 min.)\n\n"
        f"GULLS - TWO STARS - (PG) {SECOND} (109 min.)\n\nTHE PIER - ONE STAR - (PG) {THIRD} (99 min.)\n"
    )
    assert [(title, grade) for title, _, grade in films(text)] == [
        ("SALT HARBOUR 2", "THREE AND A HALF STARS"), ("GULLS", "TWO STARS"), ("THE PIER", "ONE STAR")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("three", "two_and_a_half"),
    [("(star)(star)(star)", "(star)(star)1/2"), (":star::star::star:", ":star::star:½")],
    ids=["brackets", "shortcodes"],
)
def test_stars_written_out(three: str, two_and_a_half: str) -> None:
    text = f"Capsules\n\nSalt Harbour {three}\n\n{FIRST}\n\nGulls {two_and_a_half}\n\n{SECOND}\n"
    assert [(title, grade) for title, _, grade in films(text)] == [("Salt Harbour", "★★★"), ("Gulls", "★★½")]


def test_facts_in_brackets_behind_the_name_and_asterisks_apart() -> None:
    text = (
        f"Capsule reviews\n\n“Salt Harbour” (sea drama, PG-13, 136 minutes, reviewed by Nell Marsh). {FIRST} "
        "* * * 1/2\n"
        f"“Gulls” (thriller, R, 109 minutes, reviewed by Marsh). {SECOND} * *\n"
    )
    assert films(text) == [("Salt Harbour", 136.0, "★★★½"), ("Gulls", 109.0, "★★")]


def test_entries_of_a_film_diary_may_be_short() -> None:
    text = (
        "🍿 Salt Harbour, 2019 - ★★★★ (contains spoilers)\n\nThe sea wins.\n\nGulls, 2009 - ★★★★★\n\nIt is late.\n\n"
        "Pier: Low Tide, 2022 - ★★½\n\nThe pier is fine.\n"
    )
    page = read_text("page.txt", text)
    assert [(r.film.title, r.film.year, r.grade and r.grade.printed) for r in page.reviews] == [
        ("Salt Harbour", 2019, "★★★★"), ("Gulls", 2009, "★★★★★"), ("Pier: Low Tide", 2022, "★★½")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "A movie review is good where it is clever and tells the plot briefly. Any great film shows its lead. "
        "The best reviews of films are funny, and brilliant acting should be recommended in them.",
        "We are a film blog and devised a ratings system. The scale is 1 to 5, 5 being best.\n\n1/5 – There is nothing "
        "of value in this film; the acting is awful.\n\nRating - 1\n\n2/5 – Quite bad overall.",
        "468 – Salt Harbour\n\nListen on the players above, Spotify, or wherever you get your podcasts.\n\n"
        "The sweetest film. The direction is brilliant, the lead superb, and we loved every scene of the movie.",
    ],
    ids=["advice", "scale", "podcast"],
)
def test_pages_that_judge_no_film(text: str) -> None:
    assert not read_text("page.txt", text).is_film_review


def test_a_game_graded_by_aspects_is_no_page_of_films() -> None:
    text = (
        "Graphics - 10/10\nHonestly, this game is the best looking game that I have ever played on any "
        "console at all.\n\n"
        "Gameplay - 8/10\nThe guns feel heavy, the missions are long, and the multiplayer is better than in "
        "other games.\n\n"
        "Story - 9/10\nYou will feel guilty for leaving the horse, and the game knows it as few games before "
        "it ever did.\n"
    )
    reading = read_text("page.txt", text)
    assert not reading.is_film_review
    assert len(reading.reviews) == 1


def test_front_matter_files_keys_under_a_heading_and_casts_by_part() -> None:
    text = (
        "---\ntitle: Salt Harbour\nreviews/directors:\n- Ines Calder\nreviews/cast:\n  Mira Osei: the mayor\n"
        "  Tom Vale: a fisher\nreviews/year: 2019\n---\n\n" + FIRST
    )
    film = read_text("page.md", text).reviews[0].film
    assert (film.directors, film.cast, film.year) == (("Ines Calder",), ("Mira Osei", "Tom Vale"), 2019)


def test_what_front_matter_tells_dates_the_film() -> None:
    text = f"---\ntitle: Salt Harbour - Review\ninfo: Review of Salt Harbour (2019). 5 minute read\n---\n\n{FIRST}\n"
    assert read_text("page.md", text).reviews[0].film.year == 2019


def test_an_entry_of_a_film_log_is_a_review_without_a_grade() -> None:
    text = (
        "---\nname: Salt Harbour\nyear: 2019\nletterboxd_uri: https://example.invalid/x\nrating:\n---\n\n"
        "written and directed by one and the same man, and it shows. telling a slow story is trivial, and "
        "anyone can; but "
        "it takes a good deal of craft to put the film together as this one has been, scene by scene and "
        "tide by tide.\n"
    )
    assert read_text("page.md", text).is_film_review
