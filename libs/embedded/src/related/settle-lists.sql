-- A new revision and floor for some lists: ?1 numbers of their articles, ?2 length of a full list.
UPDATE related_lists SET
  revision = revision + 1,
  floor = coalesce((
    SELECT place.score FROM related_places place WHERE place.owner = related_lists.owner
    ORDER BY place.score DESC LIMIT 1 OFFSET ?2 - 1
  ), 0)
WHERE owner IN (SELECT value FROM json_each(?1))
