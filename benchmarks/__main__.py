"""Run the benchmarks named on the command line, or all: `python -m benchmarks [storage …]`.

A module listed here has `run()`, which yields text lines and `Figure`s. A missed target is printed, not an error:
machines differ, and a build must not turn red because its neighbour was busy.
"""

from __future__ import annotations

import importlib
import os
import platform
import sqlite3
import sys

BENCHMARKS = {
    "storage": "benchmarks.storage",
    "titles": "benchmarks.titles",
    "counting": "benchmarks.counting",
    "commands": "benchmarks.commands",
    "crowd": "benchmarks.crowd",
    "start": "benchmarks.start",
    "imports": "benchmarks.imports",
    "reading": "benchmarks.reading",
    "catalogue": "benchmarks.catalogue",
    "weekly": "benchmarks.weekly",
    "picking": "benchmarks.picking",
}


def main(names: list[str]) -> int:
    """Run what was asked for; exit code 2 for a name nobody knows."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark called {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}")
        return 2
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    print("median of repeated side-by-side rounds, smallest and largest round, number of rounds")
    for name in names or BENCHMARKS:
        print(f"\n{name}")
        for line in importlib.import_module(BENCHMARKS[name]).run():
            print(f"  {line}", flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
