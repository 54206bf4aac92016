-- Which log this is: random, and the same in every copy.
CREATE TABLE log_identity (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id   BLOB    NOT NULL
) STRICT;

-- A log that is older than its identity takes it from its first event, so that the copies that were made of it before
-- come to the same.
INSERT INTO log_identity (only, id) VALUES (
    1,
    coalesce((SELECT substr(hash, 1, 16) FROM events WHERE length(hash) >= 16 ORDER BY position LIMIT 1), randomblob(16))
);

CREATE TRIGGER the_identity_is_never_changed BEFORE UPDATE ON log_identity
BEGIN
    SELECT RAISE(ABORT, 'a log is always the same log');
END;

CREATE TRIGGER the_identity_is_never_removed BEFORE DELETE ON log_identity
BEGIN
    SELECT RAISE(ABORT, 'a log is always the same log');
END;
