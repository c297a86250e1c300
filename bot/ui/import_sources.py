"""The files that somebody hands in: fetched once, each under a name of its own, and kept where they are read again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace

import discord

from bot.domain.drafts import Draft, Table, nothing_read
from bot.ui.services import Services
from db import import_tables

LARGEST = 25_000_000
#: Tables whose columns can be told otherwise: what one menu offers.
MOST_TABLES = 25

File = tuple[str, bytes]


async def fetched(attachments: Iterable[discord.Attachment]) -> tuple[list[File], list[Draft]]:
    """Return the files that were handed over, and a draft with a sentence for each that was not."""
    files: list[File] = []
    refused: list[Draft] = []
    for each in attachments:
        name = _own_name(each.filename, [file for file, _ in files])
        if each.size > LARGEST:
            told = f"It has {each.size / 1_000_000:.1f} MB; Matinee reads files of up to {LARGEST // 1_000_000} MB."
            refused.append(nothing_read(name, told))
            continue
        try:
            files.append((name, await each.read()))
        except discord.HTTPException:
            refused.append(nothing_read(name, "Discord did not hand the file over; attach it again."))
    return files, refused


async def with_files(
    services: Services, tables: Iterable[Table], files: Sequence[File]
) -> list[tuple[Table, bytes | None]]:
    """Return tables with the packed file they stand in, where their columns can be told otherwise.

    An archive is opened where it was read, in the worker. A table whose file cannot be had again, or the 26th of them,
    stays as it was read.
    """
    kept: list[tuple[Table, bytes | None]] = []
    for table in tables:
        has_room = sum(data is not None for _, data in kept) < MOST_TABLES
        data = await _file_of(services, table, files) if table.can_be_corrected and has_room else None
        packed = await asyncio.to_thread(import_tables.pack, data) if data is not None else None
        kept.append((replace(table, can_be_corrected=packed is not None), packed))
    return kept


async def _file_of(services: Services, table: Table, files: Sequence[File]) -> bytes | None:
    for name, data in files:
        if table.name == name or table.name.startswith(f"{name}/"):
            return await services.reader.part(name, data, table.name)
    return None


def _own_name(name: str, taken: Sequence[str]) -> str:
    """Return the name, numbered where another file has it: `ratings (2).csv`."""
    stem, dot, suffix = name.rpartition(".")
    number, own = 1, name
    while own in taken:
        number += 1
        own = f"{stem} ({number}).{suffix}" if dot else f"{name} ({number})"
    return own
