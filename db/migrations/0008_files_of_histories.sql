-- A member's file while its columns can still be told otherwise: packed, with how its tables were read and (by the
-- table's name) what the member said that its columns hold.
CREATE TABLE history_files (
    history_id INTEGER PRIMARY KEY REFERENCES histories (id),
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    tables     TEXT NOT NULL,
    told       TEXT NOT NULL DEFAULT '{}',
    file       BLOB NOT NULL
) STRICT;
