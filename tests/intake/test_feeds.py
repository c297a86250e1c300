"""RSS and Atom: Letterboxd diaries, blogs read like pages, and XML that means harm."""

from datetime import date

import pytest

from bot.intake.feeds import looks_like_feed
from bot.intake.rows import Row, RowKind, TableReading
from bot.intake.tables import read_any, read_together

REVIEW_TEXT = (
    "The film is beautifully shot and the acting is great. I loved the soundtrack, though the plot of this movie is "
    "predictable and the pacing of the film disappoints."
)


def item(title: str, description: str, more: str = "") -> str:
    return f"<item><title>{title}</title><link>https://blog.example/{len(title)}</link>{more}<description>{description}</description></item>"


def rss(*items: str, title: str = "Rain on Tin", namespaces: str = "") -> bytes:
    body = "\n".join(items)
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {namespaces}><channel><title>{title}</title>\n'
    return f"{head}{body}\n</channel></rss>".encode()


def letterboxd(*items: str) -> bytes:
    names = 'xmlns:letterboxd="https://letterboxd.com" xmlns:tmdb="https://themoviedb.org" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return rss(*items, title="Letterboxd - mina", namespaces=names)


def logged(title: str, rating: str | None, text: str) -> str:
    rated = f"<letterboxd:memberRating>{rating}</letterboxd:memberRating>" if rating else ""
    return item(
        f"{title}, 1961 - ★★★",
        f"<![CDATA[<p><img src='https://x.example/p.jpg'/></p> {text}]]>",
        "<pubDate>Tue, 4 Aug 2026 00:20:04 +1200</pubDate><letterboxd:watchedDate>2026-08-03</letterboxd:watchedDate>"
        f"<letterboxd:rewatch>Yes</letterboxd:rewatch><letterboxd:filmTitle>{title}</letterboxd:filmTitle>"
        f"<letterboxd:filmYear>1961</letterboxd:filmYear>{rated}<letterboxd:memberLike>Yes</letterboxd:memberLike>"
        "<tmdb:movieId>77</tmdb:movieId><dc:creator>mina</dc:creator>",
    )


def read(data: bytes, name: str = "feed.xml") -> TableReading:
    (reading,) = read_any(name, data)
    assert isinstance(reading, TableReading)
    return reading


def only(data: bytes) -> Row:
    (row,) = read(data).rows
    return row


def test_a_logged_film_has_its_rating_its_days_and_its_id() -> None:
    row = only(letterboxd(logged("Fog Street", "3.5", "<p>Watched on Monday August 3, 2026.</p>")))

    assert (row.kind, row.half_stars, row.printed, row.note) == (RowKind.RATING, 7, "3.5", None)
    assert (row.film.title, row.film.year, row.film.ids) == ("Fog Street", 1961, (("tmdb", "77"),))
    assert (row.rated_on, row.watched_on) == (date(2026, 8, 4), date(2026, 8, 3))
    assert (row.rewatch, row.tags) == (True, ("liked",))


def test_what_was_written_is_the_note_without_the_warning_of_spoilers() -> None:
    text = "<p><em>This review may contain spoilers.</em></p> <p>He was the fog.</p><p>All &amp; always.</p>"
    row = only(letterboxd(logged("Fog Street", "4.0", text)))

    assert row.tags == ("liked", "spoilers")
    assert (row.kind, row.note) == (RowKind.REVIEW, "He was the fog.\n\nAll & always.")
    assert row.review is not None
    assert (row.review.critic, row.review.grade and row.review.grade.score) == ("mina", 80.0)


def test_a_film_without_a_rating_was_watched_and_a_list_is_none() -> None:
    watched, a_list = read(letterboxd(logged("Fog Street", None, ""), item("My ten best", "<p>...</p>"))).rows

    assert watched.kind is RowKind.WATCHED
    assert (a_list.kind, a_list.problem is not None) == (RowKind.SKIP, True)


def test_a_blogs_entry_is_read_like_the_page_it_stands_for() -> None:
    text = f"&lt;p&gt;Director: Ada Fink&lt;/p&gt;&lt;p&gt;{REVIEW_TEXT}&lt;/p&gt;&lt;p&gt;Rating: 7/10&lt;/p&gt;"
    more = "<pubDate>Sat, 21 Mar 2020 23:00:00 -0700</pubDate><author>Ida Moor</author>"
    row = only(rss(item("Fog Street (1961)", text, more)))

    assert (row.kind, row.film.title, row.film.year) == (RowKind.REVIEW, "Fog Street", 1961)
    assert row.review is not None
    assert row.review.grade is not None
    assert (row.review.grade.score, row.review.outlet, row.review.published) == (70.0, "Rain on Tin", date(2020, 3, 21))
    assert row.review.url == "https://blog.example/17"
    assert "predictable" in row.review.body
    assert "Rating" not in row.review.body


def test_an_atom_entry_gives_its_whole_content() -> None:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Rain on Tin</title><entry><title>Review: Fog Street</title>'
        '<link href="https://blog.example/fog"/><updated>2021-02-03T10:00:00Z</updated>'
        "<author><name>Ida Moor</name></author>"
        f'<summary>Short.</summary><content type="html">&lt;p&gt;{REVIEW_TEXT}&lt;/p&gt;</content></entry></feed>'
    )
    row = only(data.encode())

    assert row.review is not None
    assert "pacing" in row.review.body
    assert (row.review.critic, row.review.published) == ("Ida Moor", date(2021, 2, 3))


def test_a_feed_of_reviews_says_so_once_for_all_its_entries() -> None:
    quiet = item("Fog Street", "&lt;p&gt;Two people wait for a film to end.&lt;/p&gt;")

    assert only(rss(quiet, title="Film reviews by Ida")).kind is RowKind.REVIEW
    other = only(rss(quiet))
    assert (other.kind, other.problem is not None) == (RowKind.SKIP, True)


def test_each_entry_knows_its_line() -> None:
    rows = read(rss(item("One", "x"), item("Two", "y"))).rows

    assert [row.line for row in rows] == [3, 4]


def test_each_entry_of_a_very_long_file_knows_its_line() -> None:
    first, second, third = read(
        rss("\n" * 70_000 + item("One", "x"), item("Two", "y"), "\n" * 9 + item("Three", "z"))
    ).rows

    assert [row.line for row in (first, second, third)] == [70_003, 70_004, 70_014]


def test_broken_xml_is_read_as_far_as_it_goes_and_the_line_is_named() -> None:
    data = letterboxd(logged("Fog Street", "3.5", ""), logged("Salt", "4", "")).replace(
        b"<channel>", b"<channel>\n<b>A & B</b>"
    )
    reading = read(data[:-40])

    assert [row.film.title for row in reading.rows] == ["Fog Street", "Salt"]
    assert reading.problems[0].line == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_accents_survive_in_every_encoding(encoding: str) -> None:
    text = rss(item("Señal (1970)", REVIEW_TEXT)).decode().replace('encoding="utf-8"', f'encoding="{encoding}"')

    assert only(text.encode(encoding)).film.title == "Señal"


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">' + b"".join(
    b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10) for n in range(1, 10)
)


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS + b"]><lolz>&lol9;</lolz>",
        LAUGHS + b"]><rss><channel><title>&lol9;</title></channel></rss>",
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><title>&x;</title></channel></rss>',
        (LAUGHS.decode() + "]><rss>&lol9;</rss>").encode("utf-16"),
    ],
)
def test_xml_that_declares_entities_is_refused_with_a_sentence(data: bytes) -> None:
    reading = read(data)

    assert reading.rows == ()
    assert "entities" in reading.problems[0].message


@pytest.mark.parametrize(
    "data", [b"<?xml version='1.0'?><plist><a/></plist>", b"<rss>", b"<rss></rss>", b"<?xml", b"nothing"]
)
def test_xml_without_entries_gets_a_sentence(data: bytes) -> None:
    reading = read(data)

    assert reading.rows == ()
    assert reading.problems


def test_an_address_in_a_feed_is_never_opened() -> None:
    reading = read(b"https://blog.example/feed.xml", "feed.rss")

    assert reading.rows == ()


def test_a_long_feed_is_read_to_its_limit_and_says_so() -> None:
    reading = read(letterboxd(*[logged(f"Fog {n}", "3", "") for n in range(1_001)]))

    assert len(reading.rows) == 1_000
    assert "Only the first 1,000 of 1,001 entries were read: hand the others in" in str(reading.problems)


def test_prefixes_that_lost_their_declaration_are_known_again() -> None:
    assert only(rss(logged("Fog Street", "3.5", ""))).half_stars == 7


def test_an_entry_too_long_for_a_feed_is_named_and_those_behind_it_are_read() -> None:
    long = item("Long", "word " * 90_000)
    first, second, third = read(rss(item("One", "x"), long, item("Three", "y"))).rows

    assert [row.film.title for row in (second, third)] == ["Long", "Three"]
    assert "too long" in str(second.problem)
    assert "characters it is too long for a feed" in str(second.problem)
    assert "too long" not in str([first.problem, third.problem])


def test_each_entry_has_time_of_its_own() -> None:
    told: list[int] = []
    read_together([("feed.xml", rss(item("One", "x"), item("Two", "y")))], begin=told.append)

    assert told == [0, 0, 0, 0]  # looked at for films, then read: the feed, and each of its entries


def test_a_post_on_several_films_gives_a_row_for_each() -> None:
    text = "".join(
        f"<h2>{title} ({year})</h2><p>Director: Ada Fink</p><p>{REVIEW_TEXT}</p><p>Rating: {grade}/10</p>"
        for title, year, grade in [("Fog Street", 1961, 7), ("Salt and Smoke", 1988, 5), ("Crane", 1971, 8)]
    )
    rows = read(rss(item("Review: three films of October", f"<![CDATA[{text}]]>"))).rows

    assert [(row.number, row.film.title) for row in rows] == [(1, "Fog Street"), (2, "Salt and Smoke"), (3, "Crane")]
    assert [row.review.grade.score for row in rows] == [70.0, 50.0, 80.0]


def test_a_web_page_is_no_feed() -> None:
    assert not looks_like_feed("<!doctype html><html><body><rss></rss></body></html>")
    assert not looks_like_feed(
        '<?xml version="1.0"?>\n<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"></html>'
    )
