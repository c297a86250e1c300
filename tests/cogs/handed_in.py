"""Pages that an admin hands in, written for these tests, and the steps that every import takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.conftest import Club

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

#: The same film without its accents, another name in the cast, no year.
LIGHTHOUSE_AGAIN = """Review: The Paper Lighthouse

Directed by: Nuria Vidal-Ose
Starring: Tomas Beltran, Greta Lindqvist

Two keepers, one lamp, and a film that trusts its audience to count the waves. It is slower than its trailer promised \
and funnier than its poster allows. What stays with me is the sound: rope, rust, kettles, and a radio that knows only \
one song. I would have cut the epilogue, and I would have missed it.

Rating: 3.5/5
"""

#: A review that names its film and nothing else about it.
BARE = """Review: The Glass Orchard

I went in with no idea what an orchard of glass could be and left with splinters. The film moves from one tree to the \
next, and at every tree somebody tells a lie that the next one repeats as the truth. It is a slow film about gossip, \
and the best I have seen on that matter.

Rating: 4/5
"""

RECIPE = """Ten soups for a rainy week

1. Leek and potato
2. Tomato with basil
3. Lentils
4. Pumpkin

Stir, taste, wait. Serve hot with bread. That is all there is to it, and it is what every week needs.
"""


async def paste(club: Club, text: str, **more: str) -> Any:
    """Paste a page and return the answer with its preview."""
    form = await club.admin.slash(club.channel, "import paste")
    return await club.admin.submit_modal(form, {"text": text, **more})


async def attach(club: Club, **files: str | bytes) -> Any:
    """Attach pages, `file1="…"`, and return the answer with its preview."""
    given = {name: (f"{name}.txt", page.encode() if isinstance(page, str) else page) for name, page in files.items()}
    return await club.admin.slash(club.channel, "import files", **given)


async def choose(club: Club, message: Any, prefix: str, value: str | int) -> Any:
    """Choose a value in the one menu whose custom_id has a prefix."""
    return await club.admin.select(message, [str(value)], custom_id=custom_id(message, prefix))


def custom_id(message: Any, prefix: str) -> str:
    """Return the one custom_id of a message that has a prefix."""
    (found,) = {node["custom_id"] for node in nodes(message) if str(node.get("custom_id", "")).startswith(prefix + ":")}
    return str(found)


def options(message: Any, prefix: str) -> list[str]:
    """Return the labels that a menu offers."""
    wanted = custom_id(message, prefix)
    return [option["label"] for node in nodes(message) if node.get("custom_id") == wanted for option in node["options"]]


def nodes(message: Any) -> Iterator[dict[str, Any]]:
    """Walk through every component of a message."""
    waiting = list(message.components)
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.get("components", [])
