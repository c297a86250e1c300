"""The sentences of a film card: facts, critics, club, and how far apart the two stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.grades import Grade
from bot.domain.languages import language_name
from bot.domain.reviews import ClubScore, Consensus, Review
from bot.domain.scales import Scale, show
from bot.domain.titles import Film
from bot.ui.text import escape, plural, runtime

#: The language of the cards themselves.
CARDS_ARE_IN = "en"


def heading(film: Film, reviews: Iterable[Review]) -> str:
    """Return the head of the card: title, facts in small print, director and cast."""
    lines = [f"## {escape(film.label, 250)}"]
    original = film.original_title if film.original_title != film.title else None
    if original:
        lines.append("-# " + " · ".join(filter(None, [escape(original, 200), _language(film)])))
    if facts := _facts(film, reviews, "" if original else _language(film)):
        lines.append("-# " + " · ".join(facts))
    if film.directors:
        lines.append(f"Directed by **{escape(', '.join(film.directors[:4]), 200)}**")
    if film.cast:
        lines.append(f"with {escape(', '.join(film.cast[:6]), 300)}")
    return "\n".join(lines)


def _language(film: Film) -> str:
    """Name the language of a film; in one that the card is written in it goes without saying."""
    return escape(language_name(film.language), 30) if film.language not in (None, CARDS_ARE_IN) else ""


def _facts(film: Film, reviews: Iterable[Review], language: str) -> list[str]:
    credits = after_credits(reviews)
    return [
        fact
        for fact in (
            runtime(film.runtime_minutes) if film.runtime_minutes else "",
            escape(film.certificate or "", 30),
            escape(", ".join(film.genres[:4]), 120),
            language,
            credits or "",
        )
        if fact
    ]


def after_credits(reviews: Iterable[Review]) -> str | None:
    """Say whether to stay for a scene after the credits, where a review states it."""
    said = {review.after_credits for review in reviews} - {None}
    if len(said) == 2:
        return "reviews differ on a scene after the credits"
    if not said:
        return None
    return "a scene after the credits" if said == {True} else "nothing after the credits"


def critics(consensus: Consensus | None, count: int) -> str:
    """Return the critics' line: mean, how many graded, the spread; few are marked as few."""
    if consensus is None:
        if not count:
            return "**Critics** · no reviews yet"
        return f"**Critics** · {plural(count, 'review')}, none with a grade"
    graded = "1 review" if consensus.count == 1 else f"{consensus.graded} graded of {consensus.count}"
    parts = [f"**Critics {consensus.mean:.0f}**", graded]
    if consensus.graded > 1:
        parts.append(f"from {consensus.low:.0f} to {consensus.high:.0f}, spread {consensus.spread:.0f}")
    if consensus.few:
        parts.append("few")
    return " · ".join(parts)


def club(score: ClubScore | None, scale: Scale) -> str:
    """Return the club's line: mean in the server's scale with its count."""
    if score is None:
        return "**The club** · nobody here has rated it yet"
    parts = [f"**The club {show(score.mean, scale)}**", plural(score.count, "rating")]
    if score.few:
        parts.append("few")
    return " · ".join(parts)


def grade(value: Grade | None) -> str:
    """Say a grade as printed beside the normalised one: `7/10 or B- → 70`."""
    if value is None:
        return "no grade"
    score = "" if value.score is None else f"{value.score:.4g}"
    if value.derived:
        return f"{score} from its sub-grades" if score else "sub-grades only"
    if not score:
        return f"{value.printed}, scale unknown"
    return f"{value.printed} → {score}"


def sub_grades(review: Review) -> str:
    """List a critic's sub-grades: `Story 10/10 · Acting 9/10`."""
    return " · ".join(f"{item.name} {item.value:g}/{item.max:g}" for item in review.sub_grades)


def byline(review: Review) -> str:
    """Name who wrote a review: outlet, critic, or that neither is known."""
    return ", ".join(name for name in (review.outlet, review.critic) if name) or "Unsigned review"


def grade_lines(reviews: Sequence[Review], limit: int) -> str:
    """List reviews with their grades, one small line each; say how many more the menu below holds.

    The outlet alone signs a line, so that it stays one on a telephone; the menu names the critic too.
    """
    lines = []
    for review in reviews[:limit]:
        parts = [escape(grade(review.grade), 60), escape(review.outlet or byline(review), 90)]
        if review.sub_grades:
            parts.append(escape(sub_grades(review), 120))
        lines.append("-# " + " · ".join(parts))
    if len(reviews) > limit:
        lines.append(f"-# and {len(reviews) - limit} more in the menu")
    return "\n".join(lines)
