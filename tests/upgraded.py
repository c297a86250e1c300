"""The file of an older Matinee under every test that asks for a database: `MATINEE_TEST_DATABASE=upgraded`.

It is of schema version 1 and holds a little of everything in other servers. Opening it brings it up to date, so what
the tests then see is what clubs see after an update.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from db.migrate import migrate, packaged_steps

SWITCH = "MATINEE_TEST_DATABASE"
#: Servers of whom no test knows, with a few rows each.
GUILDS = (901, 902)
_AT = "2025-03-01T12:00:00+00:00"

_ROWS = (
    "INSERT INTO meta (key, value) VALUES ('commands:901', 'of long ago')",
    "INSERT INTO films (id, guild_id, title, title_key, year, directors, batch_id, created_at, updated_at)"
    " VALUES (:film, :guild, 'An Older Kettle', 'older kettle', 1971, '[\"Ida Holt\"]', :batch, :at, :at)",
    "INSERT INTO films (id, guild_id, title, title_key, created_at, updated_at, removed_at)"
    " VALUES (:film + 1, :guild, 'A Broken Kettle', 'broken kettle', :at, :at, :at)",
    "INSERT INTO films (id, guild_id, title, title_key, created_at, updated_at)"
    " VALUES (:film + 2, :guild, 'The Kettle', 'kettle', :at, :at)",
    "INSERT INTO film_redirects (guild_id, film_id, target_id) VALUES (:guild, :film + 2, :film)",
    "INSERT INTO film_changes (guild_id, change_id, kind, undo, made_by, made_at)"
    " VALUES (:guild, '1', 'edit', '', 1, :at)",
    "INSERT INTO reviews (guild_id, film_id, critic, body, fingerprint, batch_id, created_at)"
    " VALUES (:guild, :film, 'N. Ormond', 'It whistles.', 'a fingerprint', :batch, :at)",
    "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, note, rated_at, updated_at)"
    " VALUES (:guild, :film, 1, 7, 'Warm.', :at, :at)",
    "INSERT INTO import_batches (id, guild_id, created_by, status, created_at, updated_at)"
    " VALUES (:batch, :guild, 1, 'done', :at, :at)",
    "INSERT INTO import_items (batch_id, position, guild_id, draft, source, verdict, film_id)"
    " VALUES (:batch, 0, :guild, :draft, 'It whistles.', 'kept', :film)",
    "INSERT INTO import_films (guild_id, film_id, facts) VALUES (:guild, :film, '{}')",
)
_DRAFT = (
    '{"name": "kettle.txt", "film": {"id": 0, "guild_id": null, "title": "An Older Kettle"}, "review": {"id": 0,'
    ' "film_id": 0, "critic": null, "outlet": null, "url": null, "published": null, "language": null, "grade": null,'
    ' "sub_grades": [], "after_credits": null, "body": "It whistles."}, "evidence": {}, "remarks": [],'
    ' "is_review": true, "reason": null, "readable": true}'
)


def lay_out(file: Path) -> None:
    """Put an older Matinee's file where a test is about to open one, if the switch says so and none is there."""
    if os.environ.get(SWITCH) == "upgraded" and not file.exists():
        older_file(file)


def older_file(file: Path) -> None:
    """Write the file of schema version 1."""
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, packaged_steps()[:1])
        for number, guild in enumerate(GUILDS):
            # Batches count up to 0, so that the first one of a test is number 1 here as well.
            values = {"guild": guild, "film": 1 + 10 * number, "batch": -number, "at": _AT, "draft": _DRAFT}
            for row in _ROWS:
                if number == 0 or "meta" not in row:
                    connection.execute(row, values)
    finally:
        connection.close()
