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
INSERT INTO "events" VALUES(2,'sample/one',1,X'453B9BD46971593CA156E1DB4D57C012','{"tenant":"kosovo","actor":{"kind":"service","name":"contract"},"correlation_id":"acad4827-96a4-5510-822a-0382ee15771b","causation_id":"acad4827-96a4-5510-822a-0382ee15771b","occurred_at":"2017-07-14T02:40:00.123456789Z","recorded_at":"2023-11-14T22:13:20Z"}','sample.noted',1,'{"cause":"schema-1","n":1}',X'8BE292D6CD43A2A8E4017E1A87FF55C37119DEFA6A776F32F09065A52C3267A4');
INSERT INTO "events" VALUES(3,'sample/two',0,X'9C04E5589A9A5C2C88E3127E33E012D2','{"tenant":"kosovo","actor":{"kind":"service","name":"contract"},"correlation_id":"5afd9ab5-e03a-5210-9c14-396c0ee4330b","causation_id":"5afd9ab5-e03a-5210-9c14-396c0ee4330b","occurred_at":"2017-07-14T02:40:00.123456789Z","recorded_at":"2023-11-14T22:13:20Z"}','sample.noted',1,'{"cause":"schema-1-more","n":0}',X'9D9C39EDDC7F253C09260ABA8B3576D6C132B5D99C7A22E00BCE2B44B8FF343B');
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never removed');
END;
COMMIT;
PRAGMA user_version = 1;
