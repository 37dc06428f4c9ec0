"""What a row would become: states, problems by cell, decisions; and one command, one event, one undo."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.commands import imports, queue, setup
from app.commands.queue import NewQuestion
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.errors import Rule, RuleError
from app.domain.facts import Mode
from app.domain.ids import AgencyId, SiteId
from app.domain.import_preview import Decisions, Field, ImportKind, ProblemKind, RowState
from app.domain.question import QuestionState
from app.domain.roster import Agency, Person, Role, Site
from app.domain.text import fold
from app.imports import words
from app.imports.matching import Agencies
from app.queries.known import known
from db import tables
from tests.app.imports.conftest import Preview
from tests.support.conferences import refused, state_of

HEADER = "STT\tHọ và tên\tĐơn vị\tLĩnh vực\tNội dung câu hỏi\tCơ quan trả lời\n"
ROWS = (
    "1\tLò Văn Phú\tTỉnh đoàn Sơn La\tCán bộ\tGiải pháp chuyển đổi số trong quản lý cán bộ?\tSở Nội vụ\n"
    "2\tLường Minh Tươi\tTrường Cao đẳng\tViệc làm\tLàm sao để có việc làm sau khi học nghề?\tSở LĐTBXH và Việc làm\n"
    "3\t\tHuyện đoàn Bắc Yên\tMạng\tGiải pháp quản lý, giảm tiêu cực trên mạng xã hội?\t\n"
    "4\tVì Thị A\tHuyện đoàn Mộc Châu\tMạng\tGiải pháp quản lý, giảm tiêu cực trên mạng xã hội?\t\n"
    "5\tVì Văn B\tHuyện đoàn Mộc Châu\tMạng\t\tCông an tỉnh\n"
)


def states(found: object) -> Sequence[RowState]:
    return [row.state for row in found.rows]  # type: ignore[attr-defined]


def test_states_problems_and_addresses(conference: Conference, preview: Preview) -> None:
    queue.register_question(
        conference, NewQuestion(asker_name="Lò Văn Phú", verbatim="Giải pháp chuyển đổi số trong quản lý cán bộ?")
    )
    found = preview(HEADER + ROWS, ImportKind.QUESTIONS)
    assert states(found) == [RowState.UPDATE, RowState.ERROR, RowState.NEW, RowState.DUPLICATE, RowState.ERROR]
    assert [(p.cell, p.kind) for row in found.rows for p in row.problems] == [
        ("F3", ProblemKind.UNKNOWN_AGENCY),
        ("E6", ProblemKind.MISSING),
    ]
    problem = found.rows[1].problems[0]
    assert words.problem_at(problem, found.kind) == "F3: Danh mục không có cơ quan “Sở LĐTBXH và Việc làm”."
    assert tables.AGENCIES.get(conference.db, problem.nearest[0]).name == "Sở Lao động - Thương binh và Xã hội"
    assert found.rows[3].same_as_row == 4


def test_one_event_and_one_undo(conference: Conference, preview: Preview) -> None:
    before, last = state_of(conference.db), conference.last_event()
    found = preview(HEADER + ROWS, ImportKind.QUESTIONS)
    labour = found.rows[1].problems[0].nearest[0]
    decided = Decisions(
        agencies={fold("Sở LĐTBXH và Việc làm"): labour},
        merged=frozenset({5}),
        corrections={(6, Field.TEXT): "Hỏi gì đó?"},
    )
    found = preview(HEADER + ROWS, ImportKind.QUESTIONS, decided)
    assert imports.import_rows(conference, found) == 5
    assert conference.last_event() == last + 1
    events = conference.db.execute("SELECT kind, summary FROM event WHERE id > ?", [last]).fetchall()
    assert events == [(EventKind.IMPORTED.value, "Nhập 5 câu hỏi")]
    questions = tables.QUESTIONS.all(conference.db, "number")
    assert [question.number for question in questions] == [1, 2, 3, 4, 5]
    assert questions[3].state is QuestionState.MERGED
    assert questions[3].merged_into_id == questions[2].id
    assert [alias.alias for alias in tables.AGENCY_ALIASES.all(conference.db)] == ["Sở LĐTBXH và Việc làm"]
    assert tables.TOPICS.first(conference.db, "name = ?", ["Việc làm"]) is not None
    again = preview(HEADER + ROWS, ImportKind.QUESTIONS, decided)
    assert not again.written or RowState.NEW not in states(again)
    conference.undo()
    assert state_of(conference.db) == before


def test_a_preview_that_went_stale_is_refused(conference: Conference, preview: Preview) -> None:
    found = preview(HEADER + ROWS, ImportKind.QUESTIONS)
    setup.add(conference, Agency(name="Sở Y tế"))
    assert refused(conference, imports.import_rows, found) is Rule.STALE_PREVIEW


def test_never_in_live_and_never_nothing(conference: Conference, preview: Preview) -> None:
    nothing = preview(HEADER + "1\tA\tB\tC\t\t\n", ImportKind.QUESTIONS)
    assert refused(conference, imports.import_rows, nothing) is Rule.NOTHING_TO_IMPORT
    setup.change_mode(conference, Mode.LIVE)
    assert refused(conference, imports.import_rows, preview(HEADER + ROWS, ImportKind.QUESTIONS)) is Rule.NOT_IN_LIVE


def test_an_asked_question_is_not_overwritten(conference: Conference, preview: Preview) -> None:
    asked = queue.register_question(
        conference, NewQuestion(asker_name="Lò Văn Phú", verbatim="Giải pháp chuyển đổi số trong quản lý cán bộ?")
    )
    queue.end_question(conference, asked, QuestionState.WITHDRAWN)
    assert preview(HEADER + ROWS, ImportKind.QUESTIONS).rows[0].state is RowState.DUPLICATE


def test_an_update_keeps_what_the_file_does_not_say(conference: Conference, preview: Preview) -> None:
    question = queue.register_question(
        conference,
        NewQuestion(
            asker_name="Lò Văn Phú", verbatim="Giải pháp chuyển đổi số trong quản lý cán bộ?", gist="chuyển đổi số"
        ),
    )
    imports.import_rows(conference, preview(HEADER + ROWS.splitlines(keepends=True)[0], ImportKind.QUESTIONS))
    stored = tables.QUESTIONS.get(conference.db, question)
    assert (stored.gist, stored.number) == ("chuyển đổi số", 1)
    assert tables.ANSWERS.first(conference.db, "question_id = ?", [question]) is not None


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("cau-hoi.xlsx", ImportKind.QUESTIONS),
        ("dai-bieu.xls", ImportKind.ROSTER),
        ("co-quan.ods", ImportKind.AGENCIES),
        ("chuong-trinh.docx", ImportKind.AGENDA),
        ("ke-hoach.txt", ImportKind.AGENDA),
    ],
)
def test_what_is_in_comes_in_once(file: str, kind: ImportKind, conference: Conference, preview: Preview) -> None:
    """Importing the same file again changes nothing, and one undo takes the first back."""
    before = state_of(conference.db)
    imports.import_rows(conference, preview(file, kind))
    after = state_of(conference.db)
    assert set(states(preview(file, kind))) == {RowState.DUPLICATE}
    assert state_of(conference.db) == after != before
    conference.undo()
    assert state_of(conference.db) == before


def test_answers_go_to_their_questions(conference: Conference, preview: Preview) -> None:
    imports.import_rows(conference, preview("cau-hoi.xlsx", ImportKind.QUESTIONS))
    text = "Câu số\tCơ quan\tNội dung trả lời\tNgười trả lời\n1\tSNV\tTỉnh đã có đề án.\tTrần Bình Minh\n9\tSNV\tx\t\n"
    found = preview(text, ImportKind.ANSWERS)
    assert states(found) == [RowState.NEW, RowState.ERROR]
    imports.import_rows(conference, found)
    prepared = tables.PREPARED_ANSWERS.all(conference.db)[0]
    assert tables.QUESTIONS.get(conference.db, prepared.question_id or 0).number == 1
    assert tables.PEOPLE.get(conference.db, prepared.respondent_id or 0).name == "Trần Bình Minh"


def test_successors_further_down_are_tied(conference: Conference, preview: Preview) -> None:
    imports.import_rows(conference, preview("co-quan.ods", ImportKind.AGENCIES))
    old = tables.AGENCIES.first(conference.db, "name = ?", ["Sở Thông tin và Truyền thông"])
    assert old is not None
    assert old.valid_to is not None
    assert tables.AGENCIES.get(conference.db, old.successor_id or 0).name == "Sở Khoa học và Công nghệ"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("sở nội vụ", "Sở Nội vụ"),
        ("SNV", "Sở Nội vụ"),
        ("Lãnh đạo Sở Nội vụ", "Sở Nội vụ"),
        ("Công an tỉnh Sơn La", "Công an tỉnh"),
        ("Sở Lao động, Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
    ],
)
def test_agencies_are_found_by_every_spelling(written: str, name: str, conference: Conference) -> None:
    found = Agencies(known(conference.db)).find(written)
    assert found is not None
    assert tables.AGENCIES.get(conference.db, AgencyId(found)).name == name


def test_an_agency_may_be_added_by_name(conference: Conference, preview: Preview) -> None:
    decided = Decisions(agencies={fold("Sở LĐTBXH và Việc làm"): 0})
    imports.import_rows(conference, preview(HEADER + ROWS.splitlines(keepends=True)[1], ImportKind.QUESTIONS, decided))
    added = tables.AGENCIES.first(conference.db, "name = ?", ["Sở LĐTBXH và Việc làm"])
    assert added is not None
    assert tables.PETITIONS.all(conference.db)[0].lead_agency_id == added.id


def test_headings_between_rows_are_topics(conference: Conference, preview: Preview) -> None:
    rows = (
        "STT\tHọ và tên\tNội dung câu hỏi",
        "I. Giáo dục\t\t",
        "1\tA\tHọc phí thế nào?",
        "II. Y tế\t\t",
        "2\tB\tỞ đâu?",
    )
    text = "\n".join(rows)
    found = preview(text, ImportKind.QUESTIONS)
    assert [row.values[Field.TOPIC] for row in found.rows] == ["Giáo dục", "Y tế"]


def test_a_refused_import_writes_nothing(conference: Conference, preview: Preview) -> None:
    found = preview(HEADER + ROWS, ImportKind.QUESTIONS)
    queue.register_question(conference, NewQuestion(asker_name="A"))
    before = state_of(conference.db)
    with pytest.raises(RuleError):
        imports.import_rows(conference, found)
    assert state_of(conference.db) == before


def test_the_site_of_somebody_on_the_roster_is_that_of_the_question_unless_the_row_says_another(
    conference: Conference, preview: Preview
) -> None:
    """As in the capture line: else the question stands in no group of sites and its asker is called to the hall."""
    here, there = (setup.add(conference, Site(name=f"Điểm cầu {name}")) for name in ("Bắc Hà", "Sa Pa"))
    for name in ("Má A Sủ", "Lồ Thị Vương"):
        setup.add_person(conference, Person(name=name, unit="Huyện đoàn", site_id=SiteId(here)), [Role.DELEGATE])
    text = (
        "Họ và tên\tĐơn vị\tĐiểm cầu\tNội dung câu hỏi\n"
        "Má A Sủ\tHuyện đoàn\t\tGiải pháp chuyển đổi số?\n"
        "Lồ Thị Vương\tHuyện đoàn\tĐiểm cầu Sa Pa\tLàm sao để có việc làm sau khi học nghề?\n"
        "Người lạ\tHuyện đoàn\t\tHọc phí thế nào?\n"
    )
    assert imports.import_rows(conference, preview(text, ImportKind.QUESTIONS)) == 3
    assert [question.site_id for question in tables.QUESTIONS.all(conference.db, "id")] == [here, there, None]
