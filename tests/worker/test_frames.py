"""Nothing that comes out of a worker can do anything in the bot but be a reading."""

import io
import os
import pickle
from collections import OrderedDict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.drafts import Draft, nothing_read
from bot.domain.grades import Grade
from bot.intake.drafts import read_drafts
from bot.intake.rows import RowKind
from bot.intake.tables import read_any
from bot.worker import frames

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner) | st.frozensets(st.text()),
)


def through(value):
    pipe = io.BytesIO()
    frames.send(pipe, value)
    pipe.seek(0)
    return frames.open_reading(frames.receive(pipe))


@given(PLAIN)
def test_plain_values_come_through(value):
    assert through(value) == value


@pytest.mark.parametrize(
    "value",
    [
        nothing_read("a.txt", "It is empty."),
        Grade("B+", 83.0),
        RowKind.REVIEW,
        date(2020, 2, 29),
        read_drafts("a.txt", b"Review: Salt Harbour\n\nBy Nell\n\n4/5 stars\n"),
        read_any("a.csv", b"Title,Year,Grade\nSalt Harbour,2019,8/10\n"),
    ],
)
def test_readings_come_through(value):
    assert through(value) == value


@pytest.mark.parametrize(
    "value", [os.system, eval, Draft.__init__, OrderedDict(a=1), complex(1, 2), io.BytesIO, Exception("x"), read_any]
)
def test_anything_else_is_refused(value):
    with pytest.raises(frames.SpoiledError):
        through(value)


@pytest.mark.parametrize("name", ["re", "re.compile", "json.loads", "unreadable", "Any"])
def test_what_a_module_of_ours_merely_uses_is_refused(name):
    data = pickle.PROTO + b"\x04" + b"\x8c\x14bot.intake.documents" + pickle.SHORT_BINUNICODE
    data += bytes([len(name)]) + name.encode() + pickle.STACK_GLOBAL + pickle.STOP
    with pytest.raises(frames.SpoiledError):
        frames.open_reading(data)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_are_refused(data):
    try:
        value = frames.open_reading(data)
    except frames.SpoiledError:
        return
    assert not callable(value) or isinstance(value, type)


@given(st.binary(max_size=30))
def test_a_pipe_that_closes_early_is_said(data):
    with pytest.raises(EOFError):
        frames.receive(io.BytesIO((len(data) + 1).to_bytes(8) + data))


def test_a_length_nobody_can_mean_is_refused_before_it_is_read():
    with pytest.raises(frames.SpoiledError):
        frames.receive(io.BytesIO((frames.LARGEST + 1).to_bytes(8)))
