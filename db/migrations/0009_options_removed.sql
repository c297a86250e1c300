-- An option that was taken out of an open poll. Its row stays, so that its number never means another film in a menu
-- that somebody still holds; label_key then ends in the number, so that the same film may be put up again.
ALTER TABLE poll_options ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));
