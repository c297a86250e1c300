-- The shared catalogue that an operator loads: what else a film is called, and no index that only its own films need.

CREATE TABLE film_titles (
    film_id INTEGER NOT NULL REFERENCES films (id),
    title   TEXT NOT NULL CHECK (title <> ''),
    PRIMARY KEY (film_id, title)
) STRICT, WITHOUT ROWID;

DROP INDEX films_by_guild;
CREATE INDEX films_by_guild ON films (guild_id, updated_at) WHERE guild_id IS NOT NULL;

-- What became of other films is asked of every film that the title index learns.
CREATE INDEX film_redirects_by_target ON film_redirects (target_id);
