"""Figures with their noise, and the table they are printed in."""

from __future__ import annotations

import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold one measured thing: its samples (one a repeated round), unit, and the target it is held against."""

    name: str
    samples: Sequence[float]
    unit: str = "×"
    at_least: float | None = None
    below: float | None = None

    def __str__(self) -> str:
        middle = statistics.median(self.samples)
        spread = f"{min(self.samples):.2f}–{max(self.samples):.2f} of {len(self.samples)}"
        return f"{self.name:<55} {middle:>6.2f} {self.unit:<24} {spread:>20}  {self._verdict(middle)}".rstrip()

    def _verdict(self, middle: float) -> str:
        if self.at_least is not None:
            return f"target ≥ {self.at_least:g}: {'met' if middle >= self.at_least else 'MISSED'}"
        if self.below is not None:
            return f"target < {self.below:g}: {'met' if middle < self.below else 'MISSED'}"
        return ""


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` (0..1) of the values lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def file_system(folder: Path) -> str:
    """Name the kind of file system a folder lies on, or say that it is unknown: a RAM disk flatters every commit."""
    try:
        answer = subprocess.run(["stat", "-f", "-c", "%T", str(folder)], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown file system"
    return answer.stdout.strip()
