"""Files read in a worker process, one after another, while the bot goes on with everything else."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from types import TracebackType
from typing import Self, cast

from bot.domain.drafts import Draft, nothing_read
from bot.domain.histories import MemberFile
from bot.intake.reading import PageReading, ReadFilm
from bot.intake.rows import TableReading, unreadable
from bot.worker.process import PROGRAM, LostError, WorkerProcess

Reading = PageReading | TableReading

#: For one page, one table, one file of an archive, and so much more for each megabyte of what was handed in: 50,000
#: rows in 8 MB take 1.2 s on a machine that has nothing else to do.
FILE_SECONDS = 4.0
MEGABYTE_SECONDS = 1.0
#: For all that is handed in together, an archive of 200 pages for example.
ALL_SECONDS = 60.0
IDLE_SECONDS = 300.0
#: So often a reading goes on behind a part that ended its worker.
_MOST_LOST = 2


class Reader:
    """Read what people hand in; content that kills, hangs or bloats a worker costs that file and a sentence.

    One worker, started with the first file and ended after some idle minutes. Files wait in the order they came; an
    admin with five of them hands in one at a time, so others come in between.
    """

    def __init__(
        self,
        program: Sequence[str] = PROGRAM,
        seconds: float = FILE_SECONDS,
        most: float = ALL_SECONDS,
        idle: float = IDLE_SECONDS,
    ) -> None:
        self._program, self._seconds, self._most, self._idle = program, seconds, most, idle
        # A thread that waits for a pipe, and a queue that is fair, both in one. Cancelled before its turn, a reading is
        # taken out of the queue; later, it comes to its end and nobody hears of it.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._worker: WorkerProcess | None = None
        self._used = 0.0
        self._resting: asyncio.TimerHandle | None = None

    def __enter__(self) -> Self:
        """Begin with nothing: the worker starts with the first file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker at once; what still waits for it is lost."""
        if self._resting:
            self._resting.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)
        if worker := self._worker:
            worker.kill()
        self._thread.shutdown()
        self._end()

    @property
    def pid(self) -> int | None:
        """Return the number of the worker's process, None while there is none."""
        return self._worker.pid if self._worker else None

    async def drafts(self, name: str, data: bytes) -> list[Draft]:
        """Return what `bot.intake.drafts.read_drafts` reads; a lost worker gives a draft that says so."""
        try:
            return cast(list[Draft], await self._ask("drafts", len(data), name, data))
        except LostError as error:
            return [nothing_read(name, str(error))]

    async def table(
        self,
        name: str,
        data: bytes,
        mapping: Mapping[str, str] | None = None,
        films: Mapping[str, ReadFilm] | None = None,
    ) -> TableReading:
        """Return what `bot.intake.tables.read_table` reads; raise UserError for a mapping that does not fit."""
        try:
            return cast(TableReading, await self._ask("table", len(data), name, data, mapping, films))
        except LostError as error:
            return unreadable(name, str(error))

    async def together(self, files: Sequence[tuple[str, bytes]]) -> list[Reading]:
        """Return what `bot.intake.tables.read_together` reads; a part that ends the worker costs itself only."""
        size = max((len(data) for _, data in files), default=0)
        try:
            return cast(list[Reading], await self._ask_in_parts("together", size, files))
        except LostError as error:
            return [unreadable(name, str(error)) for name, _ in files]

    async def member_file(self, name: str, data: bytes, told: Mapping[str, Mapping[str, str]]) -> MemberFile:
        """Return what `bot.intake.member_files.read_member_file` reads; a part that ends the worker costs itself only.

        Raises UserError for columns told otherwise that do not fit.
        """
        try:
            return cast(MemberFile, await self._ask_in_parts("member", len(data), name, data, told))
        except LostError as error:
            return MemberFile(remarks=(f"{name}: {error}",))

    async def part(self, name: str, data: bytes, wanted: str) -> bytes | None:
        """Return what `bot.intake.archives.part_of` finds: one file of a zip, None where it cannot be had."""
        if name == wanted:
            return data
        try:
            return cast(bytes | None, await self._ask("part", len(data), name, data, wanted))
        except LostError:
            return None

    async def _ask_in_parts(self, kind: str, size: int, *given: object) -> object:
        """Ask again without a part that ended the worker; raise LostError where it is not known or they are many."""
        lost: dict[int, str] = {}
        while True:
            try:
                return await self._ask(kind, size, *given, lost)
            except LostError as error:
                if error.at is None or error.at in lost or len(lost) == _MOST_LOST:
                    raise
                lost[error.at] = str(error)

    async def _ask(self, kind: str, size: int, *given: object) -> object:
        loop = asyncio.get_running_loop()
        seconds = self._seconds + MEGABYTE_SECONDS * size / 1_000_000
        try:
            return await loop.run_in_executor(self._thread, self._read, kind, given, seconds)
        finally:
            if self._resting:
                self._resting.cancel()
            self._resting = loop.call_later(self._idle, self._rest)

    def _read(self, kind: str, given: tuple[object, ...], seconds: float) -> object:
        worker = self._running()
        try:
            return worker.ask(kind, given, seconds, self._most)
        except LostError as error:
            if error.begun:
                raise
            # It had ended while it was idle, for want of memory perhaps: the next one has done nothing yet.
            return self._running().ask(kind, given, seconds, self._most)
        finally:
            self._used = monotonic()

    def _running(self) -> WorkerProcess:
        if self._worker is None or not self._worker.is_alive:
            self._end()
            self._worker = WorkerProcess(self._program)
        return self._worker

    def _rest(self) -> None:
        self._thread.submit(self._end_if_idle)

    def _end_if_idle(self) -> None:
        if monotonic() - self._used >= self._idle:
            self._end()

    def _end(self) -> None:
        if self._worker:
            self._worker.end()
            self._worker = None
