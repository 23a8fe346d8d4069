-- Finished related lists as they are served; members tell in which lists an article stands.
CREATE TABLE IF NOT EXISTS related_lists (
  article_id TEXT PRIMARY KEY,
  items TEXT NOT NULL,
  story TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS related_members (
  member TEXT NOT NULL,
  article_id TEXT NOT NULL,
  PRIMARY KEY (member, article_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS related_members_of ON related_members (article_id);
