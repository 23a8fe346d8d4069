CREATE TABLE IF NOT EXISTS receipt_entries (
  article_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  stage TEXT NOT NULL,
  place TEXT NOT NULL,
  at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (article_id, version, stage, place)
) STRICT, WITHOUT ROWID;
