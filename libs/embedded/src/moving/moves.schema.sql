-- What is remembered of the last completed move.
CREATE TABLE IF NOT EXISTS last_move (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  which_end TEXT NOT NULL CHECK (which_end IN ('origin', 'target')),
  at INTEGER NOT NULL
) STRICT;

-- The last attempt of a move that is not completed yet.
CREATE TABLE IF NOT EXISTS begun_move (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  which_end TEXT NOT NULL CHECK (which_end IN ('origin', 'target')),
  at INTEGER NOT NULL
) STRICT;
