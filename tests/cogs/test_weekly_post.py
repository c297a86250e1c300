"""The weekly post itself: what it says, to whom, and what its buttons do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from db import discussions, guilds, not_for_us, privacy
from tests.cogs.every_week import FRIDAY, TITLES, WEEK, posts, shelf, title_of, unhurried, until
from tests.cogs.polling import choose, pictures, posted
from tests.cogs.stock import add_rating, add_review, add_shared_film
from tests.conftest import Club, labels, shown
from tests.walks.inertness import HOSTILE, assert_fits, assert_inert

ON = {"day": 4, "time": "20:00", "timezone": "UTC"}


@pytest.fixture(autouse=True)
def sentences(club: Club) -> Iterator[None]:
    """Let buttons end in a sentence for whoever pressed: the simulation counts each as an error."""
    unhurried(club)
    yield
    assert club.env.errors is not None


async def first_post(club: Club, **options: Any) -> Any:
    """Turn the weekly post on and return the first one."""
    await club.admin.slash(club.channel, "weekly on", **ON, **options)
    await until(club, FRIDAY)
    return posts(club)[-1]


def sent(club: Club) -> list[Any]:
    """Return the bodies of the weekly posts as they went to Discord."""
    bodies = [one.json for one in club.env.http_requests if one.method == "POST" and one.path.endswith("/messages")]
    return [body for body in bodies if "Film of the week" in str(body)]


async def test_it_says_what_and_why_and_what_else_and_what_the_week_was(club: Club) -> None:
    await shelf(club)
    post = await first_post(club)
    said = shown(post)
    for part in (
        "Directed by **Ida Holt**",
        "**Why this one**",
        "**Critics ",
        "### Or perhaps",
        "**Best rated** · ",
    ):
        assert part in said
    assert "Rated most" in said
    assert pictures(post)[0].startswith("All ratings since the last post. Histogram of 6 ratings")
    assert_fits(post.components)


async def titles_of_weeks(club: Club, weeks: int) -> list[str]:
    """Turn the weekly post on, let so many weeks pass and return the films of the posts."""
    await club.admin.slash(club.channel, "weekly on", **ON)
    for week in range(weeks):
        await until(club, FRIDAY + week * WEEK)
    return [title_of(post).partition(" (")[0] for post in posts(club)]


SPOKEN = dict(zip(TITLES, ("en", "en", "fr", "en", "ja", "fr", "en", "ja"), strict=True))


async def test_weeks_spread_over_the_languages_of_films(club: Club) -> None:
    await shelf(club, rated=0, languages=list(SPOKEN.values()))
    found = await titles_of_weeks(club, 4)
    assert [SPOKEN[title] for title in found] == ["en", "fr", "en", "ja"]


async def test_without_languages_the_best_graded_come_one_after_the_other(club: Club) -> None:
    await shelf(club, rated=0)
    assert await titles_of_weeks(club, 4) == list(TITLES[:4])


async def test_it_goes_out_once_with_the_nonce_of_the_ledger_that_discord_is_to_enforce(club: Club) -> None:
    await shelf(club)
    await first_post(club)
    rows = await club.bot.services.database.fetch_all("SELECT nonce FROM due_work WHERE state = 'done'")
    (body,) = sent(club)
    assert (body["nonce"], body["enforce_nonce"]) == (rows[0]["nonce"], True)
    assert len(body["nonce"]) <= 25


async def test_nobody_is_pinged_unless_an_admin_set_a_role_and_then_that_role_alone(club: Club) -> None:
    await shelf(club)
    await first_post(club)
    assert sent(club)[0]["allowed_mentions"].get("roles", []) == []
    role = club.guild.create_role("Fridays", mentionable=True)
    await club.admin.slash(club.channel, "weekly on", role=role)
    await until(club, FRIDAY + WEEK)
    allowed = sent(club)[1]["allowed_mentions"]
    assert [int(one) for one in allowed["roles"]] == [role.id]
    assert not {"users", "everyone", "roles"} & set(allowed["parse"])
    assert f"<@&{role.id}>" in shown(posts(club)[1])


async def test_a_club_with_nothing_is_invited_to_begin(club: Club) -> None:
    post = await first_post(club)
    said = shown(post)
    for command in ("/film add", "/import paste", "/rate", "/myratings import"):
        assert f"`{command}`" in said
    assert labels(post) == ["Discuss"]


async def test_one_film_is_recommended_once_and_then_there_is_nothing_new(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    post = await first_post(club)
    assert title_of(post) == film.label
    assert "Or perhaps" not in shown(post)
    await until(club, FRIDAY + WEEK)
    assert "Nothing new for this week" in shown(posts(club)[-1])
    assert len(posts(club)) == 2


async def test_where_everything_is_seen_it_says_so(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    for actor in (club.admin, club.alice, club.bob):
        await add_rating(club, film, actor.id, 8)
    post = await first_post(club)
    assert "Nothing new for this week" in shown(post)


async def test_a_large_catalogue_and_three_ratings_are_enough_for_a_pick(club: Club) -> None:
    liked = await add_shared_film(club, "Stalker", 1979)
    for number in range(300):
        await add_shared_film(club, f"Reel {number}", 1950 + number % 70)
    for actor in (club.admin, club.alice, club.bob):
        await add_rating(club, liked, actor.id, 9)
    post = await first_post(club)
    assert title_of(post).startswith("Reel")
    assert "**Why this one**" in shown(post)


async def test_hostile_names_are_inert_and_fit(club: Club) -> None:
    for number, text in enumerate(HOSTILE.values()):
        film = await club.add_film(text[:290] or "x", year=1950 + number, genres=(text[:80],), directors=(text[:150],))
        for seat, actor in enumerate((club.admin, club.alice, club.bob)):
            if number % 2:
                await add_rating(club, film, actor.id, 5 + seat)
        await add_review(club, film, text[:100] or None, score=40.0 + number, body=f"{number} {text}"[:900])
    await first_post(club)
    for week in range(1, 4):
        await until(club, FRIDAY + week * WEEK)
    for post in posts(club):
        assert_fits(post.components)
        assert_inert(post.components)


async def test_without_the_digest_there_is_none(club: Club) -> None:
    await shelf(club)
    post = await first_post(club, digest=False)
    assert "The week at the club" not in shown(post)
    assert pictures(post) == []


async def test_what_a_server_keeps_to_itself_is_not_told(club: Club) -> None:
    await shelf(club)
    await guilds.set_shown(
        club.bot.services.database,
        club.guild.id,
        dict.fromkeys(guilds.ACTIVITY, False),
        FRIDAY,
    )
    post = await first_post(club)
    for part in ("Best rated", "New reviews", "Rated most", "Poll", "Club against critics"):
        assert part not in shown(post)
    assert pictures(post) == []


async def test_members_who_keep_out_are_not_named(club: Club) -> None:
    await shelf(club)
    await privacy.hide(club.bot.services.database, club.guild.id, club.alice.id, FRIDAY)
    post = await first_post(club)
    (line,) = [line for line in shown(post).splitlines() if "Rated most" in line]
    assert f"<@{club.bob.id}>" in line
    assert f"<@{club.alice.id}>" not in shown(post)


async def test_closed_polls_are_told_by_their_result_alone(club: Club) -> None:
    card = await posted(club, method="plurality", closes="1 hour", title="Next Friday?")
    await choose(club.alice, card, 0, "1")
    await club.admin.slash(club.channel, "weekly on", **ON)
    await until(club, FRIDAY - timedelta(hours=1))
    await until(club, FRIDAY)
    said = shown(posts(club)[-1])
    assert "**Poll** · Next Friday?: **Stalker (1971)** wins with 1 of 1 vote." in said
    assert f"<@{club.alice.id}>" not in said.split("**Poll**")[1]


async def test_the_next_week_tells_only_what_is_new(club: Club) -> None:
    films = await shelf(club)
    await first_post(club)
    await until(club, FRIDAY + WEEK)
    assert "The week at the club" not in shown(posts(club)[-1])
    for actor in (club.admin, club.alice, club.bob):
        await add_rating(club, films[5], actor.id, 10, day=9)
    await until(club, FRIDAY + 2 * WEEK)
    assert f"**Best rated** · **{films[5].label}**" in shown(posts(club)[-1])


async def test_not_for_us_moves_down_and_a_second_member_removes_for_good(club: Club) -> None:
    films = await shelf(club)
    post = await first_post(club)
    one = await club.alice.click(post, label="Not for us")
    assert one.ephemeral
    assert "moves down" in one.response.content
    assert "Taken back" in (await club.alice.click(post, label="Not for us")).response.content
    await club.alice.click(post, label="Not for us")
    assert "never recommended" in (await club.bob.click(post, label="Not for us")).response.content
    assert "stays low" in (await club.bob.click(post, label="Not for us")).response.content
    out = next(film for film in films if f"- **{film.label}**" in shown(post))
    for member in (club.alice, club.bob):
        await not_for_us.toggle(club.bot.services.database, club.guild.id, out.id, member.id, FRIDAY)
    for week in range(1, len(films)):
        await until(club, FRIDAY + week * WEEK)
    assert len(posts(club)) == len(films)
    assert out.label not in {title_of(one) for one in posts(club)}


async def test_rate_and_watchlist_answer_from_the_post(club: Club) -> None:
    await shelf(club)
    post = await first_post(club)
    assert (await club.alice.click(post, label="Rate")).modal is not None
    kept = await club.alice.click(post, label="Watchlist")
    assert kept.ephemeral


async def test_discuss_opens_one_thread_for_everybody(club: Club) -> None:
    await shelf(club)
    post = await first_post(club)
    await club.alice.click(post, label="Discuss")
    await club.bob.click(post, label="Discuss")
    (thread,) = club.channel.threads
    assert thread.name == title_of(post)


async def test_with_thread_it_stands_open_from_the_first_moment_and_discuss_leads_there(club: Club) -> None:
    await shelf(club)
    post = await first_post(club, thread=True)
    (thread,) = club.channel.threads
    assert thread.name == title_of(post)
    pressed = await club.bob.click(post, label="Discuss")
    said = [one.content or shown(one) for one in [*pressed.followups, pressed.response] if one]
    assert any(f"<#{thread.id}>" in one for one in said)
    assert len(club.channel.threads) == 1
    found = await club.bot.services.database.fetch_all(
        "SELECT thread_id FROM discussions WHERE kind = ?", (discussions.WEEKLY,)
    )
    assert [row[0] for row in found] == [thread.id]


async def test_a_film_that_went_away_leaves_buttons_that_say_so(club: Club) -> None:
    await shelf(club)
    post = await first_post(club)
    await club.bot.services.database.execute("UPDATE films SET removed_at = 'now' WHERE guild_id = ?", (club.guild.id,))
    assert "not here any more" in (await club.bob.click(post, label="Not for us")).response.content
