-- Moving one question asked for the places of all of them.
CREATE INDEX question_place ON question(position, id);
