"""A member's import on every layout: other people's text stays text, and all of it inside Discord's limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.drafts import Remark, Table
from bot.domain.histories import HistoryRow
from bot.domain.titles import Film
from bot.ui.history_preview import ROWS_SHOWN, Page, history_preview, row_panel
from bot.ui.history_report import history_list, history_report
from bot.ui.history_words import FILTERS
from bot.ui.import_columns import MEMBERS_MEANINGS, columns_panel, meanings_panel, of_batch, of_history
from db.histories import History, Owner
from db.history_report import HistoryReport
from db.history_rows import SeenRow
from tests.conftest import NOW
from tests.walks.inertness import HOSTILE, assert_fits, assert_inert, marks

FATES = ("added", "changed", "same", "kept", "needs_you", "left_out", "skipped")


def film_of(text: str) -> Film:
    ids = (("imdb", "tt0000001"), ("letterboxd", "film/osa"))
    return Film(7, None, text or "x", 1979, (text,) * 8, ids=ids, original_title=text)


def row_of(text: str, fate: str, position: int = 0) -> SeenRow:
    stated = HistoryRow(f"{text}.csv, line 3", replace(film_of(text), id=0), 9, text, date(2020, 1, 1))
    return SeenRow(position, stated, fate, text, film_of(text), 7, False, None, False)


def history_of(text: str, status: str = "draft") -> History:
    return History(1, Owner(1, 2), status, text or "x", (text,) * 5, True, 0, NOW, 50_000, 7)


def table_of(text: str) -> Table:
    columns = tuple(f"{text} {number}" for number in range(30))
    meant = dict(zip(columns, [*MEMBERS_MEANINGS[1:4], ("rewatch", "")], strict=False))
    mapping = {column: field for column, (field, _) in meant.items()}
    remarks = (Remark(1, text),) * 3
    return Table(f"{text}.csv", "table", columns, mapping, frozenset(columns), remarks, can_be_corrected=True)


def layouts_of(text: str) -> list[Any]:
    """Return the components of every layout that shows a member's import."""
    counts = Counter(dict.fromkeys(FATES, 50_000))
    rows = [row_of(text, "needs_you", number) for number in range(ROWS_SHOWN)]
    layouts = [
        history_preview(history_of(text, status), counts, Page(number, 3, rows), [table_of(text)] * tables)
        for tables in (1, 5, 30)
        for status in ("draft", "writing", "done", "undoing", "undone")
        for number in range(len(FILTERS))
    ]
    layouts += [row_panel(history_of(text), row_of(text, fate), [film_of(text)] * 40) for fate in FATES]
    for asking in (of_history(1), of_batch(1)):
        layouts += [columns_panel(asking, 0, table_of(text), page) for page in (0, 1, 2)]
        layouts.append(meanings_panel(asking, 0, table_of(text), 27))
    for status in ("done", "undone"):
        layouts.append(history_report(HistoryReport(history_of(text, status), counts, 9, 8, 7, 6)))
    layouts.append(history_list([replace(history_of(text), id=number) for number in range(25)]))
    return [layout.to_components() for layout in layouts]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_inert_and_inside_the_limits(kind: str) -> None:
    for sent, harmless in zip(layouts_of(HOSTILE[kind]), layouts_of("Zqx"), strict=True):
        assert_inert(sent)
        assert_fits(sent)
        assert not marks(sent) - marks(harmless)
