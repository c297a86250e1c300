"""A file that a member hands in -> the rows of their own history, with what is to be said about whole files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.histories import MemberFile
from bot.intake.archives import part_of
from bot.intake.history import is_history, merge_history
from bot.intake.member_rows import file_remarks, member_rows
from bot.intake.row_drafts import table_of
from bot.intake.rows import TableReading
from bot.intake.tables import Reading, read_table, read_together


def read_member_file(
    name: str,
    data: bytes,
    told: Mapping[str, Mapping[str, str]],
    lost: Mapping[int, str] | None = None,
    begin: Callable[[int], None] = lambda at: None,
) -> MemberFile:
    """Return what a member's file holds; never raise on content.

    `told` is what the member said that the columns of a table hold, by the table's name; raise UserError where it does
    not fit. `lost` and `begin` are those of `read_together`.
    """
    read = read_together([(name, data)], lost, begin)
    readings = [_merged(_as_told(name, data, each, told.get(each.file))) for each in read]
    tables = tuple(table_of(each) for each in readings if isinstance(each, TableReading))
    return MemberFile(tuple(member_rows(readings)), tuple(file_remarks(readings)), tables)


def _as_told(name: str, data: bytes, reading: Reading, mapping: Mapping[str, str] | None) -> Reading:
    if mapping is None or not isinstance(reading, TableReading):
        return reading
    table = part_of(name, data, reading.file)
    return reading if table is None else read_table(reading.file, table, mapping)


def _merged(reading: Reading) -> Reading:
    """Return one CSV of a Letterboxd export with one row a film, as the whole export has it."""
    if isinstance(reading, TableReading) and is_history(reading):
        return merge_history([reading], reading.file)
    return reading
