-- The log: one row per event in the order of its commit. One partition per topic: one writer needs no more.
CREATE TABLE IF NOT EXISTS log_events (
  offset INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL,
  key TEXT NOT NULL,
  attributes TEXT NOT NULL,
  value TEXT NOT NULL,
  appended_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS log_events_by_topic ON log_events (topic, offset);
CREATE INDEX IF NOT EXISTS log_events_by_key ON log_events (topic, key, offset);

-- The last offset that a group has handled.
CREATE TABLE IF NOT EXISTS log_commits (
  group_name TEXT NOT NULL,
  topic TEXT NOT NULL,
  offset INTEGER NOT NULL,
  PRIMARY KEY (group_name, topic)
) WITHOUT ROWID;
