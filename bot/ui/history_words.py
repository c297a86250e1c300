"""What a member reads of their import: counts, and each row in a line."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.film_ids import CATALOGUES
from bot.domain.histories import Outcome, RowVerdict
from bot.domain.scales import show
from bot.ui.text import escape, plural
from db.histories import History
from db.history_rows import SeenRow

#: The place in this list travels in custom_ids: add at the end.
FILTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("All rows", ()),
    ("Rows that need you", (RowVerdict.NEEDS_YOU,)),
    ("New ratings", (Outcome.ADDED,)),
    ("Ratings that change", (Outcome.CHANGED,)),
    ("The same already", (Outcome.SAME,)),
    ("Yours that stay", (Outcome.KEPT,)),
    ("Rows left out", (RowVerdict.LEFT_OUT,)),
    ("Rows not imported", (RowVerdict.SKIPPED,)),
)
_WORDS = {
    Outcome.ADDED: "new",
    Outcome.CHANGED: "changed",
    Outcome.SAME: "the same already",
    Outcome.KEPT: "kept as you rated here",
    RowVerdict.NEEDS_YOU: "waiting for you",
    RowVerdict.LEFT_OUT: "left out",
    RowVerdict.SKIPPED: "not imported",
}
_REMARKS = 3


def counted(counts: Mapping[str, int]) -> str:
    """Count rows by what they are or came to: `12 new · 3 changed · 1 waiting for you`."""
    told = [f"**{counts[fate]:,}** {word}" for fate, word in _WORDS.items() if counts.get(fate)]
    return " · ".join(told) or "There are no rows."


def to_write(counts: Mapping[str, int]) -> int:
    """Return how many ratings would be written."""
    return counts.get(Outcome.ADDED, 0) + counts.get(Outcome.CHANGED, 0)


def remarks(history: History) -> str:
    """List what is to be said about whole files; empty where there is nothing."""
    told = [f"- {escape(remark, 200)}" for remark in history.remarks[:_REMARKS]]
    if (more := len(history.remarks) - _REMARKS) > 0:
        told.append(f"- and {plural(more, 'remark')} more")
    return "\n".join(told)


def line_of(seen: SeenRow) -> str:
    """Say one row in a line: where it stands, the film, the stars, and what becomes of it."""
    title = escape(seen.row.film.label, 80) or "no title"
    stars = f" {show(seen.row.half_stars)}" if seen.row.half_stars else ""
    return f"-# {escape(_place(seen), 60)}\n**{title}**{stars} · {_fate(seen, 90)}"


def details(seen: SeenRow) -> str:
    """Say everything that a row states."""
    row, film = seen.row, seen.row.film
    told = [f"**{escape(film.label, 150) or 'No title'}**"]
    if film.original_title:
        told.append(f"Original title {escape(film.original_title, 150)}")
    if film.directors:
        told.append(f"Directed by {escape(', '.join(film.directors), 150)}")
    told += [f"{CATALOGUES[kind]} {escape(value, 80)}" for kind, value in film.ids]
    if row.half_stars:
        told.append(f"You gave it {show(row.half_stars)}" + (f" on {row.rated_on:%-d %B %Y}" if row.rated_on else ""))
    if row.note:
        told.append(f"Note: {escape(' '.join(row.note.split()), 400)}")
    told.append(f"-# It stands on {escape(row.place, 200)}.")
    return "\n".join(told)


def destination(seen: SeenRow) -> str:
    """Say where a row goes and why."""
    reason = f"\n-# {escape(seen.reason, 300)}" if seen.reason else ""
    if seen.fate == RowVerdict.NEEDS_YOU:
        return f"**Needs you:** choose the film below.{reason}"
    if seen.fate in (RowVerdict.SKIPPED, RowVerdict.LEFT_OUT):
        return f"**{_WORDS[RowVerdict(seen.fate)].capitalize()}.**{reason}"
    is_new = seen.film is None or seen.made_film
    where = f"the new film **{escape(seen.row.film.label, 150)}**" if is_new else _here(seen)
    return f"**{_fate(seen, 200).capitalize()}:** {where}.{reason}"


def _here(seen: SeenRow) -> str:
    return f"the film that is here, **{escape(seen.film.label, 150)}**" if seen.film else ""


def _place(seen: SeenRow) -> str:
    return seen.row.place.partition(";")[0]


def _fate(seen: SeenRow, limit: int) -> str:
    if seen.undone:
        return "taken back" if seen.undone == "undone" else "changed since, so it stays"
    if seen.fate == Outcome.ADDED:
        return "new, and the film is new here" if seen.film is None or seen.made_film else "new"
    if seen.fate == Outcome.CHANGED:
        return f"was {show(seen.mine)} here" if seen.mine and not seen.written else "changed"
    if seen.fate == Outcome.KEPT:
        return f"yours stays, {show(seen.mine)}" if seen.mine else "yours stays"
    if seen.fate == Outcome.SAME:
        return "the same already"
    name = "needs you" if seen.fate == RowVerdict.NEEDS_YOU else _WORDS[RowVerdict(seen.fate)]
    return f"{name}: {escape(seen.reason, limit)}" if seen.reason else name
