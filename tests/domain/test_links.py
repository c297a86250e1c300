"""Addresses and ids of catalogues as people paste them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.links import named_film, numbered_film, title_in_address


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("https://www.imdb.com/title/tt0079944/", ("imdb", "tt0079944")),
        ("https://m.imdb.com/title/tt0079944/?ref_=nv_sr_1", ("imdb", "tt0079944")),
        ("imdb.com/title/tt0079944", ("imdb", "tt0079944")),
        ("https://www.imdb.com/de/title/tt0079944/fullcredits", ("imdb", "tt0079944")),
        ("https://www.imdb.com/es-es/title/tt0079944/", ("imdb", "tt0079944")),
        ("<https://www.imdb.com/title/tt0079944/>", ("imdb", "tt0079944")),
        ("  tt0079944 ", ("imdb", "tt0079944")),
        ("TT0079944", ("imdb", "tt0079944")),
        ("https://www.themoviedb.org/movie/1398-stalker?language=en-US", ("tmdb", "1398")),
        ("themoviedb.org/movie/1398", ("tmdb", "1398")),
        ("https://letterboxd.com/film/stalker/", ("letterboxd", "film/stalker")),
        ("https://letterboxd.com/somebody/film/stalker/1/", ("letterboxd", "film/stalker")),
        ("https://boxd.it/29Pq", ("letterboxd", "boxd.it/29Pq")),
        ("https://BOXD.IT/29Pq", ("letterboxd", "boxd.it/29Pq")),
    ],
)
def test_an_address_names_its_film(pasted: str, meant: tuple[str, str]) -> None:
    assert named_film(pasted) == meant


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "stalker",
        "1917",
        "tt12",
        "https://www.imdb.com/name/nm0001789/",
        "https://www.themoviedb.org/tv/1398",
        "https://letterboxd.com/somebody/list/best-of-all/",
        "https://imdb.com.evil.example/title/tt0079944/",
        "https://evil.example/https://www.imdb.com/title/tt0079944/",
        "see https://www.imdb.com/title/tt0079944/",
        "https://www.imdb.com/title/tt0079944/" + "a" * 1_000,
    ],
)
def test_anything_else_names_none(pasted: str) -> None:
    assert named_film(pasted) is None


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    assert named_film(text) is None or len(text) >= 8
    assert numbered_film(text) is None or text.strip().isdecimal()


def test_a_bare_number_may_be_an_id() -> None:
    assert numbered_film(" 01398 ") == ("tmdb", "1398")
    assert numbered_film("0") is None
    assert numbered_film("1398 stalker") is None


@pytest.mark.parametrize(
    ("pasted", "title"),
    [
        ("https://letterboxd.com/film/solaris-2002/", "solaris 2002"),
        ("https://letterboxd.com/somebody/film/stalker/1/", "stalker"),
        ("<https://letterboxd.com/film/stalker>", "stalker"),
        ("https://www.themoviedb.org/movie/1398-stalker?language=en-US", "stalker"),
        ("themoviedb.org/movie/1398", ""),
        ("https://www.imdb.com/title/tt0079944/", ""),
        ("https://boxd.it/29Pq", ""),
        ("https://example.org/film/stalker/", ""),
    ],
)
def test_an_address_may_spell_a_title(pasted: str, title: str) -> None:
    assert title_in_address(pasted) == title
