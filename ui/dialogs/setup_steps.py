"""The first pages of a new conference: what each asks and stores. Every field may be left for later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app import labels
from app.commands import agency_lists, first_steps, setup
from app.conference import Conference, Database
from app.domain.facts import ConferenceKind, Level, MeetingForm
from app.domain.records import dataclass
from app.domain.roster import Person, Role, SiteKind
from app.queries import desk
from app.reading import agency_lists as shipped
from ui.dialogs import options
from ui.dialogs.fields import Field, Kind, Option, Section, Values
from ui.dialogs.record_values import values_of, with_values
from ui.widgets.agency_picker import person_of

_FACTS = ("name", "theme", "kind", "level", "province", "held_on", "form", "place", "place_name", "organ",
          "parent_organ")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A page: its fields, what they hold now, and what stores the changed ones (all values, changed ones laid over).

    told: what stands below the fields, for what is chosen in them.
    """

    title: str
    sections: tuple[Section, ...]
    read: Callable[[Database], Values]
    store: Callable[[Conference, Values], object]
    advice: str = ""
    told: Callable[[Database, Values], str] | None = None


def _read_facts(db: Database) -> Values:
    values = values_of(desk.facts(db))
    return {name: values[name] for name in _FACTS}


def _store_facts(conference: Conference, values: Values) -> None:
    setup.change_facts(conference, with_values(desk.facts(conference.db), values))


def _templates(_: Database) -> list[Option]:
    return [Option(key, f"{title} ({len(shipped.template(key))} cơ quan)") for key, title in shipped.titles().items()]


def _read_agencies(db: Database) -> Values:
    return {"template": None}


def _store_agencies(conference: Conference, values: Values) -> None:
    if isinstance(values["template"], str):
        agency_lists.load_template(conference, values["template"])


def _tell_agencies(db: Database, values: Values) -> str:
    """The agencies of the list that is chosen; else those there are."""
    key = values.get("template")
    if isinstance(key, str):
        names = agency_lists.new_names(db, key)
        if not names:
            return "Danh mục đã có đủ các cơ quan của danh sách này."
        return f"{len(names)} cơ quan sẽ được thêm: {'; '.join(names)}."
    there = [agency.name for agency in desk.agencies(db)]
    return f"Đang có {len(there)} cơ quan: {'; '.join(there)}." if there else ""


def _read_chair(db: Database) -> Values:
    chair = next(iter(desk.people_in_role(db, Role.CHAIR)), Person())
    return {"honorific": chair.honorific, "name": chair.name, "title": chair.title}


def _store_chair(conference: Conference, values: Values) -> None:
    """A name typed over the chair's corrects it."""
    before = next(iter(desk.people_in_role(conference.db, Role.CHAIR)), None)
    person = with_values(before or Person(), values)
    if before is None:
        first_steps.name_people(conference, Role.CHAIR, [person])
    else:
        setup.save(conference, person)


def _read_secretaries(db: Database) -> Values:
    people = desk.people_in_role(db, Role.SECRETARY)
    return {"people": "\n".join(_line(person) for person in people)}


def _line(person: Person) -> str:
    return ", ".join(part for part in (labels.full_name(person.honorific, person.name), person.title) if part)


def _store_secretaries(conference: Conference, values: Values) -> None:
    people = [person for line in str(values["people"]).split("\n") if (person := person_of(line)) is not None]
    first_steps.name_people(conference, Role.SECRETARY, [replace(person, on_roster=True) for person in people])


def _read_sites(db: Database) -> Values:
    sites = desk.sites(db)
    return {
        "main": next((site.name for site in sites if site.kind is SiteKind.MAIN), ""),
        "remote": "\n".join(site.name for site in sites if site.kind is SiteKind.REMOTE),
    }


def _store_sites(conference: Conference, values: Values) -> None:
    first_steps.name_sites(conference, str(values["main"]), str(values["remote"]).split("\n"))


def _read_hall(db: Database) -> Values:
    facts = desk.facts(db)
    return {"hall_depth_dm": facts.hall_depth_dm, "picture_height_dm": facts.picture_height_dm}


STEPS: tuple[Step, ...] = (
    Step(
        "Hội nghị",
        (
            Section(
                "",
                (
                    Field("name", "Tên hội nghị", Kind.TEXT, lines=2),
                    Field("theme", "Chủ đề"),
                    Field("kind", "Loại hội nghị", Kind.CHOICE, options.words_of(list(ConferenceKind)), width=4),
                    Field("level", "Cấp tổ chức", Kind.CHOICE, options.words_of(list(Level)), width=4),
                    Field("form", "Hình thức", Kind.CHOICE, options.words_of(list(MeetingForm)), width=4),
                    Field("province", "Tỉnh, thành phố", width=4, hint="Ví dụ: Sơn La"),
                    Field("place_name", "Địa danh trên văn bản", width=4, hint="Ví dụ: Sơn La"),
                    Field("held_on", "Ngày tổ chức", Kind.DAY, width=4),
                    Field("place", "Địa điểm"),
                    Field("parent_organ", "Cơ quan chủ quản", width=6, hint="Ví dụ: UBND TỈNH SƠN LA"),
                    Field("organ", "Cơ quan ban hành", width=6, hint="Ví dụ: VĂN PHÒNG"),
                ),
            ),
        ),
        _read_facts,
        _store_facts,
    ),
    Step(
        "Cơ quan",
        (Section("", (Field("template", "Danh sách mẫu", Kind.CHOICE, _templates, none_text="(để sau)"),)),),
        _read_agencies,
        _store_agencies,
        "Phím Xuống chọn một danh sách; thêm, bớt, sửa tên ở Danh mục (Ctrl+E). Cơ quan đã có không bị thay đổi.",
        _tell_agencies,
    ),
    Step(
        "Chủ trì",
        (
            Section(
                "",
                (
                    Field("honorific", "Xưng hô", width=3, hint="Ví dụ: Đồng chí"),
                    Field("name", "Họ và tên", width=9),
                    Field("title", "Chức vụ", hint="Ví dụ: Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"),
                ),
            ),
        ),
        _read_chair,
        _store_chair,
    ),
    Step(
        "Thư ký",
        (
            Section(
                "",
                (
                    Field(
                        "people",
                        "Thư ký, mỗi người một dòng",
                        Kind.TEXT,
                        lines=4,
                        hint="Ví dụ: Đồng chí Nguyễn Thị Thúy, Chuyên viên Văn phòng",
                    ),
                ),
            ),
        ),
        _read_secretaries,
        _store_secretaries,
    ),
    Step(
        "Điểm cầu",
        (
            Section(
                "",
                (
                    Field("main", "Hội trường (điểm cầu trung tâm)", hint="Ví dụ: Điểm cầu UBND tỉnh"),
                    Field(
                        "remote",
                        "Các điểm cầu khác, mỗi dòng một điểm",
                        Kind.TEXT,
                        lines=6,
                        hint="Ví dụ: Điểm cầu UBND xã Bắc Yên",
                    ),
                ),
            ),
        ),
        _read_sites,
        _store_sites,
        "Dán cả cột từ bảng tính cũng được. Không có điểm cầu thì để trống.",
    ),
    Step(
        "Màn chiếu",
        (
            Section(
                "",
                (
                    Field("hall_depth_dm", "Hội trường sâu (mét)", Kind.METRES, width=4),
                    Field("picture_height_dm", "Hình chiếu cao (mét)", Kind.METRES, width=4),
                ),
            ),
        ),
        _read_hall,
        _store_facts,
        "Hai số này định cỡ chữ nhỏ nhất đọc được từ hàng ghế cuối.",
    ),
)
