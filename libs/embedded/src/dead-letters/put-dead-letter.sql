INSERT INTO dead_letters (id, kind, group_name, topic, partition, offset, key, attributes, value, error, attempts,
  first_failed_at, last_failed_at, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'open')
ON CONFLICT (id) DO UPDATE SET
  error = excluded.error,
  attempts = attempts + excluded.attempts,
  last_failed_at = excluded.last_failed_at,
  state = 'open',
  note = NULL
