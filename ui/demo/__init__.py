"""Plays a whole conference by pressing keys on the real windows. Knows screens only: no command, no query, no file."""
