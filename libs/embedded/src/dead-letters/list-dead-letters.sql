SELECT * FROM dead_letters
WHERE (?1 IS NULL OR group_name = ?1)
  AND (?2 IS NULL OR state = ?2)
  AND (?3 IS NULL OR number < coalesce((SELECT number FROM dead_letters WHERE id = ?3), 0))
ORDER BY number DESC
LIMIT ?4
