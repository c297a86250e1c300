"""The weekly post from the command to the buttons, in a simulated Discord."""

from __future__ import annotations

import re

from tests.cogs.every_week import FRIDAY, WEEK, posts, shelf, title_of, until
from tests.conftest import Club, labels, shown


async def test_turned_on_it_shows_the_next_three_posts_and_the_first_comes_at_its_hour(club: Club) -> None:
    await shelf(club)
    said = await club.admin.slash(club.channel, "weekly on", day=4, time="8 pm", timezone="UTC")
    assert said.ephemeral
    at = [int(found) for found in re.findall(r"<t:(\d+):F>", shown(said.response))]
    assert at == [int((FRIDAY + week * WEEK).timestamp()) for week in range(3)]
    await until(club, FRIDAY)
    (post,) = posts(club)
    assert labels(post) == ["Rate", "Watchlist", "Not for us", "Discuss"]
    assert title_of(post)
