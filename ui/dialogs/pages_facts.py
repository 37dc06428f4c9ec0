"""Pages about the conference itself: its facts and its programme."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.commands import agenda, setup
from app.conference import Conference, Database
from app.domain.agenda import AgendaItem, AgendaKind, AgendaStatus
from app.domain.changes import Table
from app.domain.due import Precision
from app.domain.errors import Rule, RuleError
from app.domain.facts import ConferenceKind, Issuer, Level, MeetingForm
from app.domain.ids import NEW, AgendaItemId
from app.domain.import_preview import ImportKind
from app.queries import desk, floor, lists
from ui.dialogs import options
from ui.dialogs.fields import Field, Kind, Section, Values
from ui.dialogs.page_rows import stale
from ui.dialogs.pages import Page, PageColumn, PageKey
from ui.dialogs.record_values import values_of, with_values
from ui.dialogs.sources import ListRow, found

FACTS_ID = 1


class FactsSource:
    """The one row of facts; it is neither added nor removed nor moved."""

    def rows(self, db: Database) -> Sequence[ListRow]:
        return [ListRow(FACTS_ID, (desk.facts(db).name,))]

    def read(self, db: Database, row_id: int) -> Values:
        return values_of(desk.facts(db))

    def blank(self, db: Database) -> Values:
        return values_of(desk.facts(db))

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        setup.change_facts(conference, with_values(desk.facts(conference.db), values))
        return FACTS_ID

    def remove(self, conference: Conference, row_id: int) -> bool:
        raise RuleError(Rule.IN_USE)

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None:
        raise RuleError(Rule.IN_USE)


class AgendaSource:
    """The programme in its order; recorded times are never touched from here."""

    def rows(self, db: Database) -> Sequence[ListRow]:
        return [
            ListRow(
                row.item.id,
                (
                    row.planned_start,
                    row.item.title,
                    row.item.responsible,
                    f"{row.item.planned_minutes} phút" if row.item.planned_minutes else "",
                ),
            )
            for row in floor.agenda_rows(db)
        ]

    def read(self, db: Database, row_id: int) -> Values:
        return values_of(found(lists.agenda_items(db), row_id))

    def blank(self, db: Database) -> Values:
        return values_of(AgendaItem())

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        if not str(values["title"]).strip():
            raise RuleError(Rule.EMPTY_NAME)
        if row_id == NEW:
            return agenda.add_item(conference, with_values(AgendaItem(), values))
        item = found(lists.agenda_items(conference.db), row_id)
        agenda.change_item(conference, with_values(item, values))
        return row_id

    def remove(self, conference: Conference, row_id: int) -> bool:
        agenda.remove_item(conference, AgendaItemId(row_id))
        return True

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None:
        before = None if before_id is None else AgendaItemId(before_id)
        agenda.move_item(conference, AgendaItemId(row_id), before)


def _understood(prefix: str) -> Callable[[Database, object], Values]:
    """The day and the exactness that typed words mean; nothing where they are not understood."""

    def fills(db: Database, words: object) -> Values:
        from app.reading.deadlines import parse_due  # half a second of patterns: not at the start of the program

        due = parse_due(str(words), desk.facts(db).held_on)
        if due.precision is Precision.NONE:
            return {}
        return {f"{prefix}.on": due.on, f"{prefix}.precision": due.precision}

    return fills


def due_fields(text_label: str, prefix: str = "due", hint: str = "Ví dụ: trước ngày 20/4/{year}") -> tuple[Field, ...]:
    """A deadline: the words as said, the last day they mean, and how exact they are."""
    return (
        Field(f"{prefix}.text", text_label, hint=hint, fills=_understood(prefix)),
        Field(f"{prefix}.on", "Ngày cuối cùng", Kind.DAY, width=6),
        Field(f"{prefix}.precision", "Mức chính xác", Kind.CHOICE, options.words_of(list(Precision)), width=6),
    )


_FACTS_SECTIONS = (
    Section(
        "Hội nghị",
        (
            Field("name", "Tên hội nghị", Kind.TEXT, lines=2),
            Field("theme", "Chủ đề"),
            Field("occasion", "Dịp tổ chức"),
            Field("kind", "Loại hội nghị", Kind.CHOICE, options.words_of(list(ConferenceKind)), width=6),
            Field("form", "Hình thức", Kind.CHOICE, options.words_of(list(MeetingForm)), width=6),
            Field("level", "Cấp tổ chức", Kind.CHOICE, options.words_of(list(Level)), width=4),
            Field("province", "Tỉnh, thành phố", width=4, hint="Ví dụ: Sơn La"),
            Field("code", "Mã câu hỏi", width=4, hint="Ví dụ: ĐT{year}"),
        ),
    ),
    Section(
        "Thời gian, địa điểm",
        (
            Field("held_on", "Ngày tổ chức", Kind.DAY, width=6),
            Field("day_part", "Buổi", width=6, hint="Ví dụ: sáng, chiều"),
            Field("place", "Địa điểm", width=7),
            Field("place_name", "Địa danh", width=5, hint="Ví dụ: Sơn La"),
            *due_fields("Thời gian theo kế hoạch", "planned", "Ví dụ: dự kiến trong tháng 3 năm {year}"),
        ),
    ),
    Section(
        "Người dự và nội dung",
        (
            Field("youth_count", "Số thanh niên tham dự", hint="Ví dụ: hơn 200 đoàn viên, thanh niên"),
            Field("opinion_topics", "Các nhóm vấn đề được nêu", Kind.TEXT, lines=3),
            Field(
                "is_complex",
                "Nội dung phức tạp (công khai kết luận trong 15 ngày)",
                Kind.SWITCH,
            ),
        ),
    ),
    Section(
        "Văn bản",
        (
            Field("parent_organ", "Cơ quan chủ quản", width=6, hint="Ví dụ: UBND TỈNH SƠN LA"),
            Field("organ", "Cơ quan ban hành", width=6, hint="Ví dụ: VĂN PHÒNG"),
            Field("notice_issuer", "Cơ quan ra thông báo kết luận", Kind.CHOICE, options.words_of(list(Issuer))),
            Field("minutes_symbol", "Ký hiệu biên bản", width=6, hint="Ví dụ: BB-VPUBND"),
            Field("notice_symbol", "Ký hiệu thông báo", width=6, hint="Ví dụ: TB-VPUBND"),
        ),
    ),
    Section(
        "Thời lượng và màn chiếu",
        (
            Field("ask_limit_s", "Thời lượng hỏi", Kind.SECONDS, width=4),
            Field("answer_limit_s", "Thời lượng trả lời", Kind.SECONDS, width=4),
            Field("conclude_limit_s", "Thời lượng kết luận", Kind.SECONDS, width=4),
            Field("hall_depth_dm", "Hội trường sâu (mét)", Kind.METRES, width=6),
            Field("picture_height_dm", "Hình chiếu cao (mét)", Kind.METRES, width=6),
        ),
    ),
)

FACTS = Page(
    PageKey.FACTS,
    "Thông tin hội nghị",
    "thông tin hội nghị",
    "calendar-star",
    FactsSource(),
    _FACTS_SECTIONS,
    (Table.CONFERENCE,),
    is_single=True,
    split=2,
    warned=stale(Table.CONFERENCE),
)

AGENDA = Page(
    PageKey.AGENDA,
    "Chương trình",
    "mục chương trình",
    "format-list-numbered",
    AgendaSource(),
    (
        Section(
            "",
            (
                Field("title", "Nội dung", Kind.TEXT, lines=2),
                Field("kind", "Loại", Kind.CHOICE, options.words_of(list(AgendaKind)), width=6),
                Field("status", "Tình trạng", Kind.CHOICE, options.words_of(list(AgendaStatus)), width=6),
                Field("responsible", "Thực hiện", hint="Ví dụ: lãnh đạo Sở Thông tin và Truyền thông"),
                Field("person_id", "Người trình bày", Kind.CHOICE, options.people, none_text="(chưa chọn)"),
                Field("planned_start", "Giờ bắt đầu", Kind.CLOCK, width=6),
                Field("planned_minutes", "Số phút", Kind.COUNT, width=6),
            ),
        ),
        Section(
            "Nội bộ · không chiếu",
            (
                Field("note", "Ghi chú", Kind.TEXT, lines=2),
                Field("script", "Lời dẫn chương trình", Kind.TEXT, lines=3),
            ),
            is_private=True,
        ),
    ),
    (Table.AGENDA_ITEM, Table.PERSON),
    (PageColumn("Giờ", 3), PageColumn("Nội dung", 8), PageColumn("Thực hiện", 5), PageColumn("Thời lượng", 4)),
    can_move=True,
    imports=ImportKind.AGENDA,
    advice="Để trống giờ bắt đầu thì giờ tính theo mục trước.",
)
