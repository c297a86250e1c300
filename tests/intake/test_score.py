import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.intake.pages import read_page
from bot.intake.reading import to_json

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
PAGES = SHARED / "reviews" / "pages"
SCORER = SHARED / "tools" / "score_reviews.py"
needs_pages = pytest.mark.skipif(
    not SCORER.exists(), reason="The folder `shared` with real pages is not beside the repository; nothing to score."
)


def pages():
    return sorted(path for path in PAGES.glob("*.*") if path.name != "gold.jsonl")


def gold(prefix):
    lines = map(json.loads, (PAGES / "gold.jsonl").read_text().splitlines())
    return next(line for line in lines if line["file"].startswith(prefix))


def read(prefix):
    (path,) = PAGES.glob(f"{prefix}_*")
    reading = read_page(path.name, path.read_bytes())
    (review,) = reading.reviews
    return reading, review


@needs_pages
def test_real_pages_score_at_least_95_percent(tmp_path):
    extracted = tmp_path / "extracted.jsonl"
    extracted.write_text("\n".join(json.dumps(to_json(read_page(p.name, p.read_bytes()))) for p in pages()))
    done = subprocess.run(
        [sys.executable, SCORER, PAGES, extracted, "--misses"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    score = re.search(r"^score ([\d.]+)$", done.stdout, re.MULTILINE)
    assert score
    assert float(score[1]) >= 0.95, done.stdout


@needs_pages
@pytest.mark.parametrize(
    ("prefix", "score", "derived"), [("000", 88.75, True), ("001", None, None), ("002", 70.0, False)]
)
def test_the_first_three_pages_are_read_whole(prefix, score, derived):
    wanted = gold(prefix)
    reading, review = read(prefix)
    film = review.film
    assert reading.is_film_review
    assert film.title == wanted["film_title"]
    assert list(film.directors) == wanted["directors"]
    assert list(film.cast) == (wanted["cast"] if wanted["cast_from"] == "credits" else [])
    assert (film.certificate, film.certificate_reason) == (wanted["certificate"], wanted.get("certificate_reason"))
    assert (film.runtime_minutes, list(film.genres)) == (wanted["runtime_minutes"], wanted["genres"])
    assert review.after_credits == wanted["after_credits"]
    assert (review.grade and review.grade.score) == score
    assert (review.grade and review.grade.derived) == derived
    assert {s.name: [s.value, s.max] for s in review.sub_grades} == wanted["sub_scores"]
    assert str(review.published or "") == (wanted["published"] or "")
    starts = [wanted["first_words_of_body"], wanted.get("first_words_alt") or wanted["first_words_of_body"]]
    assert any(review.body.startswith(start) for start in starts)
    assert review.body.endswith(wanted["last_words_of_body"])


@needs_pages
def test_a_grade_whose_stars_were_lost_is_asked_for():
    reading, review = read("001")
    assert review.grade is None
    (problem,) = reading.problems
    assert "Rating" in reading.lines[problem.line - 1]


@needs_pages
@pytest.mark.parametrize("prefix", ["000", "002"])
def test_evidence_points_at_the_lines_that_say_so(prefix):
    reading, review = read(prefix)
    for name in review.film.directors:
        assert any(name in reading.lines[line - 1] for line in review.evidence["film.directors"])
    assert any(review.film.certificate in reading.lines[line - 1] for line in review.evidence["film.certificate"])
