"""Importing as an admin does: paste or attach, look, correct, keep; and everything that goes wrong on the way."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Club, labels, open_club, shown

LIGHTHOUSE = """The Paper Lighthouse (2019) – Review
by Ines Calder
12 March 2020

Directed by: Núria Vidal-Osé
Starring: Tomás Beltrán, Ruth Okafor
Running time: 104 minutes
Rated PG for mild peril
Genre: Drama

There is a storm in the first minute of this film and it never quite leaves. Núria Vidal-Osé lets it stand outside \
the window while two keepers argue about a lamp, and somehow the argument is the better weather. I had expected a \
small film about loneliness and got a generous one about work.

Tomás Beltrán carries the long silences, and Ruth Okafor breaks each of them at the moment it would have become too \
much. The last act hurries where it should have waited, but by then I was on the island with them and did not mind.

My rating: 8/10
"""

LIGHTHOUSE_AGAIN = """Review: The Paper Lighthouse

Directed by Nuria Vidal-Ose, starring Tomas Beltran and Greta Lindqvist.

Two keepers, one lamp, and a film that trusts its audience to count the waves. It is slower than its trailer promised \
and funnier than its poster allows. What stays with me is the sound: rope, rust, kettles, and a radio that knows only \
one song. I would have cut the epilogue, and I would have missed it.

Rating: 3.5/5
"""

RECIPE = """Ten soups for a rainy week

1. Leek and potato
2. Tomato with basil
3. Lentils
4. Pumpkin

Stir, taste, wait. Serve hot with bread. That is all there is to it, and it is what every week needs.
"""


async def paste(club: Club, text: str, **more: str):
    form = await club.admin.slash(club.channel, "import paste")
    return await club.admin.submit_modal(form, {"text": text, **more})


async def choose(club: Club, message, values: list[str], prefix: str):
    """Choose from the one menu whose custom_id begins with a prefix."""
    return await club.admin.select(message, values, custom_id=menu_id(message, prefix))


def menu_id(message, prefix: str) -> str:
    found: list[str] = []

    def walk(node) -> None:
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            if str(node.get("custom_id", "")).startswith(prefix):
                found.append(node["custom_id"])
            for value in node.values():
                walk(value)

    walk(message.components)
    assert len(found) == 1, f"{prefix}: {found}"
    return found[0]


async def test_a_pasted_page_is_shown_corrected_and_kept(club: Club) -> None:
    result = await paste(club, LIGHTHOUSE, link="https://reviews.example/lighthouse")
    assert result.ephemeral
    seen = shown(result.response)
    assert "The Paper Lighthouse" in seen
    assert labels(result.response)[-2:] == ["Keep 1 review", "Discard"]
    form = await choose(club, result.response, ["9"], "import-fix:")
    fixed = await club.admin.submit_modal(form, {"value": "Inés Calder"})
    assert "**Critic** Inés Calder · by hand" in shown(fixed.response or result.response)
    kept = await club.admin.click(result.response, label="Keep 1 review")
    card = await club.alice.slash(club.channel, "review", film="The Paper Lighthouse")
    assert "Inés Calder" in shown(card.response)
