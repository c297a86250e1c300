"""Looking a film up as members do: found, nearly found, without reviews, with few, with very many."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.grades import SubGrade
from tests.cogs.stock import add_rating, add_review, label_with
from tests.conftest import Club, labels, shown

SENTENCES = "The rain falls on the depot. Nobody looks up, and that is the point of it all. "


async def read(club: Club, outlet: str, **fields: object) -> str:
    """Put one review on the shelf and return what a member reads who opens it from the card."""
    film = await club.add_film("Stalker", year=1979)
    review_id = await add_review(club, film, outlet, **fields)  # type: ignore[arg-type]
    card = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    opened = await club.alice.select(card.response, [str(review_id)])
    assert opened.ephemeral
    return shown(opened.response)


async def test_the_card_is_public_and_says_what_is_known(club: Club) -> None:
    film = await club.add_film(
        "Stalker",
        year=1979,
        directors=("Andrei Tarkovsky",),
        cast=("Alisa Freindlich", "Nikolai Grinko"),
        genres=("Drama", "Science fiction"),
        runtime_minutes=162,
        certificate="PG",
    )
    result = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    assert not result.ephemeral
    said = shown(result.response)
    assert "## Stalker (1979)" in said
    assert "2 h 42 min · PG · Drama, Science fiction" in said
    assert "Directed by **Andrei Tarkovsky**" in said
    assert "Alisa Freindlich, Nikolai Grinko" in said


async def test_a_film_without_reviews_and_ratings_says_so(club: Club) -> None:
    film = await club.add_film("Stalker")
    result = await club.alice.slash(club.channel, "review", film=f"film:{film.id}")
    said = shown(result.response)
    assert "no reviews yet" in said
    assert "nobody here has rated it yet" in said
    assert "Read a review" not in said
    assert labels(result.response) == ["Rate", "Watchlist", "Members' notes", "Discuss"]
    notes = await club.alice.click(result.response, label="Members' notes")
    assert "Nobody has left a note yet" in shown(notes.response)


async def test_choices_while_typing_carry_title_year_and_director(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979, directors=("Andrei Tarkovsky",))
    await club.add_film("Alien", year=1979)
    choices = await club.alice.autocomplete(club.channel, "review", "film", "stal")
    assert choices == [{"name": "Stalker (1979) · Andrei Tarkovsky", "value": f"film:{film.id}"}]


async def test_before_anything_is_typed_the_members_own_films_come_first(club: Club) -> None:
    mine, theirs = await club.add_film("Solaris"), await club.add_film("Alien")
    await add_rating(club, mine, club.alice.id, 8)
    await add_rating(club, theirs, club.bob.id, 8, day=3)
    choices = await club.alice.autocomplete(club.channel, "review", "film", "")
    assert [choice["name"] for choice in choices] == ["Solaris", "Alien"]


async def test_an_unknown_film_is_said_privately_with_what_to_do(club: Club) -> None:
    member = await club.alice.slash(club.channel, "review", film="Qwertyuiop")
    assert member.ephemeral
    assert "I know no film like “Qwertyuiop”" in member.response.content
    assert "ask an admin" in member.response.content
    admin = await club.admin.slash(club.channel, "review", film="Qwertyuiop")
    assert "`/film add`" in admin.response.content
    assert len(club.env.errors) == 2


async def test_did_you_mean_offers_three_and_goes_on_with_the_one_pressed(club: Club) -> None:
    for number in range(1, 6):
        await club.add_film(f"The Midnight Garden {number}", year=1990 + number)
    asked = await club.alice.slash(club.channel, "review", film="midnight gardn")
    assert asked.ephemeral
    assert "Did you mean one of these?" in shown(asked.response)
    assert len(labels(asked.response)) == 3
    chosen = labels(asked.response)[1]
    card = await club.alice.click(asked.response, label=chosen)
    assert not card.ephemeral
    assert f"## {chosen}" in shown(card.response)


async def test_two_films_of_one_title_are_asked_about(club: Club) -> None:
    await club.add_film("Solaris", year=1972)
    await club.add_film("Solaris", year=2002)
    asked = await club.alice.slash(club.channel, "review", film="solaris")
    assert sorted(labels(asked.response)) == ["Solaris (1972)", "Solaris (2002)"]
    exact = await club.alice.slash(club.channel, "review", film="solaris (2002)")
    assert "## Solaris (2002)" in shown(exact.response)


async def test_a_card_names_a_language_other_than_its_own_beside_the_original_title(club: Club) -> None:
    facts = {"Seven Samurai": ("Shichinin no samurai", "ja"), "Touki Bouki": (None, "wo"), "Playtime": (None, "en")}
    for title, (original, language) in facts.items():
        await club.add_film(title, original_title=original, language=language, genres=("Drama",))
    cards = [shown((await club.alice.slash(club.channel, "review", film=title)).response) for title in facts]
    assert "-# Shichinin no samurai · Japanese\n-# Drama\n" in cards[0]
    assert "-# Drama · Wolof\n" in cards[1]
    assert "-# Drama\n" in cards[2]


async def test_a_film_is_known_by_its_original_title(club: Club) -> None:
    await club.add_film("Seven Samurai", year=1954, original_title="Shichinin no samurai")
    result = await club.alice.slash(club.channel, "review", film="shichinin no samurai")
    assert "## Seven Samurai (1954)" in shown(result.response)


async def test_few_grades_and_few_ratings_are_marked_and_not_compared(club: Club) -> None:
    film = await club.add_film("Stalker")
    for number in range(2):
        await add_review(club, film, f"Outlet {number}", score=90.0, printed="9/10")
        await add_rating(club, film, 100 + number, 2)
    said = shown((await club.alice.slash(club.channel, "review", film="stalker")).response)
    assert said.count("few") == 2
    assert "critics like it" not in said


@pytest.mark.parametrize(
    ("half_stars", "score", "words"),
    [(10, 50.0, "The club likes it far more"), (7, 71.0, "agree"), (4, 60.0, "The critics like it more")],
)
async def test_the_gap_between_club_and_critics_is_said_in_words(
    club: Club, half_stars: int, score: float, words: str
) -> None:
    film = await club.add_film("Stalker")
    for number in range(3):
        await add_review(club, film, f"Outlet {number}", score=score, printed=f"{score:.0f}%")
        await add_rating(club, film, 100 + number, half_stars)
    result = await club.alice.slash(club.channel, "review", film="stalker")
    assert words in shown(result.response)
    assert [picture.filename for picture in result.response.attachments] == ["club-ratings.png"]


async def test_a_review_opens_privately_with_its_byline_grade_and_source(club: Club) -> None:
    said = await read(
        club,
        "The Lantern",
        critic="Ida Voss",
        score=70.0,
        printed="7/10 or B-",
        published=date(2024, 3, 9),
        url="https://lantern.example/stalker",
    )
    assert "The Lantern, Ida Voss" in said
    assert "7/10 or B- → 70" in said.replace("\\", "")
    assert "9 March 2024" in said
    assert "(<https://lantern.example/stalker>)" in said


async def test_a_long_review_is_quoted_up_to_a_sentence_within_600_characters(club: Club) -> None:
    said = await read(club, "The Lantern", body=SENTENCES * 40)
    (quoted,) = [line[2:] for line in said.splitlines() if line.startswith("> ")]
    assert 300 < len(quoted) <= 600
    assert quoted.endswith(("depot.", "of it all."))


async def test_a_review_that_tries_markdown_stays_inert(club: Club) -> None:
    said = await read(club, "**Bold** <@1>", body="||gone|| @everyone discord.gg/abc [x](https://evil.example)")
    (quoted,) = [line[2:] for line in said.splitlines() if line.startswith("> ")]
    assert "||" not in quoted
    assert "@everyone" not in quoted
    assert "\\[x\\]" in quoted
    assert "https://" not in quoted
    assert "**Bold**" not in said


async def test_sub_grades_and_the_scene_after_the_credits_are_shown(club: Club) -> None:
    film = await club.add_film("Stalker")
    subs = (SubGrade("Story", 9.0, 10.0), SubGrade("Acting", 8.0, 10.0))
    await add_review(club, film, "The Lantern", score=85.0, sub_grades=subs, after_credits=True)
    said = shown((await club.alice.slash(club.channel, "review", film="stalker")).response)
    assert "Story 9/10 · Acting 8/10" in said
    assert "85 from its sub-grades" in said
    assert "a scene after the credits" in said
    await add_review(club, film, "Reel Life", after_credits=False)
    said = shown((await club.alice.slash(club.channel, "review", film="stalker")).response)
    assert "reviews differ on a scene after the credits" in said


async def test_more_than_25_reviews_are_paged_and_each_can_be_read(club: Club) -> None:
    film = await club.add_film("Stalker")
    written = [
        await add_review(club, film, f"Outlet {number:02}", score=50.0 + number, printed=f"{50 + number}%")
        for number in range(30)
    ]
    card = await club.alice.slash(club.channel, "review", film="stalker")
    assert "Read a review (page 1 of 2)" in shown(card.response)
    turned = await club.bob.click(card.response, label=label_with(card.response, "page 2"))
    assert "Read a review (page 2 of 2)" in shown(turned.response)
    opened = await club.bob.select(turned.response, [str(written[-1])])
    assert "Outlet 29" in shown(opened.response)
    back = await club.alice.click(turned.response, label=label_with(turned.response, "page 1"))
    assert "Read a review (page 1 of 2)" in shown(back.response)


async def test_a_review_that_is_gone_is_said(club: Club) -> None:
    film, other = await club.add_film("Stalker"), await club.add_film("Solaris")
    review_id = await add_review(club, film)
    card = await club.alice.slash(club.channel, "review", film="stalker")
    async with club.bot.services.database.transaction() as tx:
        await tx.execute("UPDATE reviews SET film_id = ? WHERE id = ?", (other.id, review_id))
    gone = await club.alice.select(card.response, [str(review_id)])
    assert "That review is not here any more" in gone.response.content
