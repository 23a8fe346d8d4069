-- The articles under each key with their times of publication: ?1 keys.
SELECT
  wanted.value AS mark,
  (
    SELECT group_concat(article.number || ' ' || article.published_at)
    FROM related_marks JOIN related_profiles article ON article.number = related_marks.rowid
    WHERE related_marks MATCH wanted.value
  ) AS articles
FROM json_each(?1) wanted
