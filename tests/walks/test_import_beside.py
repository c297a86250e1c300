"""While a very large table comes in, members go on asking for cards, and both come out whole."""

from __future__ import annotations

import asyncio

from bot.domain.placing import Verdict
from bot.intake.row_drafts import handed_in
from bot.worker.reader import Reader
from db import import_create, import_places, import_writing, imports
from db.imports import Batch
from tests.cogs.stock import add_review
from tests.cogs.tables import many
from tests.conftest import NOW, Club, shown

ROWS = 50_000


async def bring(club: Club, rows: int, doing: list[str]) -> Batch:
    """Do what `/import files` and its confirmation do, and say what is being done."""
    services, guild_id = club.bot.services, club.guild.id

    def said(what: str, done: int, total: int | None) -> None:
        doing.append(what)

    with Reader(seconds=120) as patient:  # a busy machine is no hang
        given = handed_in(await patient.together([("critics.csv", many(rows))]))
    batch_id = await import_create.create(services.database, guild_id, 0, given.drafts, NOW, progress=said)
    batch = await imports.load(services.database, guild_id, batch_id)
    assert batch is not None
    await import_places.settle(services.database, services.titles, batch, said)
    await import_writing.write(services.database, services.titles, guild_id, batch_id, NOW, said)
    done = await imports.load(services.database, guild_id, batch_id)
    assert done is not None
    return done


async def test_cards_are_shown_while_fifty_thousand_rows_come_in(club: Club) -> None:
    film = await club.add_film("The Salt Road", year=1961)
    await add_review(club, film, "The Lantern", printed="8/10", score=80.0)
    doing = ["Reading"]
    work = asyncio.create_task(bring(club, ROWS, doing))
    asked_during = set()
    while not work.done():
        asked_during.add(doing[-1])
        card = shown((await club.alice.slash(club.channel, "review", film=f"film:{film.id}")).response)
        assert "The Salt Road" in card
        assert "8/10" in card
        await asyncio.sleep(0.05)
    assert asked_during >= {"Reading", "Putting down", "Looking up films", "Writing"}
    batch = await work
    assert (batch.status, dict(batch.counts)) == ("done", {Verdict.KEPT: ROWS})
    last = shown((await club.alice.slash(club.channel, "review", film=f"Film {ROWS // 10 - 1}")).response)
    assert "10 graded of 10" in last
