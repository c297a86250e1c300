-- Ids of films in catalogues, decisions about which film is meant, and members' own histories on their way in.

-- NULL in guild_id: known to every server, as the shared catalogue itself is. history_id names the member's import
-- that taught a server an id, so that taking the import back takes that too.
CREATE TABLE film_ids (
    film_id    INTEGER NOT NULL REFERENCES films (id),
    guild_id   INTEGER,
    kind       TEXT NOT NULL CHECK (kind IN ('imdb', 'tmdb', 'letterboxd')),
    value      TEXT NOT NULL CHECK (value <> ''),
    history_id INTEGER
) STRICT;
CREATE UNIQUE INDEX film_ids_of_all ON film_ids (kind, value) WHERE guild_id IS NULL;
CREATE UNIQUE INDEX film_ids_of_guild ON film_ids (guild_id, kind, value) WHERE guild_id IS NOT NULL;
CREATE INDEX film_ids_by_film ON film_ids (film_id);
CREATE INDEX film_ids_by_history ON film_ids (history_id) WHERE history_id IS NOT NULL;

-- "What is called X here is Y". user_id 0: an admin said so for the whole server; else that member for their own files.
CREATE TABLE film_decisions (
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    statement  TEXT NOT NULL,
    film_id    INTEGER NOT NULL REFERENCES films (id),
    history_id INTEGER,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, statement)
) STRICT;

-- The member's import that brought a film, and by which of its rows.
ALTER TABLE films ADD COLUMN history_id INTEGER;
ALTER TABLE films ADD COLUMN history_row INTEGER;
CREATE UNIQUE INDEX films_by_history ON films (history_id, history_row) WHERE history_id IS NOT NULL;

-- 'writing' and 'undoing' are under way: whoever opens them again goes on where they stopped.
-- films_seen is the youngest film when the rows were matched: with a younger one about, they are matched again.
CREATE TABLE histories (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    status     TEXT NOT NULL DEFAULT 'draft'
               CHECK (status IN ('draft', 'writing', 'done', 'undoing', 'undone', 'discarded')),
    file       TEXT NOT NULL,
    remarks    TEXT NOT NULL DEFAULT '[]',
    keep_mine  INTEGER NOT NULL DEFAULT 0 CHECK (keep_mine IN (0, 1)),
    films_seen INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX histories_by_member ON histories (guild_id, user_id, id);

-- One row of a file. film_id is empty where the row brings a new film, until it is there. was_… is the rating that the
-- row replaced; outcome and undone say what became of the row.
CREATE TABLE history_rows (
    history_id      INTEGER NOT NULL REFERENCES histories (id),
    position        INTEGER NOT NULL,
    guild_id        INTEGER NOT NULL,
    place           TEXT NOT NULL,
    title           TEXT NOT NULL,
    title_key       TEXT NOT NULL,
    original_title  TEXT,
    year            INTEGER,
    directors       TEXT NOT NULL DEFAULT '[]',
    genres          TEXT NOT NULL DEFAULT '[]',
    runtime_minutes INTEGER,
    imdb            TEXT,
    tmdb            TEXT,
    letterboxd      TEXT,
    half_stars      INTEGER CHECK (half_stars BETWEEN 1 AND 10),
    note            TEXT,
    rated_at        TEXT,
    verdict         TEXT NOT NULL CHECK (verdict IN ('ready', 'needs_you', 'skipped', 'left_out')),
    reason          TEXT NOT NULL DEFAULT '',
    film_id         INTEGER,
    chosen          INTEGER NOT NULL DEFAULT 0 CHECK (chosen IN (0, 1)),
    made_film       INTEGER NOT NULL DEFAULT 0 CHECK (made_film IN (0, 1)),
    outcome         TEXT CHECK (outcome IN ('added', 'changed', 'same', 'kept')),
    undone          TEXT CHECK (undone IN ('undone', 'left')),
    was_half_stars  INTEGER,
    was_note        TEXT,
    was_spoilers    INTEGER,
    was_rated_at    TEXT,
    was_updated_at  TEXT,
    PRIMARY KEY (history_id, position)
) STRICT, WITHOUT ROWID;
