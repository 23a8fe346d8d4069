-- Places of one list: ?1 number of its article, ?2 [[id, score, reasons]...].
INSERT INTO related_places (owner, member, score, reasons)
SELECT ?1, member.number, place.value ->> 1, place.value ->> 2
FROM json_each(?2) place JOIN related_profiles member ON member.id = place.value ->> 0
