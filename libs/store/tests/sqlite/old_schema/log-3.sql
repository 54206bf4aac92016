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
    hash           BLOB    NOT NULL, salt BLOB, commitment BLOB, taken_out_by INTEGER,
    UNIQUE (stream, revision)
) STRICT;
INSERT INTO "events" VALUES(1,'sample/one',0,X'742AEE1E3CAA5D87A233AC162AE5132D','{"tenant":"kosovo","actor":{"kind":"service","name":"contract"},"correlation_id":"acad4827-96a4-5510-822a-0382ee15771b","causation_id":"acad4827-96a4-5510-822a-0382ee15771b","occurred_at":"2017-07-14T02:40:00.123456789Z","recorded_at":"2023-11-14T22:13:20Z"}','sample.noted',1,'{"cause":"schema-1","n":0}',X'F8FCC20467AC6A59E15D76CB84BBF3BF078F40DE6D58998861374D0AFB512684',NULL,NULL,NULL);
INSERT INTO "events" VALUES(2,'sample/one',1,X'02020202020202020202020202020202','{"tenant":"kosovo","actor":{"kind":"service","name":"contract"},"correlation_id":"acad4827-96a4-5510-822a-0382ee15771b","causation_id":"acad4827-96a4-5510-822a-0382ee15771b","occurred_at":"2017-07-14T02:40:00.123456789Z","recorded_at":"2023-11-14T22:13:20Z"}','sample.noted',1,'{"cause":"schema-3","n":0}',X'438D40D8F85ED2BEB17B96706950CEB1AFD68E7BD80F22527D9F205D53D1E842',X'000102030405060708090A0B0C0D0E0F',X'35F70081052FAB1163455515502ED74AEFB3CB06483341BAD0BD2CCFB4192771',NULL);
INSERT INTO "events" VALUES(3,'sample/one',2,X'03030303030303030303030303030303','{"tenant":"kosovo","actor":{"kind":"service","name":"contract"},"correlation_id":"acad4827-96a4-5510-822a-0382ee15771b","causation_id":"acad4827-96a4-5510-822a-0382ee15771b","occurred_at":"2017-07-14T02:40:00.123456789Z","recorded_at":"2023-11-14T22:13:20Z"}','sample.noted',1,'{"cause":"█"}',X'E0EDB383CD9FA52FB3B615EA1469DB157C2B50A512335EF6B330E405CDAA0E31',NULL,X'DF0D0E68235A728223445AB4EBAA4EB497F7D0E831A4DAD36C790AF61B8EE948',4);
INSERT INTO "events" VALUES(4,'sample/said',0,X'04040404040404040404040404040404','{"tenant":"kosovo","actor":{"kind":"service","name":"contract"},"correlation_id":"acad4827-96a4-5510-822a-0382ee15771b","causation_id":"acad4827-96a4-5510-822a-0382ee15771b","occurred_at":"2017-07-14T02:40:00.123456789Z","recorded_at":"2023-11-14T22:13:20Z"}','sample.noted',1,'{"left":"07e520f03cf17a17196513038fbf36cf204671e25d8f76c573e738625797b39e"}',X'86936BA644C999AECE26D0AD03D1C286488F617C963EEF235E3EBDAF74972BED',X'000102030405060708090A0B0C0D0E0F',X'B3FD2855EEA4D7CD9CF31BDE47B27E503E7A9FD5A267407D15871E833C9401C6',NULL);
CREATE TABLE log_identity (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id   BLOB    NOT NULL
) STRICT;
INSERT INTO "log_identity" VALUES(1,X'0123456789ABCDEF0123456789ABCDEF');
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never removed');
END;
CREATE TRIGGER the_identity_is_never_changed BEFORE UPDATE ON log_identity
BEGIN
    SELECT RAISE(ABORT, 'a log is always the same log');
END;
CREATE TRIGGER the_identity_is_never_removed BEFORE DELETE ON log_identity
BEGIN
    SELECT RAISE(ABORT, 'a log is always the same log');
END;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
WHEN NOT (
    new.position = old.position
    AND new.stream = old.stream
    AND new.revision = old.revision
    AND new.id = old.id
    AND new.metadata = old.metadata
    AND new.event_type = old.event_type
    AND new.commitment IS old.commitment
    AND new.hash = old.hash
    AND new.salt IS NULL
    AND new.taken_out_by > old.position
    AND EXISTS (SELECT 1 FROM events WHERE position = new.taken_out_by)
)
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;
COMMIT;
PRAGMA user_version = 3;
