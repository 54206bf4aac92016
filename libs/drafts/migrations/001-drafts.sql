-- One form of one person that was not sent yet. What is in it, and which form it is, only whoever has the key can read.
CREATE TABLE drafts (
    person  TEXT NOT NULL,
    slot    TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    sealed  BLOB NOT NULL,
    PRIMARY KEY (person, slot)
) STRICT, WITHOUT ROWID;
