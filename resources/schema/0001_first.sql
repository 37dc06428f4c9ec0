-- First schema of a conference file. Shipped steps are never edited; a later step is a new file.
-- The CHECK lists are the values of the StrEnums in app.domain (compared by a test).
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    mono_ms INTEGER NOT NULL,
    operator TEXT NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    undoes INTEGER,
    salt TEXT NOT NULL,
    content_digest TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL, -- no foreign key: while one is owed, SQLite searches every child table of each new row
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_event ON change(event_id);
CREATE TABLE recording (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    event_id INTEGER,
    is_erasing INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO recording (only, event_id) VALUES (1, NULL);
CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event
WHEN (SELECT is_erasing FROM recording) = 0
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER change_is_append_only_update BEFORE UPDATE ON change
WHEN (SELECT is_erasing FROM recording) = 0
BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;
CREATE TRIGGER change_is_append_only_delete BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;
CREATE TABLE asset (
    sha256 TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE TABLE conference (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT NOT NULL CHECK (kind IN ('dialogue', 'workshop')),
    level TEXT NOT NULL CHECK (level IN ('province', 'district', 'commune')),
    mode TEXT NOT NULL CHECK (mode IN ('preparing', 'rehearsal', 'live', 'after')),
    name TEXT NOT NULL,
    theme TEXT NOT NULL,
    occasion TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('in_person', 'online', 'mixed')),
    province TEXT NOT NULL,
    held_on TEXT,
    day_part TEXT NOT NULL,
    planned_text TEXT NOT NULL,
    planned_on TEXT,
    planned_precision TEXT NOT NULL CHECK (planned_precision IN ('none', 'day', 'month', 'quarter', 'half_year', 'year', 'period', 'recurring', 'relative', 'soft')),
    place TEXT NOT NULL,
    place_name TEXT NOT NULL,
    parent_organ TEXT NOT NULL,
    organ TEXT NOT NULL,
    notice_issuer TEXT NOT NULL CHECK (notice_issuer IN ('office', 'committee')),
    minutes_symbol TEXT NOT NULL,
    notice_symbol TEXT NOT NULL,
    code TEXT NOT NULL,
    youth_count TEXT NOT NULL,
    opinion_topics TEXT NOT NULL,
    is_complex INTEGER NOT NULL,
    ask_limit_s INTEGER NOT NULL,
    answer_limit_s INTEGER NOT NULL,
    conclude_limit_s INTEGER NOT NULL,
    hall_depth_dm INTEGER NOT NULL,
    picture_height_dm INTEGER NOT NULL,
    opened_at TEXT,
    ended_at TEXT,
    list_closed_at TEXT,
    minutes_finalised_at TEXT
) STRICT;
CREATE TABLE floor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    question_id INTEGER REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED,
    answer_id INTEGER REFERENCES answer(id) DEFERRABLE INITIALLY DEFERRED,
    agenda_item_id INTEGER REFERENCES agenda_item(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE site (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('main', 'remote')),
    signal TEXT NOT NULL CHECK (signal IN ('good', 'unstable', 'lost')),
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE agency (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    code TEXT NOT NULL,
    rank TEXT NOT NULL CHECK (rank IN ('subordinate', 'independent', 'superior', 'other')),
    parent_id INTEGER REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    keywords TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    successor_id INTEGER REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE agency_alias (
    id INTEGER PRIMARY KEY,
    agency_id INTEGER NOT NULL REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    alias TEXT NOT NULL
) STRICT;
CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    honorific TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    agency_id INTEGER REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    site_id INTEGER REFERENCES site(id) DEFERRABLE INITIALLY DEFERRED,
    youth_group_id INTEGER REFERENCES youth_group(id) DEFERRABLE INITIALLY DEFERRED,
    birth_year INTEGER,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    consent TEXT NOT NULL,
    on_roster INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE person_role (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL CHECK (role IN ('chair', 'co_chair', 'secretary', 'host', 'guest', 'respondent', 'delegate')),
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    parent_id INTEGER REFERENCES topic(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE youth_group (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE agenda_item (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('arts', 'introduction', 'opening', 'film', 'report', 'dialogue', 'paper', 'break', 'gifts', 'conclusion', 'closing', 'other')),
    status TEXT NOT NULL CHECK (status IN ('planned', 'skipped', 'parked')),
    title TEXT NOT NULL,
    responsible TEXT NOT NULL,
    person_id INTEGER REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    planned_start TEXT NOT NULL,
    planned_minutes INTEGER NOT NULL,
    extra_minutes INTEGER NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    note TEXT NOT NULL,
    script TEXT NOT NULL
) STRICT;
CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('question', 'comment', 'follow_up', 'interjection')),
    state TEXT NOT NULL CHECK (state IN ('received', 'edited', 'approved', 'reserve', 'waiting', 'asking', 'awaiting_answer', 'answering', 'concluding', 'finished', 'not_reached', 'merged', 'off_topic', 'left_out', 'withdrawn')),
    position INTEGER NOT NULL,
    asker_id INTEGER REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    site_id INTEGER REFERENCES site(id) DEFERRABLE INITIALLY DEFERRED,
    topic_id INTEGER REFERENCES topic(id) DEFERRABLE INITIALLY DEFERRED,
    channel TEXT NOT NULL CHECK (channel IN ('spoken', 'slip', 'online', 'portal', 'media', 'registered')),
    gist TEXT NOT NULL,
    verbatim TEXT NOT NULL,
    short_text TEXT NOT NULL,
    parent_id INTEGER REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED,
    merged_into_id INTEGER REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED,
    state_before TEXT CHECK (state_before IN ('received', 'edited', 'approved', 'reserve', 'waiting', 'asking', 'awaiting_answer', 'answering', 'concluding', 'finished', 'not_reached', 'merged', 'off_topic', 'left_out', 'withdrawn')),
    turn_group INTEGER NOT NULL,
    received_at TEXT,
    signal_lost_at TEXT,
    end_reason TEXT NOT NULL,
    name_released INTEGER NOT NULL
) STRICT;
CREATE TABLE petition (
    id INTEGER PRIMARY KEY,
    question_id INTEGER NOT NULL REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    lead_agency_id INTEGER REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    reply_mode TEXT NOT NULL CHECK (reply_mode IN ('none', 'oral', 'noted', 'partly', 'written', 'transferred')),
    due_text TEXT NOT NULL,
    due_on TEXT,
    due_precision TEXT NOT NULL CHECK (due_precision IN ('none', 'day', 'month', 'quarter', 'half_year', 'year', 'period', 'recurring', 'relative', 'soft')),
    result TEXT NOT NULL CHECK (result IN ('none', 'assigned', 'in_progress', 'settled', 'explained', 'planned', 'out_of_competence')),
    competence TEXT NOT NULL CHECK (competence IN ('province', 'commune', 'central')),
    result_text TEXT NOT NULL,
    reply_number TEXT NOT NULL,
    replied_on TEXT,
    asker_informed_on TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE petition_support (
    id INTEGER PRIMARY KEY,
    petition_id INTEGER NOT NULL REFERENCES petition(id) DEFERRABLE INITIALLY DEFERRED,
    agency_id INTEGER NOT NULL REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    question_id INTEGER NOT NULL REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('agency', 'addition', 'chair')),
    agency_id INTEGER REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    respondent_id INTEGER REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    as_prepared INTEGER NOT NULL
) STRICT;
CREATE TABLE prepared_answer (
    id INTEGER PRIMARY KEY,
    question_id INTEGER REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED,
    topic_id INTEGER REFERENCES topic(id) DEFERRABLE INITIALLY DEFERRED,
    agency_id INTEGER REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    respondent_id INTEGER REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE speech (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('asking', 'answering', 'concluding', 'interjecting', 'presenting')),
    question_id INTEGER REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED,
    agenda_item_id INTEGER REFERENCES agenda_item(id) DEFERRABLE INITIALLY DEFERRED,
    answer_id INTEGER REFERENCES answer(id) DEFERRABLE INITIALLY DEFERRED,
    person_id INTEGER REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    started_at TEXT,
    started_mono_ms INTEGER NOT NULL,
    ended_at TEXT,
    limit_s INTEGER NOT NULL,
    resumes_id INTEGER REFERENCES speech(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE commitment (
    id INTEGER PRIMARY KEY,
    question_id INTEGER NOT NULL REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED,
    answer_id INTEGER REFERENCES answer(id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    agency_id INTEGER REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    due_text TEXT NOT NULL,
    due_on TEXT,
    due_precision TEXT NOT NULL CHECK (due_precision IN ('none', 'day', 'month', 'quarter', 'half_year', 'year', 'period', 'recurring', 'relative', 'soft')),
    result TEXT NOT NULL CHECK (result IN ('none', 'assigned', 'in_progress', 'settled', 'explained', 'planned', 'out_of_competence')),
    result_text TEXT NOT NULL
) STRICT;
CREATE TABLE minutes_entry (
    id INTEGER PRIMARY KEY,
    slot TEXT NOT NULL CHECK (slot IN ('verbatim', 'short', 'answer', 'chair', 'private', 'agenda', 'interjection', 'sentence')),
    subject_id INTEGER NOT NULL,
    sentence_key TEXT NOT NULL,
    text TEXT NOT NULL,
    written_at TEXT
) STRICT;
CREATE TABLE legal_text (
    id INTEGER PRIMARY KEY,
    full TEXT NOT NULL,
    short TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT,
    issuer TEXT NOT NULL
) STRICT;
CREATE TABLE legal_citation (
    id INTEGER PRIMARY KEY,
    legal_text_id INTEGER NOT NULL REFERENCES legal_text(id) DEFERRABLE INITIALLY DEFERRED,
    question_id INTEGER REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED,
    conclusion_id INTEGER REFERENCES conclusion(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE conclusion (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    section TEXT NOT NULL CHECK (section IN ('general', 'agency', 'request')),
    verb TEXT NOT NULL CHECK (verb IN ('none', 'require', 'assign', 'request')),
    lead_text TEXT NOT NULL,
    text TEXT NOT NULL,
    due_text TEXT NOT NULL,
    due_on TEXT,
    due_precision TEXT NOT NULL CHECK (due_precision IN ('none', 'day', 'month', 'quarter', 'half_year', 'year', 'period', 'recurring', 'relative', 'soft')),
    question_id INTEGER REFERENCES question(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE conclusion_agency (
    id INTEGER PRIMARY KEY,
    conclusion_id INTEGER NOT NULL REFERENCES conclusion(id) DEFERRABLE INITIALLY DEFERRED,
    agency_id INTEGER NOT NULL REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    part TEXT NOT NULL CHECK (part IN ('lead', 'support')),
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE recipient (
    id INTEGER PRIMARY KEY,
    paper TEXT NOT NULL CHECK (paper IN ('agenda', 'script', 'minutes', 'notice', 'annex', 'slip', 'closing_card', 'statistics', 'event_log', 'hall_log', 'portal', 'press', 'paper_twin', 'duties', 'reminder')),
    position INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE signature_block (
    id INTEGER PRIMARY KEY,
    paper TEXT NOT NULL CHECK (paper IN ('agenda', 'script', 'minutes', 'notice', 'annex', 'slip', 'closing_card', 'statistics', 'event_log', 'hall_log', 'portal', 'press', 'paper_twin', 'duties', 'reminder')),
    side TEXT NOT NULL CHECK (side IN ('left', 'right')),
    lines TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;
CREATE TABLE participant (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE attendance (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    site_id INTEGER REFERENCES site(id) DEFERRABLE INITIALLY DEFERRED,
    invited INTEGER NOT NULL,
    present INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE duty (
    id INTEGER PRIMARY KEY,
    agency_id INTEGER REFERENCES agency(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    due_text TEXT NOT NULL,
    is_done INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE chart (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;
CREATE TABLE chart_bar (
    id INTEGER PRIMARY KEY,
    chart_id INTEGER NOT NULL REFERENCES chart(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    value_thousandths INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE phrase (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE text_module (
    id INTEGER PRIMARY KEY,
    abbreviation TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE issued_document (
    id INTEGER PRIMARY KEY,
    paper TEXT NOT NULL CHECK (paper IN ('agenda', 'script', 'minutes', 'notice', 'annex', 'slip', 'closing_card', 'statistics', 'event_log', 'hall_log', 'portal', 'press', 'paper_twin', 'duties', 'reminder')),
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    up_to_event INTEGER NOT NULL,
    version INTEGER NOT NULL,
    is_final INTEGER NOT NULL,
    issued_at TEXT
) STRICT;
CREATE TABLE projection (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    state TEXT NOT NULL CHECK (state IN ('no_screen', 'covered', 'live', 'held', 'yielded')),
    state_before TEXT NOT NULL CHECK (state_before IN ('no_screen', 'covered', 'live', 'held', 'yielded')),
    picture_card TEXT NOT NULL,
    picture_subject TEXT NOT NULL,
    picture_page INTEGER NOT NULL,
    picture_pages INTEGER NOT NULL,
    loaded_card TEXT NOT NULL,
    loaded_subject TEXT NOT NULL,
    loaded_page INTEGER NOT NULL,
    loaded_pages INTEGER NOT NULL,
    previous_card TEXT NOT NULL,
    previous_subject TEXT NOT NULL,
    previous_page INTEGER NOT NULL,
    previous_pages INTEGER NOT NULL,
    preview_card TEXT NOT NULL,
    preview_subject TEXT NOT NULL,
    preview_page INTEGER NOT NULL,
    preview_pages INTEGER NOT NULL,
    taken_at TEXT,
    is_locked INTEGER NOT NULL,
    screen TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX speech_one_open ON speech(ended_at IS NULL) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX minutes_entry_one_text ON minutes_entry(slot, subject_id, sentence_key);
CREATE INDEX petition_question ON petition(question_id);
CREATE INDEX answer_question ON answer(question_id);
CREATE INDEX speech_question ON speech(question_id);
CREATE INDEX commitment_question ON commitment(question_id);
CREATE INDEX person_role_person ON person_role(person_id);
CREATE INDEX question_parent ON question(parent_id);
CREATE INDEX question_merged_into ON question(merged_into_id);
