"""A member finds the film they mean, however they type it, and never another server's."""

import asyncio
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.search import TitleIndex

CLUB, OTHER_CLUB = 71, 72
# (id, server, title, year, popularity, alternative titles, directors)
FILMS = [
    (1, None, "The Godfather", 1972, 90_000, ["Il padrino"], ["Francis Ford Coppola"]),
    (2, None, "The Godfather: Part II", 1974, 60_000, [], ["Francis Ford Coppola"]),
    (3, None, "The Godfather: Part III", 1990, 20_000, [], ["Francis Ford Coppola"]),
    (4, None, "Amélie", 2001, 50_000, ["Le Fabuleux Destin d'Amélie Poulain"], ["Jean-Pierre Jeunet"]),
    (5, None, "Blade Runner", 1982, 55_000, [], ["Ridley Scott"]),
    (6, None, "Blade Runner 2049", 2017, 40_000, [], ["Denis Villeneuve"]),
    (7, None, "The Matrix", 1999, 95_000, [], ["Lana Wachowski", "Lilly Wachowski"]),
    (8, None, "Léon", 1994, 48_000, ["The Professional"], ["Luc Besson"]),
    (9, None, "Solaris", 1972, 9_000, ["Солярис"], ["Andrei Tarkovsky"]),
    (10, None, "Solaris", 2002, 9_500, [], ["Steven Soderbergh"]),
    (
        11,
        None,
        "Spirited Away",
        2001,
        70_000,
        ["千と千尋の神隠し", "Sen to Chihiro no kamikakushi"],
        ["Hayao Miyazaki"],
    ),
    (12, None, "Brother 2", 2000, 3_000, ["Брат 2"], ["Aleksei Balabanov"]),
    (13, None, "A Million Miles Away", 2023, 2_000, [], ["Alejandra Márquez Abella"]),
    (14, None, "Mr. & Mrs. Smith", 2005, 30_000, [], ["Doug Liman"]),
    (15, None, "1917", 2019, 33_000, [], ["Sam Mendes"]),
    (16, None, "WALL·E", 2008, 60_000, [], ["Andrew Stanton"]),
    (17, None, "Parasite", 2019, 60_000, ["기생충"], ["Bong Joon-ho"]),
    (18, None, "कभी खुशी कभी ग़म", 2001, 4_000, [], []),
    (19, None, "Star Wars", 1977, 99_000, ["Star Wars: Episode IV - A New Hope"], ["George Lucas"]),
    (20, None, "Godzilla", 1954, 12_000, ["ゴジラ"], ["Ishirō Honda"]),
    (21, None, "Ocean's Eleven", 2001, 41_000, [], ["Steven Soderbergh"]),
    (30, CLUB, "Our Summer Film", 2024, 0, [], []),
    (31, OTHER_CLUB, "Our Winter Film", 2024, 0, [], []),
    (32, OTHER_CLUB, "Zyxxograph", 2024, 0, [], ["Quillon Vantress"]),
]


@pytest.fixture
async def index(tmp_path):
    async with TitleIndex.open(tmp_path / "titles.db") as opened:
        await opened.add(FILMS)
        yield opened


async def first(index, text, guild_id=None):
    hits = await index.search(text, guild_id)
    return hits[0].film_id if hits else None


@pytest.mark.parametrize(
    ("typed", "film_id"),
    [
        ("the godfather", 1),
        ("godf", 1),
        ("godfather part 2", 2),
        ("the godfather two", 2),
        ("Godfather, The: Part III", 3),
        ("padrino", 1),
        ("amelie", 4),
        ("AMÉLIE", 4),
        ("fabuleux destin", 4),
        ("bladerunner", 5),
        ("blade runner 2049", 6),
        ("bladerun", 5),
        ("runner blade", 5),
        ("blad erunner", 5),
        ("the matrix 1999", 7),
        ("matrix (1999)", 7),
        ("matrix 19", 7),
        ("leon", 8),
        ("the professional", 8),
        ("solaris 1972", 9),
        ("solaris 2002", 10),
        ("solaris tarkovsky", 9),
        ("solaris soderbergh", 10),
        ("солярис", 9),
        ("соляис", 9),
        ("千と千尋", 11),
        ("神隠し", 11),
        ("брат", 12),
        ("brother two", 12),
        ("milion miles away", 13),
        ("a millon mi", 13),
        ("mr and mrs smith", 14),
        ("mr & mrs", 14),
        ("1917", 15),
        ("walle", 16),
        ("wall-e", 16),
        ("기생충", 17),
        ("कभी खुशी", 18),
        ("star wras", 19),
        ("starwars", 19),
        ("new hope", 19),
        ("gozdilla", 20),
        ("gdzlla", 20),
        ("oceans 11", 21),
        ("ocean's elevne", 21),
        ("chihro no kami", 11),
        ("matrix the", 7),
        ("te matrix", 7),
        ("blade runer xyz", 5),
        ("solaris andersson", 10),
        ("brothertwo", 12),
        ("godfather pt 3", 3),
        ("the go", 1),
    ],
)
async def test_a_film_is_found_as_people_type_it(index, typed, film_id):
    assert await first(index, typed) == film_id


async def test_the_wrong_year_still_finds_the_film(index):
    assert await first(index, "the matrix 1998") == 7


async def test_fame_decides_between_namesakes_and_scores_fall(index):
    hits = await index.search("solaris", None)
    assert [hit.film_id for hit in hits[:2]] == [10, 9]
    assert all(0 <= hit.score <= 100 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


async def test_lifted_films_come_first_among_equals_only(index):
    assert [hit.film_id for hit in await index.search("solaris", None, lifted=[9])][:2] == [9, 10]
    assert (await index.search("blade runner", None, lifted=[6]))[0].film_id == 5
    assert 32 not in [hit.film_id for hit in await index.search("zyxxograph", CLUB, lifted=[32])]


async def test_a_number_behind_a_title_is_a_sequel_before_it_is_half_a_year(index):
    await index.add([(60, None, "Iron Heron", 2008, 90_000, []), (61, None, "Iron Heron 2", 2010, 40_000, [])])
    assert await first(index, "iron heron 2") == 61
    assert await first(index, "iron heron 200") == 60


async def test_a_near_copy_does_not_hide_the_film_that_many_mean(index):
    await index.add([
        (70, None, "The Scarlet Heron", 1995, 50_000, []),
        (71, None, "Thes Carlet Heron", 1996, 1, []),
        (72, None, "Scarlett Heron", 1997, 1, []),
    ])  # fmt: skip
    assert 70 in [hit.film_id for hit in await index.search("te scarlet heron", None)]
    assert {70, 72} <= {hit.film_id for hit in await index.search("scarlett heron", None)}


async def test_the_first_letters_lead_to_titles_that_begin_so(index):
    crowd = [(1000 + at, None, f"Anything {at}: The Thin Line", 1990, 99_000, []) for at in range(120)]
    await index.add([*crowd, (80, None, "The Thaw", 1982, 40_000, [])])
    assert await first(index, "the tha") == 80
    assert 80 in [hit.film_id for hit in await index.search("the th", None)]


async def test_no_more_than_the_limit(index):
    assert len(await index.search("the", None, limit=2)) == 2
    assert await index.search("the", None, limit=0) == []


async def test_a_server_sees_its_own_films_and_no_others(index):
    assert await first(index, "our summer film", CLUB) == 30
    assert await first(index, "our sumer", CLUB) == 30
    everything = {
        hit.film_id
        for text in ("our", "our winter film", "zyxxograph", "zyxxogrpah", "vantress")
        for guild_id in (None, CLUB)
        for hit in await index.search(text, guild_id)
    }
    assert not everything & {31, 32}
    assert await first(index, "zyxx", OTHER_CLUB) == 32


@pytest.mark.parametrize(
    "typed",
    ["", " ", "😀😀", "\0", "x" * 5000, "\u202eabc\u202c", '"', "*", "AND", "OR NOT", "NEAR(a b)", "title:x", "a\0b",
     '"matrix" OR *', "^matrix", "- - -", "(", "\ud800", "'; DROP TABLE film; --", "{a b}", "a" * 100, "the " * 40],
)  # fmt: skip
async def test_broken_input_is_answered_with_a_list(index, typed):
    assert isinstance(await index.search(typed, CLUB), list)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(max_size=130), title=st.text(max_size=40))
async def test_any_text_is_taken(tmp_path_factory, text, title):
    path = tmp_path_factory.mktemp("any") / "titles.db"
    async with TitleIndex.open(path) as index:
        await index.add([(1, None, title, None, 1, [text], [text])])
        assert all(hit.film_id == 1 for hit in await index.search(text, None))
        await index.remove([1])
        assert await index.search(text, None) == []
        assert await index.search(title, None) == []


async def test_adding_again_replaces(index):
    await index.add([(5, None, "Dangerous Days", 1981, 10, ["Android"])])
    assert 5 not in [hit.film_id for hit in await index.search("blade runner", None)]
    assert await first(index, "dangerous days") == 5
    assert await index.size() == len(FILMS)


async def test_the_last_of_two_in_one_batch_stays(index):
    await index.add([(50, None, "First Wording", None, 0, []), (50, None, "Second Telling", None, 0, [])])
    assert await first(index, "second telling") == 50
    assert await first(index, "first wording") is None


async def test_many_at_once_are_written_in_pieces_and_found_at_once(index, monkeypatch):
    monkeypatch.setattr("db.search_write._CHUNK", 7)
    many = [(100 + at, None, f"Heron {at}", 1990, at, []) for at in range(40)]
    adding = asyncio.create_task(index.add([*many, (104, None, "Egret", 1991, 0, [])]))
    while not adding.done():
        assert await first(index, "amelie") == 4
    await adding
    assert await index.size() == len(FILMS) + 40
    assert [await first(index, text) for text in ("heron 5", "heron 39", "egret")] == [105, 139, 104]


async def test_a_removed_film_is_gone_and_unknown_ids_are_fine(index):
    await index.remove([4, 999])
    assert await first(index, "amelie") is None
    assert await first(index, "poulain") is None


async def test_ids_and_popularities_of_any_size(index):
    await index.add([
        (2**62, None, "Quixotic Heron", None, float("inf"), []),
        (-3, 2**63 - 1, "Quixotic Egret", None, float("nan"), []),
    ])  # fmt: skip
    assert await first(index, "quixotic heron") == 2**62
    assert await first(index, "quixotic egret", 2**63 - 1) == -3


async def test_an_index_outlives_its_process(tmp_path):
    path = tmp_path / "titles.db"
    async with TitleIndex.open(path) as index:
        assert index.needs_rebuild
        await index.rebuild([FILMS[:10], FILMS[10:]], watermark=17)
        assert not index.needs_rebuild
        await index.add([(60, None, "Later Arrival", 2025, 1, [])], watermark=18)
    async with TitleIndex.open(path) as index:
        assert not index.needs_rebuild
        assert await index.watermark() == 18
        assert await first(index, "later arrival") == 60
        assert await first(index, "bladerunner") == 5


def _overwrite(path):
    path.write_bytes(b"not a database at all " * 400)


def _empty(path):
    path.write_bytes(b"")


def _cut(path):
    path.write_bytes(path.read_bytes()[:5000])


def _stale(path):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def _delete(path):
    path.unlink()


def _someone_elses(path):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE diary (day TEXT)")
    connection.close()


@pytest.mark.parametrize("harm", [_overwrite, _empty, _cut, _stale, _delete, _someone_elses])
async def test_an_unsound_file_starts_empty_and_can_be_rebuilt(tmp_path, harm):
    path = tmp_path / "titles.db"
    async with TitleIndex.open(path) as index:
        await index.rebuild([FILMS], watermark=5)
    harm(path)
    async with TitleIndex.open(path) as index:
        assert index.needs_rebuild
        assert await index.watermark() == 0
        assert await index.search("matrix", None) == []
        await index.rebuild([FILMS])
        assert await first(index, "matrix") == 7


async def test_damage_inside_the_file_never_raises_and_is_noticed(tmp_path):
    path = tmp_path / "titles.db"
    many = [(n, None, f"Reel {n} of the Long Archive", 1900 + n % 120, n, [f"Spule {n}"]) for n in range(1, 3000)]
    async with TitleIndex.open(path) as index:
        await index.rebuild([many])
    content = bytearray(path.read_bytes())
    content[8192:] = b"\x5a" * (len(content) - 8192)
    path.write_bytes(content)
    async with TitleIndex.open(path) as index:
        assert await index.search("reel archive", None) == []
        assert index.needs_rebuild
        await index.add([(1, None, "Reel Found Again", 1950, 1, [])])
        assert await first(index, "reel found again") == 1
        assert index.needs_rebuild
    async with TitleIndex.open(path) as index:
        assert index.needs_rebuild


async def test_searches_and_updates_go_on_during_a_rebuild(index):
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def batches():
        yield FILMS[:12]
        reached.set()
        await go_on.wait()
        yield FILMS[12:]

    rebuilding = asyncio.create_task(index.rebuild(batches()))
    await reached.wait()
    assert await first(index, "bladerunner") == 5
    await index.add([(70, None, "Meanwhile in Lisbon", 2020, 5, [])])
    await index.remove([8])
    assert await first(index, "meanwhile in lisbon") == 70
    go_on.set()
    await rebuilding
    assert await first(index, "meanwhile in lisbon") == 70
    assert await first(index, "the professional") is None
    assert await first(index, "parasite") == 17


async def test_a_rebuild_that_fails_leaves_the_old_index(index, tmp_path):
    async def batches():
        yield FILMS[:2]
        raise OSError("the source went away")

    with pytest.raises(OSError, match="went away"):
        await index.rebuild(batches())
    assert await first(index, "bladerunner") == 5
    assert [file.name for file in tmp_path.glob("*.new*")] == []
    await index.rebuild([FILMS])
    assert await first(index, "bladerunner") == 5


async def test_a_film_that_comes_twice_in_a_rebuild_is_kept_as_it_came_last(index):
    await index.rebuild([[(1, None, "Early Draft", 1990, 500, [])], [(1, None, "Final Cut", 1990, 1, [])]])
    assert await index.size() == 1
    assert await first(index, "final cut") == 1
    assert await first(index, "early draft") is None


async def test_many_search_at_once(index):
    answers = await asyncio.gather(*(first(index, text) for text in ["matrix", "solaris 1972", "bladerunner"] * 20))
    assert answers == [7, 9, 5] * 20


async def test_the_famous_sequel_shows_among_many_namesakes(index):
    await index.add([(n, None, "Ladder", 1900 + n - 100, 1, []) for n in range(100, 160)])
    await index.add([(200, None, "Ladder 49", 2004, 40_000, [])])
    hits = [hit.film_id for hit in await index.search("ladder", None, limit=10)]
    assert 200 in hits[:6]
    assert len(set(hits) & set(range(100, 160))) == 9


async def test_a_search_that_comes_after_the_end_finds_nothing(tmp_path):
    async with TitleIndex.open(tmp_path / "titles.db") as index:
        await index.add([(1, None, "Stalker", 1979, 1.0, [])])
        late = index.finder("stalker", None)
        assert [hit.film_id for hit in late()] == [1]
    assert late() == late() == []
