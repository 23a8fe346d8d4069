-- Leaves the best places of the lists that have too many: ?1 numbers of their articles, ?2 how many to leave, ?3 too many.
WITH long AS (
  SELECT place.owner FROM json_each(?1) list JOIN related_places place ON place.owner = list.value
  GROUP BY place.owner HAVING count(*) >= ?3
)
DELETE FROM related_places WHERE (owner, member) IN (
  SELECT owner, member FROM (
    SELECT
      place.owner,
      place.member,
      row_number() OVER (PARTITION BY place.owner ORDER BY place.score DESC, p.id) AS rank
    FROM long JOIN related_places place ON place.owner = long.owner
      JOIN related_profiles p ON p.number = place.member
  ) WHERE rank > ?2
)
