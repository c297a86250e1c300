-- What a batch is about to bring, in the columns that it will have in the club: a thousand rows take a few statements.

-- club is what the club looked like when the batch was looked up last: while it still does, nothing is looked up again.
ALTER TABLE import_batches ADD COLUMN club TEXT NOT NULL DEFAULT '';

-- What was handed in lies apart from what becomes of it: that is written again and again, this is not.
CREATE TABLE import_drafts (
    batch_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    draft    TEXT NOT NULL,
    source   TEXT NOT NULL,
    PRIMARY KEY (batch_id, position),
    FOREIGN KEY (batch_id, position) REFERENCES import_items (batch_id, position) ON DELETE CASCADE
) STRICT;
INSERT INTO import_drafts (batch_id, position, guild_id, draft, source)
    SELECT batch_id, position, guild_id, draft, source FROM import_items;
ALTER TABLE import_items DROP COLUMN draft;
ALTER TABLE import_items DROP COLUMN source;

-- An item's review, staged when it was found where the item goes. It holds for the item as it was `touched` then.
-- adds: the item has more to say of a film that is here. fingerprint is empty where it needs the id of a new film.
CREATE TABLE import_reviews (
    batch_id         INTEGER NOT NULL,
    position         INTEGER NOT NULL,
    guild_id         INTEGER NOT NULL,
    touched          INTEGER NOT NULL,
    adds             INTEGER NOT NULL CHECK (adds IN (0, 1)),
    critic           TEXT,
    outlet           TEXT,
    url              TEXT,
    published        TEXT,
    language         TEXT,
    grade_printed    TEXT,
    grade_hundredths INTEGER,
    grade_derived    INTEGER NOT NULL,
    sub_grades       TEXT NOT NULL,
    after_credits    INTEGER,
    body             TEXT NOT NULL,
    evidence         TEXT NOT NULL,
    fingerprint      TEXT NOT NULL,
    PRIMARY KEY (batch_id, position),
    FOREIGN KEY (batch_id, position) REFERENCES import_items (batch_id, position) ON DELETE CASCADE
) STRICT;

-- A new film with all that the batch states of it, by the item that brings it.
CREATE TABLE import_new_films (
    batch_id           INTEGER NOT NULL,
    position           INTEGER NOT NULL,
    guild_id           INTEGER NOT NULL,
    title              TEXT NOT NULL,
    title_key          TEXT NOT NULL,
    original_title     TEXT,
    year               INTEGER,
    directors          TEXT NOT NULL,
    cast_names         TEXT NOT NULL,
    genres             TEXT NOT NULL,
    runtime_minutes    INTEGER,
    certificate        TEXT,
    certificate_reason TEXT,
    facts              TEXT NOT NULL,
    ids                TEXT NOT NULL,
    PRIMARY KEY (batch_id, position),
    FOREIGN KEY (batch_id, position) REFERENCES import_items (batch_id, position) ON DELETE CASCADE
) STRICT;

-- The films that these have become so far.
CREATE TABLE import_made (
    batch_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    film_id  INTEGER NOT NULL,
    PRIMARY KEY (batch_id, position),
    FOREIGN KEY (batch_id, position) REFERENCES import_new_films (batch_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
