"""Take the picture in README from the demo: `python -m tests.browser.screenshot docs/evening.png`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from tests.browser.demo_process import DemoProcess, tools_missing
from tests.browser.page import ClubPage, browser, chromium

SIZE = (980, 1200)
SHARPNESS = 2  # twice the pixels, for fine screens
LIMIT = 300_000  # bytes
FILM = {"film": ("run lo", "Run Lola Run (1998)")}  # the club and its critics stand apart


def main(arguments: list[str]) -> int:
    """Write the picture; return 0, or 2 with a sentence where it cannot be taken."""
    if len(arguments) != 1:
        sys.stderr.write("One argument: where to write the picture.\n")
        return 2
    executable = chromium()
    if executable is None or tools_missing():
        sys.stderr.write(f"No picture: {tools_missing() or 'there is no Chromium on this machine'}.\n")
        return 2
    picture = small(taken(executable))
    assert len(picture) < LIMIT, f"the picture has {len(picture):,} bytes"
    Path(arguments[0]).write_bytes(picture)
    sys.stdout.write(f"{arguments[0]}: {len(picture):,} bytes\n")
    return 0


def taken(executable: str) -> bytes:
    """Return a film's card as Mina sees it, without the page around it."""
    with DemoProcess(None) as demo, browser(executable) as opened:
        club = ClubPage.open(opened, demo.address(), size=SIZE, scale=SHARPNESS)
        club.be("Mina")
        club.slash("rate", chosen={**FILM, "stars": ("4.5", "★★★★½")}, note="Out of breath, and I only watched.")
        club.slash("review", chosen=FILM)
        card = club.last()
        club.page.mouse.move(0, 0)  # away from the message, or its toolbar is in the picture
        box = card.bounding_box()
        assert box is not None
        right = card.locator(".component-container").first.bounding_box()
        assert right is not None
        width = right["x"] + right["width"] + 16 - box["x"]
        return club.page.screenshot(clip={**box, "width": width})


def small(picture: bytes) -> bytes:
    """Return the same picture in 256 colours, which a calm page does not miss."""
    kept = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
