"""SQLite. Knows tables and app.domain, nothing else."""
