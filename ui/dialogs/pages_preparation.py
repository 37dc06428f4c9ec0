"""Pages of what is to be done before the day: the duties of the plan, and the kinds of youth that are counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app import getting_in
from app.commands import setup
from app.conference import Conference, Database
from app.domain.changes import Table
from app.domain.clock import SystemClock, local_day
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW
from app.domain.paper import Duty
from app.domain.roster import YouthGroup
from app.queries import desk
from app.queries.duties import DutyView, duties
from ui.dialogs import options
from ui.dialogs.fields import Field, Kind, Section, Values
from ui.dialogs.page_rows import columns
from ui.dialogs.pages import Page, PageColumn, PageKey
from ui.dialogs.pasted_tables import DUTY_TABLE
from ui.dialogs.record_values import values_of, with_values
from ui.dialogs.sources import ListRow, RecordSource, found

_STATE = 4
"""The column that is amber for a duty that is overdue."""


def _today() -> date:
    return local_day(SystemClock().now())


class DutySource:
    """Duties by agency. today: the day they are judged on."""

    def __init__(self, today: Callable[[], date] = _today) -> None:
        self._today = today

    def rows(self, db: Database) -> Sequence[ListRow]:
        today = self._today()
        return [self._row(view, today) for view in duties(db)]

    def read(self, db: Database, row_id: int) -> Values:
        return values_of(self._duty(db, row_id))

    def blank(self, db: Database) -> Values:
        return values_of(Duty())

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        if not str(values["text"]).strip():
            raise RuleError(Rule.EMPTY_NAME)
        if row_id == NEW:
            return setup.add(conference, with_values(Duty(), values))
        setup.save(conference, with_values(self._duty(conference.db, row_id), values))
        return row_id

    def remove(self, conference: Conference, row_id: int) -> bool:
        setup.remove(conference, self._duty(conference.db, row_id))
        return True

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None:
        before = None if before_id is None else self._duty(conference.db, before_id)
        setup.move(conference, self._duty(conference.db, row_id), before)

    @staticmethod
    def _row(view: DutyView, today: date) -> ListRow:
        duty = view.duty
        state = getting_in.duty_state(is_done=duty.is_done, due=view.due, today=today)
        prepared = getting_in.prepared_state(view.prepared, view.asked_of) if duty.agency_id else ""
        missed = not duty.is_done and view.due is not None and view.due < today
        cells = (view.agency or duty.note, duty.text, duty.due_text, prepared, state)
        return ListRow(duty.id, cells, str(duty.agency_id or ""), _STATE if missed else -1)

    @staticmethod
    def _duty(db: Database, row_id: int) -> Duty:
        duty: Duty = found([view.duty for view in duties(db)], row_id)
        return duty


DUTIES = Page(
    PageKey.DUTIES,
    "Bảng chuẩn bị",
    "nhiệm vụ chuẩn bị",
    "clipboard-check-outline",
    DutySource(),
    (
        Section(
            "",
            (
                Field("agency_id", "Cơ quan", Kind.CHOICE, options.agencies, none_text="(chưa rõ)", stays=True),
                Field("text", "Nhiệm vụ", Kind.TEXT, lines=5),
                Field("due_text", "Thời hạn", hint="Ví dụ: trước ngày 15/3/{year}"),
                Field("is_done", "Đã xong", Kind.SWITCH),
                Field("note", "Ghi chú", Kind.TEXT, lines=2),
            ),
        ),
    ),
    (Table.DUTY, Table.AGENCY, Table.PREPARED_ANSWER, Table.PETITION),
    (
        PageColumn("Cơ quan", 5),
        PageColumn("Nhiệm vụ", 7),
        PageColumn("Thời hạn", 5),
        PageColumn("Văn bản", 4),
        PageColumn("Tình trạng", 8),
    ),
    can_move=True,
    advice="Bảng này in ở Bộ văn bản (F12).",
    pasted=DUTY_TABLE,
)

YOUTH_GROUPS = Page(
    PageKey.YOUTH_GROUPS,
    "Nhóm thanh niên",
    "nhóm thanh niên",
    "account-multiple-outline",
    RecordSource(desk.youth_groups, YouthGroup(), lambda group: ListRow(group.id, (group.name,))),
    (Section("", (Field("name", "Tên nhóm", hint="Ví dụ: thanh niên lực lượng vũ trang"),)),),
    (Table.YOUTH_GROUP,),
    (PageColumn("Nhóm thanh niên", 1),),
    can_move=True,
    pasted=columns(YouthGroup(), name="Nhóm thanh niên"),
)
