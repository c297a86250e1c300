"""Long tables come through the pipe in pieces, and nothing else does."""

import io
import os
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.intake.reading import ReadFilm
from bot.intake.rows import Row, RowKind, TableReading
from bot.worker import frames, pieces


def rows(count):
    return tuple(Row(number, number, ReadFilm(f"Salt {number}"), RowKind.WATCHED) for number in range(count))


def through(value):
    """Return a value as it comes out of a pipe, and how many pieces came before it."""
    pipe = io.BytesIO()
    pieces.send(pipe, ("read", value))
    pipe.seek(0)
    ahead = []
    while (answer := pieces.open_answer(frames.receive(pipe), ahead))[0] == "piece":
        pieces.take(ahead, answer[1])
    return answer[1], len(ahead)


@given(st.lists(st.integers(0, 3 * pieces.ROWS), max_size=4))
def test_tables_come_through_whole(counts):
    given = [TableReading(f"{at}.csv", "table", rows(count)) for at, count in enumerate(counts)]
    came, _ = through(given)
    assert [(each.file, len(each.rows), tuple(each.rows)) for each in came] == [
        (each.file, len(each.rows), each.rows) for each in given
    ]


def test_long_tables_come_in_pieces_that_can_be_gone_over_again():
    table, ahead = through(rows(3 * pieces.ROWS))
    assert ahead == 3
    assert list(table) == list(table) == list(rows(3 * pieces.ROWS))
    assert rows(5)[4] in table
    assert "Salt 4" not in table


@pytest.mark.parametrize("value", [rows(pieces.ROWS), tuple(range(10_000)), ["a line"] * 10_000, ()])
def test_anything_else_comes_at_once(value):
    assert through(value) == (value, 0)


@pytest.mark.parametrize("named", [7, "abc", (None, "a", 3), ("a", "b"), object])
def test_pieces_that_are_named_wrongly_are_refused(named):
    class Naming(pickle.Pickler):
        def persistent_id(self, given):
            return named if given == "rows" else None

    packed = io.BytesIO()
    Naming(packed).dump(["rows"])
    with pytest.raises(frames.SpoiledError):
        pieces.open_answer(packed.getvalue(), [])


@pytest.mark.parametrize(
    "data", [b"", b"\x80\xff", pickle.dumps(rows(3))[:-5], pickle.dumps(7), pickle.dumps([os.system])]
)
def test_a_broken_piece_has_a_sentence(data):
    with pytest.raises(UserError, match="came broken"):
        list(pieces.Pieces([data], 1))


def test_pieces_without_end_are_refused():
    class Huge(bytes):
        def __len__(self):
            return frames.LARGEST // 2

    ahead = []
    pieces.take(ahead, Huge())
    pieces.take(ahead, Huge())
    with pytest.raises(frames.SpoiledError):
        pieces.take(ahead, b"one more")
