-- A person without a key had one that was erased: the row stays so that no new one is ever made.
CREATE TABLE person_keys (
    person TEXT PRIMARY KEY,
    key    BLOB
) STRICT;
