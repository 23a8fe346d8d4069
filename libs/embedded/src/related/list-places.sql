-- The neighbours that may be served, best first: ?1 the number of the article, ?2 now, ?3 how many at most.
SELECT
  member.id,
  member.language,
  member.published_at,
  member.card,
  place.score,
  place.reasons,
  (
    SELECT group_concat(copy.id) FROM related_copies pair JOIN related_profiles copy ON copy.number = pair.copy
    WHERE pair.number = member.number
  ) AS copies
FROM related_places place JOIN related_profiles member ON member.number = place.member
WHERE place.owner = ?1 AND member.packed IS NOT NULL AND (member.expires_at IS NULL OR member.expires_at > ?2)
ORDER BY place.score DESC, member.id LIMIT ?3
