-- Imports of tables, of what is changed, and their way back.

-- 'reading' is still being put down, 'writing' and 'undoing' are under way: after a stop the first is thrown away and
-- the others are gone on with. name is that of the first file.
CREATE TABLE import_batches_new (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    status     TEXT NOT NULL DEFAULT 'draft'
               CHECK (status IN ('reading', 'draft', 'writing', 'done', 'discarded', 'undoing', 'undone')),
    name       TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
INSERT INTO import_batches_new (id, guild_id, created_by, status, created_at, updated_at)
    SELECT id, guild_id, created_by, status, created_at, updated_at FROM import_batches;
DROP TABLE import_batches;
ALTER TABLE import_batches_new RENAME TO import_batches;
CREATE INDEX import_batches_by_guild ON import_batches (guild_id, status, id);

-- place says where the item goes and why, as it was looked up last; touched counts what admins changed about the
-- item, so that a look-up that began before does not overwrite it. table_number: the table that it is a row of.
ALTER TABLE import_items ADD COLUMN table_number INTEGER;
ALTER TABLE import_items ADD COLUMN film_key TEXT NOT NULL DEFAULT '';
ALTER TABLE import_items ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE import_items ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
CREATE INDEX import_items_by_key ON import_items (batch_id, film_key, position);

-- How a table of a batch was read, and (packed) the file it stands in while its columns can still be told otherwise.
CREATE TABLE import_tables (
    batch_id INTEGER NOT NULL REFERENCES import_batches (id),
    number   INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    reading  TEXT NOT NULL,
    file     BLOB,
    PRIMARY KEY (batch_id, number)
) STRICT;

-- A review as it was before a batch changed it. The latest of a review's is the one that its undo puts back.
CREATE TABLE import_revisions (
    id        INTEGER PRIMARY KEY,
    guild_id  INTEGER NOT NULL,
    batch_id  INTEGER NOT NULL REFERENCES import_batches (id),
    review_id INTEGER NOT NULL,
    before    TEXT NOT NULL
) STRICT;
CREATE INDEX import_revisions_by_batch ON import_revisions (batch_id, review_id);
CREATE INDEX import_revisions_by_review ON import_revisions (guild_id, review_id, id);

-- A film as it was before a batch first added to it, and as the batch left it.
CREATE TABLE import_film_edits (
    batch_id INTEGER NOT NULL REFERENCES import_batches (id),
    film_id  INTEGER NOT NULL REFERENCES films (id),
    guild_id INTEGER NOT NULL,
    before   TEXT NOT NULL,
    after    TEXT NOT NULL,
    PRIMARY KEY (batch_id, film_id)
) STRICT;
CREATE INDEX import_film_edits_by_film ON import_film_edits (guild_id, film_id);

ALTER TABLE film_ids ADD COLUMN batch_id INTEGER;
ALTER TABLE film_decisions ADD COLUMN batch_id INTEGER;
CREATE INDEX film_ids_by_batch ON film_ids (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX film_decisions_by_batch ON film_decisions (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX films_by_batch ON films (batch_id) WHERE batch_id IS NOT NULL;
