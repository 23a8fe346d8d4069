CREATE TABLE IF NOT EXISTS newsletters (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL
) WITHOUT ROWID;

-- A withdrawn article keeps its row (tombstone) so that a late older version does not come back.
CREATE TABLE IF NOT EXISTS collected_articles (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  position INTEGER UNIQUE,
  language TEXT,
  translation_group TEXT,
  collected_at INTEGER,
  card TEXT
);
CREATE INDEX IF NOT EXISTS collected_articles_by_language ON collected_articles (language, position) WHERE withdrawn = 0;
CREATE INDEX IF NOT EXISTS collected_articles_by_group ON collected_articles (translation_group)
  WHERE translation_group IS NOT NULL;
CREATE INDEX IF NOT EXISTS collected_articles_by_time ON collected_articles (collected_at, position);

CREATE TABLE IF NOT EXISTS collected_texts (
  id TEXT PRIMARY KEY REFERENCES collected_articles (id),
  text TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS editions (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  newsletter TEXT NOT NULL,
  language TEXT NOT NULL,
  slot TEXT NOT NULL,
  state TEXT NOT NULL,
  since INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  audience_kind TEXT NOT NULL,
  cohorts TEXT,
  audience INTEGER NOT NULL,
  audience_complete INTEGER NOT NULL,
  progress TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  ended_at TEXT
);
CREATE INDEX IF NOT EXISTS editions_by_slot ON editions (slot, id);
CREATE INDEX IF NOT EXISTS editions_by_newsletter ON editions (newsletter, slot, id);
CREATE INDEX IF NOT EXISTS editions_by_position ON editions (newsletter, language, up_to);
CREATE INDEX IF NOT EXISTS editions_by_state ON editions (state, slot, id);

CREATE TABLE IF NOT EXISTS edition_articles (
  edition INTEGER NOT NULL REFERENCES editions (no),
  place INTEGER NOT NULL,
  article TEXT NOT NULL,
  PRIMARY KEY (edition, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS edition_articles_by_article ON edition_articles (article);

-- hour -1: the newsletter's own hour.
CREATE TABLE IF NOT EXISTS edition_cohorts (
  newsletter TEXT NOT NULL,
  language TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  hour INTEGER NOT NULL,
  slot TEXT NOT NULL,
  up_to INTEGER NOT NULL,
  PRIMARY KEY (newsletter, language, time_zone, hour)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS ledger_editions (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
);

CREATE TABLE IF NOT EXISTS sends (
  edition INTEGER NOT NULL REFERENCES ledger_editions (no),
  subscriber TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  owner TEXT,
  retry_at INTEGER NOT NULL DEFAULT 0,
  reply TEXT,
  permanent INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL,
  decided_as TEXT,
  decided_by TEXT,
  decided_at INTEGER,
  PRIMARY KEY (edition, subscriber)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sends_by_state ON sends (edition, state, retry_at);
CREATE INDEX IF NOT EXISTS sends_in_hand ON sends (owner) WHERE state = 'intent';

CREATE TABLE IF NOT EXISTS sender_leases (
  owner TEXT PRIMARY KEY,
  ends_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS subscribers (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  language TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  hour INTEGER,
  paused INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

-- Preferences are repeated here so that one index answers who is due. hour -1: the newsletter's own hour.
CREATE TABLE IF NOT EXISTS subscriptions (
  newsletter TEXT NOT NULL,
  subscriber TEXT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  consent TEXT NOT NULL,
  active_from INTEGER NOT NULL,
  ended_at TEXT,
  end_reason TEXT,
  language TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  hour INTEGER NOT NULL,
  paused INTEGER NOT NULL,
  slot_name TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (newsletter, subscriber)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS subscriptions_by_subscriber ON subscriptions (subscriber);
CREATE INDEX IF NOT EXISTS subscriptions_by_cohort
  ON subscriptions (newsletter, language, time_zone, hour, subscriber, active_from, slot_name)
  WHERE state = 'confirmed' AND paused = 0;
CREATE INDEX IF NOT EXISTS subscriptions_confirmed ON subscriptions (newsletter, subscriber)
  WHERE state = 'confirmed' AND paused = 0;

CREATE TABLE IF NOT EXISTS subscriber_outbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS signups (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  document TEXT NOT NULL,
  mailed_at INTEGER,
  mail_hash TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS signups_by_email ON signups (email, mailed_at);
CREATE INDEX IF NOT EXISTS signups_by_time ON signups (requested_at);

CREATE TABLE IF NOT EXISTS suppressions (
  hash TEXT PRIMARY KEY,
  email TEXT,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;
