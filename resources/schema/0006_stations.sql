-- Laptops that capture questions apart from the main one, and how far their files were taken in.
CREATE TABLE station (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    token TEXT NOT NULL,
    forked_event INTEGER NOT NULL,
    taken_event INTEGER NOT NULL,
    taken_at TEXT,
    is_here INTEGER NOT NULL
) STRICT;
