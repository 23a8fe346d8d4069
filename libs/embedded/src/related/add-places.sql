-- Places in lists that are there: ?1 [[id of the list's article, id, score, reasons]...].
INSERT INTO related_places (owner, member, score, reasons)
SELECT list.owner, member.number, place.value ->> 2, place.value ->> 3
FROM json_each(?1) place
  JOIN related_profiles article ON article.id = place.value ->> 0
  JOIN related_lists list ON list.owner = article.number
  JOIN related_profiles member ON member.id = place.value ->> 1
WHERE true
ON CONFLICT (owner, member) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
