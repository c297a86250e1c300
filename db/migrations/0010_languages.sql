-- The language that a film was made in, as its ISO 639-1 code (ja, pt); NULL where nobody stated one.
ALTER TABLE films ADD COLUMN language TEXT;
-- What an import or a member's own file states of it, on the way there.
ALTER TABLE import_new_films ADD COLUMN language TEXT;
ALTER TABLE history_rows ADD COLUMN language TEXT;
