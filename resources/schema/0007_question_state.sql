-- The top bar counts the stages after every act, and read every word of every question for it.
CREATE INDEX question_state ON question(state);
