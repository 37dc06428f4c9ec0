-- An event whose words were erased keeps its place in the chain; this digest is that of what was left of it.
ALTER TABLE event ADD COLUMN rewritten_digest TEXT NOT NULL DEFAULT '';
ALTER TABLE conference ADD COLUMN books_closed_at TEXT;
