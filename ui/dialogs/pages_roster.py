"""Pages of who takes part: sites, agencies, people, topics and the groups named on paper."""

from __future__ import annotations

from collections.abc import Sequence

from app import labels
from app.commands import entries, setup
from app.conference import Conference, Database
from app.domain.changes import Table
from app.domain.ids import PersonId
from app.domain.import_preview import ImportKind
from app.domain.paper import Participant
from app.domain.roster import Agency, Attendance, Person, Rank, Role, Site, SiteKind, Topic
from app.queries import desk, lists
from ui.dialogs import options
from ui.dialogs.fields import Field, Kind, Section, Values
from ui.dialogs.page_rows import columns, stale
from ui.dialogs.pages import Page, PageColumn, PageKey
from ui.dialogs.pasted_tables import ATTENDANCE_TABLE, SITE_TABLE, TOPIC_TABLE
from ui.dialogs.record_values import values_of, with_values
from ui.dialogs.sources import ListRow, RecordSource, found


class AgencySource(RecordSource):
    """Agencies with their other names, one a line."""

    def __init__(self) -> None:
        super().__init__(desk.agencies, Agency(), lambda agency: ListRow(agency.id, ()))

    def rows(self, db: Database) -> Sequence[ListRow]:
        return [
            ListRow(
                view.agency.id,
                (view.agency.name, view.agency.short_name, ", ".join(view.aliases), labels.word(view.agency.rank)),
            )
            for view in lists.agencies(db)
        ]

    def read(self, db: Database, row_id: int) -> Values:
        view = next((view for view in lists.agencies(db) if view.agency.id == row_id), None)
        return super().read(db, row_id) | {"aliases": "\n".join(view.aliases) if view else ""}

    def blank(self, db: Database) -> Values:
        return super().blank(db) | {"aliases": ""}

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        agency = found(desk.agencies(conference.db), row_id) if row_id else Agency()
        return entries.store_agency(conference, with_values(agency, values), str(values["aliases"]).split("\n"))


class PersonSource:
    """People, those with a role first, in the order in which papers name them."""

    def rows(self, db: Database) -> Sequence[ListRow]:
        return [
            ListRow(
                view.person.id,
                (
                    labels.full_name(view.person.honorific, view.person.name),
                    labels.title_and_unit(view.person.title, view.person.unit or view.agency),
                    ", ".join(map(labels.word, view.roles)),
                    view.site,
                ),
                group=view.roles[0].value if view.roles else "",
            )
            for view in lists.people(db)
        ]

    def read(self, db: Database, row_id: int) -> Values:
        return values_of(found(desk.people(db), row_id)) | {"roles": desk.roles_of(db, row_id)}

    def blank(self, db: Database) -> Values:
        return values_of(Person()) | {"roles": ()}

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        person = found(desk.people(conference.db), row_id) if row_id else Person()
        chosen = values["roles"]
        roles = [role for role in Role if isinstance(chosen, tuple) and role in chosen]
        return entries.store_person(conference, with_values(person, values), roles)

    def remove(self, conference: Conference, row_id: int) -> bool:
        setup.remove(conference, found(desk.people(conference.db), row_id))
        return True

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None:
        roles = desk.roles_of(conference.db, row_id)
        first = next((role for role in Role if role in roles), None)
        if first is not None:
            before = None if before_id is None else PersonId(before_id)
            entries.move_in_role(conference, PersonId(row_id), first, before)


class TopicSource(RecordSource):
    """Groups of matters, each followed by its sub-topics."""

    def __init__(self) -> None:
        super().__init__(desk.topics, Topic(), lambda topic: ListRow(topic.id, (topic.name,)))

    def rows(self, db: Database) -> Sequence[ListRow]:
        topics = desk.topics(db)
        names = {topic.id: topic.name for topic in topics}
        tops = [topic for topic in topics if topic.parent_id not in names]
        found: list[ListRow] = []
        for top in tops:
            found.append(ListRow(top.id, (top.name, "")))
            children = (topic for topic in topics if topic.parent_id == top.id)
            found += [ListRow(topic.id, (f"– {topic.name}", top.name), str(top.id)) for topic in children]
        shown = {row.id for row in found}
        return [*found, *(ListRow(topic.id, (topic.name, "")) for topic in topics if topic.id not in shown)]


SITES = Page(
    PageKey.SITES,
    "Điểm cầu",
    "điểm cầu",
    "map-marker-outline",
    RecordSource(
        desk.sites,
        Site(),
        lambda site: ListRow(site.id, (site.name, labels.word(site.kind), site.contact_name, site.contact_phone)),
    ),
    (
        Section(
            "",
            (
                Field("name", "Tên điểm cầu", hint="Ví dụ: Điểm cầu UBND huyện Bắc Yên"),
                Field("kind", "Loại", Kind.CHOICE, options.words_of(list(SiteKind))),
            ),
        ),
        Section(
            "Nội bộ · không chiếu",
            (
                Field("contact_name", "Người phụ trách", width=6),
                Field("contact_phone", "Điện thoại", width=6),
            ),
            is_private=True,
        ),
    ),
    (Table.SITE,),
    (PageColumn("Điểm cầu", 8), PageColumn("Loại", 5), PageColumn("Người phụ trách", 5), PageColumn("Điện thoại", 4)),
    can_move=True,
    pasted=SITE_TABLE,
    warned=stale(Table.SITE),
)

AGENCIES = Page(
    PageKey.AGENCIES,
    "Cơ quan",
    "cơ quan",
    "office-building-outline",
    AgencySource(),
    (
        Section(
            "",
            (
                Field("name", "Tên cơ quan", hint="Ví dụ: Sở Giáo dục và Đào tạo"),
                Field("short_name", "Tên viết tắt", width=6, hint="Ví dụ: Sở GDĐT"),
                Field("code", "Ký hiệu", width=6, hint="Ví dụ: SGDĐT"),
                Field("rank", "Quan hệ với UBND", Kind.CHOICE, options.words_of(list(Rank))),
                Field("aliases", "Tên gọi khác, mỗi dòng một tên", Kind.TEXT, lines=3),
                Field(
                    "keywords",
                    "Từ gợi ý, cách nhau bằng dấu phẩy",
                    hint="Để trống: dùng các từ có sẵn theo tên cơ quan",
                ),
            ),
        ),
        Section(
            "Thời gian hoạt động",
            (
                Field("valid_from", "Từ ngày", Kind.DAY, width=6),
                Field("valid_to", "Đến ngày", Kind.DAY, width=6),
                Field("parent_id", "Cơ quan chủ quản", Kind.CHOICE, options.agencies, none_text="(không có)"),
                Field("successor_id", "Cơ quan kế tục", Kind.CHOICE, options.agencies, none_text="(không có)"),
            ),
        ),
    ),
    (Table.AGENCY, Table.AGENCY_ALIAS),
    (PageColumn("Cơ quan", 7), PageColumn("Viết tắt", 4), PageColumn("Tên gọi khác", 5), PageColumn("Quan hệ", 7)),
    can_move=True,
    imports=ImportKind.AGENCIES,
    warned=stale(Table.AGENCY),
)

PEOPLE = Page(
    PageKey.PEOPLE,
    "Đại biểu",
    "đại biểu",
    "account-group-outline",
    PersonSource(),
    (
        Section(
            "",
            (
                Field("honorific", "Xưng hô", width=5, hint="Ví dụ: Đồng chí"),
                Field("name", "Họ và tên", width=7),
                Field("title", "Chức vụ"),
                Field("unit", "Đơn vị"),
                Field("agency_id", "Cơ quan (nếu trả lời)", Kind.CHOICE, options.agencies, none_text="(không)"),
                Field("site_id", "Điểm cầu", Kind.CHOICE, options.sites, none_text="(chưa rõ)"),
                Field("roles", "Vai trò", Kind.FLAGS, options.words_of(list(Role))),
            ),
        ),
        Section(
            "Nội bộ · không chiếu",
            (
                Field("phone", "Điện thoại", width=6),
                Field("email", "Thư điện tử", width=6),
                Field("sort_name", "Tên để xếp thứ tự", width=6),
                Field("note", "Ghi chú", Kind.TEXT, lines=2),
            ),
            is_private=True,
        ),
    ),
    (Table.PERSON, Table.PERSON_ROLE, Table.AGENCY, Table.SITE),
    (PageColumn("Họ và tên", 7), PageColumn("Chức vụ, đơn vị", 6), PageColumn("Vai trò", 5), PageColumn("Điểm cầu", 4)),
    can_move=True,
    advice="Người cùng vai trò đứng theo thứ tự này trên văn bản.",
    imports=ImportKind.ROSTER,
    warned=stale(Table.PERSON),
)

TOPICS = Page(
    PageKey.TOPICS,
    "Lĩnh vực",
    "lĩnh vực",
    "shape-outline",
    TopicSource(),
    (
        Section(
            "",
            (
                Field("name", "Tên lĩnh vực", hint="Ví dụ: Chuyển đổi số"),
                Field("parent_id", "Thuộc nhóm", Kind.CHOICE, options.topics, none_text="(không)"),
            ),
        ),
    ),
    (Table.TOPIC,),
    (PageColumn("Lĩnh vực", 3), PageColumn("Thuộc nhóm", 2)),
    can_move=True,
    pasted=TOPIC_TABLE,
)

PARTICIPANTS = Page(
    PageKey.PARTICIPANTS,
    "Thành phần tham dự",
    "thành phần tham dự",
    "account-multiple-outline",
    RecordSource(desk.participants, Participant(), lambda row: ListRow(row.id, (row.text,)), needed="text"),
    (
        Section(
            "",
            (
                Field(
                    "text",
                    "Ghi như trên văn bản",
                    Kind.TEXT,
                    hint="Ví dụ: lãnh đạo các sở, ban, ngành của tỉnh",
                ),
            ),
        ),
    ),
    (Table.PARTICIPANT,),
    (PageColumn("Thành phần tham dự", 1),),
    can_move=True,
    pasted=columns(Participant(), text="Thành phần tham dự"),
    warned=stale(Table.PARTICIPANT),
)


class AttendanceSource(RecordSource):
    """Counts by unit and site; never names."""

    def __init__(self) -> None:
        super().__init__(lists.attendances, Attendance(), lambda row: ListRow(row.id, ()), needed="unit")

    def rows(self, db: Database) -> Sequence[ListRow]:
        names = {site.id: site.name for site in desk.sites(db)}
        return [
            ListRow(
                row.id,
                (
                    row.unit,
                    names.get(row.site_id, "") if row.site_id else "",
                    str(row.invited),
                    str(row.present),
                    row.note,
                ),
            )
            for row in lists.attendances(db)
        ]


ATTENDANCE = Page(
    PageKey.ATTENDANCE,
    "Số lượng tham dự",
    "số lượng tham dự",
    "counter",
    AttendanceSource(),
    (
        Section(
            "",
            (
                Field("unit", "Đơn vị", hint="Ví dụ: Đoàn khối các cơ quan tỉnh"),
                Field("site_id", "Điểm cầu", Kind.CHOICE, options.sites, none_text="(không)"),
                Field("invited", "Số mời", Kind.COUNT, width=6),
                Field("present", "Số có mặt", Kind.COUNT, width=6),
                Field("note", "Ghi chú (đến muộn, về sớm)", Kind.TEXT, lines=2),
            ),
        ),
    ),
    (Table.ATTENDANCE, Table.SITE),
    (
        PageColumn("Đơn vị", 8),
        PageColumn("Điểm cầu", 6),
        PageColumn("Mời", 2),
        PageColumn("Có mặt", 3),
        PageColumn("Ghi chú", 5),
    ),
    in_live=True,
    pasted=ATTENDANCE_TABLE,
    advice="Chỉ đếm theo đơn vị, điểm cầu. Tổng có mặt được so với số thanh niên ở Thông tin hội nghị.",
)
