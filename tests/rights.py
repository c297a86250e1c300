"""Somebody whom file modes stop, for tests of files that may not be read or written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
#: What the code under test reads meanwhile.
_NEEDED = Path(__file__).resolve().parents[1] / "db" / "migrations"


@contextmanager
def open_folder() -> Iterator[Path]:
    """Make a folder that somebody without rights may enter; pytest's own is closed to others."""
    path = Path(tempfile.mkdtemp(prefix="matinee-test-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        path.chmod(0o755)
        shutil.rmtree(path)


@contextmanager
def without_rights() -> Iterator[None]:
    """Be somebody whom file modes stop; the superuser, who often runs tests in CI, is stopped by none."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no user ids")
    before = os.geteuid()
    if before == 0:
        try:
            os.seteuid(NOBODY)
        except OSError:
            pytest.skip("the superuser may not become anybody else here")
    try:
        _look_around()
        yield
    finally:
        os.seteuid(before)


def _look_around() -> None:
    try:
        for folder in (_NEEDED, Path(tempfile.gettempdir())):
            next(folder.iterdir(), None)
    except PermissionError as error:
        pytest.skip(f"nobody but the superuser may read {error.filename}")
