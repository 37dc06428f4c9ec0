"""Sentences about the data themselves: what was erased, closed, restored; for the log and for the rows that remain."""

from __future__ import annotations

from datetime import datetime

from app import labels
from app.domain.clock import local
from app.domain.dates import slash_date
from app.domain.roster import Person


def person_erased(count: int) -> str:
    return f"Xóa dữ liệu cá nhân của một người theo yêu cầu, {count} chỗ"


def restored(at: datetime | None) -> str:
    when = f" lúc {local(at):%H:%M:%S} ngày {slash_date(local(at).date())}" if at else ""
    return f"Khôi phục từ bản sao{when}"


CHILD_NAME = "đại biểu dưới 16 tuổi"
"""Stands for a child whose name is kept back."""
ERASED_NAME = "(đã xóa tên)"
"""Stands wherever a name stood that was erased."""


def erased_note(at: datetime, reason: str) -> str:
    """What remains of the request, in the nameless row of the person."""
    text = f"Đã xóa dữ liệu cá nhân ngày {slash_date(local(at).date())}."
    return f"{text} Căn cứ: {reason.rstrip('.')}." if reason else text


def books_closed(count: int) -> str:
    return f"Đóng hội nghị: xóa dữ liệu liên lạc, năm sinh và bản nháp, {count} chỗ"


HELD_TITLE = "Dữ liệu cá nhân đang lưu trong tệp hội nghị"
IN_LOG = "Nhật ký"


def held_person(person: Person, roles: list[str]) -> list[str]:
    """One row of the roster, line by line; what is empty is left out."""
    facts = {
        "Họ và tên": labels.full_name(person.honorific, person.name),
        "Chức vụ": person.title,
        "Đơn vị": person.unit,
        "Năm sinh": str(person.birth_year or ""),
        "Điện thoại": person.phone,
        "Thư điện tử": person.email,
        "Đồng ý nêu tên": person.consent,
        "Ghi chú": person.note,
        "Vai trò": ", ".join(roles),
    }
    return [f"{name}: {value}" for name, value in facts.items() if value]
