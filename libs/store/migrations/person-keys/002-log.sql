-- The log whose people these are.
CREATE TABLE made_with (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    log  BLOB    NOT NULL
) STRICT;
