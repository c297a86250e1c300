"""The evening in the browser, without the browser: the club on its stage, kept and opened again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot import demo, demo_week
from bot.__main__ import main
from bot.demo_preview import pass_over_answers
from bot.domain.errors import UserError
from tests.cogs.polling import messages
from tests.conftest import shown
from tests.requests_check import refused
from tests.walks.inertness import texts

COUNTS = (
    "SELECT (SELECT COUNT(*) FROM films), (SELECT COUNT(*) FROM reviews), (SELECT COUNT(*) FROM ratings),"
    " (SELECT COUNT(DISTINCT user_id) FROM ratings), (SELECT COUNT(DISTINCT guild_id) FROM ratings)"
)


async def counts(stage: demo.Stage) -> tuple[int, ...]:
    """Return how many films, reviews, ratings, members who rated, and servers there are."""
    row = await stage.env.bot.services.database.fetch_one(COUNTS)
    return tuple(row)


async def test_the_channel_has_life_and_says_what_it_is(tmp_path: Path) -> None:
    async with demo.open_stage(tmp_path) as stage:
        films, reviews, ratings, members, guilds = await counts(stage)
        assert films >= 30
        assert reviews >= 30
        assert ratings >= 250
        assert members >= 12
        assert guilds == 1
        assert "This is a local simulation" in stage.env.transcript()
        shown_card = "\n".join(texts([request.json for request in stage.env.http_requests], {"content"}))
        assert "Critics" in shown_card
        assert "The club" in shown_card
        assert refused(stage.env.http_requests) == []
        assert stage.env.errors == []


async def test_one_viewer_is_a_member_and_one_an_admin(tmp_path: Path) -> None:
    async with demo.open_stage(tmp_path) as stage:
        assert len(stage.viewers) == 2
        may = [sorted(viewer.available_commands(stage.channel)) for viewer in stage.viewers]
        assert [any(name.startswith("import") for name in names) for names in may].count(True) == 1
        assert all({"review", "rate", "help"} <= set(names) for names in may)


async def test_opened_again_it_keeps_what_was_done_and_seeds_nothing_twice(tmp_path: Path) -> None:
    async with demo.open_stage(tmp_path) as stage:
        (member, _) = sorted(stage.viewers, key=lambda viewer: len(viewer.available_commands(stage.channel)))
        choices = await member.autocomplete(stage.channel, "rate", "film", "blade runner")
        await member.slash(
            stage.channel, "rate", film=choices[0]["value"], stars=0.5, note="The doves. Always the doves."
        )
        before, name = await counts(stage), member.name
    async with demo.open_stage(tmp_path) as stage:
        assert await counts(stage) == before
        (member,) = [viewer for viewer in stage.viewers if viewer.name == name]
        again = await member.slash(stage.channel, "rate", film=choices[0]["value"], stars=5.0)
        assert "Before, it was ½ 0.5" in shown(again.response)
        assert await counts(stage) == before


async def test_watchlists_have_life_and_fill_a_poll(tmp_path: Path) -> None:
    async with demo.open_stage(tmp_path) as stage:
        for viewer in stage.viewers:
            mine = await viewer.slash(stage.channel, "watchlist show")
            assert "Nothing is on it" not in shown(mine.response)
        drafted = await stage.viewers[0].slash(stage.channel, "poll films", fill="watchlist")
        assert "films added from the server's watchlist" in shown(drafted.response)
        assert stage.env.errors == []


async def test_what_the_bot_answers_with_a_sentence_is_no_failure_of_it(tmp_path: Path) -> None:
    async with demo.open_stage(tmp_path) as stage:
        pass_over_answers(stage.env)
        told = await stage.viewers[0].slash(stage.channel, "review", film="Qwertyuiop")
        assert "I know no film like" in told.response.content
        refused_to = await stage.people["Mina"].slash(stage.channel, "rate", film="   ")
        assert refused_to.response.content == "Start typing a title, and choose the film from the list."
        assert stage.env.errors == []
        stage.env._record_error(RuntimeError("a bug"))
        assert len(stage.env.errors) == 1


async def test_a_kept_club_opens_also_without_the_film_of_the_first_card(tmp_path: Path) -> None:
    async with demo.open_stage(tmp_path) as stage:
        (_, admin) = sorted(stage.viewers, key=lambda viewer: len(viewer.available_commands(stage.channel)))
        choices = await admin.autocomplete(stage.channel, "film remove", "film", "blade runner")
        for choice in choices:
            question = await admin.slash(stage.channel, "film remove", film=choice["value"])
            await admin.click(question.response, label="Remove")
    async with demo.open_stage(tmp_path) as stage:
        assert await stage.viewers[0].autocomplete(stage.channel, "review", "film", "")


@pytest.mark.parametrize("day", ["2026-11-21", "2026-12-25", "2027-01-01", "2027-03-24", "2028-02-29"])
async def test_a_week_passes_at_once_and_brings_another_film_and_the_result_of_the_poll(
    tmp_path: Path, day: str
) -> None:
    now = datetime.fromisoformat(f"{day}T18:59:30+00:00")  # half a minute before eight in Berlin, in winter
    async with demo.open_stage(tmp_path, now) as stage:
        (_, admin) = sorted(stage.viewers, key=lambda viewer: len(viewer.available_commands(stage.channel)))
        said = await admin.slash(stage.channel, "next-week")
        assert "Time passes" in shown(said.response)
        assert stage.wish.is_set()
        await demo_week.leap(stage.env, stage.env.bot, demo.GUILD_ID)
        posts = [shown(one) for one in messages(stage) if "Film of the week" in shown(one)]
        films = {line for post in posts for line in post.splitlines() if line.startswith("## ")}
        assert len(posts) == len(films) == 2
        assert "**Poll** · What do we watch on Friday?" in posts[1]
        await admin.slash(stage.channel, "weekly off")
        assert "No weekly post is planned" in shown((await admin.slash(stage.channel, "next-week")).response)
        await demo_week.leap(stage.env, stage.env.bot, demo.GUILD_ID)
        assert stage.env.errors == []


async def test_without_its_tools_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo, "simcord", None)
    with pytest.raises(UserError, match=r"make demo.+extra \[demo\]"):
        async with demo.open_stage(tmp_path):
            pass
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_says_it_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "simcord", None)
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--no-browser"]) == 2
    assert "make demo" in capsys.readouterr().err
