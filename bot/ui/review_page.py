"""One critic's review as a member reads it here: who, when, what grade, a quote, and the way to the source."""

from __future__ import annotations

from bot.domain.reviews import Review
from bot.domain.titles import Film
from bot.ui import film_words as words
from bot.ui.layouts import Layout, line, panel, text
from bot.ui.text import escape, link, quote

#: The whole text is never republished; this much is a quotation.
QUOTE = 600


def review_page(film: Film, review: Review) -> Layout:
    """Return the layout of one review with a quote of at most 600 characters."""
    head = [f"### {escape(words.byline(review), 200)}", f"on **{escape(film.label, 250)}**"]
    if review.published:
        head[-1] += f" · {review.published:%-d %B %Y}"
    head.append(f"**{escape(words.grade(review.grade), 150)}**")
    if review.sub_grades:
        head.append(f"-# {escape(words.sub_grades(review), 400)}")
    said = quote(review.body, QUOTE)
    items = [text("\n".join(head)), line(), text(f"> {said}" if said else "-# The import kept no text of it.")]
    items.append(text("-# " + _source(review)))
    return panel(*items)


def _source(review: Review) -> str:
    if review.url:
        return "A quote; the whole review: " + link(review.outlet or "at its source", review.url)
    return "A quote; the page it came from gave no link."
