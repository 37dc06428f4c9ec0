"""Rehearsals: a copy of a conference, a room that speaks, trouble on purpose, and what it took. Never the real file."""
