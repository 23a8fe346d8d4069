INSERT INTO article_versions (article_id, version, received_at, traceparent, input, html, text)
VALUES (?, ?, ?, ?, ?, ?, ?)
