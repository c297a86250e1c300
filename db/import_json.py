"""Drafts, films, reviews and tables as the JSON that the import tables keep; what is empty is left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.drafts import Draft, Remark, Table
from bot.domain.grades import Grade, SubGrade
from bot.domain.reviews import Review
from bot.domain.titles import Film

_NOTHING: tuple[object, ...] = (None, ())
_FILM = tuple(Film.__dataclass_fields__)
_REVIEW = tuple(Review.__dataclass_fields__)
_EMPTY_REVIEW: dict[str, Any] = dict.fromkeys(_REVIEW) | {"id": 0, "film_id": 0, "sub_grades": (), "body": ""}


def film_to_json(film: Film) -> str:
    """Write a film."""
    return _dump(_film_kept(film))


def film_from_json(text: str) -> Film:
    """Read back what `film_to_json` wrote."""
    return _film(json.loads(text))


def review_to_json(review: Review, evidence: Mapping[str, tuple[int, ...]]) -> str:
    """Write a review with the lines that prove it."""
    return _dump({"review": _review_kept(review), "evidence": dict(evidence)})


def review_from_json(text: str) -> tuple[Review, dict[str, tuple[int, ...]]]:
    """Read back what `review_to_json` wrote."""
    kept = json.loads(text)
    return _review(kept["review"]), _evidence(kept["evidence"])


def draft_to_json(draft: Draft) -> str:
    """Write a draft without its source and its table's number, which have columns of their own."""
    kept: dict[str, Any] = {"name": draft.name, "film": _film_kept(draft.film), "review": _review_kept(draft.review)}
    if draft.evidence:
        kept["evidence"] = dict(draft.evidence)
    if draft.remarks:
        kept["remarks"] = [[remark.line, remark.message] for remark in draft.remarks]
    if not draft.is_review:
        kept["is_review"] = False
    if draft.reason is not None:
        kept["reason"] = draft.reason
    if not draft.readable:
        kept["readable"] = False
    return _dump(kept)


def draft_from_json(text: str, source: str = "", table: int | None = None) -> Draft:
    """Read back what `draft_to_json` wrote."""
    kept = json.loads(text)
    return Draft(
        name=kept["name"],
        film=_film(kept["film"]),
        review=_review(kept["review"]),
        evidence=_evidence(kept.get("evidence", {})),
        remarks=tuple(_remark(each) for each in kept.get("remarks", ())),
        is_review=kept.get("is_review", True),
        reason=kept.get("reason"),
        readable=kept.get("readable", True),
        source=source,
        table=table,
    )


def table_to_json(table: Table) -> str:
    """Write how a table was read."""
    return _dump(
        {
            "name": table.name,
            "format": table.format,
            "columns": table.columns,
            "mapping": dict(table.mapping),
            "guessed": sorted(table.guessed),
            "remarks": [[remark.line, remark.message] for remark in table.remarks],
            "can_be_corrected": table.can_be_corrected,
        }
    )


def table_from_json(text: str) -> Table:
    """Read back what `table_to_json` wrote."""
    kept = json.loads(text)
    lists = {"columns": tuple(kept["columns"]), "guessed": frozenset(kept["guessed"])}
    return Table(**{**kept, **lists, "remarks": tuple(Remark(*each) for each in kept["remarks"])})


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _film_kept(film: Film) -> dict[str, Any]:
    return {name: value for name in _FILM if (value := getattr(film, name)) not in _NOTHING}


def _film(kept: Mapping[str, Any]) -> Film:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    if "ids" in fields:
        fields["ids"] = tuple((kind, value) for kind, value in fields["ids"])
    return Film(**{"id": 0, "guild_id": None, "title": "", **fields})


def _review_kept(review: Review) -> dict[str, Any]:
    kept = {name: value for name in _REVIEW if (value := getattr(review, name)) not in _NOTHING}
    if review.published is not None:
        kept["published"] = review.published.isoformat()
    if (grade := review.grade) is not None:
        kept["grade"] = {"printed": grade.printed, "score": grade.score, "derived": grade.derived}
    if review.sub_grades:
        kept["sub_grades"] = [[item.name, item.value, item.max] for item in review.sub_grades]
    return kept


def _review(kept: Mapping[str, Any]) -> Review:
    published, grade = kept.get("published"), kept.get("grade")
    return Review(
        **{
            **_EMPTY_REVIEW,
            **kept,
            "published": date.fromisoformat(published) if published else None,
            "grade": Grade(**grade) if grade else None,
            "sub_grades": tuple(_sub_grade(sub) for sub in kept.get("sub_grades", ())),
        }
    )


def _sub_grade(kept: Any) -> SubGrade:
    # Drafts of earlier versions named the parts.
    return SubGrade(**kept) if isinstance(kept, dict) else SubGrade(*kept)


def _remark(kept: Any) -> Remark:
    return Remark(**kept) if isinstance(kept, dict) else Remark(*kept)


def _evidence(kept: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    return {field: tuple(lines) for field, lines in kept.items()}
