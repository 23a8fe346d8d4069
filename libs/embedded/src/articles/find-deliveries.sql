SELECT found.source, found.webhook_id AS webhookId, found.body_hash AS bodyHash, found.status, found.answer, found.at
FROM json_each(?) AS asked
JOIN webhook_deliveries AS found
  ON found.source = asked.value ->> 0 AND found.webhook_id = asked.value ->> 1
