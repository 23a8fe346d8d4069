CREATE TABLE IF NOT EXISTS search_vocabulary (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  -- Another with every write.
  mark TEXT NOT NULL DEFAULT (hex(randomblob(8)))
) STRICT, WITHOUT ROWID;
