"""What a film is, and the key under which two spellings of its title meet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Film:
    """Hold what is known about one film; what nobody stated is None or empty.

    `guild_id` is None in the shared catalogue and the server's id for a film that a server brought.
    """

    id: int
    guild_id: int | None
    title: str
    year: int | None = None
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    runtime_minutes: int | None = None
    certificate: str | None = None
    certificate_reason: str | None = None
    original_title: str | None = None

    @property
    def label(self) -> str:
        """Return the title with its year where one is known: `Stalker (1979)`."""
        return f"{self.title} ({self.year})" if self.year else self.title
