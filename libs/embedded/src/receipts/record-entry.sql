INSERT INTO receipt_entries (article_id, version, stage, place, at, outcome, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (article_id, version, stage, place) DO UPDATE SET
  at = excluded.at,
  outcome = excluded.outcome,
  detail = excluded.detail
WHERE receipt_entries.outcome = 'failed'
