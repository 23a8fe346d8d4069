INSERT OR REPLACE INTO webhook_deliveries (source, webhook_id, body_hash, status, answer, at) VALUES (?, ?, ?, ?, ?, ?)
