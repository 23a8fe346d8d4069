-- Each key with the articles nearest in time: ?1 keys, ?2 time, ?3 articles on either side.
SELECT
  wanted.key AS place,
  (
    SELECT group_concat(number) FROM (
      SELECT number FROM related_postings WHERE key = wanted.value AND published_at <= ?2
      ORDER BY published_at DESC, number DESC LIMIT ?3
    )
  ) AS earlier,
  (
    SELECT group_concat(number) FROM (
      SELECT number FROM related_postings WHERE key = wanted.value AND published_at > ?2
      ORDER BY published_at, number LIMIT ?3
    )
  ) AS later
FROM json_each(?1) wanted
