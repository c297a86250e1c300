-- What is owed at a moment: polls that close, reminders, weekly posts. One row is done once, whatever happens.

CREATE TABLE due_work (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    due_at     TEXT NOT NULL,
    -- When to try next: due_at at first, later after a failure that may pass.
    try_at     TEXT NOT NULL,
    state      TEXT NOT NULL DEFAULT 'owed' CHECK (state IN ('owed', 'claimed', 'done', 'dropped')),
    nonce      TEXT NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    claimed_at TEXT,
    message_id INTEGER,
    outcome    TEXT,
    UNIQUE (guild_id, kind, subject_id, due_at)
) STRICT;
CREATE INDEX due_work_by_time ON due_work (state, try_at);

-- Polls. message_id is the card (0 before it is known), announcement_id the message that told the result. A draft is
-- what its maker has not posted yet. nonce settles ties: it is fixed here and shown with the result.
CREATE TABLE polls (
    id              INTEGER PRIMARY KEY,
    guild_id        INTEGER NOT NULL,
    channel_id      INTEGER NOT NULL,
    message_id      INTEGER NOT NULL DEFAULT 0,
    announcement_id INTEGER NOT NULL DEFAULT 0,
    maker_id        INTEGER NOT NULL,
    title           TEXT NOT NULL CHECK (title <> ''),
    method          TEXT NOT NULL,
    live            INTEGER NOT NULL CHECK (live IN (0, 1)),
    secret          INTEGER NOT NULL CHECK (secret IN (0, 1)),
    role_id         INTEGER NOT NULL DEFAULT 0,
    suggestions     INTEGER NOT NULL DEFAULT 0,
    quorum          INTEGER NOT NULL DEFAULT 0,
    remind_minutes  INTEGER NOT NULL DEFAULT 0,
    nonce           TEXT NOT NULL,
    state           TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'closed', 'cancelled')),
    created_at      TEXT NOT NULL,
    closes_at       TEXT NOT NULL,
    closed_at       TEXT
) STRICT;
CREATE INDEX polls_by_guild ON polls (guild_id, state, id);

-- film_id is 0 for what is no film; added_by is 0 for what was there from the start.
CREATE TABLE poll_options (
    poll_id  INTEGER NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    film_id  INTEGER NOT NULL DEFAULT 0,
    label     TEXT NOT NULL CHECK (label <> ''),
    label_key TEXT NOT NULL,
    added_by INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (poll_id, number),
    UNIQUE (poll_id, label_key)
) STRICT, WITHOUT ROWID;

-- One row per voter. Once a secret poll is over, voter is a number drawn at random and cast_at is empty. Without rowid,
-- so that not even the order of the rows tells who was first.
CREATE TABLE poll_ballots (
    poll_id  INTEGER NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    voter    INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    marks    TEXT NOT NULL,
    cast_at  TEXT NOT NULL,
    PRIMARY KEY (poll_id, voter)
) STRICT, WITHOUT ROWID;

-- Who has voted in a secret poll that is over: all that is left of it.
CREATE TABLE poll_voters (
    poll_id  INTEGER NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    user_id  INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    PRIMARY KEY (poll_id, user_id)
) STRICT, WITHOUT ROWID;
