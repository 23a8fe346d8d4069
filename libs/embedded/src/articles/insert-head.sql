INSERT INTO articles (
  id, source, external_id, version, state, revision, input_hash, order_version, order_modified_at, published_version,
  release_at, turn
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (id) DO NOTHING
