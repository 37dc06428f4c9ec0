-- The number of a row that went (undone, removed) is never given again: words typed for it must not go to another row.
CREATE INDEX change_removed ON change(table_name, row_id) WHERE after IS NULL;
