"""Recommendations as members get them, alone and for a film night."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.grades import Grade
from bot.domain.picks import Critics, WellKnown
from bot.domain.reviews import Review
from bot.ui import picking
from db import film_changes, guilds, privacy, ratings, reviews
from db.film_undo import Author
from db.ratings import Rating
from tests.conftest import NOW, Club, labels, shown

TITLES = ("Stalker", "Solaris", "Mirror", "Ivan's Childhood", "Nostalghia", "The Sacrifice", "Andrei Rublev", "Alien")


async def shelf(club: Club, count: int = len(TITLES)) -> list[Any]:
    """Put films on the shelf, each with a critic's grade that falls with its place."""
    films = [await club.add_film(title, genres=("Drama",), runtime_minutes=100) for title in TITLES[:count]]
    for place, film in enumerate(films):
        await review(club, film, 95 - 5 * place)
    return films


async def review(club: Club, film: Any, grade: float, guild: Any = None) -> None:
    """Let a critic grade a film."""
    written = Review(
        id=0,
        film_id=film.id,
        critic=None,
        outlet="The Lantern",
        url=None,
        published=None,
        language="en",
        grade=Grade(f"{grade:g}/100", grade),
        sub_grades=(),
        after_credits=None,
        body=f"{film.title} at {grade:g}.",
    )
    async with club.bot.services.database.transaction() as tx:
        guild_id = (guild or club.guild).id
        await reviews.insert(tx, guild_id, written, evidence={}, batch_id=None, created_by=None, now=NOW)


async def rate(club: Club, actor: Any, *films: Any, half_stars: int = 9) -> None:
    for film in films:
        rating = Rating(film.id, actor.id, half_stars, None, False, NOW)
        await ratings.rate(club.bot.services.database, club.guild.id, rating)


async def ask(club: Club, actor: Any, **options: Any) -> str:
    """Return what the member was told privately."""
    result = await actor.slash(club.channel, "recommend", **options)
    assert result.ephemeral
    return told(result)


def told(result: Any) -> str:
    return "\n".join(shown(message) for message in [result.response, *result.followups])


async def test_a_member_gets_five_films_with_reasons_and_buttons(club: Club) -> None:
    films = await shelf(club)
    await rate(club, club.alice, films[0])
    result = await club.alice.slash(club.channel, "recommend")
    assert result.ephemeral
    said = shown(result.response)
    assert "## For you" in said
    assert "**1. " in said
    assert "**5. " in said
    assert "**6. " not in said
    assert "Stalker" not in [line.removeprefix("**")[3:-2] for line in said.splitlines() if line.startswith("**")]
    assert "1 h 40 min · Drama" in said
    assert labels(result.response) == ["Watchlist", "Rate", "Show card"] * 5
    kept = await club.alice.click(result.response, custom_id=f"watch:v1:{films[1].id}")
    assert "is on your watchlist" in shown(kept.response)
    card = await club.alice.click(result.response, custom_id=f"show-film:v1:{films[1].id}")
    assert card.ephemeral
    assert "**Critics 90**" in shown(card.response)


async def test_critics_speak_where_nobody_has_rated_and_the_member_hears_what_helps(club: Club) -> None:
    await shelf(club, 2)
    said = await ask(club, club.alice)
    assert "ritics 95 (1 grade)" in said
    assert "You have rated nothing here" in said
    assert "`/myratings import`" in said


async def test_one_film_is_recommended_and_then_nothing_is_left(club: Club) -> None:
    (film,) = await shelf(club, 1)
    assert "**1. Stalker**" in await ask(club, club.alice)
    await rate(club, club.alice, film)
    assert "you have rated every film I know here" in await ask(club, club.alice)
    assert "Ask somebody who manages the server to add some" in await ask(club, club.alice)
    assert "`/film add` or `/import paste` brings more" in await ask(club, club.admin, **{"with": club.alice})
    assert "between you, you have rated every film" in await ask(club, club.bob, **{"with": club.alice})
    assert club.env.errors is not None


async def test_without_films_a_sentence_says_who_can_bring_some(club: Club) -> None:
    assert "There are no films here yet" in await ask(club, club.alice)
    assert "Ask somebody who manages the server" in await ask(club, club.alice)
    assert "`/film add` or `/import paste`" in await ask(club, club.admin)
    shared = await club.alice.slash(club.channel, "recommend", share=True)
    assert shared.ephemeral
    assert "There are no films here yet" in told(shared)
    assert club.env.errors is not None


async def test_a_film_night_has_what_none_of_them_has_rated(club: Club) -> None:
    films = await shelf(club)
    await rate(club, club.alice, films[0], films[1])
    await rate(club, club.bob, films[2])
    said = await ask(club, club.alice, **{"with": club.bob, "with2": club.bob})
    assert f"## For a film night of <@{club.alice.id}> and <@{club.bob.id}>" in said
    assert "What none of you has rated here" in said
    headings = "\n".join(line for line in said.splitlines() if line.startswith("**"))
    for film in films[:3]:
        assert film.title not in headings
    for film in films[3:]:
        assert film.title in headings


async def test_bots_watch_no_films_and_quiet_members_are_said_to_be(club: Club) -> None:
    await shelf(club, 3)
    await rate(club, club.alice, *[await club.add_film(f"Seen {number}") for number in range(5)])
    robot = club.guild.add_member(club.env.create_user("hal", bot=True))
    said = await ask(club, club.alice, **{"with": robot, "with2": club.bob})
    assert "Bots watch no films" in said
    assert f"<@{robot.id}>" not in said
    assert f"<@{club.bob.id}> has rated nothing here yet" in said
    alone = await ask(club, club.alice, **{"with": club.alice, "with2": robot})
    assert "## For you" in alone
    assert "You have rated" not in alone


async def test_an_answer_may_be_shared(club: Club) -> None:
    films = await shelf(club, 2)
    result = await club.alice.slash(club.channel, "recommend", share=True)
    public = [message for message in result.followups if not message.ephemeral]
    assert len(public) == 1
    assert f"## For <@{club.alice.id}>" in shown(public[0])
    kept = await club.bob.click(public[0], custom_id=f"watch:v1:{films[0].id}")
    assert "is on your watchlist" in shown(kept.response)


async def test_another_servers_films_and_ratings_stay_there(club: Club) -> None:
    elsewhere = club.env.create_guild("Elsewhere")
    theirs = await club.add_film("Theirs alone", guild=elsewhere)
    await review(club, theirs, 99, elsewhere)
    films = await shelf(club, 2)
    rating = Rating(films[0].id, club.alice.id, 9, None, False, NOW)
    await ratings.rate(club.bot.services.database, elsewhere.id, rating)
    said = await ask(club, club.alice)
    assert "Theirs alone" not in said
    assert "You have rated nothing here" in said


async def test_who_keeps_out_is_named_in_nobodys_reasons(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    films, asked = await shelf(club), []
    await rate(club, club.alice, *films[:2])
    await rate(club, club.bob, *films[:3])
    database, services = club.bot.services.database, club.bot.services
    await privacy.hide(database, club.guild.id, club.alice.id, NOW)
    learned = await services.models.of(database, club.guild.id)
    real = type(learned.model).recommend

    def heard(self: Any, *given: Any, **named: Any) -> Any:
        asked.append(named["allowed"])
        return real(self, *given, **named)

    monkeypatch.setattr(type(learned.model), "recommend", heard)
    both = (club.alice.id, club.bob.id)
    await picking.picks_for(services, club.guild.id, None, 3)
    await picking.picks_for(services, club.guild.id, both, 3)
    await picking.picks_for(services, club.guild.id, both, 3, asker=club.alice.id)
    assert asked == [{club.bob.id}, {club.bob.id}, set(both)]


async def test_who_keeps_out_is_neither_named_nor_counted_in_what_is_shown(club: Club) -> None:
    films, database = await shelf(club), club.bot.services.database
    for number, member in enumerate(
        (club.alice, club.bob, *(club.guild.add_member(club.env.create_user(f"m{n}")) for n in range(6)))
    ):
        await rate(club, member, *films[:3], *(films[4:6] if number > 1 else ()))
    night = {"with": club.alice, "share": True}
    before = told(await club.bob.slash(club.channel, "recommend", **night))
    assert f"<@{club.alice.id}> and <@{club.bob.id}> loved" in before
    await privacy.hide(database, club.guild.id, club.alice.id, NOW)
    after = told(await club.bob.slash(club.channel, "recommend", **night))
    assert f"<@{club.bob.id}> loved" in after
    assert f"<@{club.alice.id}> and <@{club.bob.id}> loved" not in after
    alone = told(await club.alice.slash(club.channel, "recommend", share=True))
    assert " loved " not in alone
    assert " rates " not in alone
    assert "You loved" in await ask(club, club.alice)


async def test_a_club_whose_ratings_are_not_told_hears_of_critics_alone(club: Club) -> None:
    films, services = await shelf(club), club.bot.services
    for member in range(1, 8):
        for film in films[:3]:
            rating = Rating(film.id, member, 9, None, False, NOW)
            await ratings.rate(services.database, club.guild.id, rating)
    told = await picking.picks_for(services, club.guild.id, None, 3)
    assert {type(reason) for pick in told for reason in pick.reasons} - {Critics, WellKnown}
    await guilds.set_shown(services.database, club.guild.id, {"ratings": False}, NOW)
    untold = await picking.picks_for(services, club.guild.id, None, 3)
    assert [pick.film_id for pick in untold] == [pick.film_id for pick in told]
    assert {type(reason) for pick in untold for reason in pick.reasons} <= {Critics, WellKnown}


async def test_what_was_rated_or_removed_meanwhile_counts_at_once(club: Club) -> None:
    films = await shelf(club, 3)
    assert "**3. " in await ask(club, club.alice)
    await club.alice.slash(club.channel, "rate", film=f"film:{films[0].id}", stars=5.0)
    said = await ask(club, club.alice)
    assert "**2. " in said
    assert "**3. " not in said
    author = Author(club.guild.id, club.admin.id, NOW)
    await film_changes.remove(club.bot.services.database, author, films[1].id)
    said = await ask(club, club.alice)
    assert "**1. Mirror**" in said
    assert "Solaris" not in said


async def test_not_for_us_twice_takes_a_film_out(club: Club) -> None:
    films = await shelf(club, 2)
    for member in (club.alice, club.bob):
        await club.bot.services.database.execute(
            "INSERT INTO not_for_us (guild_id, film_id, user_id, said_at) VALUES (?, ?, ?, ?)",
            (club.guild.id, films[0].id, member.id, NOW.isoformat()),
        )
    assert "Stalker" not in await ask(club, club.alice)


async def test_long_titles_stay_inside_discords_limits(club: Club) -> None:
    for number in range(6):
        name = f"{number} " + "*a* [title] of `many` words " * 8
        await review(club, await club.add_film(name, genres=("G" * 90,) * 3, directors=("D" * 90,) * 3), 90)
    assert "**5. " in await ask(club, club.alice)
