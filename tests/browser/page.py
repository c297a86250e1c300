"""The demo's page in Chromium, in the words of an evening: be somebody, call a command, press, fill in, look."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Response, TimeoutError, expect, sync_playwright

WIDE = (1280, 900)
PHONE = (390, 844)
TRIES = 3  # at what the page refuses because it is being drawn anew
PATIENCE = 60_000  # milliseconds until an expected thing must have appeared

#: The page's own report of itself: at least this revision shown, and nothing under way for a moment. It drops a
#: click, without a word, while it tells the demo that an answer has changed its height.
_QUIET = """(revision) => {
  const page = window.simcordPreview;
  const quiet = page?.ready && !page.pendingAction && !page.pendingQuery && page.awaitingRevision === null
    && page.publishedRevision >= revision;
  window.quietSince = quiet ? window.quietSince ?? performance.now() : null;
  return quiet && performance.now() - window.quietSince > 200;
}"""


def chromium() -> str | None:
    """Return the path of a Chromium on this machine ($CHROMIUM first), or None."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    return None


@contextmanager
def browser(executable: str) -> Iterator[Browser]:
    """Open a headless Chromium, and have patience with what is expected to appear in it."""
    expect.set_options(timeout=PATIENCE)  # five seconds else, which a busy machine takes now and then
    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=switches)
        try:
            yield opened
        finally:
            opened.close()


class ClubPage:
    """Sit in the club's channel, as one viewer at a time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.messages = page.locator("#channel-message-list > article")
        self.form = page.locator("#modal-root .modal-dialog")
        page.set_default_timeout(PATIENCE)

    @classmethod
    def open(cls, browser: Browser, address: str, *, size: tuple[int, int] = WIDE, scale: float = 1) -> ClubPage:
        """Open the page of a running demo."""
        # The page forbids eval; waiting on its report of itself needs it, and changes nothing that it does.
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale, bypass_csp=True
        )
        club = cls(context.new_page())
        club.page.goto(address)
        club._quiet()
        return club

    def be(self, name: str) -> None:
        """Look through the eyes of one of the viewers."""
        self._act("viewer", lambda: self.page.get_by_label("Viewing as").select_option(label=name))

    def slash(self, command: str, *, chosen: Mapping[str, tuple[str, str]] | None = None, **given: str | Path) -> None:
        """Call a command: `chosen` maps an option to (what is typed, the choice taken), `given` fills the others."""
        self.start(command)
        for option, (typed, choice) in (chosen or {}).items():
            self.pick(option, typed, choice)
        for option, value in given.items():
            self._give(option, value)
        self.page.keyboard.press("Escape")  # or Enter takes the first of the choices that an option offers
        self._act("run_command", lambda: self.page.locator(".command-chip").press("Enter"))

    def start(self, command: str) -> None:
        """Type a slash and the command, and take it from the list."""
        self.page.locator("#channel-composer-input").press_sequentially(f"/{command}")
        entries = self.page.locator(".command-popup .command-entry")
        entries.filter(has=self.page.get_by_text(f"/{command}", exact=True)).click()

    def pick(self, option: str, typed: str, choice: str) -> None:
        """Type a part into an option that offers choices, and take the one that begins so."""
        self.offered(option, typed).filter(has_text=re.compile(rf"^\s*{re.escape(choice)}")).first.click()

    def offered(self, option: str, typed: str) -> Locator:
        """Type a part into an option and return the choices that appear."""
        self._add(option)
        self._field(option).press_sequentially(typed, delay=20)
        return self.page.locator(".command-popup .command-suggestion")

    def press(self, label: str, on: Locator | None = None) -> None:
        """Press a button of a message, the last one unless told otherwise."""
        self._act("click", lambda: self.button(label, on).click())

    def button(self, label: str, on: Locator | None = None) -> Locator:
        """Find a button of a message, the last one unless told otherwise."""
        return (on or self.last()).locator(".component-button").filter(has_text=label).first

    def read(self, option: str, on: Locator | None = None, *, menu: str = "") -> None:
        """Choose from the menu of a message, the last one unless told otherwise; `menu` says which of several."""
        message = on or self.last()
        named = message.get_by_role("combobox", name=menu) if menu else message.locator(".select-trigger")

        def choose() -> None:
            if not message.locator(".select-list").first.is_visible():
                named.click()
            message.locator(".select-option").filter(has_text=option).first.click()

        self._act("select", choose)

    def take(self, *options: str, menu: int = 0, on: Locator | None = None) -> None:
        """Choose one or several options of one of a message's menus, counted from 0."""
        chosen = (on or self.last()).locator(".preview-select").nth(menu)

        def mark() -> None:
            for option in options:
                self._mark(chosen, option)
            if chosen.locator(".select-list").is_visible():  # one that takes several ends with a press beside it
                self.page.mouse.click(2, 2)

        self._act("select", mark)

    def _mark(self, menu: Locator, option: str) -> None:
        """Press an option of a menu, opening it again where something new in the channel has closed it."""
        for _ in range(5):
            if not menu.locator(".select-list").is_visible():
                menu.locator(".select-trigger").click()
            try:
                menu.locator(".select-option").filter(has_text=option).first.click(timeout=3_000)
                return
            except TimeoutError:
                continue
        raise AssertionError(f"the menu does not stay open for {option}")

    def fill(self, values: Mapping[str, str | bool]) -> None:
        """Fill in an open form, field by label, and send it."""
        self.write(values)
        self._act("modal_submit", lambda: self.form.get_by_role("button", name="Submit").click())

    def write(self, values: Mapping[str, str | bool]) -> None:
        """Fill in an open form without sending it."""
        for label, value in values.items():
            field = self.form.locator(".modal-field").filter(has_text=label).first
            if isinstance(value, bool):
                field.locator("input[type=checkbox]").set_checked(value, force=True)
            elif field.locator(".select-trigger").count():
                field.locator(".select-trigger").click()
                field.locator(".select-option").filter(has_text=value).first.click()
            else:
                field.locator("textarea, input").first.fill(value)

    def last(self) -> Locator:
        """Find the newest message that the viewer sees."""
        return self.messages.last

    def card(self, film: str) -> Locator:
        """Find the newest card of a film."""
        heading = self.page.get_by_role("heading", name=film)
        return self.messages.filter(has=heading).filter(has_text="Critics").last

    def again(self) -> None:
        """Load the page anew: it then remembers nothing of what was chosen in menus."""
        self.page.reload()
        self._quiet()

    def shoot(self, path: Path, of: Locator | None = None) -> None:
        """Keep a picture of the page, or of one message alone."""
        (of or self.page).screenshot(path=path)

    def _give(self, option: str, value: str | Path) -> None:
        self._add(option)
        if isinstance(value, Path):
            self.page.locator(f'.command-file-input[data-option="{option}"]').set_input_files(value)
        else:
            self._field(option).fill(value)

    def _add(self, option: str) -> None:
        """Add an option that the command does not ask for of itself."""
        if self.page.locator(f'.command-pill[data-option="{option}"]').count():
            return
        self.page.locator(".command-ghost").click()
        labels = self.page.locator(".command-popup .command-suggestion-label")
        labels.filter(has_text=re.compile(rf"^{option}$")).click()

    def _field(self, option: str) -> Locator:
        return self.page.locator(f'.command-option-input[data-option="{option}"]')

    def _act(self, kind: str, deed: Callable[[], object]) -> None:
        """Do something, wait until it has come back from the bot and is drawn; fail where it was refused.

        The page refuses, undone, what meets the moment in which it is drawn anew: a person presses again, and so
        does this.
        """

        def carries(response: Response) -> bool:
            sent = response.request
            if not response.url.endswith("/api/action"):
                return False
            return "multipart" in sent.headers.get("content-type", "") or f'"kind":"{kind}"' in (sent.post_data or "")

        for _ in range(TRIES):
            with self.page.expect_response(carries) as answered:
                deed()
            receipt = answered.value.json()
            if receipt.get("settlement") == "settled":
                self._quiet(receipt["revision"])
                return
            stale = any(told.get("code") == "stale-revision" for told in receipt.get("diagnostics", []))
            undone = stale and not receipt.get("dispatched")
            assert undone, f"the page could not do it: {receipt}"
            self._anew(kind)
        raise AssertionError(f"the page was drawn anew at each of {TRIES} tries: {kind}")

    def _anew(self, kind: str) -> None:
        """Wait until the page is drawn; where a menu was refused, let the page forget what was marked in it."""
        if kind == "select":
            viewer = self.page.get_by_label("Viewing as").locator("option:checked").inner_text()
            self.again()
            self.be(viewer)
        self._quiet()

    def _quiet(self, revision: int = 0) -> None:
        self.page.evaluate("() => { window.quietSince = null; }")
        self.page.wait_for_function(_QUIET, arg=revision)
