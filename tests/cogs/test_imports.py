"""Importing as an admin does: paste or attach, look, correct, decide, keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.client import open_bot
from bot.settings import Settings
from bot.ui import ids
from db import films, import_writing
from tests.cogs.handed_in import BARE, LIGHTHOUSE, LIGHTHOUSE_AGAIN, RECIPE, attach, choose, custom_id, options, paste
from tests.conftest import NOW, SHARED, Club, labels, shown

FIELD = {"title": 0, "year": 1, "critic": 9, "grade": 14, "body": 17}


async def fix(club: Club, message, field: str, typed: str):
    form = await choose(club, message, ids.IMPORT_FIX, FIELD[field])
    return await club.admin.submit_modal(form, {"value": typed})


async def card(club: Club, film: str) -> str:
    return shown((await club.alice.slash(club.channel, "review", film=film)).response)


async def test_a_pasted_page_is_shown_corrected_and_kept(club: Club) -> None:
    result = await paste(club, LIGHTHOUSE, link="https://reviews.example/lighthouse")
    assert result.ephemeral
    seen = shown(result.response)
    assert "**Ready:** goes to the new film **The Paper Lighthouse (2019)**" in seen
    assert "**Director** Núria Vidal-Osé · line 5" in seen
    assert "**Grade** 8/10 → 80 · line 15" in seen
    assert "There is a storm in the first minute" in seen
    assert "by then I was on the island with them and did not mind." in seen
    assert "Not stated: original title, original language, outlet, sub-grades, scene after the credits." in seen
    await fix(club, result.response, "critic", "Inés Calder")
    assert "**Critic** Inés Calder · by hand" in shown(result.response)
    await club.admin.click(result.response, label="Keep 1 review")
    assert "## Kept 1 review\n1 film made new." in shown(result.response)
    seen = await card(club, "paper lighthouse")
    assert "8/10 → 80 · Inés Calder" in seen
    assert "Directed by **Núria Vidal-Osé**" in seen


async def test_the_report_leads_to_the_card(club: Club) -> None:
    result = await paste(club, LIGHTHOUSE)
    await club.admin.click(result.response, label="Keep 1 review")
    opened = await club.admin.click(result.response, label="See The Paper Lighthouse (2019)")
    assert not opened.ephemeral
    assert "**Critics 80**" in shown(opened.response)


async def test_two_pages_of_one_film_meet_in_the_fuller_spelling(club: Club) -> None:
    result = await attach(club, file1=LIGHTHOUSE_AGAIN, file2=LIGHTHOUSE)
    assert "Review 1 of 2 · 2 ready" in shown(result.response)
    await club.admin.click(result.response, label="Next")
    assert "Review 2 of 2" in shown(result.response)
    await club.admin.click(result.response, label="Keep 2 reviews")
    assert "Kept 2 reviews\n1 film made new." in shown(result.response)
    seen = await card(club, "paper lighthouse")
    assert "The Paper Lighthouse (2019)" in seen
    assert "Directed by **Núria Vidal-Osé**" in seen
    assert "with Tomás Beltrán, Greta Lindqvist, Ruth Okafor" in seen
    assert "2 graded of 2" in seen


async def test_a_page_of_a_film_that_is_here_adds_to_it_and_leaves_what_an_admin_wrote(club: Club) -> None:
    film = await club.add_film("The Paper Lighthouse", year=2019, certificate="12A")
    result = await paste(club, LIGHTHOUSE)
    assert "goes to the film that is here **The Paper Lighthouse (2019)**" in shown(result.response)
    await club.admin.click(result.response, label="Keep 1 review")
    assert "Something was added to 1 film that you had." in shown(result.response)
    now = await films.get(club.bot.services.database, club.guild.id, film.id)
    assert now is not None
    assert (now.certificate, now.certificate_reason, now.runtime_minutes) == ("12A", None, 104)


async def test_a_later_page_never_brings_back_what_an_admin_took_away(club: Club) -> None:
    result = await paste(club, LIGHTHOUSE)
    await club.admin.click(result.response, label="Keep 1 review")
    form = await club.admin.slash(club.channel, "film edit", film="The Paper Lighthouse")
    boxes = {box["component"]["custom_id"]: box["component"].get("value", "") for box in form.modal["components"]}
    people = next(name for name, value in boxes.items() if "Okafor" in value)
    await club.admin.submit_modal(form, {**boxes, people: boxes[people].replace("Tomás Beltrán, ", "")})
    again = await paste(club, LIGHTHOUSE_AGAIN)
    await club.admin.click(again.response, label="Keep 1 review")
    assert "with Ruth Okafor\n" in await card(club, "paper lighthouse")


async def test_the_same_page_again_changes_nothing_and_says_so(club: Club) -> None:
    first = await paste(club, LIGHTHOUSE)
    await club.admin.click(first.response, label="Keep 1 review")
    again = await paste(club, "\n\n" + LIGHTHOUSE.upper().lower().replace(" – review", " – Review"))
    assert "**Already here.** It is with **The Paper Lighthouse (2019)**" in shown(again.response)
    assert "Keep 1 review" not in labels(again.response)
    assert "80** · 1 review" in await card(club, "paper lighthouse")


async def test_the_same_page_twice_in_one_import_is_kept_once(club: Club) -> None:
    result = await attach(club, file1=BARE, file2=BARE)
    assert "1 ready · 1 already here" in shown(result.response)
    await club.admin.click(result.response, label="Keep 1 of 2 reviews")
    assert "1 review already here, where nothing was changed." in shown(result.response)
    assert "80** · 1 review" in await card(club, "glass orchard")


async def test_a_discarded_import_leaves_nothing_and_its_buttons_say_so(club: Club) -> None:
    result = await paste(club, LIGHTHOUSE)
    other = await club.admin.slash(club.channel, "import open")
    await club.admin.click(result.response, label="Discard")
    assert "Nothing of it is in the club." in shown(result.response)
    late = await club.admin.click(other.response, label="Keep 1 review")
    assert "That import is not here any more" in shown(late.response)
    none = await club.admin.slash(club.channel, "import open")
    assert "No import waits here." in shown(none.response)
    unknown = await club.alice.slash(club.channel, "review", film="paper lighthouse")
    assert "I know no film like" in shown(unknown.response)
    assert len(club.env.errors) == 2


async def test_a_draft_outlives_a_restart(club: Club, tmp_path: Path) -> None:
    result = await paste(club, LIGHTHOUSE)
    form = await choose(club, result.response, ids.IMPORT_FIX, FIELD["critic"])
    async with open_bot(Settings(data_dir=tmp_path)) as fresh:
        await club.env.restart_bot(fresh)
        await club.admin.submit_modal(form, {"value": "Inés Calder"})
        assert "**Critic** Inés Calder · by hand" in shown(result.response)
        opened = await club.admin.slash(club.channel, "import open")
        assert "**Critic** Inés Calder · by hand" in shown(opened.response)
        await club.admin.click(opened.response, label="Keep 1 review")
        assert "Kept 1 review" in shown(opened.response)


async def test_of_several_drafts_one_is_chosen(club: Club) -> None:
    await paste(club, LIGHTHOUSE)
    await attach(club, file1=BARE, file2=LIGHTHOUSE_AGAIN)
    result = await club.admin.slash(club.channel, "import open")
    assert options(result.response, ids.IMPORT_OPEN) == ["2 reviews: file1.txt, file2.txt", "1 review: pasted text"]
    await choose(club, result.response, ids.IMPORT_OPEN, 1)
    assert "goes to the new film **The Paper Lighthouse (2019)**" in shown(result.response)


async def test_between_two_films_of_one_title_the_admin_chooses(club: Club) -> None:
    older = await club.add_film("The Glass Orchard", year=1961, directors=("Hedda Brandt",))
    await club.add_film("The Glass Orchard", year=2014, directors=("Paulo Reis",))
    result = await paste(club, BARE)
    assert "**Needs you:** choose the film below." in shown(result.response)
    assert "Keep 1 review" not in labels(result.response)
    assert options(result.response, ids.IMPORT_FILM) == [
        "The Glass Orchard (1961) · Hedda Brandt",
        "The Glass Orchard (2014) · Paulo Reis",
        "A new film",
    ]
    await choose(club, result.response, ids.IMPORT_FILM, older.id)
    assert "goes to the film that is here **The Glass Orchard (1961)**" in shown(result.response)
    await club.admin.click(result.response, label="Keep 1 review")
    assert "kept · The Glass Orchard (1961)" in shown(result.response)


async def test_a_review_can_be_of_a_new_film_all_the_same(club: Club) -> None:
    await club.add_film("The Glass Orchard", year=1961)
    result = await paste(club, BARE)
    assert "goes to the film that is here **The Glass Orchard (1961)**" in shown(result.response)
    await choose(club, result.response, ids.IMPORT_FILM, 0)
    await fix(club, result.response, "year", "2021")
    assert "goes to the new film **The Glass Orchard (2021)**" in shown(result.response)
    await club.admin.click(result.response, label="Keep 1 review")
    assert "1 film made new." in shown(result.response)


async def test_what_needs_an_admin_stays_while_the_rest_is_kept(club: Club) -> None:
    await club.add_film("The Glass Orchard", year=1961)
    await club.add_film("The Glass Orchard", year=2014)
    result = await attach(club, file1=LIGHTHOUSE, file2=BARE)
    await club.admin.click(result.response, label="Keep 1 of 2 reviews")
    assert "Left for you to decide on: 1 review." in shown(result.response)
    await club.admin.click(result.response, label="Go on with what is left")
    assert "1 kept · 1 needs you" in shown(result.response)
    await fix(club, result.response, "year", "2014")
    await club.admin.click(result.response, label="Keep 1 of 2 reviews")
    assert "Kept 2 reviews" in shown(result.response)
    assert "80** · 1 review" in await card(club, "The Glass Orchard (2014)")


async def test_what_is_no_review_is_said_and_can_be_overruled(club: Club) -> None:
    result = await paste(club, RECIPE)
    assert "**Not a film review.**" in shown(result.response)
    assert labels(result.response)[-1] == "Discard"
    await club.admin.click(result.response, label="It is a film review")
    await fix(club, result.response, "title", "Soup (2001)")
    assert "goes to the new film **Soup (2001)**" in shown(result.response)
    await club.admin.click(result.response, label="Keep 1 review")
    assert "Kept 1 review" in shown(result.response)


async def test_one_of_two_pages_is_left_out(club: Club) -> None:
    result = await attach(club, file1=LIGHTHOUSE, file2=BARE)
    await club.admin.click(result.response, label="Leave this one out")
    assert "1 ready · 1 left out" in shown(result.response)
    await club.admin.click(result.response, label="Keep 1 of 2 reviews")
    assert "file1.txt: left out" in shown(result.response)
    assert "file2.txt: kept · The Glass Orchard" in shown(result.response)


async def test_a_value_that_cannot_be_read_gets_a_sentence_and_changes_nothing(club: Club) -> None:
    result = await paste(club, LIGHTHOUSE)
    before = shown(result.response)
    told = await fix(club, result.response, "year", "nineteen")
    assert "“nineteen” is not a year from 1870 to 2100 in four digits. Nothing was changed" in told.response.content
    assert shown(result.response) == before
    form = await choose(club, result.response, ids.IMPORT_FIX, FIELD["year"])
    assert form.modal["components"][0]["component"]["value"] == "2019"


async def test_the_text_is_corrected_by_its_lines_which_the_numbered_page_shows(club: Club) -> None:
    result = await paste(club, LIGHTHOUSE)
    page = await club.admin.click(result.response, label="The page, lines numbered")
    assert page.ephemeral
    (file,) = page.response.attachments
    assert "   13  Tomás Beltrán carries" in (await file.read()).decode()
    await fix(club, result.response, "body", "13")
    assert "“Tomás Beltrán carries the long silences" in shown(result.response)
    assert "· line 13" in shown(result.response)
    assert custom_id(result.response, ids.IMPORT_KEEP)


async def test_the_three_pages_become_three_reviews_of_one_film(club: Club) -> None:
    pages = sorted((SHARED / "reviews" / "pages").glob("00[012]_*"))
    if len(pages) != 3:
        pytest.skip("the three pages are not beside the repository, so nothing can be read from them")
    files = {f"file{number}": page.read_bytes() for number, page in enumerate(pages, 1)}
    result = await attach(club, **files)
    await club.admin.click(result.response, label="Keep 3 reviews")
    assert "Kept 3 reviews\n1 film made new." in shown(result.response)
    (film,) = await films.recent_for(club.bot.services.database, club.guild.id, club.admin.id)
    assert not film.directors[0].isascii()
    assert not film.cast[0].isascii()
    assert (film.runtime_minutes, film.certificate) == (121, "PG")
    seen = await card(club, film.title)
    assert "2 graded of 3" in seen
    assert "88.75 from its sub-grades" in seen
    assert "7/10 or B- → 70" in seen


async def test_an_import_that_stopped_half_way_is_gone_on_with(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    result = await attach(club, file1=LIGHTHOUSE, file2=BARE)
    monkeypatch.setattr(import_writing, "CHUNK", 1)
    services = club.bot.services

    def stop(what: str, done: int, total: int | None) -> None:
        if what == "Writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await import_writing.write(services.database, services.titles, club.guild.id, 1, NOW, stop)
    late = await club.admin.click(result.response, label="Leave this one out")
    assert "That import is settled" in shown(late.response)
    opened = await club.admin.slash(club.channel, "import open")
    assert "It was confirmed and stopped half way." in shown(opened.response)
    assert labels(opened.response) == ["Next", "The page, lines numbered", "Go on"]
    await club.admin.click(opened.response, label="Go on")
    assert "Kept 2 reviews\n2 films made new." in shown(opened.response)
