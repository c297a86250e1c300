"""The browser in which the walks are made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.demo_process import tools_missing
from tests.browser.page import browser, chromium


@pytest.fixture
def chrome() -> Iterator[Browser]:
    """Open Chromium for one walk; skip with a sentence where it or the demo's tools are missing."""
    if missing := tools_missing():
        pytest.skip(f"the walk needs the demo: {missing}")
    executable = chromium()
    if executable is None:
        pytest.skip("there is no Chromium on this machine to walk through the demo in")
    with browser(executable) as opened:
        yield opened
