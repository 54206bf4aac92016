-- The chain covers of an event's data a commitment: the hash of a random salt and the data. Without the salt nobody can try out
-- what the data may have been, so that texts can be taken out and the chain still holds. Events that are older have neither;
-- there the chain covers the data itself.
ALTER TABLE events ADD COLUMN salt BLOB;
ALTER TABLE events ADD COLUMN commitment BLOB;
-- The position of the event that says that texts were taken out of this one, and the hash of what is left.
ALTER TABLE events ADD COLUMN taken_out_by INTEGER;

DROP TRIGGER events_are_never_changed;

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
