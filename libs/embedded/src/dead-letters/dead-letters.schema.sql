CREATE TABLE IF NOT EXISTS dead_letters (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  group_name TEXT NOT NULL,
  topic TEXT NOT NULL,
  partition INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  key TEXT NOT NULL,
  attributes TEXT NOT NULL,
  value TEXT NOT NULL,
  error TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  first_failed_at INTEGER NOT NULL,
  last_failed_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'redriven', 'discarded')),
  note TEXT
);
CREATE INDEX IF NOT EXISTS dead_letters_by_state ON dead_letters (state, number);
CREATE INDEX IF NOT EXISTS dead_letters_by_group ON dead_letters (group_name, number);
