-- The article of a list: ?1 its id, ?2 now.
SELECT
  owner.number,
  owner.language,
  owner.published_at,
  (
    SELECT group_concat(copy.id) FROM related_copies pair JOIN related_profiles copy ON copy.number = pair.copy
    WHERE pair.number = owner.number
  ) AS copies
FROM related_profiles owner JOIN related_lists list ON list.owner = owner.number
WHERE owner.id = ?1 AND owner.packed IS NOT NULL AND (owner.expires_at IS NULL OR owner.expires_at > ?2)
