"""The demo as a newcomer starts it: a process of its own, and the address that it prints."""

from __future__ import annotations

import importlib.util
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds; a slow machine needs a few of them
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/#\S+")


def tools_missing() -> str:
    """Say which of the demo's own tools are not installed, or nothing."""
    missing = [name for name in ("simcord", "av") if importlib.util.find_spec(name) is None]
    return f"the demo's tools are not installed here ({', '.join(missing)})" if missing else ""


def _hear_interrupts() -> None:
    """Listen to Ctrl-C as a program at a terminal does; what a shell starts in the background is deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class DemoProcess:
    """Run `python -m bot demo`, or another module's page, on a folder; use as a context manager, which ends it."""

    def __init__(self, data: Path | None, *options: str, module: str = "") -> None:
        kept = ["--data", str(data)] if data else []
        program = [module] if module else ["bot", "demo", "--no-browser"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", *program, *kept, *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            preexec_fn=_hear_interrupts,
        )
        self.output = ""
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> DemoProcess:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def address(self) -> str:
        """Wait for the line that tells where to look; raise AssertionError with what was printed instead."""
        deadline = time.monotonic() + PATIENCE
        while not (found := _ADDRESS.search(self.output)):
            left = deadline - time.monotonic()
            assert left > 0, f"no address after {PATIENCE:.0f} s:\n{self.output}"
            assert self._next_line(left), f"ended without an address:\n{self.output}"
        return found.group()

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal, wait, and return the exit status."""
        self._process.send_signal(with_signal)
        return self.status()

    def status(self) -> int:
        """Wait for the end and return the exit status."""
        status = self._process.wait(PATIENCE)
        while self._next_line(PATIENCE):
            pass
        return status

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def _next_line(self, patience: float) -> str:
        try:
            line = self._lines.get(timeout=patience)
        except queue.Empty:
            return ""
        self.output += line
        return line
