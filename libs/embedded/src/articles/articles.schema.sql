CREATE TABLE IF NOT EXISTS articles (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  external_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  revision INTEGER NOT NULL,
  input_hash TEXT NOT NULL,
  order_version INTEGER,
  order_modified_at TEXT,
  published_version INTEGER,
  release_at INTEGER,
  turn INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS articles_waiting ON articles (turn) WHERE state = 'accepted';
CREATE INDEX IF NOT EXISTS articles_scheduled ON articles (release_at) WHERE state = 'scheduled';

CREATE TABLE IF NOT EXISTS article_versions (
  article_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  traceparent TEXT,
  -- The input as JSON without its body, and the body as it is: long texts are not escaped on the way in and out.
  input TEXT NOT NULL,
  html TEXT,
  text TEXT,
  PRIMARY KEY (article_id, version)
) STRICT;

CREATE TABLE IF NOT EXISTS article_documents (
  article_id TEXT PRIMARY KEY,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS webhook_deliveries (
  source TEXT NOT NULL,
  webhook_id TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at TEXT NOT NULL,
  -- Rows lie in order of arrival and the index is small, so that an insert touches few pages.
  PRIMARY KEY (source, webhook_id)
) STRICT;
CREATE INDEX IF NOT EXISTS webhook_deliveries_at ON webhook_deliveries (at);

CREATE TABLE IF NOT EXISTS article_outbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT NOT NULL
) STRICT;
