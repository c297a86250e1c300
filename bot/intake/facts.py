"""What has been read so far: the first statement of a field wins and keeps the lines that prove it."""

from __future__ import annotations

from typing import Any


class Facts:
    """Gather fields of one review in the order of trust: what is stated first stays.

    Empty values state nothing. `evidence` maps a field to the file's 1-based line numbers.
    """

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.evidence: dict[str, tuple[int, ...]] = {}
        self.questions: list[tuple[int | None, str]] = []

    def state(self, field: str, value: Any, *lines: int) -> bool:
        """Keep a value that no earlier statement contradicts; return whether it was kept."""
        if value is None or value == () or value == "" or field in self.values:
            return False
        self.values[field] = value
        if lines:
            self.evidence[field] = tuple(dict.fromkeys(lines))
        return True

    def get(self, field: str, default: Any = None) -> Any:
        """Return what has been stated for a field, or the default."""
        return self.values.get(field, default)

    def ask(self, line: int | None, question: str) -> None:
        """Leave a question or a remark for the person who imports."""
        if (line, question) not in self.questions:
            self.questions.append((line, question))

    def absorb(self, other: Facts) -> None:
        """Add what another reader found, where nothing is known yet."""
        for field, value in other.values.items():
            self.state(field, value, *other.evidence.get(field, ()))
        for line, question in other.questions:
            self.ask(line, question)
