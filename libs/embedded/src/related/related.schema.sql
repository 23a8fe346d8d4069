-- Profiles of articles; `packed` is null for one that was removed, so that a late older version does not return.
CREATE TABLE IF NOT EXISTS related_profiles (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  language TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  expires_at INTEGER,
  card TEXT NOT NULL,
  packed BLOB
) STRICT;
CREATE INDEX IF NOT EXISTS related_profiles_newest ON related_profiles (published_at DESC, id) WHERE packed IS NOT NULL;

-- What is seldom read of a profile.
CREATE TABLE IF NOT EXISTS related_profile_texts (
  number INTEGER PRIMARY KEY REFERENCES related_profiles (number),
  keys BLOB NOT NULL,
  shingles BLOB NOT NULL
) STRICT;

-- The keys of each public article by its number, as words of an inverted index; what they are is not kept a second time.
CREATE VIRTUAL TABLE IF NOT EXISTS related_marks USING fts5 (
  keys,
  content = '',
  contentless_delete = 1,
  detail = none,
  tokenize = 'ascii'
);

-- Both ways.
CREATE TABLE IF NOT EXISTS related_copies (
  number INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  PRIMARY KEY (number, copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS related_copies_of ON related_copies (copy);

CREATE TABLE IF NOT EXISTS related_frequencies (
  language TEXT PRIMARY KEY,
  profiles INTEGER NOT NULL,
  mean_length REAL NOT NULL,
  marks BLOB NOT NULL,
  counts BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS related_generation (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  generation INTEGER NOT NULL,
  archive INTEGER NOT NULL
) STRICT;

-- Lists, and a row for each place in them.
CREATE TABLE IF NOT EXISTS related_lists (
  owner INTEGER PRIMARY KEY REFERENCES related_profiles (number),
  revision INTEGER NOT NULL,
  floor REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS related_places (
  owner INTEGER NOT NULL,
  member INTEGER NOT NULL,
  score REAL NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (owner, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS related_places_of ON related_places (member, owner);
