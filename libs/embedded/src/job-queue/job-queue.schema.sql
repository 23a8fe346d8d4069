-- Jobs of every queue. A finished job stays for 90 days, so that its id is not taken again.
CREATE TABLE IF NOT EXISTS jobs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL,
  id TEXT NOT NULL,
  data TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'active', 'finished', 'failed')),
  run_at INTEGER NOT NULL,
  -- How often a worker began it, and how many of these count against its limit.
  attempts INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  -- While active: whose it is, and until when without a sign of life.
  worker TEXT,
  lease_until INTEGER,
  ended_at INTEGER,
  UNIQUE (queue, id)
);
CREATE INDEX IF NOT EXISTS jobs_waiting ON jobs (queue, run_at) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS jobs_active ON jobs (queue, lease_until) WHERE state = 'active';
CREATE INDEX IF NOT EXISTS jobs_failed ON jobs (queue, number) WHERE state = 'failed';
CREATE INDEX IF NOT EXISTS jobs_finished ON jobs (queue, ended_at) WHERE state = 'finished';

-- Every queue that was ever used.
CREATE TABLE IF NOT EXISTS job_queues (
  queue TEXT PRIMARY KEY,
  paused INTEGER NOT NULL DEFAULT 0,
  finished INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS job_schedules (
  queue TEXT NOT NULL,
  id TEXT NOT NULL,
  cron TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  data TEXT NOT NULL,
  next_at INTEGER NOT NULL,
  PRIMARY KEY (queue, id)
) WITHOUT ROWID;
