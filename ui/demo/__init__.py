"""Plays a whole conference by pressing the keys of the real windows. Knows screens only: no command, no query, no file."""
