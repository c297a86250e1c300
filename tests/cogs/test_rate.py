"""Rating a film as members do: by command, by form, changed, removed, shared."""

from __future__ import annotations

from tests.conftest import Club, labels, shown


async def test_a_rating_is_saved_said_and_changed(club: Club) -> None:
    film = await club.add_film("Stalker", year=1979)
    first = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=4.0)
    assert first.ephemeral
    assert "Saved: **★★★★ 4.0** for **Stalker (1979)**" in shown(first.response)
    assert "You are the first here" in shown(first.response)
    second = await club.alice.slash(club.channel, "rate", film=f"film:{film.id}", stars=2.5)
    assert "Before, it was ★★★★ 4.0" in shown(second.response)
    assert "1 rating" in shown(second.response)
    assert labels(second.response) == ["Change", "Remove", "Share in the channel"]
