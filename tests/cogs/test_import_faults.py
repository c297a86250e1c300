"""What goes wrong in an import: files that are none, people who may not, texts that misbehave, a Discord that fails."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.ui import ids
from bot.ui.import_fields import FIELDS
from db import import_places
from tests.cogs.handed_in import LIGHTHOUSE, attach, choose, custom_id, nodes, paste
from tests.conftest import Club, labels, people, shown
from tests.walks.forging import press, submit

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"
MANAGED = ("import files", "import paste", "import open", "import history", "import undo")

GIVEN = {"import files": {"file1": ("page.txt", LIGHTHOUSE.encode())}, "import undo": {"batch": "1"}}


def said(result: Any) -> str:
    """Return everything a command answered, at once or later."""
    messages = [result.response, *result.followups]
    return "\n".join(shown(message) for message in messages if message is not None)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is empty."),
        (b" \n\t\n", "The file is empty."),
        (PNG, "This is an image, not text"),
        (b"\0" * 4096, "This is not text"),
        (b"x" * 30_000_000, "It has 30.0 MB; Matinee reads files of up to 25 MB."),
    ],
)
async def test_a_file_that_is_no_page_gets_a_sentence(club: Club, data: bytes, why: str) -> None:
    result = await attach(club, file1=data)
    assert "Nothing could be read, so nothing was kept." in said(result)
    assert why in said(result)
    assert club.env.errors
    nothing = await club.admin.slash(club.channel, "import open")
    assert "No import waits here." in said(nothing)
    assert club.env.errors


async def test_a_broken_file_beside_a_page_is_shown_and_left_out(club: Club) -> None:
    result = await attach(club, file1=PNG, file2=LIGHTHOUSE)
    assert "Review 1 of 2 · 1 ready · 1 unreadable" in shown(result.response)
    assert "**Unreadable.**\n-# This is an image" in shown(result.response)
    assert labels(result.response) == ["Next", "Keep 1 of 2 reviews", "Discard"]
    await club.admin.click(result.response, label="Keep 1 of 2 reviews")
    assert "file1.txt: unreadable" in shown(result.response)


async def test_an_empty_form_is_refused(club: Club) -> None:
    form = await club.admin.slash(club.channel, "import paste")
    result = await club.admin.submit_modal(form, {"text": "   "})
    assert "There was no text in the form" in said(result)


async def test_a_link_that_is_none_is_said_and_left_out(club: Club) -> None:
    result = await paste(club, LIGHTHOUSE, link="my blog")
    assert "The link you gave, my blog, is no web address and was left out." in shown(result.response)
    assert "**Link**" not in shown(result.response)


async def test_members_cannot_import_not_even_where_a_server_opened_the_command(club: Club) -> None:
    drafted = await paste(club, LIGHTHOUSE)
    (command,) = [each for each in await club.bot.tree.fetch_commands() if each.name == "import"]
    club.guild.set_command_permissions(command, {club.alice: True})
    for name in MANAGED:
        given = GIVEN.get(name, {})
        told = await club.alice.slash(club.channel, name, **given)
        assert "You need the **Manage Server** permission" in said(told)
    assert len(club.env.errors) == len(MANAGED)
    for node in nodes(drafted.response):
        if "custom_id" in node:
            values = [node["options"][0]["value"]] if "options" in node else None
            told = await press(club.alice, club.channel, node["custom_id"], values=values)
            assert "You need the **Manage Server** permission" in said(told)
    for form in (f"{ids.IMPORT_PASTE}:0", f"{ids.IMPORT_FIX_FORM}:1:0:0"):
        told = await submit(club.alice, club.channel, form, {"text": LIGHTHOUSE, "value": "Other"})
        assert "You need the **Manage Server** permission" in said(told)
    await club.admin.click(drafted.response, label="Keep 1 review")
    assert "kept · The Paper Lighthouse (2019)" in shown(drafted.response)


async def test_another_servers_admin_finds_nothing_of_this_ones_import(club: Club) -> None:
    drafted = await paste(club, LIGHTHOUSE)
    _, channel, stranger, _, _ = people(club.env, "Other club")
    assert "No import waits here." in said(await stranger.slash(channel, "import open"))
    for node in nodes(drafted.response):
        if "custom_id" in node:
            values = [node["options"][0]["value"]] if "options" in node else None
            told = await press(stranger, channel, node["custom_id"], values=values, private=True)
            assert "Lighthouse" not in said(told)
            assert "is not here any more" in said(told) or "is settled" in said(told)
    told = await submit(stranger, channel, f"{ids.IMPORT_FIX_FORM}:1:0:0", {"value": "Stolen"})
    assert "is not here any more" in said(told)
    opened = await club.admin.slash(club.channel, "import open")
    assert "goes to the new film **The Paper Lighthouse (2019)**" in shown(opened.response)
    assert club.env.errors


async def test_a_field_that_is_none_is_refused(club: Club) -> None:
    drafted = await paste(club, LIGHTHOUSE)
    fields = custom_id(drafted.response, ids.IMPORT_FIX)
    batch = fields.split(":")[-2]
    beyond = str(len(FIELDS))
    for value in ("-1", beyond, "99999999999999999999", "x"):
        told = await press(club.admin, club.channel, fields, values=[value], private=True)
        assert "is not here any more" in said(told), value
    for number in (beyond, "999999", "99999999999999999999"):
        told = await submit(club.admin, club.channel, f"{ids.IMPORT_FIX_FORM}:{batch}:0:{number}", {"value": "Other"})
        assert not said(told) or "is not here any more" in said(told), number
    opened = await club.admin.slash(club.channel, "import open")
    assert "**Title** The Paper Lighthouse" in said(opened)
    assert club.env.errors is not None


async def test_a_failure_behind_the_reading_says_where_the_draft_is(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> None:
        raise RuntimeError("on purpose")

    with monkeypatch.context() as broken:
        broken.setattr(import_places, "settle", fail)
        told = await paste(club, LIGHTHOUSE)
    assert "What was read is kept as a draft; `/import open` shows it." in said(told)
    assert club.env.errors is not None
    opened = await club.admin.slash(club.channel, "import open")
    assert "goes to the new film **The Paper Lighthouse (2019)**" in said(opened)


async def test_another_servers_film_cannot_be_chosen(club: Club) -> None:
    guild, *_ = people(club.env, "Other club")
    theirs = await club.add_film("The Paper Lighthouse", guild=guild, year=2019)
    drafted = await paste(club, LIGHTHOUSE)
    assert "goes to the new film" in shown(drafted.response)
    told = await press(club.admin, club.channel, f"{ids.IMPORT_FILM}:1:0", values=[str(theirs.id)], private=True)
    assert "goes to the new film" in said(told)


async def test_text_that_misbehaves_stays_inert_and_inside_the_limits(club: Club) -> None:
    nasty = "||@everyone|| **b** [x](https://discord.gg/abc) <@1> \u202e `" * 40
    page = "\n".join(
        [f"Title: {nasty[:110]}", f"Director: {nasty}", f"Starring: {nasty}", f"Genre: {nasty}", f"By {nasty}", ""]
        + [nasty * 3] * 30
        + ["Rating: 8/10"]
    )
    result = await attach(club, file1=page + LIGHTHOUSE)
    message = result.response
    if "It is a film review" in labels(message):
        await club.admin.click(message, label="It is a film review")
    for field in range(15):
        if field not in (1, 4, 12, 13, 14):
            form = await choose(club, message, ids.IMPORT_FIX, field)
            long = ("https://example.org/" + "a" * 470) if field == 11 else ("_" + nasty)[: 30 if field == 5 else 190]
            await club.admin.submit_modal(form, {"value": long})
    texts = [node["content"] for node in nodes(message) if node["type"] == 10]
    assert "by hand" in "".join(texts)
    assert sum(map(len, texts)) <= 4000
    assert len(list(nodes(message))) <= 40
    assert "@everyone" not in "".join(texts)
    assert "<@1>" not in "".join(texts).replace("\\<", "")


async def test_an_import_is_saved_although_discord_does_not_take_the_answer(club: Club) -> None:
    drafted = await paste(club, LIGHTHOUSE)
    club.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=500, times=6)
    told = await club.admin.click(drafted.response, label="Keep 1 review")
    assert "What was ready of the import is saved. Discord did not take my answer" in said(told)
    seen = await club.alice.slash(club.channel, "review", film="paper lighthouse")
    assert "80** · 1 review" in shown(seen.response)


async def test_the_command_is_for_admins_in_discords_own_list(club: Club) -> None:
    (command,) = [each for each in await club.bot.tree.fetch_commands() if each.name == "import"]
    assert command.default_member_permissions == discord.Permissions(manage_guild=True)
