"""Collections of everything are put off for large files, and come back."""

import asyncio
import gc

import pytest

from db.unwalked import unwalked


async def test_imports_beside_each_other_do_not_undo_each_others():
    before = gc.get_threshold()
    first_done, second_begun = asyncio.Event(), asyncio.Event()

    async def first():
        with unwalked():
            await second_begun.wait()
        first_done.set()

    async def second():
        with unwalked():
            second_begun.set()
            await first_done.wait()
            assert gc.get_threshold()[2] > 1000 * before[2]

    await asyncio.gather(first(), second())
    assert gc.get_threshold() == before


def test_young_collections_go_on_and_an_error_changes_nothing():
    before, during = gc.get_threshold(), []

    def fail():
        with unwalked():
            during.extend([gc.isenabled(), gc.get_threshold()[:2]])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert during == [True, before[:2]]
    assert gc.get_threshold() == before
