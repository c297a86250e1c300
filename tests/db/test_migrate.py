import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.faults import StorageNewerError
from db.migrate import Step, migrate, packaged_steps, statements, steps_in, version

FILMS = Step(1, "0001_films.sql", "CREATE TABLE films (id INTEGER PRIMARY KEY, title TEXT NOT NULL) STRICT;")
NOTES = Step(
    2,
    "0002_notes.sql",
    """-- a comment; with a semicolon
    CREATE TABLE notes (film_id INTEGER REFERENCES films (id), text TEXT) STRICT;
    CREATE TRIGGER tidy AFTER DELETE ON films BEGIN
        DELETE FROM notes WHERE film_id = OLD.id;
        DELETE FROM notes WHERE text = 'a;b';
    END;
    -- the last word
    """,
)


@pytest.fixture
def connection():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def tables(connection):
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_takes_the_missing_steps_only(connection):
    assert migrate(connection, [FILMS]) == 1
    connection.execute("INSERT INTO films VALUES (1, 'Harbour Lights')")
    assert migrate(connection, [FILMS, NOTES]) == 1
    assert migrate(connection, [FILMS, NOTES]) == 0
    assert version(connection) == 2
    assert tables(connection) == {"films", "notes"}
    assert connection.execute("SELECT title FROM films").fetchone() == ("Harbour Lights",)


def test_trigger_bodies_stay_whole(connection):
    migrate(connection, [FILMS, NOTES])
    connection.execute("INSERT INTO films VALUES (1, 'Harbour Lights')")
    connection.execute("INSERT INTO notes VALUES (1, 'fine')")
    connection.execute("DELETE FROM films")
    assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)


@pytest.mark.parametrize(
    "broken", ["CREATE TABLE half (a); INSERT INTO nowhere VALUES (1);", "CREATE TABLE half (a); SELEC"]
)
def test_a_failing_step_leaves_what_the_step_before_left(connection, broken):
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, [FILMS, Step(2, "0002_broken.sql", broken)])
    assert version(connection) == 1
    assert tables(connection) == {"films"}
    assert not connection.in_transaction


def test_a_step_may_rebuild_a_table_others_point_to(connection):
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection, [FILMS, NOTES])
    connection.execute("INSERT INTO films VALUES (1, 'Harbour Lights')")
    connection.execute("INSERT INTO notes VALUES (1, 'fine')")
    rebuild = """CREATE TABLE films_new (id INTEGER PRIMARY KEY, title TEXT NOT NULL, year INTEGER) STRICT;
        INSERT INTO films_new (id, title) SELECT id, title FROM films;
        DROP TABLE films;
        ALTER TABLE films_new RENAME TO films;"""
    migrate(connection, [FILMS, NOTES, Step(3, "0003_years.sql", rebuild)])
    assert connection.execute("SELECT text FROM notes JOIN films ON films.id = film_id").fetchall() == [("fine",)]
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_step_that_leaves_dangling_rows_is_refused(connection):
    migrate(connection, [FILMS, NOTES])
    dangling = Step(3, "0003_dangling.sql", "INSERT INTO notes VALUES (99, 'whose?');")
    with pytest.raises(sqlite3.IntegrityError, match=r"0003_dangling\.sql"):
        migrate(connection, [FILMS, NOTES, dangling])
    assert version(connection) == 2
    assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)


def test_a_newer_file_is_refused_and_not_touched(connection):
    migrate(connection, [FILMS, NOTES])
    with pytest.raises(StorageNewerError, match="newer Matinee"):
        migrate(connection, [FILMS], "club.db")
    assert version(connection) == 2


def test_two_programs_that_start_together_take_each_step_once(tmp_path):
    first, second = (sqlite3.connect(tmp_path / "club.db", isolation_level=None) for _ in range(2))
    # The second has seen version 0 when the first takes the step: SQLite's trace hook lets it in just then.
    first_time = [True]

    def meanwhile(statement):
        if statement == "BEGIN IMMEDIATE" and first_time:
            first_time.clear()
            migrate(first, [FILMS])

    second.set_trace_callback(meanwhile)
    assert migrate(second, [FILMS]) == 0
    assert not first_time
    assert version(second) == 1
    first.close()
    second.close()


def test_steps_are_read_in_order_and_other_files_ignored(tmp_path):
    for name in ("0002_b.sql", "0001_a.sql", "README.md", "__init__.py"):
        (tmp_path / name).write_text(f"-- {name}")
    assert [step.name for step in steps_in(tmp_path)] == ["0001_a.sql", "0002_b.sql"]


@pytest.mark.parametrize("names", [["0002_a.sql"], ["0001_a.sql", "0001_b.sql"], ["0001_a.sql", "0003_b.sql"]])
def test_gaps_and_doubles_in_the_numbering_are_refused(tmp_path: Path, names):
    for name in names:
        (tmp_path / name).write_text("SELECT 1;")
    with pytest.raises(ValueError, match=names[-1]):
        steps_in(tmp_path)


def test_the_packaged_steps_make_a_new_database(connection):
    steps = packaged_steps()
    assert migrate(connection, steps) == len(steps)


def test_a_file_of_before_languages_keeps_its_films_and_takes_languages(connection):
    steps = packaged_steps()
    migrate(connection, steps[:9])
    at = "2026-01-01T20:00:00+00:00"
    connection.execute(
        "INSERT INTO films (id, title, title_key, genres, certificate, created_at, updated_at)"
        " VALUES (7, 'The Kettle', 'kettle', '[\"Drama\"]', 'PG', ?, ?)",
        (at, at),
    )
    connection.execute(
        "INSERT INTO histories (id, guild_id, user_id, file, created_at, updated_at) VALUES (3, 5, 1, 'a.csv', ?, ?)",
        (at, at),
    )
    connection.execute(
        "INSERT INTO history_rows (history_id, position, guild_id, place, title, title_key, verdict)"
        " VALUES (3, 0, 5, 'line 2', 'The Kettle', 'kettle', 'ready')"
    )
    assert migrate(connection, steps) == len(steps) - 9
    film = "SELECT title, genres, certificate, language FROM films WHERE id = 7"
    assert connection.execute(film).fetchone() == ("The Kettle", '["Drama"]', "PG", None)
    assert connection.execute("SELECT title, language FROM history_rows").fetchone() == ("The Kettle", None)
    connection.execute("UPDATE films SET language = 'ja' WHERE id = 7")
    assert connection.execute(film).fetchone()[-1] == "ja"


_QUOTED = st.text(st.sampled_from("a; -\n'"), max_size=8).map(lambda text: "'" + text.replace("'", "''") + "'")


@given(st.lists(_QUOTED, min_size=1, max_size=6), st.sampled_from(["", "\n", " -- ; done\n"]))
def test_splitting_loses_nothing_and_cuts_only_between_statements(values, tail):
    script = "".join(f"SELECT {value};{tail}" for value in values)
    connection = sqlite3.connect(":memory:")
    got = [row[0] for statement in statements(script) for row in connection.execute(statement).fetchall()]
    assert got == [value[1:-1].replace("''", "'") for value in values]
    connection.close()
