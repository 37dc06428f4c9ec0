"""Pages of what is asked and answered: questions entered beforehand, their demands, prepared texts, promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import labels
from app.commands import entries, petitions, queue
from app.conference import Conference, Database
from app.domain.answer import PreparedAnswer
from app.domain.changes import Table
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AgencyId, CommitmentId, PetitionId, QuestionId
from app.domain.import_preview import ImportKind
from app.domain.petition import Commitment, Competence, Petition, PetitionResult, ReplyMode, own_competence
from app.domain.question import UNASKED, Channel, Question, QuestionKind, QuestionState
from app.domain.roster import Person
from app.queries import desk, lists
from ui.dialogs import options
from ui.dialogs.fields import Field, Kind, Named, Section, Values
from ui.dialogs.pages import Page, PageColumn, PageKey
from ui.dialogs.pages_facts import due_fields
from ui.dialogs.pasted_tables import COMMITMENT_TABLE, PETITION_TABLE
from ui.dialogs.record_values import values_of, with_values
from ui.dialogs.sources import ListRow, RecordSource, found

_SHORT = 90
_STAGES = [state for state in QuestionState if state in UNASKED]


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rsplit(' ', 1)[0]}…"


def _asker_values(person: Person | None) -> Values:
    if person is None:
        return {"asker": Named(), "asker.honorific": "", "asker.title": "", "asker.unit": ""}
    return {
        "asker": Named(person.name, person.id),
        "asker.honorific": person.honorific,
        "asker.title": person.title,
        "asker.unit": person.unit,
    }


def fill_asker(db: Database, person_id: object) -> Values:
    """What a chosen person brings with them; the site only where it is known."""
    person = next((person for person in desk.people(db) if person.id == person_id), None)
    values = _asker_values(person)
    if person is not None and person.site_id is not None:
        values["site_id"] = person.site_id
    return values


class QuestionSource:
    """Questions with their asker inline. A name that was not chosen from the list is a new person."""

    def rows(self, db: Database) -> Sequence[ListRow]:
        return [
            ListRow(
                view.question.id,
                (
                    f"{view.question.number:02d}",
                    view.asker.name if view.asker else "",
                    _one_line(view.question.screen_text),
                    view.agency or "Chưa giao",
                    labels.state_word(view.question.state),
                ),
                need=-1 if view.agency else 3,
            )
            for view in lists.questions(db)
        ]

    def read(self, db: Database, row_id: int) -> Values:
        view = lists.question(db, row_id)
        return values_of(view.question) | _asker_values(view.asker) | {"agency_id": view.agency_id}

    def blank(self, db: Database) -> Values:
        question = Question(channel=Channel.REGISTERED)
        return values_of(question) | _asker_values(None) | {"agency_id": None}

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        question = lists.question(conference.db, row_id).question if row_id else Question()
        agency_id = values["agency_id"]
        entry = entries.QuestionEntry(
            with_values(question, values),
            self._asker(conference.db, values),
            AgencyId(agency_id) if isinstance(agency_id, int) else None,
        )
        return entries.store_question(conference, entry)

    def remove(self, conference: Conference, row_id: int) -> bool:
        queue.end_question(conference, QuestionId(row_id), QuestionState.WITHDRAWN)
        return True

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None:
        before = None if before_id is None else QuestionId(before_id)
        queue.move_question(conference, QuestionId(row_id), before)

    def _asker(self, db: Database, values: Values) -> Person | None:
        named = values["asker"]
        if not isinstance(named, Named) or not named.text.strip():
            return None
        known = next((person for person in desk.people(db) if person.id == named.id), Person())
        return replace(
            known,
            name=named.text,
            honorific=str(values["asker.honorific"]),
            title=str(values["asker.title"]),
            unit=str(values["asker.unit"]),
        )


class PetitionSource:
    """Demands of all questions; each belongs to its question for good."""

    def rows(self, db: Database) -> Sequence[ListRow]:
        words = {view.question.id: view.question.screen_text for view in lists.questions(db)}
        return [
            ListRow(
                view.petition.id,
                (
                    f"{view.number:02d}",
                    _one_line(view.petition.text or words[view.petition.question_id]),
                    view.lead or "Chưa giao",
                    labels.word(view.petition.reply_mode),
                    view.petition.due.text,
                ),
                need=-1 if view.lead else 2,
            )
            for view in lists.petitions(db)
        ]

    def read(self, db: Database, row_id: int) -> Values:
        view = self._view(db, row_id)
        return values_of(view.petition) | {"supports": view.supports}

    def blank(self, db: Database) -> Values:
        blank = Petition(competence=own_competence(desk.facts(db).level))
        return values_of(blank) | {"supports": (), "question_id": None}

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        if not isinstance(values["question_id"], int):
            raise RuleError(Rule.NO_CURRENT_QUESTION)
        petition = self._view(conference.db, row_id).petition if row_id else Petition()
        supports = values["supports"]
        chosen = [AgencyId(agency_id) for agency_id in supports] if isinstance(supports, tuple) else []
        return entries.store_petition(conference, with_values(petition, values), chosen)

    def remove(self, conference: Conference, row_id: int) -> bool:
        petitions.remove_petition(conference, PetitionId(row_id))
        return True

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None:
        raise RuleError(Rule.IN_USE)

    def _view(self, db: Database, row_id: int) -> lists.PetitionView:
        for view in lists.petitions(db):
            if view.petition.id == row_id:
                return view
        raise RuleError(Rule.NOT_FOUND)


class PreparedSource(RecordSource):
    """Texts that agencies sent in, for one question or for a topic."""

    def __init__(self) -> None:
        super().__init__(
            lambda db: [view.prepared for view in lists.prepared_answers(db)],
            PreparedAnswer(),
            lambda prepared: ListRow(prepared.id, ()),
            needed="text",
        )

    def rows(self, db: Database) -> Sequence[ListRow]:
        return [
            ListRow(
                view.prepared.id,
                (
                    labels.question_number(view.number) if view.number else view.topic,
                    view.agency,
                    view.respondent,
                    _one_line(view.prepared.text),
                ),
            )
            for view in lists.prepared_answers(db)
        ]


class CommitmentSource:
    """Promises made during the conference; new ones usually come by F7."""

    def rows(self, db: Database) -> Sequence[ListRow]:
        names = {agency.id: agency.short_name or agency.name for agency in desk.agencies(db)}
        return [
            ListRow(
                commitment.id,
                (
                    f"{number:02d}.{commitment.number}",
                    names.get(commitment.agency_id, "") if commitment.agency_id else "",
                    _one_line(commitment.text),
                    commitment.due.text,
                ),
            )
            for commitment, number in lists.commitments(db)
        ]

    def read(self, db: Database, row_id: int) -> Values:
        return values_of(self._commitment(db, row_id))

    def blank(self, db: Database) -> Values:
        return values_of(Commitment()) | {"question_id": None}

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        if not isinstance(values["question_id"], int):
            raise RuleError(Rule.NO_CURRENT_QUESTION)
        if row_id == NEW:
            new = with_values(Commitment(), values)
            return petitions.record_commitment(conference, new.question_id, new.text, new.due, new.agency_id)
        petitions.change_commitment(conference, with_values(self._commitment(conference.db, row_id), values))
        return row_id

    def remove(self, conference: Conference, row_id: int) -> bool:
        petitions.remove_commitment(conference, CommitmentId(row_id))
        return True

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None:
        raise RuleError(Rule.IN_USE)

    def _commitment(self, db: Database, row_id: int) -> Commitment:
        record: Commitment = found([commitment for commitment, _ in lists.commitments(db)], row_id)
        return record


QUESTIONS = Page(
    PageKey.QUESTIONS,
    "Câu hỏi chuẩn bị",
    "câu hỏi",
    "comment-question-outline",
    QuestionSource(),
    (
        Section(
            "Người hỏi",
            (
                Field("asker", "Họ và tên", Kind.NAME, options.people, width=7, fills=fill_asker),
                Field("asker.honorific", "Xưng hô", width=5, hint="Ví dụ: Đoàn viên"),
                Field("asker.title", "Chức vụ"),
                Field("asker.unit", "Đơn vị"),
                Field("site_id", "Điểm cầu", Kind.CHOICE, options.sites, none_text="(chưa rõ)"),
            ),
        ),
        Section(
            "Câu hỏi",
            (
                Field("verbatim", "Nội dung câu hỏi (nguyên văn)", Kind.TEXT, lines=5),
                Field("short_text", "Bản rút gọn để chiếu", Kind.TEXT, lines=3),
                Field("gist", "Ý chính", hint="3–8 chữ"),
                Field("topic_id", "Lĩnh vực", Kind.CHOICE, options.topics, none_text="(chưa xếp)"),
                Field("agency_id", "Cơ quan chủ trì trả lời", Kind.CHOICE, options.agencies, none_text="(chưa giao)"),
                Field("channel", "Hình thức tiếp nhận", Kind.CHOICE, options.words_of(list(Channel))),
                Field("state", "Tình trạng", Kind.CHOICE, options.words_of(_STAGES), width=6),
                Field(
                    "kind",
                    "Loại",
                    Kind.CHOICE,
                    options.words_of([QuestionKind.QUESTION, QuestionKind.COMMENT]),
                    width=6,
                ),
            ),
        ),
    ),
    (Table.QUESTION, Table.PERSON, Table.ANSWER, Table.PETITION, Table.AGENCY, Table.SITE, Table.TOPIC),
    (
        PageColumn("Số", 3),
        PageColumn("Người hỏi", 6),
        PageColumn("Nội dung", 10),
        PageColumn("Cơ quan", 5),
        PageColumn("Tình trạng", 6),
    ),
    can_move=True,
    imports=ImportKind.QUESTIONS,
    remove_text="Rút",
    advice="Một câu có nhiều kiến nghị: thêm ở trang Nội dung kiến nghị.",
)

PETITIONS = Page(
    PageKey.PETITIONS,
    "Nội dung kiến nghị",
    "nội dung kiến nghị",
    "format-list-checks",
    PetitionSource(),
    (
        Section(
            "",
            (
                Field("question_id", "Thuộc câu", Kind.CHOICE, options.questions),
                Field("text", "Nội dung biên tập", Kind.TEXT, lines=4, hint="Để trống: dùng nguyên văn câu hỏi"),
                Field(
                    "lead_agency_id",
                    "Cơ quan chủ trì giải quyết",
                    Kind.CHOICE,
                    options.agencies,
                    none_text="(chưa giao)",
                ),
                Field("supports", "Cơ quan phối hợp", Kind.CHOICES, options.agencies),
                Field("reply_mode", "Hình thức trả lời", Kind.CHOICE, options.words_of(list(ReplyMode))),
                *due_fields("Thời hạn (ghi như đã nói)"),
            ),
        ),
        Section(
            "Theo dõi sau hội nghị",
            (
                Field("result", "Kết quả giải quyết", Kind.CHOICE, options.words_of(list(PetitionResult))),
                Field("competence", "Thẩm quyền", Kind.CHOICE, options.words_of(list(Competence))),
                Field("result_text", "Nội dung kết quả", Kind.TEXT, lines=2),
                Field("reply_number", "Số văn bản trả lời", width=6),
                Field("replied_on", "Ngày văn bản", Kind.DAY, width=6),
                Field("note", "Ghi chú", Kind.TEXT, lines=2),
            ),
        ),
    ),
    (Table.PETITION, Table.PETITION_SUPPORT, Table.QUESTION, Table.AGENCY),
    (
        PageColumn("Câu", 3),
        PageColumn("Nội dung", 10),
        PageColumn("Chủ trì", 5),
        PageColumn("Trả lời", 5),
        PageColumn("Thời hạn", 4),
    ),
    pasted=PETITION_TABLE,
)

PREPARED = Page(
    PageKey.PREPARED,
    "Văn bản chuẩn bị",
    "văn bản chuẩn bị",
    "file-document-outline",
    PreparedSource(),
    (
        Section(
            "",
            (
                Field("agency_id", "Cơ quan trả lời", Kind.CHOICE, options.agencies, none_text="(chưa rõ)"),
                Field("question_id", "Trả lời câu", Kind.CHOICE, options.questions, none_text="(theo lĩnh vực)"),
                Field("topic_id", "Lĩnh vực", Kind.CHOICE, options.topics, none_text="(không)"),
                Field("respondent_id", "Người trả lời", Kind.CHOICE, options.people, none_text="(chưa rõ)"),
                Field("text", "Nội dung trả lời", Kind.TEXT, lines=14),
            ),
        ),
    ),
    (Table.PREPARED_ANSWER, Table.QUESTION, Table.TOPIC, Table.AGENCY, Table.PERSON),
    (PageColumn("Trả lời", 4), PageColumn("Cơ quan", 4), PageColumn("Người trả lời", 4), PageColumn("Nội dung", 9)),
    imports=ImportKind.ANSWERS,
)

COMMITMENTS = Page(
    PageKey.COMMITMENTS,
    "Cam kết",
    "cam kết",
    "calendar-clock",
    CommitmentSource(),
    (
        Section(
            "",
            (
                Field("question_id", "Thuộc câu", Kind.CHOICE, options.questions),
                Field("agency_id", "Cơ quan cam kết", Kind.CHOICE, options.agencies, none_text="(chưa rõ)"),
                Field("text", "Nội dung cam kết", Kind.TEXT, lines=4),
                *due_fields("Thời hạn (ghi như đã nói)"),
                Field("result", "Kết quả", Kind.CHOICE, options.words_of(list(PetitionResult))),
                Field("result_text", "Nội dung kết quả", Kind.TEXT, lines=2),
            ),
        ),
    ),
    (Table.COMMITMENT, Table.QUESTION, Table.AGENCY),
    (PageColumn("Số", 3), PageColumn("Cơ quan", 4), PageColumn("Nội dung", 9), PageColumn("Thời hạn", 5)),
    pasted=COMMITMENT_TABLE,
)
