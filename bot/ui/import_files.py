"""The file that goes with an import: what became of every row."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Sequence

import discord

from bot.intake.written import write_csv
from bot.ui.import_words import VERDICTS
from db.database import Database
from db.import_report import Fate, every_fate
from db.imports import Batch

#: Discord takes 10 MB in a server without boosts; what comes near goes packed.
_LARGE = 8_000_000
_HEADER = ("Number", "From", "What became of it", "Film", "Year", "Critic", "Outlet", "Link", "Grade", "Why")


async def fates_file(database: Database, batch: Batch) -> discord.File:
    """Return a CSV file of every row's fate, safe to open in a spreadsheet."""
    rows: list[Sequence[object]] = []
    async for fates in every_fate(database, batch):
        rows += [_row(number, fate) for number, fate in enumerate(fates, len(rows) + 1)]
    data = await asyncio.to_thread(write_csv, _HEADER, rows)
    name = f"import-{batch.id}.csv"
    if len(data) > _LARGE:
        data, name = await asyncio.to_thread(_packed, name, data), f"import-{batch.id}.zip"
    return discord.File(io.BytesIO(data), name)


def _row(number: int, fate: Fate) -> Sequence[object]:
    draft = fate.item.draft
    film = fate.film or draft.film
    review = draft.review
    printed = review.grade.printed if review.grade else None
    word = VERDICTS[fate.verdict]
    return (
        number,
        draft.name,
        word,
        film.title,
        film.year,
        review.critic,
        review.outlet,
        review.url,
        printed,
        fate.reason,
    )


def _packed(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()
