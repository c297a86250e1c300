"""What admins type about a film, in the ways that people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.domain.titles import Film
from bot.ui.film_form import FIELDS, film_form, known_text, read_film_form, typed_text
from bot.ui.film_reading import LONGEST, Length, read_genres, read_length, read_names, read_title

LATEST = 2036


@pytest.mark.parametrize(
    ("typed", "title", "year"),
    [
        ("Stalker", "Stalker", None),
        ("Stalker (1979)", "Stalker", 1979),
        ("  Stalker  [1979] ", "Stalker", 1979),
        ("1917 (2019)", "1917", 2019),
        ("Blade Runner 2049", "Blade Runner 2049", None),
        ("(500) Days of Summer", "(500) Days of Summer", None),
        ("Apollo (13)", "Apollo (13)", None),
        ("七人の侍 (1954)", "七人の侍", 1954),
    ],
)
def test_a_title_and_its_year(typed: str, title: str, year: int | None) -> None:
    assert read_title(typed, LATEST) == (title, year)


@pytest.mark.parametrize(
    ("typed", "genres", "language"),
    [
        ("", (), None),
        ("Drama, Science fiction", ("Drama", "Science fiction"), None),
        ("Drama, Japanese", ("Drama",), "ja"),
        ("Drama; in Brazilian Portuguese, it", ("Drama", "in Brazilian Portuguese", "it"), None),
        ("War, in russian, German", ("War",), "ru"),
        ("français", (), "fr"),
    ],
)
def test_genres_and_a_language(typed: str, genres: tuple[str, ...], language: str | None) -> None:
    assert read_genres(typed) == (genres, language)


@pytest.mark.parametrize("typed", ["", "  ", "!!! (1999)", "Stalker (1066)", "Stalker (2999)", "x" * 201])
def test_no_title_or_no_year(typed: str) -> None:
    with pytest.raises(UserError):
        read_title(typed, LATEST)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ()),
        ("Agnès Varda", ("Agnès Varda",)),
        ("Lana Wachowski, Lilly Wachowski", ("Lana Wachowski", "Lilly Wachowski")),
        ("Lana Wachowski & Lilly Wachowski", ("Lana Wachowski", "Lilly Wachowski")),
        ("Ethan Coen and Joel Coen;", ("Ethan Coen", "Joel Coen")),
        ("Jean-Pierre and Luc Dardenne", ("Jean-Pierre and Luc Dardenne",)),
        ("Robert Downey, Jr., Ann Other", ("Robert Downey, Jr.", "Ann Other")),
        ("One Name\nTwo Names\n\n", ("One Name", "Two Names")),
        ("Ann Other, ann other,  ANN OTHER", ("Ann Other",)),
        ("Jr.", ("Jr.",)),
    ],
)
def test_names(typed: str, names: tuple[str, ...]) -> None:
    assert read_names(typed) == names


@pytest.mark.parametrize(
    ("typed", "minutes", "certificate"),
    [
        ("", None, None),
        ("2 h 43 min, PG-13", 163, "PG-13"),
        ("2h43", 163, None),
        ("2 hours and 3 minutes", 123, None),
        ("163 min · 12A", 163, "12A"),
        ("163", 163, None),
        ("163, 16", 163, "16"),
        ("18, 95", 95, "18"),
        ("18", None, "18"),
        ("12 min", 12, None),
        ("1:54", 114, None),
        ("PG-13", None, "PG-13"),
        ("R 121'", 121, "R"),
        ("U/A; 2 h", 120, "U/A"),
        ("FSK 16 | 121 minutes", 121, "FSK 16"),
        ("TV-14, 45 min", 45, "TV-14"),
        ("0 min", None, None),
    ],
)
def test_a_running_time_and_a_certificate(typed: str, minutes: int | None, certificate: str | None) -> None:
    assert read_length(typed) == Length(minutes, certificate)


@pytest.mark.parametrize("typed", ["about three hours", "200000 min", "suitable for everyone who likes trains"])
def test_what_is_neither(typed: str) -> None:
    with pytest.raises(UserError, match="2 h 43 min"):
        read_length(typed)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_for_a_person(typed: str) -> None:
    for name in read_names(typed):
        assert name == name.strip() != ""
    try:
        length = read_length(typed)
        title, year = read_title(typed, LATEST)
    except UserError:
        return
    assert title
    assert year is None or 1870 <= year <= LATEST
    assert length.minutes is None or 0 < length.minutes <= LONGEST


films = st.builds(
    Film,
    id=st.just(1),
    guild_id=st.just(5),
    title=st.text(min_size=1, max_size=400),
    year=st.none() | st.integers(1, 9999),
    directors=st.lists(st.text(max_size=80)).map(tuple),
    cast=st.lists(st.text(max_size=80)).map(tuple),
    genres=st.lists(st.text(max_size=40)).map(tuple),
    runtime_minutes=st.none() | st.integers(1, 5000),
    certificate=st.none() | st.text(max_size=60),
)


@given(films)
def test_a_form_sent_back_as_it_was_changes_nothing_whatever_the_film(film: Film) -> None:
    shown = {field: text[: FIELDS[field][2]] for field, text in known_text(film).items()}
    assert read_film_form(film, typed_text(shown), LATEST) == film


@given(films)
def test_every_form_is_one_that_discord_takes(film: Film) -> None:
    form = film_form(film).to_dict()
    assert len(form["title"]) <= 45
    assert len(form["components"]) == 5
    for label in form["components"]:
        box = label["component"]
        assert len(label["label"]) <= 45
        assert len(box.get("value") or "") <= box["max_length"] <= 4_000


def test_only_what_was_touched_changes() -> None:
    film = Film(
        1, 5, "Stalker", 1979, ("A, B",), certificate="PG", certificate_reason="for bleakness", runtime_minutes=9
    )
    typed = known_text(film) | {"length": "163 min, PG", "genres": ""}
    changed = read_film_form(film, typed, LATEST)
    assert changed.directors == ("A, B",)
    assert (changed.runtime_minutes, changed.certificate, changed.certificate_reason) == (163, "PG", "for bleakness")
    assert read_film_form(film, typed | {"length": "163, R"}, LATEST).certificate_reason is None
