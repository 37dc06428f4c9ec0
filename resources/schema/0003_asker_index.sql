-- Taking back an import of thousands of people asked every question and every answer for each of them.
CREATE INDEX question_asker ON question(asker_id);
CREATE INDEX answer_respondent ON answer(respondent_id);
