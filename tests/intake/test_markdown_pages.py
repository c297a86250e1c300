"""Markdown as static sites keep it: front matter, links, shortcodes, tables, several films on a page."""

from datetime import date

import pytest

from bot.domain.grades import Grade, SubGrade
from bot.intake.pages import read_text

BODY = (
    "The harbour town wakes slowly in this film, and the camera waits with it, patient and kind, until the first "
    "boats come home in the rain. Nothing much happens for an hour, and yet I was never bored; the acting is quiet."
)
SHORT = "A lovely little film about boats, with fine acting and a plot that never hurries anywhere at all."


def read(text):
    reading = read_text("page.md", text)
    assert reading.is_film_review, reading.reason
    return reading.reviews


def one(text):
    (review,) = read(text)
    return review


def test_yaml_front_matter():
    review = one(
        '---\ntitle: "Movie Review: Salt Harbour (2021)"\nauthor: {name: Nell Marsh}\ndate: 2022-01-02\nrating: 4/5\n'
        "director: '[[Ines Calder]]'\ncast:\n  - Tom Vale\n  - Mira Osei\nruntime: 98 min\nclassification: '12'\n"
        f"tags: [drama, seaside]\nimdb: https://www.imdb.com/title/tt0000001/\n---\n\n{BODY}\n"
    )
    assert (review.film.title, review.film.year) == ("Salt Harbour", 2021)
    assert (review.film.directors, review.film.cast) == (("Ines Calder",), ("Tom Vale", "Mira Osei"))
    assert (review.film.runtime_minutes, review.film.certificate) == (98, "12")
    assert (review.film.genres, review.film.ids) == (("drama",), (("imdb", "tt0000001"),))
    assert (review.critic, review.published) == ("Nell Marsh", date(2022, 1, 2))
    assert review.grade == Grade("4/5", 80.0)
    assert review.evidence["grade"] == (5,)
    assert review.body == BODY


def test_toml_front_matter_and_nested_facts():
    review = one(
        '+++\ntitle = "A quiet wonder"\ndate = 2020-05-01\n[movie]\ntitle = "Salt Harbour"\nyear = 2019\n'
        f"[review]\nrating = 7\nscale = 10\n+++\n\n{BODY}\n"
    )
    assert (review.film.title, review.film.year, review.published) == ("Salt Harbour", 2019, date(2020, 5, 1))
    assert review.grade == Grade("7/10", 70.0)


def test_a_bare_number_in_front_matter_is_asked_about():
    reading = read_text("a.md", f"---\ntitle: Salt Harbour\nrating: 8.5\n---\n\n{BODY}\n")
    assert reading.reviews[0].grade == Grade("8.5", None)
    assert [p.line for p in reading.problems] == [3]


def test_a_scaled_grade_in_the_text_answers_the_bare_number():
    assert one(f"---\ntitle: Salt Harbour\nstars: 4\n---\n\n{BODY}\n\nRating: 4/5\n").grade == Grade("4/5", 80.0)


@pytest.mark.parametrize(
    "block", ["title: 'Salt: Harbour\nrating: 4/5", "title: Salt Harbour\nrating: 4/5\n\tx: [", "a: *b"]
)
def test_broken_front_matter_loses_no_text(block):
    reading = read_text("a.md", f"---\n{block}\n---\n\n# Movie Review: Salt Harbour\n\n{BODY}\n")
    assert reading.reviews[0].body == BODY
    assert any("front matter" in p.message for p in reading.problems)


def test_a_billion_laughs_is_refused():
    layers = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30))
    reading = read_text("a.md", f"---\nl0: &l0 [ha]\n{layers}\ntitle: Salt Harbour\n---\n\n{BODY}\n")
    assert any("front matter" in p.message for p in reading.problems)


def test_links_shortcodes_comments_and_marks_leave_the_text_alone():
    review = one(
        "# Review: *Salt Harbour* (2020)\n\n**Director:** [Ines Calder](/people/ines)  **Rating:** ⭐⭐⭐☆☆\n\n"
        f"{{% include film name='Salt Harbour|2020' %}} is here. {BODY}\n\n<!-- never\nshown -->\n\n"
        "{{< youtube abc >}}\n\n![poster](/a.jpg)\n\n[expand]\n"
    )
    assert (review.film.title, review.film.directors) == ("Salt Harbour", ("Ines Calder",))
    assert review.grade == Grade("⭐⭐⭐☆☆", 60.0)
    assert review.body == f"Salt Harbour is here. {BODY}"


def test_a_score_split_by_a_link_and_a_title_only_in_a_link():
    review = one(
        "[[Drama]], [[Action]] | Jahr: [[2020er|2021]] | Schauspieler: [[Tom Vahl]], [[Mira Osel]] | Regisseur: "
        "[[Ines Kalder]] | 2h 7min\n\n[[7 Punkte|7,5]]/10 Punkte\n\nVerfügbar bei: "
        "https://www.justwatch.com/de/Film/Salz-Hafen\n"
    )
    assert (review.film.title, review.film.year, review.film.runtime_minutes) == ("Salz Hafen", 2021, 127)
    assert (review.film.genres, review.film.cast) == (("Drama", "Action"), ("Tom Vahl", "Mira Osel"))
    assert review.grade == Grade("7,5/10 Punkte", 75.0)
    assert (review.body, review.language) == ("", "de")


def test_a_table_of_sub_grades():
    review = one(
        f"# Review: Salt Harbour\n\n{BODY}\n\n| Aspect | Score |\n|---|---|\n| Story | 8/10 |\n| Acting | 7/10 |\n"
    )
    assert review.sub_grades == (SubGrade("Story", 8, 10), SubGrade("Acting", 7, 10))


SEVERAL = {
    "headings with years": f"# Round-up\n\n## Salt Harbour (2020) – 8/10\n\n{SHORT}\n\n## Gulls (2003) [B+]\n\n{SHORT}",
    "rating elements": "\n\n".join(
        f"### [_{title}_](https://letterboxd.com/film/x/) <small>2020-05-0{n}</small>\n\n"
        f'<span><sl-rating value="{n}" max="5" readonly /></span>\n\n{SHORT}'
        for n, title in ((4, "Salt Harbour"), (2, "Gulls"))
    ),
    "stars below": f"## Salt Harbour\n\n★★★★☆\n\n{SHORT}\n\n## Gulls\n\n★★☆☆☆\n\n{SHORT}",
    "plain lines": "\n\n".join(
        f"{title} (200{n})\n\n{SHORT}" for n, title in enumerate(("Salt Harbour", "Gulls", "Fog"))
    ),
    "a diary": "\n\n".join(
        f"March {n}, 2014\n\n{title}\n\n{SHORT} {n}/5" for n, title in ((1, "Salt Harbour"), (2, "Gulls"), (3, "Fog"))
    ),
    "a list": "Films I saw.\n\n"
    + "\n\n".join(
        f"* [{title}](https://www.imdb.com/title/tt1/): {SHORT}" for title in ("Salt Harbour", "Gulls", "Fog")
    ),
}


@pytest.mark.parametrize("shape", SEVERAL)
def test_a_page_of_several_films_gives_several_reviews(shape):
    reviews = read(SEVERAL[shape])
    assert [review.film.title for review in reviews][:2] == ["Salt Harbour", "Gulls"]
    assert all(SHORT in review.body for review in reviews)


def test_each_of_several_films_has_its_own_grade_and_date():
    first, second = read(SEVERAL["rating elements"])
    assert (first.grade, second.grade) == (Grade("4/5", 80.0), Grade("2/5", 40.0))
    assert (first.published, second.published) == (date(2020, 5, 4), date(2020, 5, 2))


def test_sub_headings_of_one_review_are_not_films():
    review = one(f"# Review: Salt Harbour (2020)\n\n## The story\n\n{BODY}\n\n## The verdict\n\n{BODY}\n\n8/10")
    assert review.film.title == "Salt Harbour"


def test_a_list_of_films_without_judgement_is_no_review():
    text = "\n\n".join(f"{n}. {title} (200{n})\n\n{SHORT}" for n, title in enumerate(("Salt Harbour", "Gulls", "Fog")))
    reading = read_text("a.md", f"10 Best Films About the Sea\n\n{text}")
    assert not reading.is_film_review
    assert "list" in reading.reason


@pytest.mark.parametrize(
    ("kind", "word"), [("tv", "television"), ("books", "book"), ("game", "game"), ("podcast", "podcast")]
)
def test_front_matter_that_names_another_kind_is_believed(kind, word):
    reading = read_text("a.md", f"---\ntitle: Salt Harbour\ntype: {kind}\nrating: 8/10\n---\n\nI loved it very much.\n")
    assert not reading.is_film_review
    assert word in reading.reason


@pytest.mark.parametrize(
    ("headline", "title", "year"),
    [
        ("Salt Harbour (2019) Movie Review", "Salt Harbour", 2019),
        ("#214: Salt Harbour (2019)", "Salt Harbour", 2019),
        ("Salt Harbour: Rising Tide – a wet sequel (review)", "Salt Harbour: Rising Tide", None),
        ("Crítica: El puerto de sal (Salt Harbour, 2019)", "El puerto de sal", 2019),
        ("Critique de « Le Port de sel » : une merveille", "Le Port de sel", None),
        ("Kritik zu Der Salzhafen", "Der Salzhafen", None),
        ("Review: ‘Salt Harbour’ is a triumph", "Salt Harbour", None),
        ("Movie Review: “Salt Harbour,” starring Tom Vale and Mira Osei", "Salt Harbour", None),
        ("Drone des mers ★★☆☆", "Drone des mers", None),
        ("Salt Harbour Review: All at Sea | Reel Corner", "Salt Harbour", None),
    ],
)
def test_the_film_is_found_in_headlines_of_many_forms(headline, title, year):
    film = one(f"# {headline}\n\n{BODY}\n\nRating: 4/5\n").film
    assert (film.title, film.year) == (title, year)


@pytest.mark.parametrize(
    "head",
    [
        "Title: Salt Harbour: Low Tide (Spoiler-free!) Review\nDate: 2019-04-26\nSlug: salt\nAuthors: Nell Marsh\n"
        "Rating: 8\nDirector: Ines Calder\nDuration: PT1H38M",
        ".. title: Salt Harbour: Low Tide\n.. slug: salt\n.. date: 2019-04-26 10:00 UTC\n.. author: Nell Marsh\n"
        ".. rating: 8\n.. director: Ines Calder\n.. runtime: 98 min",
        "#+TITLE: Salt Harbour: Low Tide\n#+DATE: 2019-04-26\n#+AUTHOR: Nell Marsh\n#+KEYWORDS: film\n"
        "#+RATING: 8\n#+DIRECTOR: Ines Calder\n#+RUNTIME: 98",
    ],
    ids=["Pelican", "Nikola", "Org"],
)
def test_a_header_without_a_fence(head):
    text = (
        f"{head}\n\nSalt Harbour: Low Tide is perfect. It is a quiet film about the harbour, and I liked every minute."
    )
    (review,) = read_text("page.md", text).reviews
    assert (review.film.title, review.critic, str(review.published)) == (
        "Salt Harbour: Low Tide",
        "Nell Marsh",
        "2019-04-26",
    )
    assert (review.film.directors, review.film.runtime_minutes) == (("Ines Calder",), 98)
    assert review.grade
    assert (review.grade.printed, review.evidence["critic"][0] <= 4) == ("8", True)
    assert review.body.startswith("Salt Harbour: Low Tide is perfect.")


def test_labels_above_a_text_are_no_header():
    (review,) = read_text(
        "page.txt", "Title: Salt Harbour\nDirector: Ines Calder\nRating: 4/5\n\nA quiet film."
    ).reviews
    assert (review.film.title, review.grade and review.grade.score) == ("Salt Harbour", 80)


def test_a_count_of_films_is_no_title():
    text = "---\ntitle: Salt Harbour\nfilm: 20\npublished_at: 2015-12-21T05:55\n---\nA quiet film. Rating: 4 out of 5\n"
    (review,) = read_text("page.md", text).reviews
    assert (review.film.title, str(review.published)) == ("Salt Harbour", "2015-12-21")
