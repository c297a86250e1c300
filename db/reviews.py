"""Critics' reviews as a server imported them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from sqlite3 import Row

from bot.domain.changes import words
from bot.domain.grades import Grade, SubGrade
from bot.domain.reviews import Review
from db.database import Database, Transaction

COLUMNS = (
    "id, film_id, critic, outlet, url, published, language, grade_printed, grade_hundredths, grade_derived,"
    " sub_grades, after_credits, body"
)


def review_of(row: Row) -> Review:
    """Return the review that a row of COLUMNS, and perhaps more behind them, holds."""
    # Unpacked, not asked for by name: a card has 25 of them, and a Row looks for each name among all of its columns.
    id_, film_id, critic, outlet, url, published, language, *rest = row
    printed, hundredths, derived, subs, after_credits, body = rest[:6]
    score = None if hundredths is None else hundredths / 100
    return Review(
        id=id_,
        film_id=film_id,
        critic=critic,
        outlet=outlet,
        url=url,
        published=date.fromisoformat(published) if published else None,
        language=language,
        grade=None if score is None and printed is None else Grade(printed, score, bool(derived)),
        sub_grades=() if subs == "[]" else tuple(SubGrade(*item) for item in json.loads(subs)),
        after_credits=None if after_credits is None else bool(after_credits),
        body=body,
    )


def fingerprint(review: Review) -> str:
    """Return the key by which the same review is known again: its words, or its source where it has none.

    Spacing, case and punctuation do not count, so a page pasted again from another browser meets its first copy.
    """
    source: list[object] = [review.url, review.outlet, review.critic, review.published, review.film_id]
    if not any(source[:3]) and review.grade is not None:
        source.append(review.grade.printed)  # nobody's word about a film: the grade is all that tells two apart
    return hashlib.sha256(" ".join(words(review.body) or map(str, source)).encode()).hexdigest()


async def insert(
    tx: Transaction,
    guild_id: int,
    review: Review,
    *,
    evidence: Mapping[str, tuple[int, ...]],
    batch_id: int | None,
    created_by: int | None,
    now: datetime,
) -> int | None:
    """Keep a review and return its id; None when the server has it already."""
    (review_id,) = await insert_many(
        tx, guild_id, [(review, evidence)], batch_id=batch_id, created_by=created_by, now=now
    )
    return review_id


async def insert_many(
    tx: Transaction,
    guild_id: int,
    written: Iterable[tuple[Review, Mapping[str, tuple[int, ...]]]],
    *,
    batch_id: int | None,
    created_by: int | None,
    now: datetime,
) -> list[int | None]:
    """Keep reviews, each with its evidence, and return their ids in their order; None for what is here already."""
    made = (batch_id, created_by, now.isoformat())
    rows = await tx.fetch_each(
        "INSERT INTO reviews (guild_id, film_id, critic, outlet, url, published, language, grade_printed,"
        " grade_hundredths, grade_derived, sub_grades, after_credits, body, evidence, fingerprint, batch_id,"
        " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, fingerprint) DO NOTHING RETURNING id",
        [(guild_id, *_values(review, evidence), *made) for review, evidence in written],
    )
    return [int(row["id"]) if row else None for row in rows]


async def rewrite(tx: Transaction, guild_id: int, review: Review, evidence: Mapping[str, tuple[int, ...]]) -> bool:
    """Write every field of a kept review; return False where another one of the server has its words already."""
    if await _another(tx, guild_id, review):
        return False
    changed = await tx.execute(
        "UPDATE reviews SET film_id = ?, critic = ?, outlet = ?, url = ?, published = ?, language = ?,"
        " grade_printed = ?, grade_hundredths = ?, grade_derived = ?, sub_grades = ?, after_credits = ?, body = ?,"
        " evidence = ?, fingerprint = ? WHERE guild_id = ? AND id = ?",
        (*_values(review, evidence), guild_id, review.id),
    )
    return changed == 1


async def _another(tx: Transaction, guild_id: int, review: Review) -> bool:
    row = await tx.fetch_one(
        "SELECT 1 FROM reviews WHERE guild_id = ? AND fingerprint = ? AND id <> ?",
        (guild_id, fingerprint(review), review.id),
    )
    return row is not None


def _values(review: Review, evidence: Mapping[str, tuple[int, ...]]) -> tuple[object, ...]:
    return (*columns_of(review, evidence), fingerprint(review))


def columns_of(review: Review, evidence: Mapping[str, tuple[int, ...]]) -> tuple[object, ...]:
    """Return a review's fields as their columns hold them, from its film to its evidence."""
    grade = review.grade
    return (
        review.film_id,
        review.critic,
        review.outlet,
        review.url,
        review.published.isoformat() if review.published else None,
        review.language,
        grade.printed if grade else None,
        round(grade.score * 100) if grade and grade.score is not None else None,
        int(grade.derived) if grade else 0,
        _subs(review.sub_grades) if review.sub_grades else "[]",
        None if review.after_credits is None else int(review.after_credits),
        review.body,
        json.dumps(evidence),
    )


def _subs(sub_grades: Iterable[SubGrade]) -> str:
    return json.dumps([[item.name, item.value, item.max] for item in sub_grades], ensure_ascii=False)


async def of_film(database: Database, guild_id: int, film_id: int) -> list[Review]:
    """Return a film's reviews, the graded and latest first."""
    rows = await database.fetch_all(
        f"SELECT {COLUMNS} FROM reviews WHERE guild_id = ? AND film_id = ?"
        " ORDER BY grade_hundredths IS NULL, published IS NULL, published DESC, id",
        (guild_id, film_id),
    )
    return [review_of(row) for row in rows]


async def get(database: Database, guild_id: int, review_id: int) -> Review | None:
    """Return one review of this server."""
    row = await database.fetch_one(
        f"SELECT {COLUMNS} FROM reviews WHERE guild_id = ? AND id = ?", (guild_id, review_id)
    )
    return review_of(row) if row else None


async def known(database: Database, guild_id: int, review: Review) -> int | None:
    """Return the id of the same review where this server has it already."""
    row = await database.fetch_one(
        "SELECT id FROM reviews WHERE guild_id = ? AND fingerprint = ?", (guild_id, fingerprint(review))
    )
    return int(row["id"]) if row else None
