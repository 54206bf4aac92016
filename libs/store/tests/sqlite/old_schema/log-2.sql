BEGIN TRANSACTION;
CREATE TABLE events (
    position       INTEGER PRIMARY KEY,
    stream         TEXT    NOT NULL,
    revision       INTEGER NOT NULL,
    id             BLOB    NOT NULL UNIQUE,
    metadata       TEXT    NOT NULL,
    event_type     TEXT    NOT NULL,
    schema_version INTEGER NOT NULL,
    data           TEXT    NOT NULL,
    hash           BLOB    NOT NULL,
    UNIQUE (stream, revision)
) STRICT;
INSERT INTO "events" VALUES(1,'sample/one',0,X'742AEE1E3CAA5D87A233AC162AE5132D','{"tenant":"kosovo","actor":{"kind":"service","name":"contract"},"correlation_id":"acad4827-96a4-5510-822a-0382ee15771b","causation_id":"acad4827-96a4-5510-822a-0382ee15771b","occurred_at":"2017-07-14T02:40:00.123456789Z","recorded_at":"2023-11-14T22:13:20Z"}','sample.noted',1,'{"cause":"schema-1","n":0}',X'F8FCC20467AC6A59E15D76CB84BBF3BF078F40DE6D58998861374D0AFB512684');
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never removed');
END;
CREATE TABLE log_identity (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id   BLOB    NOT NULL
) STRICT;
INSERT INTO log_identity VALUES(1,X'0123456789ABCDEF0123456789ABCDEF');
CREATE TRIGGER the_identity_is_never_changed BEFORE UPDATE ON log_identity
BEGIN
    SELECT RAISE(ABORT, 'a log is always the same log');
END;

CREATE TRIGGER the_identity_is_never_removed BEFORE DELETE ON log_identity
BEGIN
    SELECT RAISE(ABORT, 'a log is always the same log');
END;
COMMIT;
PRAGMA user_version = 2;
