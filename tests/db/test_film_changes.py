"""What admins change about films: nothing is lost, and the last change can be taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.domain.titles import Film
from db import discussions, film_changes, film_undo, films, holdings, watchlist
from tests.db.shelf import CLUB, ELSEWHERE, NOW, Shelf, open_shelf


async def undo(shelf: Shelf, change: film_undo.Change, guild_id: int = CLUB) -> film_undo.Undone:
    return await film_undo.undo(shelf.database, shelf.author(guild_id), change.change_id)


async def test_the_same_film_is_not_added_twice(shelf: Shelf) -> None:
    here = await shelf.film("Solaris", year=1972, directors=("Andrei Tarkovsky",))
    for again in (
        Film(0, CLUB, "solaris"),
        Film(0, CLUB, "Solaris", 1972),
        Film(0, CLUB, "Solaris", 1972, ("Tarkovsky",)),
    ):
        with pytest.raises(film_changes.FilmIsHereError) as refused:
            await film_changes.add(shelf.database, shelf.author(), again)
        assert refused.value.film == here
    for other in (
        Film(0, CLUB, "Solaris", 2002),
        Film(0, CLUB, "Solaris", 1972, ("Ann Other",)),
    ):
        added = await film_changes.add(shelf.database, shelf.author(), other)
        assert await films.get(shelf.database, CLUB, added.id) == added


async def test_another_servers_film_is_no_reason_not_to_add(shelf: Shelf) -> None:
    await shelf.film("Solaris", ELSEWHERE)
    added = await film_changes.add(shelf.database, shelf.author(), Film(0, CLUB, "Solaris"))
    assert await shelf.seen(added.id) == "Solaris"


async def test_an_edit_is_written_and_taken_back(shelf: Shelf) -> None:
    film = await shelf.film("Stalker", year=1979, cast=("Ann Other",), certificate_reason="for bleakness")
    wanted = replace(film, title="Stalkr", year=None, cast=(), genres=("Drama",))
    change = await film_changes.edit(shelf.database, shelf.author(), wanted)
    assert change.film == wanted
    assert await films.get(shelf.database, CLUB, film.id) == wanted
    back = await undo(shelf, change)
    assert (back.kind, back.film) == ("edit", film)
    assert await films.get(shelf.database, CLUB, film.id) == film


async def test_only_the_last_change_is_taken_back_and_only_once(shelf: Shelf) -> None:
    film = await shelf.film("One")
    first = await film_changes.edit(shelf.database, shelf.author(), replace(film, title="Two"))
    second = await film_changes.edit(shelf.database, shelf.author(), replace(film, title="Three"))
    with pytest.raises(UserError, match="changed since"):
        await undo(shelf, first)
    assert await shelf.seen(film.id) == "Three"
    await undo(shelf, second)
    assert await shelf.seen(film.id) == "Two"
    with pytest.raises(UserError, match="undone already"):
        await undo(shelf, second)


async def test_two_changes_of_one_moment_are_two(shelf: Shelf) -> None:
    film, author = await shelf.film("One"), shelf.author()
    first = await film_changes.edit(shelf.database, author, replace(film, title="Two"))
    await film_undo.undo(shelf.database, author, first.change_id)
    second = await film_changes.edit(shelf.database, author, replace(film, title="Three"))
    assert first.change_id != second.change_id
    with pytest.raises(UserError):
        await film_undo.undo(shelf.database, author, first.change_id)
    assert await shelf.seen(film.id) == "Three"


async def test_servers_undo_their_own_changes_alone(shelf: Shelf) -> None:
    here, there = await shelf.film("Here"), await shelf.film("There", ELSEWHERE)
    change = await film_changes.edit(shelf.database, shelf.author(), replace(here, title="Changed"))
    await film_changes.remove(shelf.database, shelf.author(ELSEWHERE), there.id)
    with pytest.raises(UserError):
        await undo(shelf, change, ELSEWHERE)
    await undo(shelf, change)
    assert await shelf.seen(here.id) == "Here"


@pytest.mark.parametrize("act", ["edit", "merge", "remove"])
async def test_another_servers_film_cannot_be_changed(shelf: Shelf, act: str) -> None:
    theirs, ours = await shelf.film("Theirs", ELSEWHERE), await shelf.film("Ours")
    with pytest.raises(UserError, match="not here any more"):
        await perform(shelf, act, theirs, ours)
    assert await shelf.seen(theirs.id, ELSEWHERE) == "Theirs"


async def test_a_merge_moves_everything_and_keeps_the_later_rating(shelf: Shelf) -> None:
    source, target = await shelf.film("Shichinin no samurai"), await shelf.film("Seven Samurai")
    await shelf.review(source, "Rain.")
    await shelf.review(target, "Mud.")
    for film, member, half, day in ((source, 1, 2, 1), (source, 2, 4, 5), (target, 2, 6, 1), (target, 3, 8, 1)):
        await shelf.rate(film, member, half, day)
    await shelf.rate(source, 4, 1, day=1)
    await shelf.rate(target, 4, 10, day=5)
    assert await holdings.of_film(shelf.database, CLUB, source.id) == holdings.Holdings(1, 3)
    assert await holdings.rated_both(shelf.database, CLUB, source.id, target.id) == 2

    change = await film_changes.merge(shelf.database, shelf.author(), source.id, target.id)
    assert change.film == target
    assert await shelf.given(target) == {1: 2, 2: 4, 3: 8, 4: 10}
    assert await shelf.given(source) == {}
    assert sorted(await shelf.written(target)) == ["Mud.", "Rain."]
    assert await shelf.seen(source.id) == "Seven Samurai"

    back = await undo(shelf, change)
    assert (back.kind, back.film) == ("merge", source)
    assert await shelf.given(source) == {1: 2, 2: 4, 4: 1}
    assert await shelf.given(target) == {2: 6, 3: 8, 4: 10}
    assert await shelf.written(source) == ["Rain."]
    assert await shelf.written(target) == ["Mud."]
    assert await shelf.seen(source.id) == "Shichinin no samurai"


async def test_what_members_did_since_a_merge_survives_its_undoing(shelf: Shelf) -> None:
    source, target = await shelf.film("Source"), await shelf.film("Target")
    for member in (1, 2):
        await shelf.rate(source, member, 2)
    await shelf.rate(target, 3, 6)
    change = await film_changes.merge(shelf.database, shelf.author(), source.id, target.id)
    await shelf.rate(target, 1, 9, day=40)
    await shelf.rate(target, 4, 10, day=40)
    async with shelf.database.transaction() as tx:
        await tx.execute("DELETE FROM ratings WHERE user_id IN (2, 3)")
    await undo(shelf, change)
    assert await shelf.given(target) == {1: 9, 4: 10}
    assert await shelf.given(source) == {1: 2}


async def test_merges_in_a_row_lead_every_old_film_to_the_last(shelf: Shelf) -> None:
    one, two, three = [await shelf.film(title) for title in ("One", "Two", "Three")]
    await film_changes.merge(shelf.database, shelf.author(), one.id, two.id)
    change = await film_changes.merge(shelf.database, shelf.author(), two.id, three.id)
    assert [await shelf.seen(film.id) for film in (one, two, three)] == ["Three"] * 3
    await undo(shelf, change)
    assert [await shelf.seen(film.id) for film in (one, two, three)] == ["Two", "Two", "Three"]
    with pytest.raises(UserError, match="same film twice"):
        await film_changes.merge(shelf.database, shelf.author(), one.id, two.id)


async def test_a_removal_comes_back_whole(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    await shelf.review(film, "Rain.")
    await shelf.rate(film, 1, 8)
    change = await film_changes.remove(shelf.database, shelf.author(), film.id)
    assert await shelf.seen(film.id) is None
    back = await undo(shelf, change)
    assert (back.kind, back.film) == ("remove", film)
    assert await shelf.written(film) == ["Rain."]
    assert await shelf.given(film) == {1: 8}
    assert await shelf.review(film, "Rain.") is None


async def test_a_review_of_a_removed_film_can_be_brought_again(shelf: Shelf) -> None:
    film = await shelf.film("Stalkr")
    await shelf.review(film, "Rain.")
    await shelf.review(film, "Mud.")
    change = await film_changes.remove(shelf.database, shelf.author(), film.id)
    better = await shelf.film("Stalker")
    assert await shelf.review(better, "Rain.") is not None
    await undo(shelf, change)
    assert await shelf.written(better) == ["Rain."]
    assert await shelf.written(film) == ["Mud."]


async def test_the_next_change_makes_a_removal_final(shelf: Shelf) -> None:
    film, other = await shelf.film("Stalker"), await shelf.film("Solaris")
    await shelf.review(film, "Rain.")
    await shelf.rate(film, 1, 8)
    await shelf.rate(other, 1, 7)
    change = await film_changes.remove(shelf.database, shelf.author(), film.id)
    assert await shelf.given(film) == {1: 8}
    await film_changes.edit(shelf.database, shelf.author(), replace(other, title="Solyaris"))
    assert await holdings.of_film(shelf.database, CLUB, film.id) == holdings.Holdings(0, 0)
    assert await shelf.given(other) == {1: 7}
    with pytest.raises(UserError):
        await undo(shelf, change)


async def test_a_removal_that_was_undone_is_not_made_final_by_the_next_change(shelf: Shelf) -> None:
    film, other = await shelf.film("Stalker"), await shelf.film("Solaris")
    await shelf.rate(film, 1, 8)
    await undo(shelf, await film_changes.remove(shelf.database, shelf.author(), film.id))
    await film_changes.edit(shelf.database, shelf.author(), replace(other, title="Solyaris"))
    assert await shelf.given(film) == {1: 8}


async def test_a_shared_film_is_edited_for_one_server(shelf: Shelf) -> None:
    shared = await shelf.film("Stalker", None)
    await shelf.rate(shared, 1, 8)
    await shelf.rate(shared, 1, 3, guild_id=ELSEWHERE)
    change = await film_changes.edit(shelf.database, shelf.author(), replace(shared, title="Our Stalker"))
    assert await shelf.seen(shared.id) == "Our Stalker"
    assert await shelf.seen(shared.id, ELSEWHERE) == "Stalker"
    assert await shelf.given(change.film) == {1: 8}
    assert await shelf.given(shared, ELSEWHERE) == {1: 3}
    await shelf.rate(change.film, 2, 10, day=40)

    back = await undo(shelf, change)
    assert back.film == shared
    assert await shelf.given(shared) == {1: 8, 2: 10}
    assert await shelf.seen(change.film.id) == "Stalker", "a button of the copy leads to the shared film again"
    again = await film_changes.edit(shelf.database, shelf.author(), replace(shared, title="Ours again"))
    assert await shelf.seen(change.film.id) == "Ours again"
    assert await shelf.given(again.film) == {1: 8, 2: 10}


async def test_a_shared_film_is_removed_for_one_server(shelf: Shelf) -> None:
    shared = await shelf.film("Stalker", None)
    await shelf.rate(shared, 1, 8)
    change = await film_changes.remove(shelf.database, shelf.author(), shared.id)
    assert await shelf.seen(shared.id) is None
    assert await shelf.seen(shared.id, ELSEWHERE) == "Stalker"
    assert (await undo(shelf, change)).film == shared
    assert await shelf.given(shared) == {1: 8}


async def test_a_film_merged_into_a_shared_one_is_merged_for_one_server(shelf: Shelf) -> None:
    own, shared = await shelf.film("Stalkr"), await shelf.film("Stalker", None)
    await shelf.rate(own, 1, 8)
    await shelf.rate(shared, 2, 6)
    change = await film_changes.merge(shelf.database, shelf.author(), own.id, shared.id)
    assert await shelf.seen(own.id) == await shelf.seen(shared.id) == "Stalker"
    assert await shelf.given(change.film) == {1: 8, 2: 6}
    assert (await undo(shelf, change)).film == own
    assert await shelf.given(own) == {1: 8}
    assert await shelf.given(shared) == {2: 6}


acts = st.lists(
    st.tuples(st.sampled_from(["edit", "merge", "remove"]), st.integers(0, 3), st.integers(0, 3)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(acts)
async def test_undoing_the_last_change_of_any_row_puts_everything_back(
    tmp_path_factory: pytest.TempPathFactory, row: list[tuple[str, int, int]]
) -> None:
    async with open_shelf(tmp_path_factory.mktemp("row")) as shelf:
        shelves = [await shelf.film(f"Film {number}", None if number == 3 else CLUB) for number in range(4)]
        for number, film in enumerate(shelves):
            await shelf.review(film, f"Text {number}.")
            await shelf.rate(film, 1, number + 1, day=number)
            await shelf.rate(film, 10 + number, 5)
            await keep(shelf, film, number)
        for act, one, other in row:
            before = await picture(shelf, shelves)
            try:
                change = await perform(shelf, act, shelves[one], shelves[other])
            except UserError:
                assert await picture(shelf, shelves) == before
                continue
            after = await picture(shelf, shelves)
            await undo(shelf, change)
            assert await picture(shelf, shelves) == before
            await perform(shelf, act, shelves[one], shelves[other])
            assert await picture(shelf, shelves) == after


async def perform(shelf: Shelf, act: str, one: Film, other: Film) -> film_undo.Change:
    if act == "edit":
        return await film_changes.edit(shelf.database, shelf.author(), replace(one, title=f"{one.title}!"))
    if act == "remove":
        return await film_changes.remove(shelf.database, shelf.author(), one.id)
    return await film_changes.merge(shelf.database, shelf.author(), one.id, other.id)


async def picture(shelf: Shelf, shelves: list[Film]) -> list[object]:
    """Return all that the server sees under the ids it has known, and what it may see of each."""
    seen: list[object] = []
    for film in shelves:
        now = await films.get(shelf.database, CLUB, film.id)
        held = (sorted(await shelf.written(now)), await shelf.given(now), await kept(shelf, now)) if now else None
        seen.append((now.label if now else None, held))
    return seen


async def keep(shelf: Shelf, film: Film, number: int) -> None:
    """Put a film on lists, into a poll and a weekly post, let somebody put it aside, and open its thread."""
    guild, at = CLUB, NOW.isoformat()
    for owner in (0, 1, 10 + number):
        await watchlist.add(shelf.database, CLUB, owner, film.id, 10 + number, NOW + timedelta(minutes=number))
    if number != 1:  # of two films that are merged, one has a thread or both do
        await discussions.claim(shelf.database, CLUB, discussions.FILM, film.id, 77, NOW)
        await discussions.opened(shelf.database, CLUB, discussions.FILM, film.id, 77, 100 + number)
    async with shelf.database.transaction() as tx:
        for person in (1, 10 + number):
            row = (guild, film.id, person, at)
            await tx.execute("INSERT INTO not_for_us (guild_id, film_id, user_id, said_at) VALUES (?, ?, ?, ?)", row)
        await tx.execute(
            "INSERT INTO weekly_posts (guild_id, due_at, channel_id, film_id, pick, decided_at)"
            " VALUES (?, ?, 1, ?, '', ?)",
            (guild, f"week {number}", film.id, at),
        )
        poll = await tx.fetch_one(
            "INSERT INTO polls (guild_id, channel_id, maker_id, title, method, live, secret, nonce, created_at,"
            " closes_at) VALUES (?, 1, 1, 'Friday?', 'approval', 1, 0, 'n', ?, ?) RETURNING id",
            (guild, at, at),
        )
        assert poll is not None
        await tx.execute(
            "INSERT INTO poll_options (poll_id, number, guild_id, film_id, label, label_key)"
            " VALUES (?, 1, ?, ?, 'x', 'x')",
            (poll["id"], guild, film.id),
        )


async def kept(shelf: Shelf, film: Film) -> list[list[tuple[object, ...]]]:
    """Return what `keep` put there, as it names this film today."""
    of_film = f"WHERE guild_id = {CLUB} AND film_id = {film.id}"
    rows = await shelf.database.read(
        (f"SELECT owner_id, added_by, added_at FROM watchlist {of_film} ORDER BY owner_id", ()),
        (f"SELECT user_id, said_at FROM not_for_us {of_film} ORDER BY user_id", ()),
        (f"SELECT due_at FROM weekly_posts {of_film} ORDER BY due_at", ()),
        (f"SELECT poll_id FROM poll_options {of_film} ORDER BY poll_id", ()),
        (f"SELECT thread_id FROM discussions WHERE guild_id = {CLUB} AND kind = 'film' AND subject_id = {film.id}", ()),
    )
    return [[tuple(row) for row in some] for some in rows]


async def test_a_merge_carries_lists_polls_and_posts_and_gives_back_what_nobody_changed_since(shelf: Shelf) -> None:
    source, target = await shelf.film("Source"), await shelf.film("Target")
    await keep(shelf, source, 0)
    change = await film_changes.merge(shelf.database, shelf.author(), source.id, target.id)
    lists, vetoes, posts, polls, threads = await kept(shelf, target)
    assert [row[0] for row in lists] == [0, 1, 10]
    assert [row[0] for row in vetoes] == [1, 10]
    assert (len(posts), len(polls), threads) == (1, 1, [(100,)])
    assert await watchlist.owners_of(shelf.database, CLUB, source.id) == [0, 1, 10]
    assert await watchlist.remove(shelf.database, CLUB, 1, source.id)
    await watchlist.add(shelf.database, CLUB, 5, source.id, 5, NOW)
    await undo(shelf, change)
    assert await watchlist.owners_of(shelf.database, CLUB, source.id) == [0, 10]
    assert await watchlist.owners_of(shelf.database, CLUB, target.id) == [5]
    assert (await kept(shelf, source))[2:] == [posts, polls, threads]


async def test_a_removal_takes_a_film_off_the_lists_once_it_is_final(shelf: Shelf) -> None:
    film, other = await shelf.film("Gone"), await shelf.film("Other")
    await keep(shelf, film, 0)
    await film_changes.remove(shelf.database, shelf.author(), film.id)
    assert await watchlist.listed(shelf.database, CLUB, 1) == []
    assert await watchlist.owners_of(shelf.database, CLUB, film.id) == [0, 1, 10]
    await film_changes.edit(shelf.database, shelf.author(), replace(other, title="Another"))
    lists, vetoes, posts, polls, _ = await kept(shelf, film)
    assert (lists, vetoes) == ([], [])
    assert (len(posts), len(polls)) == (1, 1)


async def test_a_merge_of_an_older_version_is_still_undone(shelf: Shelf) -> None:
    source, target = await shelf.film("Source"), await shelf.film("Target")
    change = await film_changes.merge(shelf.database, shelf.author(), source.id, target.id)
    (row,) = await shelf.database.fetch_all("SELECT undo FROM film_changes WHERE guild_id = ?", (CLUB,))
    older = json.loads(row["undo"])
    del older["moves"][0]["kept"]
    await shelf.database.execute("UPDATE film_changes SET undo = ? WHERE guild_id = ?", (json.dumps(older), CLUB))
    await undo(shelf, change)
    assert await shelf.seen(source.id) == "Source"
