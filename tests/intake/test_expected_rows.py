"""The real exports beside the repository, row by row, against what a careful reader sees in them."""

import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from bot.intake.rows import Row, RowKind, TableReading
from bot.intake.table_values import plain_text
from bot.intake.tables import read_any, read_table, read_together

EXPORTS = Path(__file__).resolve().parents[2] / ".." / "shared" / "reviews" / "exports"
pytestmark = pytest.mark.skipif(
    not (EXPORTS / "expected.jsonl").is_file(), reason="the folder of real exports is not beside the repository"
)


def expected() -> dict[str, list[dict]]:
    rows: dict[str, list[dict]] = {}
    for line in (EXPORTS / "expected.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["file"], []).append(row)
    return rows


def read(file: str) -> TableReading:
    (reading,) = read_any(file, (EXPORTS / file).read_bytes())
    assert isinstance(reading, TableReading)
    return reading


def one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def day(value: object) -> str | None:
    return value and value.isoformat()


def score(row: Row) -> float | None:
    if row.review and row.review.grade:
        return row.review.grade.score
    return None if row.half_stars is None else row.half_stars * 10.0


def differences(wanted: dict, row: Row) -> dict[str, tuple]:
    seen = {
        "row": row.number,
        "film_title": row.film.title,
        "original_title": row.film.original_title or row.film.title,
        "year": row.film.year,
        "imdb_id": dict(row.film.ids).get("imdb"),
        "movie_id": dict(row.film.ids).get("rottentomatoes"),
        "is_film": row.kind is not RowKind.SKIP,
        "rating_printed": row.printed,
        "logged": day(row.rated_on),
        "watched": day(row.watched_on),
        "rewatch": row.rewatch,
        "tags": list(row.tags),
        "runtime_minutes": row.film.runtime_minutes,
        "genres": list(row.film.genres),
        "directors": list(row.film.directors),
        "reviewer": row.review and row.review.critic,
        "source": row.review and row.review.outlet,
        "rating_norm": score(row),
    }
    return {name: (value, seen[name]) for name, value in wanted.items() if name in seen and seen[name] != value}


@pytest.mark.parametrize(
    "file",
    [
        "letterboxd_export/ratings.csv",
        "letterboxd_export/diary.csv",
        "letterboxd_export/reviews.csv",
        "imdb_ratings.csv",
    ],
)
def test_every_row_of_a_members_export_is_read_as_it_stands(file: str) -> None:
    wanted, reading = expected()[file], read(file)

    assert len(reading.rows) == len(wanted)
    assert [differences(one, row) for one, row in zip(wanted, reading.rows, strict=True)] == [{}] * len(wanted)
    for one, row in zip(wanted, reading.rows, strict=True):
        if one.get("review_first"):
            first = one_line(plain_text(re.sub(r"<[^<>]*$", "", one["review_first"])))
            assert first
            assert one_line(row.note).startswith(first)
            assert "<" not in (row.note or "")


def test_every_critics_row_is_read_and_meets_its_film_in_the_other_file() -> None:
    files = [(name, (EXPORTS / name).read_bytes()) for name in ("rt_critic_reviews.csv", "rt_movies.csv")]
    critics, films = read_together(files)
    wanted = expected()["rt_critic_reviews.csv"]

    assert len(critics.rows) == len(wanted) == 60
    assert sum(films.skipped.values()) == 46
    for one, row in zip(wanted, critics.rows, strict=True):
        assert row.review is not None
        seen = differences({name: one[name] for name in one if name != "published"}, row)
        assert seen == {}
        assert day(row.review.published) == one["published"]
        assert one["fresh"] in row.tags
        assert one_line(row.review.body).startswith(one_line(plain_text(one["review_first"] or "")))
        assert row.film.title
        assert row.film.year


def test_every_entry_of_a_letterboxd_feed_is_read() -> None:
    wanted, reading = expected()["letterboxd_rss.xml"], read("letterboxd_rss.xml")

    assert reading.format == "letterboxd feed"
    assert [differences(one, row) for one, row in zip(wanted, reading.rows, strict=True)] == [{}] * len(wanted)
    for one, row in zip(wanted, reading.rows, strict=True):
        assert day(row.rated_on) == parsedate_to_datetime(one["published"]).date().isoformat()
        assert (row.note is not None) == one["is_review"]


def test_every_entry_of_a_blogs_feed_is_read_like_a_page() -> None:
    wanted, reading = expected()["blog_rss_daymude.xml"], read("blog_rss_daymude.xml")

    assert reading.format == "feed"
    for one, row in zip(wanted, reading.rows, strict=True):
        assert row.film.title == one["item_title"]
        assert row.film.year is None
        assert row.printed is None
        assert one_line(row.review.body).startswith(one_line(one["text_first"]).replace(" ,", ",")[:50])
        assert day(row.review.published) == parsedate_to_datetime(one["published"]).date().isoformat()


def test_the_parts_of_a_letterboxd_export_become_one_row_a_film() -> None:
    files = [(path.name, path.read_bytes()) for path in sorted((EXPORTS / "letterboxd_export").glob("*.csv"))]
    (history,) = read_together(files)
    alone = [read_table(name, data) for name, data in files]

    titles = [(row.film.title, row.film.year) for row in history.rows]
    assert len(titles) == len(set(titles))
    assert set(titles) == {(row.film.title, row.film.year) for reading in alone for row in reading.rows}
