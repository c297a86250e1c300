-- What a server decided for itself, what is kept to be watched, and the weekly recommendation.

-- zone is an IANA name. shows_* say which of the club's activity weekly posts may tell of.
CREATE TABLE guilds (
    guild_id      INTEGER PRIMARY KEY,
    zone          TEXT NOT NULL DEFAULT 'UTC',
    shows_ratings INTEGER NOT NULL DEFAULT 1 CHECK (shows_ratings IN (0, 1)),
    shows_reviews INTEGER NOT NULL DEFAULT 1 CHECK (shows_reviews IN (0, 1)),
    shows_polls   INTEGER NOT NULL DEFAULT 1 CHECK (shows_polls IN (0, 1)),
    shows_members INTEGER NOT NULL DEFAULT 1 CHECK (shows_members IN (0, 1)),
    updated_at    TEXT NOT NULL
) STRICT;

-- Members who keep out of digests and reasons; who is not here may be named.
CREATE TABLE member_privacy (
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;

-- owner_id is a member, or 0 for the list of the server.
CREATE TABLE watchlist (
    guild_id INTEGER NOT NULL,
    owner_id INTEGER NOT NULL,
    film_id  INTEGER NOT NULL REFERENCES films (id),
    added_by INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, owner_id, film_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX watchlist_by_film ON watchlist (guild_id, film_id);

-- The one thread in which a server talks about a film, a poll or a weekly post. thread_id is 0 while it is being opened.
CREATE TABLE discussions (
    guild_id   INTEGER NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('film', 'poll', 'weekly')),
    subject_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    thread_id  INTEGER NOT NULL DEFAULT 0,
    opened_at  TEXT NOT NULL,
    PRIMARY KEY (guild_id, kind, subject_id)
) STRICT, WITHOUT ROWID;

-- When and where a server's weekly post comes. minute counts from local midnight; weekday 0 is Monday. skips is the
-- moment (UTC) of the one post that was called off. reason says why it was paused; told_at when an admin heard of it.
CREATE TABLE weekly (
    guild_id   INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL,
    weekday    INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    minute     INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    zone       TEXT NOT NULL,
    role_id    INTEGER NOT NULL DEFAULT 0,
    thread     INTEGER NOT NULL DEFAULT 0 CHECK (thread IN (0, 1)),
    digest     INTEGER NOT NULL DEFAULT 1 CHECK (digest IN (0, 1)),
    state      TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'paused', 'off')),
    skips      TEXT,
    reason     TEXT,
    told_at    TEXT,
    set_by     INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- The posts themselves: decided once for a moment, so that another try sends the same. film_id is 0 where there was
-- nothing to recommend. pick holds the reasons and the runners-up as they were worded; message_id is 0 until it is sent.
-- reason says why one was skipped: 'away' (nobody was there to post it within the day) or 'called off'.
CREATE TABLE weekly_posts (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    due_at     TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    film_id    INTEGER NOT NULL DEFAULT 0,
    pick       TEXT NOT NULL,
    message_id INTEGER NOT NULL DEFAULT 0,
    state      TEXT NOT NULL DEFAULT 'decided' CHECK (state IN ('decided', 'sent', 'skipped')),
    reason     TEXT NOT NULL DEFAULT '',
    decided_at TEXT NOT NULL,
    UNIQUE (guild_id, due_at)
) STRICT;
CREATE INDEX weekly_posts_by_film ON weekly_posts (guild_id, film_id);

-- "Not for us": one member moves a film down, a second one for good.
CREATE TABLE not_for_us (
    guild_id INTEGER NOT NULL,
    film_id  INTEGER NOT NULL REFERENCES films (id),
    user_id  INTEGER NOT NULL,
    said_at  TEXT NOT NULL,
    PRIMARY KEY (guild_id, film_id, user_id)
) STRICT, WITHOUT ROWID;

-- The evening for which a poll chooses (UTC, empty: none) and the event that Discord keeps for it.
ALTER TABLE polls ADD COLUMN night TEXT NOT NULL DEFAULT '';
ALTER TABLE polls ADD COLUMN event_id INTEGER NOT NULL DEFAULT 0;

-- The best known films of the shared catalogue, among which a club is recommended some.
CREATE INDEX films_by_popularity ON films (popularity) WHERE guild_id IS NULL AND removed_at IS NULL;

-- A film that becomes another is looked for in every poll.
CREATE INDEX poll_options_by_film ON poll_options (guild_id, film_id);
