"""The demo with a third pair of eyes, for walks that take two members: `python -m tests.browser.three_viewers`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bot import demo

THIRD = "Tomasz"


async def main(folder: Path) -> None:
    """Serve the demo's page to Mina, Ada and Tomasz until the process is ended."""
    async with demo.open_stage(folder) as stage:
        seen = replace(stage, viewers=[*stage.viewers, stage.people[THIRD]])
        async with demo._open_page(seen, 0) as preview:
            sys.stdout.write(f"Open {preview.url}\n")
            await asyncio.Event().wait()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as forgotten:
        asyncio.run(main(Path(sys.argv[2] if sys.argv[1:2] == ["--data"] else forgotten)))
