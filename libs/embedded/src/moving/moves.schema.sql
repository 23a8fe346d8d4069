-- When everything was moved from here to elsewhere.
CREATE TABLE IF NOT EXISTS moves (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  left_at INTEGER NOT NULL
) STRICT;
