"""Past imports: listed, taken back and reported, from a message's menu too, and gone on with after a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.client import open_bot
from bot.settings import Settings
from bot.ui import ids
from bot.ui.import_progress import Moving
from db import import_writing
from tests.cogs.handed_in import LIGHTHOUSE, LIGHTHOUSE_AGAIN, RECIPE, choose, paste
from tests.cogs.tables import CRITICS, many
from tests.conftest import NOW, Club, labels, people, shown


async def kept(club: Club, data: bytes = CRITICS) -> Any:
    """Import a table and return the answer with its report."""
    result = await club.admin.slash(club.channel, "import files", file1=("critics.csv", data))
    keep = next(label for label in labels(result.response) if label.startswith("Keep"))
    await club.admin.click(result.response, label=keep)
    return result


async def undo(club: Club, typed: str = "import:1") -> Any:
    return await club.admin.slash(club.channel, "import undo", batch=typed)


async def test_imports_are_listed_the_latest_first_and_open_from_there(club: Club) -> None:
    empty = await club.admin.slash(club.channel, "import history")
    assert "There was no import here yet." in shown(empty.response)
    await kept(club)
    for number in range(9):
        await paste(club, LIGHTHOUSE.replace("storm", f"storm {number}"))
    result = await club.admin.slash(club.channel, "import history")
    assert result.ephemeral
    seen = shown(result.response)
    assert "10 imports, the latest first." in seen
    assert "**#10** · <t:" in seen
    assert f"<@{club.admin.id}> · 1 ready · waits for you\n-# pasted text" in seen
    assert "**#1**" not in seen
    await club.admin.click(result.response, label="Next")
    assert "3 kept · 1 not a film review" in shown(result.response)
    await choose(club, result.response, ids.IMPORT_OPEN, 1)
    assert "## Kept 3 reviews" in shown(result.response)
    told = await club.admin.click(result.response, label="Every row, as a file")
    assert told.ephemeral
    (file,) = told.response.attachments
    assert file.filename == "import-1.csv"
    assert (await file.read()).decode("utf-8-sig").count(",kept,") == 3


async def test_an_import_is_taken_back_after_a_question_with_its_numbers(club: Club) -> None:
    await kept(club)
    offered = await club.admin.autocomplete(club.channel, "import undo", "batch", "critics")
    assert [choice["value"] for choice in offered] == ["import:1"]
    assert "3 kept" in offered[0]["name"]
    result = await undo(club)
    assert result.ephemeral
    seen = shown(result.response)
    assert "- 3 reviews to remove" in seen
    assert "- 3 films to remove, since nothing else belongs to them" in seen
    await club.admin.click(result.response, label="Take it back")
    assert "## Import #1 is taken back\n3 reviews as before the import." in shown(result.response)
    (file,) = result.response.attachments
    assert (await file.read()).decode("utf-8-sig").count("taken back") == 3
    gone = await club.alice.slash(club.channel, "review", film="paper kite")
    assert "I know no film like" in shown(gone.response)
    assert await club.admin.autocomplete(club.channel, "import undo", "batch", "") == []
    again = await undo(club)
    assert "there is nothing to take back" in shown(again.response)
    assert len(club.env.errors) == 2


async def test_what_members_rated_since_stays_and_is_said(club: Club) -> None:
    await kept(club)
    found = await club.alice.autocomplete(club.channel, "rate", "film", "ballast")
    await club.alice.slash(club.channel, "rate", film=found[0]["value"], stars=4.0)
    result = await undo(club, "#1")
    assert "- 1 film stays: members rated it since" in shown(result.response)
    await club.admin.click(result.response, label="Take it back")
    assert "- 1 film stays: members rated it since" in shown(result.response)
    card = await club.alice.slash(club.channel, "review", film="ballast")
    assert "no reviews yet" in shown(card.response)
    assert "1 rating" in shown(card.response)


async def test_the_question_can_be_answered_with_no(club: Club) -> None:
    await kept(club)
    result = await undo(club, "1")
    await club.admin.click(result.response, label="Leave it")
    assert "Nothing was taken back." in shown(result.response)
    card = await club.alice.slash(club.channel, "review", film="ballast")
    assert "3.5/5" in shown(card.response)


@pytest.mark.parametrize("typed", ["import:999", "critics", "import:1; DROP", "9" * 30])
async def test_an_import_that_is_none_gets_a_sentence(club: Club, typed: str) -> None:
    told = await undo(club, typed)
    assert "That import is not here any more" in shown(told.response) or "Choose the import" in shown(told.response)
    assert club.env.errors


async def test_another_servers_admin_cannot_take_it_back(club: Club) -> None:
    await kept(club)
    _, channel, stranger, _, _ = people(club.env, "Other club")
    told = await stranger.slash(channel, "import undo", batch="import:1")
    assert "That import is not here any more" in shown(told.response)
    assert await stranger.autocomplete(channel, "import undo", "batch", "") == []
    assert club.env.errors


async def test_a_message_is_imported_with_its_files_from_its_menu(club: Club) -> None:
    message = await club.alice.send(club.channel, LIGHTHOUSE_AGAIN, attachments=[("page.txt", LIGHTHOUSE.encode())])
    result = await club.admin.context_menu(club.channel, "Import as review", message)
    assert result.ephemeral
    assert "Review 1 of 2 · 2 ready" in shown(result.response)
    await club.admin.click(result.response, label="Keep 2 reviews")
    assert "Kept 2 reviews" in shown(result.response)


async def test_a_message_that_is_no_review_is_said_to_be_none(club: Club) -> None:
    message = await club.alice.send(club.channel, RECIPE)
    result = await club.admin.context_menu(club.channel, "Import as review", message)
    assert "**Not a film review.**" in shown(result.response)


async def test_a_message_without_anything_to_read_gets_a_sentence(club: Club) -> None:
    card = await club.alice.slash(club.channel, "review", film=f"film:{(await club.add_film('Ballast')).id}")
    result = await club.admin.context_menu(club.channel, "Import as review", card.response)
    assert "no text and no file" in shown(result.followups[-1] if result.followups else result.response)
    assert club.env.errors


async def test_members_do_not_get_a_messages_menu(club: Club) -> None:
    message = await club.alice.send(club.channel, LIGHTHOUSE)
    (command,) = [each for each in await club.bot.tree.fetch_commands() if each.name == "Import as review"]
    assert command.default_member_permissions == discord.Permissions(manage_guild=True)
    club.guild.set_command_permissions(command, {club.alice: True})
    told = await club.alice.context_menu(club.channel, "Import as review", message)
    assert "You need the **Manage Server** permission" in shown(told.response)
    assert club.env.errors


async def test_a_bot_that_starts_goes_on_with_what_was_stopped(
    club: Club, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = await club.admin.slash(club.channel, "import files", file1=("many.csv", many(60)))
    monkeypatch.setattr(import_writing, "CHUNK", 10)
    services = club.bot.services

    def stop(what: str, done: int, total: int | None) -> None:
        if what == "Writing" and done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await import_writing.write(services.database, services.titles, club.guild.id, 1, NOW, stop)
    async with open_bot(Settings(data_dir=tmp_path)) as fresh:
        await club.env.restart_bot(fresh)
        async with asyncio.timeout(60):
            seen = ""
            while "60 kept" not in seen:
                seen = shown((await club.admin.slash(club.channel, "import history")).response)
        assert result is not None


class Edits:
    """Stand for an interaction whose message is edited."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._edited = asyncio.Event()

    async def until(self, count: int) -> None:
        """Wait for so many edits."""
        while len(self.seen) < count:
            self._edited.clear()
            await self._edited.wait()

    async def edit_original_response(self, *, view: Any, attachments: list[Any]) -> None:
        self.seen.append("\n".join(item.content for item in view.walk_children() if hasattr(item, "content")))
        self._edited.set()


async def test_short_work_shows_no_progress_and_long_work_shows_how_far_it_is() -> None:
    edits = Edits()
    async with Moving(edits, first=60, every=60) as progress:
        progress("Writing", 1, 2)
    assert edits.seen == []
    async with Moving(edits, first=0.0, every=0.01) as progress:
        progress("Writing", 500, 1000)
        await edits.until(2)
    assert "**Writing…**" in edits.seen[0]
    assert "500 of 1,000" in edits.seen[0]
    count = len(edits.seen)
    await asyncio.sleep(0.05)
    assert len(edits.seen) == count


async def test_work_that_fails_after_it_was_shown_says_so_in_its_place() -> None:
    edits = Edits()

    async def fail() -> None:
        async with Moving(edits, first=0.0, every=60):
            await edits.until(1)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - raised by this test itself
        await fail()
    assert "This stopped before its end" in edits.seen[-1]
