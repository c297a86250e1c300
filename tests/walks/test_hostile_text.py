"""Other people's text stays text: no formatting, no ping, no link, nothing hidden, and inside Discord's limits."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.grades import Grade, SubGrade
from bot.domain.picks import Critics, Genre, LovedBy, Pick, Unseen, WellKnown
from bot.domain.reviews import Review
from bot.domain.titles import Film
from bot.ui import film_admin, ids
from bot.ui.charts import ChartCache
from bot.ui.film_card import film_card
from bot.ui.film_choice import did_you_mean, unknown_film
from bot.ui.film_form import film_form
from bot.ui.rating_form import Answer, rating_form
from bot.ui.rating_panel import notes_panel, opened_note, removed_panel, saved_panel, shared_panel
from bot.ui.recommend_panel import recommend_panel
from bot.ui.recommend_words import Audience
from bot.ui.review_page import review_page
from bot.ui.watchlist_panel import added_panel, drawn_panel, list_panel
from bot.ui.watchlist_panel import removed_panel as removed_panel_of_list
from db import ratings, reviews
from db.film_pages import FilmPage
from db.ratings import Given, Rating
from db.watchlist import SERVER, Entry
from tests.conftest import NOW, Club, shown
from tests.walks.forging import press
from tests.walks.inertness import HOSTILE, WORD, assert_fits, assert_inert, marks, texts

AUTHOR = 123_456_789_012_345_678


def film_of(text: str) -> Film:
    """Return a film that says this everywhere."""
    people = (text,) * 8
    return Film(7, 1, text or "x", 1979, people, people, people, 97, text, text, text[::-1])


def review_of(text: str, number: int = 0, film_id: int = 7) -> Review:
    """Return a review that says this everywhere."""
    return Review(
        id=number,
        film_id=film_id,
        critic=text,
        outlet=text,
        url=f"https://honest.example/{text}",
        published=date(2024, 5, 1),
        language="en",
        grade=Grade(text, 80.0),
        sub_grades=(SubGrade(text, 4.0, 5.0),) * 6,
        after_credits=True,
        body=f"{number} {text}",
    )


def rating_of(text: str, user_id: int = AUTHOR, *, spoilers: bool = False) -> Rating:
    return Rating(7, user_id, 8, text[:500] or None, spoilers, NOW)


def pick_of(text: str) -> Pick:
    """Return a pick with every reason there is."""
    loved = LovedBy((7, 7, 7), (AUTHOR, AUTHOR + 1))
    return Pick(7, 1.0, (loved, Genre(text), Critics(84.0, 1), WellKnown(9.0), Unseen()))


def layouts_of(text: str) -> list[Any]:
    """Return every layout and form that shows a film, its reviews, its ratings, or what somebody typed."""
    film, ten = film_of(text), (0, 0, 1, 0, 0, 0, 0, 2, 0, 0)
    page = FilmPage(film, tuple(review_of(text, number) for number in range(30)), ten, 6)
    notes = [rating_of(text, AUTHOR + number, spoilers=number == 2) for number in range(4)]
    card = asyncio.run(film_card(page, ChartCache())).layout
    rating, hidden = rating_of(text), rating_of(text, spoilers=True)
    return [
        card,
        review_page(film, review_of(text)),
        saved_panel(Given(film, rating, replace(rating, half_stars=3), ten)),
        saved_panel(Given(film, hidden, None, ten)),
        removed_panel(film, rating),
        shared_panel(film, rating, text),
        shared_panel(film, hidden, text),
        notes_panel(film, notes, 1, 3),
        opened_note(film, hidden),
        did_you_mean(text[:200], [film] * 3, ids.TO_RATE, 8),
        added_panel(film, AUTHOR, new=True),
        removed_panel_of_list(Entry(film, AUTHOR, NOW), SERVER),
        drawn_panel(film, AUTHOR, 30),
        list_panel([Entry(film, AUTHOR, NOW)] * 60, SERVER, 1, {film.id: 9}, mine=False, name="The server's watchlist"),
        recommend_panel([pick_of(text)] * 5, {film.id: film}, Audience((AUTHOR, AUTHOR + 1)), ["A remark."] * 3),
        film_admin.added(film),
        film_admin.unreadable(film, "No.", dict.fromkeys(("title", "directors", "cast", "length", "genres"), text)),
        rating_form(film, ids.ON_CARD, Answer(7, text[:500] or None, spoilers=True)),
        film_form(film),
    ]


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_layout_keeps_hostile_text_inert_and_inside_the_limits(kind: str) -> None:
    check(HOSTILE[kind])


PIECES = [*"ab1 .:/\\\n*_~`|<>@#&[]()-+=!", "\u200b", "\u202e", "\u0301", "é", "👧🏽", WORD, "https://evil", "@here"]


@given(st.lists(st.sampled_from(PIECES), max_size=300).map("".join))
@settings(max_examples=30, deadline=None)
def test_every_layout_keeps_any_text_inert_and_inside_the_limits(text: str) -> None:
    check(text)


def check(text: str) -> None:
    for layout, plain in zip(layouts_of(text), layouts_of("Zqx"), strict=True):
        sent, harmless = as_sent(layout), as_sent(plain)
        assert_inert(sent)
        assert_fits(sent["components"])
        assert len(sent.get("title") or "") <= 45
        added = marks(sent) - marks(harmless)
        assert not added, f"{added} in {list(texts(sent, {'content'}))}"
    said = unknown_film(text[:200], admin=True)
    assert_inert({"content": said})
    assert not marks({"content": said}) - marks({"content": unknown_film("Zqx", admin=True)})
    assert len(said) <= 2_000


def as_sent(layout: Any) -> dict[str, Any]:
    """Return a layout or a form as Discord gets it."""
    return layout.to_dict() if hasattr(layout, "to_dict") else {"components": layout.to_components()}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_an_evening_with_hostile_text(club: Club, kind: str) -> None:
    text = HOSTILE[kind]
    film = await club.add_film(text, **dict.fromkeys(("directors", "cast", "genres"), (text,) * 3), certificate=text)
    await reviewed(club, film, text)
    await club.add_film(text + " again", year=1980)
    value = f"film:{film.id}"
    result = await club.alice.slash(club.channel, "rate", film=value, stars=4.0, note=text[:500], spoilers=True)
    await club.alice.click(result.response, label="Share in the channel")
    await club.bob.slash(club.channel, "rate", film=value, stars=2.0, note=text[-500:])
    card = (await club.bob.slash(club.channel, "review", film=value)).response
    await club.bob.slash(club.channel, "rate", film=value)
    await press(club.bob, club.channel, f"{ids.READ}:{film.id}", values=[str(await only_review(club, film))])
    notes = (await press(club.bob, club.channel, f"{ids.NOTES}:{film.id}:0")).response
    await club.bob.click(notes, label="Show the spoiler to me")
    for typed in (text[:100], text[:200]):
        await club.bob.autocomplete(club.channel, "review", "film", typed)
        await club.bob.slash(club.channel, "review", film=typed)
        await club.admin.slash(club.channel, "rate", film=typed, stars=1.0)
    kept = (await club.alice.slash(club.channel, "watchlist add", film=value)).response
    await club.alice.slash(club.channel, "watchlist show")
    await club.alice.click(kept, label="Take off")
    await club.bob.click(card, label="Discuss")
    await club.bob.slash(club.channel, "recommend")
    for name in ("film edit", "film remove"):
        await club.admin.slash(club.channel, name, film=value)
    assert WORD in shown(card).replace("\\", "") or len(text) > 1_000
    assert_answered_inertly(club)


async def reviewed(club: Club, film: Film, text: str) -> None:
    async with club.bot.services.database.transaction() as tx:
        written = review_of(text, film_id=film.id)
        await reviews.insert(tx, club.guild.id, written, evidence={}, batch_id=None, created_by=None, now=NOW)


async def only_review(club: Club, film: Film) -> int:
    (review,) = await reviews.of_film(club.bot.services.database, club.guild.id, film.id)
    return review.id


def assert_answered_inertly(club: Club) -> None:
    """Fail where an answer acts, does not fit, or says that it could not be given."""
    answers = [request.json for request in club.env.http_requests if "/interactions/" in request.path]
    for sent in answers:
        assert_inert(sent)
        data = sent.get("data") or {}
        assert_fits(data.get("components") or [])
        assert "parse" not in data or data["parse"] == []
        for choice in data.get("choices") or []:
            assert 1 <= len(choice["name"]) <= 100
    said = "\n".join(texts(answers, {"content"}))
    assert "Something went wrong" not in said
    assert "Discord did not take" not in said
    assert club.env.errors is not None


async def test_no_message_may_ping_anybody(club: Club) -> None:
    film = await club.add_film("@everyone <@1>")
    result = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0, note="@here <@&1>")
    await club.alice.click(result.response, label="Share in the channel")
    await press(club.alice, club.channel, f"{ids.NOTES}:{film.id}:0")
    await club.bob.slash(club.channel, "review", film="nothing like it <@1>")
    messages = [request.json["data"] for request in club.env.http_requests if "/interactions/" in request.path]
    assert len(messages) == 4
    assert all(message["allowed_mentions"] == {"parse": []} for message in messages)
    assert club.env.errors is not None


async def test_a_members_name_stays_text(club: Club) -> None:
    loud = club.guild.add_member(club.env.create_user("loud", global_name=f"**{WORD}** @everyone||\u202e"))
    film = await club.add_film("Stalker", year=1979)
    panel = (await loud.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)).response
    post = await loud.click(panel, label="Share in the channel")
    assert_inert(post.response.components)
    assert WORD in shown(post.response)


async def test_a_review_longer_than_any_message_is_quoted_at_most(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    await reviewed(club, film, "A sentence about the Zone. " * 240)
    opened = await press(club.bob, club.channel, f"{ids.READ}:{film.id}", values=[str(await only_review(club, film))])
    (quoted,) = [said for said in texts(opened.response.components, {"content"}) if said.startswith("> ")]
    assert len(quoted) <= 2 + 600
    assert quoted.endswith("the Zone.")


async def test_notes_of_every_length_come_back_whole_in_the_form(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    note = HOSTILE["emphasis"] + HOSTILE["mentions"]
    await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0, note=note)
    kept = await ratings.of_member(club.bot.services.database, club.guild.id, film.id, club.alice.id)
    assert kept is not None
    assert kept.note == note  # kept as typed: only what is shown is made inert
    form = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}")
    assert note in list(texts(form.modal, {"value"}))
