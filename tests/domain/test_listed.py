"""Which film of the catalogue a line of a list means."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.listed import Held, Listed, Shelf, Skip, renewed
from bot.domain.titles import title_key

IMDB, OTHER_IMDB, TMDB = ("imdb", "tt7000001"), ("imdb", "tt7000002"), ("tmdb", "71")


def held(film_id: int, title: str, year: int | None = None, popularity: int = 0) -> Held:
    return Held(film_id, title_key(title), title, None, year, (), (), None, popularity)


def line(title: str, year: int | None = None, *ids: tuple[str, str], **facts: object) -> Listed:
    return Listed(title, title_key(title), year, ids=ids, **facts)  # type: ignore[arg-type]


def found(shelf: Shelf, listed: Listed) -> int | Skip | None:
    film = shelf.find(listed)
    return film.id if isinstance(film, Held) else film


def test_an_id_goes_before_title_and_year() -> None:
    shelf = Shelf([held(1, "Kite", 1990), held(2, "Harbour", 2001)], [(IMDB, 2)])
    assert found(shelf, line("Kite", 1990, IMDB)) == 2


def test_another_id_of_the_same_catalogue_makes_it_another_film() -> None:
    shelf = Shelf([held(1, "Kite", 1990)], [(IMDB, 1)])
    assert found(shelf, line("Kite", 1990, OTHER_IMDB)) is None
    assert found(shelf, line("Kite", 1990, TMDB)) == 1
    assert found(shelf, line("The Kite", 1990)) == 1


def test_of_several_films_of_title_and_year_the_best_known_is_meant() -> None:
    shelf = Shelf([held(1, "Kite", 1990, 5), held(2, "Kite", 1990, 500), held(3, "Kite", 1991, 9000)], [])
    assert found(shelf, line("Kite", 1990)) == 2


def test_a_remake_of_the_next_year_is_a_film_of_its_own() -> None:
    assert found(Shelf([held(1, "Kite", 1990)], []), line("Kite", 1991)) is None


def test_a_title_alone_means_the_only_film_of_that_title() -> None:
    assert found(Shelf([held(1, "Kite", 1990)], []), line("Kite")) == 1
    assert found(Shelf([held(1, "Kite")], []), line("Kite", 1990)) == 1


def test_a_title_alone_that_several_films_share_is_left_out() -> None:
    assert found(Shelf([held(1, "Kite", 1990), held(2, "Kite", 2012)], []), line("Kite")) is Skip.UNCLEAR


def test_gaps_are_filled_and_only_a_list_that_corrects_writes_over() -> None:
    before = held(1, "Kite", 1990, 7)
    filled = renewed(before, line("The Kite!", 1991, runtime_minutes=90, votes=3))
    assert (filled.title, filled.year, filled.runtime_minutes, filled.popularity) == ("Kite", 1990, 90, 7)
    corrected = renewed(before, line("The Kite!", 1991, votes=30, corrects=True))
    assert (corrected.title, corrected.title_key, corrected.year, corrected.popularity) == (
        "The Kite!",
        "kite",
        1991,
        30,
    )


def test_a_line_without_a_title_changes_no_title() -> None:
    assert renewed(held(1, "Kite", 1990), Listed("", votes=9, corrects=True)) == held(1, "Kite", 1990, 9)


lines = st.builds(
    lambda title, year, ids, votes, corrects: line(title, year, *ids, votes=votes, corrects=corrects),
    st.sampled_from(("Kite", "The Kite", "Harbour")),
    st.none() | st.integers(1990, 1992),
    st.sets(st.sampled_from((IMDB, OTHER_IMDB, TMDB)), max_size=2).map(tuple),
    st.integers(0, 100),
    st.booleans(),
)


@given(st.lists(lines, max_size=8))
def test_what_a_line_brought_is_found_by_the_same_line_again(given: list[Listed]) -> None:
    shelf = Shelf([], [])
    for number, each in enumerate(given):
        film = shelf.find(each)
        if isinstance(film, Skip):
            continue
        new = film or Held(number, each.title_key, each.title, None, None, (), (), None, 0)
        shelf.put(renewed(new, each), each.ids)
        again = shelf.find(each)
        assert isinstance(again, Held)
        assert renewed(again, each) == again
