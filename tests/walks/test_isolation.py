"""Data never crosses servers: every command, every button and every form, driven with the other server's ids."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.errors import NOT_YOURS
from bot.ui import ids
from bot.ui.card_buttons import BUTTONS
from bot.ui.history_buttons import HISTORY_BUTTONS
from bot.ui.history_table_buttons import TABLE_BUTTONS
from bot.ui.poll_buttons import POLL_BUTTONS
from bot.ui.poll_films import Source
from bot.ui.privacy_panel import PrivacyButton
from bot.ui.watch_flow import WATCH_BUTTONS
from bot.ui.weekly_buttons import NotForUsButton
from db import import_lists
from tests.conftest import Club, shown
from tests.walks.forging import press, submit
from tests.walks.two_servers import NEARLY, SECRET, TwoServers, two_servers

Options = dict[str, Any]


def asked(two: TwoServers) -> list[str]:
    """Return what a member could type for a film in the hope of one that is not this server's."""
    return [f"film:{number}" for number in two.foreign[:4]] + [NEARLY, "Solaris", f"film:{two.shared_film.id}"]


def one_film(two: TwoServers) -> list[Options]:
    return [{"film": text} for text in asked(two)]


def merges(two: TwoServers) -> list[Options]:
    own, theirs = f"film:{two.own_film.id}", f"film:{two.their_film.id}"
    return [{"film": own, "into": theirs}, {"film": theirs, "into": own}, {"film": "Solaris", "into": NEARLY}]


def polls_of(two: TwoServers) -> list[Options]:
    return [{"poll": f"poll:{number}"} for number in two.foreign] + [{"poll": f"{SECRET[:-1]} night"}]


#: A page about the film that both have; the other server has a review of it and its director.
PAGE = """Solaris (1972) - Review

Directed by: Andrei Tarkovsky

A planet that answers questions nobody asked, and a guest who does not know what she is. It moves slowly because grief
does. I have seen it three times and have been three people, and each of them sat until the lights went on.

Rating: 4/5
"""

#: Somebody's own ratings of what both servers have, under the id that the other server alone knows.
RATINGS = "Title,Year,IMDb,Rating (of 5)\nSolaris,1972,tt9999001,4\nMetropolis,1927,,3\n"

#: What each command is given; a command that is not named here fails the test.
WALKS: dict[str, Callable[[TwoServers], list[Options]]] = {
    "help": lambda two: [{}],
    "review": one_film,
    "rate": lambda two: [*one_film(two), *({**walk, "stars": 4.0, "note": "fine"} for walk in one_film(two))],
    "film add": lambda two: [{"title": "Solaris"}, {"title": NEARLY, "year": 1972}],
    "film edit": one_film,
    "film remove": one_film,
    "film merge": merges,
    "import files": lambda two: [{"file1": ("page.txt", PAGE.encode())}],
    "import paste": lambda two: [{}],
    "import open": lambda two: [{}],
    "import history": lambda two: [{}],
    "import undo": lambda two: [{"batch": f"import:{number}"} for number in two.foreign],
    "poll films": lambda two: [
        *({"film1": text, "film2": "Solaris", "film3": "Metropolis"} for text in asked(two)),
        *({"film1": "Solaris", "fill": source.value} for source in Source),
    ],
    "poll question": lambda two: [{"text": "Friday?", "options": "yes | no"}],
    "poll list": lambda two: [{}],
    "poll suggest": lambda two: [{**walk, "film": "Solaris"} for walk in polls_of(two)],
    "poll results": polls_of,
    "poll close": polls_of,
    "poll extend": lambda two: [{**walk, "closes": "4 days"} for walk in polls_of(two)],
    "poll cancel": polls_of,
    "poll remove": lambda two: [{**walk, "option": "option:1"} for walk in polls_of(two)],
    "poll again": polls_of,
    "poll export": polls_of,
    "watchlist add": lambda two: [*one_film(two), *({**walk, "list": 0} for walk in one_film(two))],
    "watchlist remove": lambda two: [*one_film(two), *({**walk, "list": 0} for walk in one_film(two))],
    "watchlist show": lambda two: [{}, {"list": 0}, {"member": two.club.alice}],
    "watchlist random": lambda two: [{}, {"list": 0, "share": True}],
    "recommend": lambda two: [{}, {"share": True}, {"with": two.club.alice, "with2": two.club.bob}],
    "privacy": lambda two: [{}],
    "settings show": lambda two: [{}],
    "settings timezone": lambda two: [{"zone": "Europe/Berlin"}, {"zone": NEARLY}],
    "settings activity": lambda two: [{}, {"ratings": False}],
    "weekly on": lambda two: [{"channel": two.club.channel, "time": "20:00"}],
    "weekly status": lambda two: [{}],
    "weekly preview": lambda two: [{}],
    "weekly now": lambda two: [{}],
    "weekly skip": lambda two: [{}],
    "weekly off": lambda two: [{}],
    "myratings import": lambda two: [{}, {"file": ("ratings.csv", RATINGS.encode())}],
    "myratings history": lambda two: [{}],
    "myratings export": lambda two: [{}],
}

#: How many numbers each form carries, and what comes back in it.
FORMS: dict[str, tuple[int, Options]] = {
    ids.RATE_FORM: (2, {"stars": ["7"], "note": "fine", "spoilers": False}),
    ids.FILM_FORM: (1, {"title": "Renamed (1999)", "directors": "", "cast": "", "length": "90 min", "genres": ""}),
    ids.IMPORT_PASTE: (1, {"text": PAGE, "more": "", "rest": "", "link": ""}),
    ids.IMPORT_FIX_FORM: (3, {"value": "Solaris"}),
}

#: What members may press as well.
FOR_MEMBERS = (*BUTTONS, *HISTORY_BUTTONS, *TABLE_BUTTONS, *POLL_BUTTONS, *WATCH_BUTTONS, PrivacyButton, NotForUsButton)

PREFIXES = {value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)}


@pytest.fixture
async def two(club: Club) -> TwoServers:
    return await two_servers(club)


def commands_of(two: TwoServers) -> dict[str, Any]:
    """Return every command of the tree that can be run, by its whole name."""
    return {one.qualified_name: one for one in two.club.bot.tree.walk_commands() if not hasattr(one, "commands")}


async def test_every_command_has_a_walk(two: TwoServers) -> None:
    assert set(commands_of(two)) == set(WALKS)


@pytest.mark.parametrize("name", sorted(WALKS))
async def test_a_command_neither_shows_nor_changes_the_other_server(two: TwoServers, name: str) -> None:
    before = await two.kept()
    for options in WALKS[name](two):
        result = await two.host.slash(two.club.channel, name, **options)
        assert result.acknowledged, options
        two.assert_nothing_leaked(f"/{name} {options}")
    assert await two.kept() == before
    assert two.club.env.errors is not None


async def test_autocomplete_offers_this_server_alone(two: TwoServers) -> None:
    for name, command in commands_of(two).items():
        for option in command.parameters:
            for typed in ("", "S", "solaris", "quixe", NEARLY, "directora") if option.autocomplete else ():
                choices = await two.host.autocomplete(two.club.channel, name, option.name, typed)
                assert f"film:{two.their_film.id}" not in {choice["value"] for choice in choices}, (name, typed)
                two.assert_nothing_leaked(f"/{name} {option.name}:{typed}")


async def test_every_button_and_menu_answers_forged_ids_with_nothing_of_the_other_server(two: TwoServers) -> None:
    before = await two.kept()
    for pattern, item in two.club.bot._connection._view_store._dynamic_items.items():
        prefix, count = whole_numbers(pattern)
        for numbers, values in zip(two.forged(count), chosen(two, item), strict=False):
            await two.has_own_film()
            custom_id = ":".join([prefix, *map(str, numbers)])
            result = await press(two.host, two.club.channel, custom_id, values=values, private=sum(numbers) % 2 == 0)
            assert result.acknowledged, custom_id
            two.assert_nothing_leaked(f"{custom_id} {values or ''}")
        assert await two.kept() == before, prefix
    assert two.club.env.errors is not None


async def test_every_form_answers_forged_ids_with_nothing_of_the_other_server(two: TwoServers) -> None:
    before = await two.kept()
    for prefix, (count, values) in FORMS.items():
        for numbers in two.forged(count):
            custom_id = ":".join([prefix, *map(str, numbers)])
            result = await submit(two.host, two.club.channel, custom_id, values)
            assert result.acknowledged, custom_id
            two.assert_nothing_leaked(custom_id)
    assert await two.kept() == before
    assert two.club.env.errors is not None


async def test_every_custom_id_is_walked(two: TwoServers) -> None:
    items = two.club.bot._connection._view_store._dynamic_items
    assert {whole_numbers(pattern)[0] for pattern in items} | set(FORMS) == PREFIXES


async def test_the_walks_would_notice(two: TwoServers) -> None:
    card = await two.host_there.slash(two.their_channel, "review", film=f"film:{two.their_film.id}")
    assert SECRET in shown(card.response)
    with pytest.raises(AssertionError):
        two.assert_nothing_leaked("a look from inside")


async def test_numbers_count_one_server(two: TwoServers) -> None:
    alice, channel = two.club.alice, two.club.channel
    await alice.slash(channel, "rate", film=f"film:{two.shared_film.id}", stars=2.0)
    card = shown((await alice.slash(channel, "review", film=f"film:{two.shared_film.id}")).response)
    assert "**The club ★★ 2.0** · 1 rating" in card
    assert "no reviews yet" in card
    notes = await press(alice, channel, f"{ids.NOTES}:{two.shared_film.id}:0")
    assert "Nobody has left a note yet" in shown(notes.response)
    there = shown((await two.only_there.slash(two.their_channel, "review", film=f"film:{two.shared_film.id}")).response)
    assert "**The club ★★★★½ 4.5** · 3 ratings" in there


async def test_a_review_of_the_other_server_does_not_open_from_a_film_of_this_one(two: TwoServers) -> None:
    for film in (two.own_film, two.shared_film):
        values = [str(two.their_review)]
        result = await press(two.club.alice, two.club.channel, f"{ids.READ}:{film.id}", values=values)
        assert "not here any more" in result.response.content
    two.assert_nothing_leaked("a look at their review")


async def test_what_an_admin_does_to_a_shared_film_stays_in_the_own_server(two: TwoServers) -> None:
    before, channel, shared = await two.kept(), two.club.channel, two.shared_film.id
    _, fields = FORMS[ids.FILM_FORM]
    edited = await submit(two.host, channel, f"{ids.FILM_FORM}:{shared}", fields)
    assert "Renamed (1999)" in shown(edited.response)
    await press(two.host, channel, f"{ids.MERGE_FILM}:{shared}:{two.own_film.id}", private=True)
    await press(two.host, channel, f"{ids.REMOVE_FILM}:{shared}", private=True)
    gone = await two.host.slash(channel, "review", film=f"film:{two.own_film.id}")
    assert "Solaris" in shown(gone.response)
    two.assert_nothing_leaked("work on a shared film")
    assert await two.kept() == before
    assert two.club.env.errors is not None
    there = await two.only_there.autocomplete(two.their_channel, "review", "film", "metropolis")
    assert [choice["name"] for choice in there] == ["Metropolis (1927)"]
    assert await two.only_there.autocomplete(two.their_channel, "review", "film", "renamed") == []


async def test_an_import_cannot_be_sent_to_a_film_of_the_other_server(two: TwoServers) -> None:
    before, channel = await two.kept(), two.club.channel
    await two.host.slash(channel, "import files", file1=("page.txt", PAGE.encode()))
    batch = (await import_lists.waiting(two.club.bot.services.database, two.club.guild.id))[0].id
    await press(two.host, channel, f"{ids.IMPORT_FILM}:{batch}:0", values=[str(two.their_film.id)], private=True)
    await press(two.host, channel, f"{ids.IMPORT_KEEP}:{batch}", private=True)
    two.assert_nothing_leaked("an import sent there")
    assert await two.kept() == before
    assert two.club.env.errors is not None


async def test_what_is_for_admins_refuses_members(two: TwoServers) -> None:
    database = two.club.bot.services.database
    for pattern, item in two.club.bot._connection._view_store._dynamic_items.items():
        prefix, count = whole_numbers(pattern)
        if item in FOR_MEMBERS:
            continue
        before = [tuple(row) for row in await database.fetch_all("SELECT * FROM films ORDER BY id")]
        custom_id = ":".join([prefix, *[str(two.own_film.id)] * count])
        values = next(chosen(two, item))
        result = await press(two.club.alice, two.club.channel, custom_id, values=values)
        assert result.response is not None, prefix
        assert result.response.content == NOT_YOURS, prefix
        assert [tuple(row) for row in await database.fetch_all("SELECT * FROM films ORDER BY id")] == before
    assert two.club.env.errors is not None


def whole_numbers(pattern: re.Pattern[str]) -> tuple[str, int]:
    """Return the prefix and how many whole numbers follow it; teach this test any other kind of custom_id."""
    numbers = r":(\d{1,19})"
    prefix, count = pattern.pattern.replace(numbers, ""), pattern.pattern.count(numbers)
    assert count, pattern
    return prefix.replace("\\", ""), count


def chosen(two: TwoServers, item: Any) -> Iterator[list[str] | None]:
    """Yield what to choose in a menu, for ever: each foreign id, by itself and as autocomplete writes it.

    A button takes None.
    """
    if not hasattr(item, "choose"):
        return itertools.repeat(None)
    return itertools.cycle([value] for number in two.foreign for value in (str(number), f"film:{number}"))
