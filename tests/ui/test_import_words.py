"""A preview of any draft fits into one message and says where each field stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.changes import FIELDS as CHANGES
from bot.domain.changes import Change
from bot.domain.drafts import Draft, Remark, Table, nothing_read
from bot.domain.grades import Grade, SubGrade
from bot.domain.placing import Item, Place, Verdict
from bot.domain.reviews import Review
from bot.domain.titles import Film
from bot.ui import import_words as words
from bot.ui.import_columns import columns_panel, meanings_panel, of_batch, of_history
from bot.ui.import_fields import FIELDS
from bot.ui.import_history_panels import history_panel, undo_question
from bot.ui.import_overview import overview
from bot.ui.import_preview import Shown, import_preview, waiting_list
from bot.ui.import_report import report_panel
from bot.ui.layouts import Layout
from db.import_report import LISTED, PAGE, Fate, Report
from db.import_undo import Undoing
from db.imports import Batch, Neighbours

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LONG = st.sampled_from(("*", "a ", "@everyone ", "||", "🎬")).map(lambda piece: piece * 400)
MANY = st.lists(LONG, min_size=9, max_size=9).map(tuple)


def film(text: str, names: tuple[str, ...], number: int = 1) -> Film:
    return Film(number, 5, text, 2001, names, names, names, 999, text, text, text)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    text, names = draw(LONG), draw(MANY)
    subs = tuple(SubGrade(name, 9.25, 10) for name in names)
    review = Review(0, 0, text, text, text, date(2020, 9, 30), text, Grade(text, 88.75), subs, True, text * 9)
    evidence = {field.key: (1000, 20000) for field in FIELDS}
    remarks = tuple(Remark(12345, name) for name in names)
    return Draft(text, film(text, names), review, evidence, remarks, True, text, True, text)


@pytest.mark.parametrize("verdict", list(Verdict))
@given(draft=drafts())
@settings(max_examples=12, deadline=None)
def test_any_preview_fits_into_one_message(verdict: Verdict, draft: Draft) -> None:
    offered = tuple(replace(draft.film, id=number) for number in range(1, 60))
    place = Place(verdict, offered[0], offered, draft.film.title)
    made = tuple(Change(name, getattr(draft.review, name), getattr(draft.review, name)) for name in CHANGES)
    batch = Batch(1, 5, 6, "draft", draft.name, NOW, dict.fromkeys(Verdict, 50_000))
    fits(import_preview(Shown(batch, Item(1, draft), place, Neighbours(1, 0, 2), made, True)))
    fates = [Fate(Item(at, draft), verdict, None, draft.name) for at in range(PAGE)]
    table = Table(
        draft.name, "table", draft.film.cast, dict.fromkeys(draft.film.cast, "title"), frozenset(), draft.remarks, True
    )
    for tables in (1, 5, 30):
        fits(overview(batch, [table] * tables, verdict, 3, fates))


def fits(view: Layout) -> None:
    """Fail where Discord would not take a layout."""
    assert view.content_length() <= 4000
    assert view.total_children_count <= 40
    for each in view.walk_children():
        for option in getattr(each, "options", ()):
            assert 0 < len(option.label) <= 100
            assert len(option.description or "") <= 100
        assert len(getattr(each, "options", ())) <= 25


@given(LONG, st.integers(1, 60))
@settings(max_examples=30, deadline=None)
def test_any_report_and_list_fit_into_one_message(text: str, count: int) -> None:
    batch = Batch(1, 5, 6, "draft", text, NOW, {Verdict.KEPT: count, Verdict.NEEDS_YOU: 2})
    blank = replace(nothing_read(text, text), readable=True)
    fates = tuple(Fate(Item(n, blank), Verdict.KEPT, film(text, (text,), n + 1)) for n in range(min(count, LISTED)))
    fits(report_panel(Report(batch, 9, 9, fates)))
    fits(waiting_list([batch] * min(count, 25)))
    fits(history_panel([batch] * 8, 1, 90))
    fits(undo_question(batch, Undoing(9, 9, 9, 9, 9, {"rated": 1, "reviewed": 2, "edited": 3, "merged": 4})))
    columns = tuple(f"{text}{n}" for n in range(count))
    table = Table(text, "table", columns, dict.fromkeys(columns, "rating/10"), frozenset(columns), (), True)
    for asking in (of_batch(1), of_history(1)):
        fits(columns_panel(asking, 0, table, 0))
        fits(meanings_panel(asking, 0, table, 0))


@pytest.mark.parametrize(
    ("lines", "said"), [((41,), "line 41"), ((8, 22), "lines 8–22"), ((3, 3), "line 3"), ((), "by hand")]
)
def test_the_proof_of_a_field_is_named(lines: tuple[int, ...], said: str) -> None:
    assert words.proof(lines) == said


def test_a_blank_draft_names_everything_as_not_stated() -> None:
    blank = nothing_read("x", "")
    assert words.fields(blank) == ""
    assert all(field.label.lower() in words.missing(blank) for field in FIELDS)


def test_more_questions_than_fit_are_counted() -> None:
    draft = replace(nothing_read("x", ""), remarks=tuple(Remark(n, "What is it out of?") for n in range(1, 8)))
    assert words.remarks(draft).splitlines()[0] == "- Line 1: What is it out of?"
    assert words.remarks(draft).splitlines()[-1] == "- and 4 more"


@pytest.mark.parametrize(("code", "said"), [("en", "English"), ("nb", "Norwegian Bokmål"), ("xx", "xx")])
def test_a_language_is_called_by_its_name(code: str, said: str) -> None:
    draft = nothing_read("x", "")
    assert f"**Language** {said}" in words.fields(replace(draft, review=replace(draft.review, language=code)))
    assert f"- Language: nothing → **{said}**" in words.differences([Change("language", None, code)])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("“Salt,” she said.", "17 characters: “‘Salt,’ she said.”"),
        ('"Salt," she said.', "17 characters: “'Salt,' she said.”"),
        ("Salt.", "5 characters: “Salt.”"),
        ("“Salt. " + "Rope. " * 50 + "Rust.”", "313 characters, from “‘Salt. Rope."),
        ("“Salt. " + "Rope. " * 50 + "Rust.”", "Rope. Rust.’”"),
    ],
)
def test_no_quote_mark_stands_doubled(body: str, said: str) -> None:
    draft = nothing_read("x", "")
    assert said in words.fields(replace(draft, review=replace(draft.review, body=body)))
