"""A member's own history: seen before it counts, brought, taken back, and taken away."""

from __future__ import annotations

from tests.cogs.brought import hand_in, letterboxd
from tests.conftest import Club, shown


async def test_an_export_is_shown_first_and_brought_when_the_member_says_so(club: Club) -> None:
    film = await club.add_film("The Tin Harbour", year=1998)
    result = await hand_in(club, letterboxd(), "letterboxd-export.zip")
    assert result.ephemeral
    seen = shown(result.response)
    assert "Your ratings from letterboxd-export.zip" in seen
    assert "**3** new · **1** not imported" in seen
    assert "ratings.csv, line 2" in seen
    assert "**The Tin Harbour (1998)** ★★★★½ 4.5 · new\n" in seen
    assert "new, and the film is new here" in seen
    assert "Watched, but not rated." in seen
    card = await club.bob.slash(club.channel, "review", film=f"film:{film.id}")
    assert "★★★★½" not in shown(card.response)
    await club.alice.click(result.response, label="Import 3 ratings")
    assert "## Imported 3 ratings" in shown(result.response)
    assert "2 films made new in this server." in shown(result.response)
    card = await club.bob.slash(club.channel, "review", film=f"film:{film.id}")
    assert "**The club ★★★★½ 4.5** · 1 rating" in shown(card.response)
