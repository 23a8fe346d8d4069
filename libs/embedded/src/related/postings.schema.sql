-- Profiles of articles; `terms` is null for one that was taken back, so that a late older version does not return.
CREATE TABLE IF NOT EXISTS related_profiles (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  language TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  card TEXT NOT NULL,
  terms BLOB,
  weights BLOB
);
CREATE INDEX IF NOT EXISTS related_profiles_newest ON related_profiles (language, published_at DESC) WHERE terms IS NOT NULL;

-- By key, newest first.
CREATE TABLE IF NOT EXISTS related_postings (
  key INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (key, published_at DESC, number)
) WITHOUT ROWID;
