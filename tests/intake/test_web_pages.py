"""Saved web pages: structured data first, then the visible text without its furniture."""

from datetime import date

import pytest

from bot.domain.grades import Grade
from bot.intake.pages import read_page

TEXT = (
    "The harbour town wakes slowly in this film, and the camera waits with it, patient and kind, until the first "
    "boats come home in the rain. Nothing much happens for an hour, and yet I was never bored; the acting is quiet."
)
PARAGRAPHS = (
    f"<p>{TEXT}</p>\n<p>{TEXT.replace('harbour', 'fishing')}</p>\n<p>Go and see it on the largest screen.</p>\n"
)


def read(html):
    reading = read_page("page.html", html.encode())
    assert reading.is_film_review, reading.reason
    (review,) = reading.reviews
    return review


def json_ld(data):
    return (
        f'<html><head><title>Gulls</title><script type="application/ld+json">{data}</script></head><body>{PARAGRAPHS}'
    )


BLOG = f"""<!DOCTYPE html><html lang="en"><head><title>Salt Harbour Review | Reel Corner</title>
<meta property="og:site_name" content="Reel Corner"><link rel="canonical" href="https://reel.example/salt-harbour/">
</head><body class="comments-open"><nav><a>Home</a></nav><article><h1>Salt Harbour Review: All at Sea</h1>
<p class="byline">By <a>Nell Marsh</a> on March 12, 2021</p><ul><li><b>Director:</b> Ines Calder</li>
<li><b>Cast:</b> Tom Vale, Mira Osei</li></ul>{PARAGRAPHS}
<p><b>Rating:</b> <i class="fa fa-star"></i><i class="fa fa-star"></i>
<i class="fa fa-star-half-o"></i><i class="fa fa-star-o"></i></p>
<div class="sharedaddy"><h3>Share this:</h3></div><div class="post-tags"><a>Drama</a> <a>Wales</a></div></article>
<div id="comments"><h2>1 thought on Salt Harbour</h2>
<p>This was a terrible film and the acting was bad, 1/10 from me.</p></div>
<aside class="sidebar"><h3>Recent Posts</h3></aside><footer>© 2021 Reel Corner</footer></body></html>"""


@pytest.mark.parametrize("html", [BLOG, BLOG.replace("\n", " ")], ids=["as written", "on one line"])
def test_a_blog_page_without_structured_data(html):
    review = read(html)
    assert (review.film.title, review.film.directors) == ("Salt Harbour", ("Ines Calder",))
    assert (review.film.cast, review.film.genres) == (("Tom Vale", "Mira Osei"), ("Drama",))
    assert (review.critic, review.outlet) == ("Nell Marsh", "Reel Corner")
    assert (review.published, review.url) == (date(2021, 3, 12), "https://reel.example/salt-harbour/")
    assert review.grade
    assert review.grade.score == 62.5
    assert review.body.startswith("The harbour town")
    assert review.body.endswith("Go and see it on the largest screen.")


def test_evidence_counts_the_lines_of_the_file():
    reading = read_page("page.html", BLOG.encode())
    (line,) = reading.reviews[0].evidence["film.directors"]
    assert "Ines Calder" in BLOG.splitlines()[line - 1]
    assert "Ines Calder" in reading.lines[line - 1]
    assert len(reading.lines) == len(BLOG.splitlines())


@pytest.mark.parametrize(
    "data",
    [
        '{"@type":"Review","author":{"name":"Nell Marsh"},"datePublished":"2020-05-01","reviewRating":{"ratingValue":3,'
        '"bestRating":4},"itemReviewed":{"@type":"Movie","name":"Gulls","director":[{"name":"Ines Calder"}]}}',
        '{"@graph":[{"@type":"WebPage"},{"@type":"CriticReview","author":"Nell Marsh",'
        '"datePublished":"2020-05-01T10:00Z",'
        '"reviewRating":{"ratingValue":"3","bestRating":"4"},"itemReviewed":{"@type":"Movie","name":"Gulls",'
        '"director":"Ines Calder"}},{"@type":"Review","reviewRating":{"ratingValue":1,"bestRating":5}}]}',
        '{"@type":"Movie","name":"Gulls","director":{"name":"Ines Calder"},"aggregateRating":{"ratingValue":7.1,'
        '"bestRating":10},"review":{"@type":"Review","author":{"name":"Nell Marsh"},"datePublished":"2020-05-01",'
        '"reviewRating":{"ratingValue":3,"bestRating":4}}}',
    ],
    ids=["review", "graph", "inside the film"],
)
def test_json_ld_is_believed_first(data):
    review = read(json_ld(data))
    assert (review.film.title, review.film.directors) == ("Gulls", ("Ines Calder",))
    assert (review.critic, review.published) == ("Nell Marsh", date(2020, 5, 1))
    assert review.grade == Grade("3/4", 75.0)


@pytest.mark.parametrize(
    ("stated", "language"),
    [('"ja"', "ja"), ('["French", "English"]', "fr"), ('{"@type":"Language","name":"Wolof"}', "wo"), ('"en-US"', None)],
    ids=["code", "several", "language", "of the site"],
)
def test_the_language_of_a_film_in_json_ld(stated, language):
    film = f'{{"@type":"Movie","name":"Gulls","inLanguage":{stated}}}'
    review = read(json_ld(f'{{"@type":"Review","inLanguage":"en","author":"Nell Marsh","itemReviewed":{film}}}'))
    assert (review.film.language, review.language) == (language, "en")


def test_the_average_of_the_public_is_not_the_critics_grade():
    data = '{"@type":"Movie","name":"Gulls","aggregateRating":{"ratingValue":7.1,"bestRating":10}}'
    review = read(json_ld(data).replace("<title>Gulls", "<title>Gulls movie review"))
    assert review.grade is None


def test_a_rating_without_its_best_is_asked_about():
    data = '{"@type":"Review","itemReviewed":{"@type":"Movie","name":"Gulls"},"reviewRating":{"ratingValue":4}}'
    reading = read_page("a.html", json_ld(data).encode())
    assert reading.reviews[0].grade == Grade("4", None)
    assert reading.problems


def test_a_review_of_something_else_is_said_to_be_so():
    rating = '"reviewRating":{"ratingValue":8,"bestRating":10}'
    data = f'{{"@type":"Review","itemReviewed":{{"@type":"VideoGame","name":"Gulls"}},{rating}}}'
    reading = read_page("a.html", json_ld(data).encode())
    assert not reading.is_film_review
    assert "game" in reading.reason


def test_broken_json_ld_is_passed_over():
    html = json_ld('{"@type": "Review", oops').replace("<title>Gulls", "<title>Gulls movie review")
    assert read(html).film.title == "Gulls"


def test_microdata():
    review = read(
        '<html><body><div itemscope itemtype="http://schema.org/Review"><div itemprop="itemReviewed" itemscope '
        'itemtype="http://schema.org/Movie"><h1 itemprop="name">Gulls</h1></div>'
        '<span itemprop="author">Nell Marsh</span>'
        '<time itemprop="datePublished" datetime="2019-05-06">May</time><div itemprop="reviewRating" itemscope '
        'itemtype="http://schema.org/Rating"><span itemprop="ratingValue">3</span>/<span itemprop="bestRating">4</span>'
        f"</div>{PARAGRAPHS}</div></body></html>"
    )
    assert (review.film.title, review.critic, review.published) == ("Gulls", "Nell Marsh", date(2019, 5, 6))
    assert review.grade == Grade("3/4", 75.0)


def test_hreview():
    review = read(
        '<html><body><div class="hreview"><span class="item"><span class="fn">Gulls</span></span> '
        '<span class="reviewer vcard"><span class="fn">Nell Marsh</span></span> '
        '<abbr class="dtreviewed" title="2012-04-01">April</abbr> '
        f'<span class="rating">4</span> out of 5<div class="description">{PARAGRAPHS}</div></div></body></html>'
    )
    assert (review.film.title, review.critic, review.published) == ("Gulls", "Nell Marsh", date(2012, 4, 1))
    assert review.grade == Grade("4/5", 80.0)


def test_tables_and_definition_lists_are_labels():
    review = read(
        "<html><body><h2>Gulls (2003)</h2><table><tr><td>Runtime</td><td>91 min</td></tr></table><dl><dt>Director</dt>"
        f"<dd>Ines Calder</dd><dt>Rated</dt><dd>PG-13 for language</dd></dl>"
        f"{PARAGRAPHS}<p>Score: 7/10</p></body></html>"
    )
    assert (review.film.title, review.film.year, review.film.runtime_minutes) == ("Gulls", 2003, 91)
    assert (review.film.directors, review.film.certificate) == (("Ines Calder",), "PG-13")


@pytest.mark.parametrize(
    ("title", "head", "outlet"),
    [
        ("Salt Harbour Review | Reel Corner", "<h1>Salt Harbour Review</h1>", "Reel Corner"),
        (
            "Review: 'Salt Harbour' (2019) - The Quay",
            "<div>The Quay</div><h3>Review: 'Salt Harbour' (2019)</h3>",
            "The Quay",
        ),
        ("Salt Harbour - Movie Review", "<h1>Salt Harbour</h1>", None),
        ("Salt Harbour - The Last Tide", "<h1>Salt Harbour - The Last Tide</h1>", None),
    ],
)
def test_the_site_in_the_title_of_a_page(title, head, outlet):
    review = read(f"<html><head><title>{title}</title></head><body>{head}{PARAGRAPHS}<p>Rating: 4/5</p></body></html>")
    assert review.outlet == outlet
