-- Films, what critics wrote, what members gave, and the drafts that admins are importing.
-- Every row of a server's data carries guild_id; NULL in films means the shared catalogue.
-- Times are UTC, ISO 8601. Scores are integers: half stars 1..10, grades in hundredths 0..10000.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE films (
    id                 INTEGER PRIMARY KEY,
    guild_id           INTEGER,
    title              TEXT NOT NULL CHECK (title <> ''),
    title_key          TEXT NOT NULL,
    original_title     TEXT,
    year               INTEGER,
    directors          TEXT NOT NULL DEFAULT '[]',
    cast_names         TEXT NOT NULL DEFAULT '[]',
    genres             TEXT NOT NULL DEFAULT '[]',
    runtime_minutes    INTEGER,
    certificate        TEXT,
    certificate_reason TEXT,
    popularity         INTEGER NOT NULL DEFAULT 0,
    batch_id           INTEGER,
    created_at         TEXT NOT NULL,
    updated_at         TEXT NOT NULL,
    removed_at         TEXT
) STRICT;
CREATE INDEX films_by_key ON films (title_key);
CREATE INDEX films_by_guild ON films (guild_id, updated_at);

-- A merged film keeps answering: its old id leads to the film it became, in that server alone.
CREATE TABLE film_redirects (
    guild_id  INTEGER NOT NULL,
    film_id   INTEGER NOT NULL,
    target_id INTEGER NOT NULL REFERENCES films (id),
    PRIMARY KEY (guild_id, film_id)
) STRICT;

-- The last change an admin made to a film, with what takes it back; the next change replaces it.
CREATE TABLE film_changes (
    guild_id  INTEGER PRIMARY KEY,
    change_id TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('edit', 'merge', 'remove')),
    undo      TEXT NOT NULL,
    made_by   INTEGER NOT NULL,
    made_at   TEXT NOT NULL
) STRICT;

-- Films whose title the index has still to learn, written with the film and cleared once the index has it.
CREATE TABLE title_outbox (
    film_id INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE reviews (
    id               INTEGER PRIMARY KEY,
    guild_id         INTEGER NOT NULL,
    film_id          INTEGER NOT NULL REFERENCES films (id),
    critic           TEXT,
    outlet           TEXT,
    url              TEXT,
    published        TEXT,
    language         TEXT,
    grade_printed    TEXT,
    grade_hundredths INTEGER CHECK (grade_hundredths BETWEEN 0 AND 10000),
    grade_derived    INTEGER NOT NULL DEFAULT 0 CHECK (grade_derived IN (0, 1)),
    sub_grades       TEXT NOT NULL DEFAULT '[]',
    after_credits    INTEGER CHECK (after_credits IN (0, 1)),
    body             TEXT NOT NULL,
    evidence         TEXT NOT NULL DEFAULT '{}',
    fingerprint      TEXT NOT NULL,
    batch_id         INTEGER,
    created_by       INTEGER,
    created_at       TEXT NOT NULL,
    UNIQUE (guild_id, fingerprint)
) STRICT;
CREATE INDEX reviews_by_film ON reviews (guild_id, film_id, id);

CREATE TABLE ratings (
    guild_id   INTEGER NOT NULL,
    film_id    INTEGER NOT NULL REFERENCES films (id),
    user_id    INTEGER NOT NULL,
    half_stars INTEGER NOT NULL CHECK (half_stars BETWEEN 1 AND 10),
    note       TEXT,
    spoilers   INTEGER NOT NULL DEFAULT 0 CHECK (spoilers IN (0, 1)),
    rated_at   TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, film_id, user_id)
) STRICT;
CREATE INDEX ratings_by_member ON ratings (guild_id, user_id, updated_at);
CREATE INDEX ratings_by_time ON ratings (guild_id, updated_at);

-- 'writing' is a confirmed batch on its way into the club: whoever opens it again goes on where it stopped.
CREATE TABLE import_batches (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    status     TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'writing', 'done', 'discarded')),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX import_batches_by_guild ON import_batches (guild_id, status, id);

-- One review handed in: what was read and from which text, what an admin decided, and what became of it.
-- chosen and film_id hold a film, 0 for a new one, or -(position + 1) for the new film another item brings.
CREATE TABLE import_items (
    batch_id    INTEGER NOT NULL REFERENCES import_batches (id),
    position    INTEGER NOT NULL,
    guild_id    INTEGER NOT NULL,
    draft       TEXT NOT NULL,
    source      TEXT NOT NULL,
    taken       INTEGER CHECK (taken IN (0, 1)),
    chosen      INTEGER,
    verdict     TEXT NOT NULL,
    film_id     INTEGER,
    film_before TEXT,
    review_id   INTEGER,
    PRIMARY KEY (batch_id, position)
) STRICT;
CREATE INDEX import_items_by_verdict ON import_items (batch_id, verdict, position);

-- What imports wrote of a film, so that they never write over what an admin changed.
CREATE TABLE import_films (
    guild_id INTEGER NOT NULL,
    film_id  INTEGER NOT NULL REFERENCES films (id),
    facts    TEXT NOT NULL,
    PRIMARY KEY (guild_id, film_id)
) STRICT;
