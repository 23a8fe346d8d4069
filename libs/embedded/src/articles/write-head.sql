INSERT INTO articles (
  id, source, external_id, version, state, revision, input_hash, order_version, order_modified_at, published_version,
  release_at, turn
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (id) DO UPDATE SET
  version = excluded.version,
  state = excluded.state,
  revision = excluded.revision,
  input_hash = excluded.input_hash,
  order_version = excluded.order_version,
  order_modified_at = excluded.order_modified_at,
  published_version = excluded.published_version,
  release_at = excluded.release_at,
  turn = excluded.turn
