UPDATE articles SET
  source = ?2,
  external_id = ?3,
  version = ?4,
  state = ?5,
  revision = ?6,
  input_hash = ?7,
  order_version = ?8,
  order_modified_at = ?9,
  published_version = ?10,
  release_at = ?11,
  turn = ?12
WHERE id = ?1 AND revision = ?13
