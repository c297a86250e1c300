"""Drafts and films as the JSON that the import tables keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.domain.drafts import Draft, Remark
from bot.domain.grades import Grade, SubGrade
from bot.domain.reviews import Review
from bot.domain.titles import Film


def film_to_json(film: Film) -> str:
    """Write every field of a film."""
    return json.dumps(asdict(film), ensure_ascii=False)


def film_from_json(text: str) -> Film:
    """Read back what `film_to_json` wrote."""
    return _film(json.loads(text))


def draft_to_json(draft: Draft) -> str:
    """Write a draft without its source, which has a column of its own."""
    kept = asdict(draft)
    del kept["source"]
    published = draft.review.published
    kept["review"]["published"] = published.isoformat() if published else None
    return json.dumps(kept, ensure_ascii=False)


def draft_from_json(text: str, source: str) -> Draft:
    """Read back what `draft_to_json` wrote."""
    kept = json.loads(text)
    kept["film"] = _film(kept["film"])
    kept["review"] = _review(kept["review"])
    kept["evidence"] = {field: tuple(lines) for field, lines in kept["evidence"].items()}
    kept["remarks"] = tuple(Remark(**remark) for remark in kept["remarks"])
    return Draft(**kept, source=source)


def _film(kept: Mapping[str, Any]) -> Film:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    fields["ids"] = tuple((kind, value) for kind, value in fields.get("ids", ()))
    return Film(**fields)


def _review(kept: Mapping[str, Any]) -> Review:
    published, grade = kept["published"], kept["grade"]
    return Review(
        **{
            **kept,
            "published": date.fromisoformat(published) if published else None,
            "grade": Grade(**grade) if grade else None,
            "sub_grades": tuple(SubGrade(**sub) for sub in kept["sub_grades"]),
        }
    )
