"""What marks a file as ours, and as one of this program."""

APPLICATION_ID = 0x484E4454
"""Marks our files in SQLite's header ("HNDT")."""
SCHEMA_VERSION = 9
"""PRAGMA user_version after all steps of db.migrations; a file with a higher one is from a newer program."""
