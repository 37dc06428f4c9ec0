"""Words about getting a conference ready: what came in by whole lists, and how the plan's duties stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app import labels
from app.domain.dates import slash_date
from app.domain.roster import Role

_SOON = 7
"""Days before its end in which a duty is told by the days that are left."""


def agencies_loaded(count: int, template: str) -> str:
    return f"Nạp {count} cơ quan theo danh sách “{template}”"


def office_taken() -> str:
    return "Lấy mẫu của cơ quan"


def taken_over(name: str) -> str:
    return f"Lấy dữ liệu từ hội nghị trước: “{name}”" if name else "Lấy dữ liệu từ hội nghị trước"


def open_promise(conference: str, number: int, agency: str) -> str:
    """Note of a duty that an earlier conference left open; agency: where it is not in the list."""
    where = f"Cam kết tại {conference or 'hội nghị trước'}, câu {number:02d}"
    return f"{agency}. {where}" if agency else where


def rows_pasted(count: int) -> str:
    return f"Dán {count} hàng vào danh mục"


def people_named(role: Role, names: Sequence[str]) -> str:
    return f"{labels.word(role)}: {', '.join(names)}"


def sites_named() -> str:
    return "Ghi các điểm cầu"


def plan_taken(count: int, source: str) -> str:
    return f"Nhận {count} mục từ kế hoạch {source}".rstrip()


def duty_state(*, is_done: bool, due: date | None, today: date) -> str:
    """How a duty stands today; only a day that is known can be missed."""
    if is_done:
        return "Đã xong"
    if due is None:
        return "Chưa xong"
    days = (due - today).days
    if days < 0:
        return f"Quá {-days} ngày"
    return "Hạn hôm nay" if days == 0 else f"Còn {days} ngày" if days <= _SOON else "Chưa xong"


def prepared_state(prepared: int, asked_of: int) -> str:
    """Whether the agency's prepared answers are in; asked_of: questions given to it."""
    if prepared == 0:
        return "Chưa có"
    return f"Đã có {prepared}/{asked_of}" if asked_of > prepared else f"Đã có {prepared}"


def stale_name(name: str, ended: date | None, begins: date | None, successor: str) -> str:
    """A gentle word about a name that was not in use on the conference's day; name empty: the level of districts."""
    if begins is not None:
        return f"Tên “{name}” dùng từ {slash_date(begins)}, sau ngày hội nghị."
    told = f"Tên “{name}” chỉ dùng" if name else "Cấp huyện chỉ có"
    after = f" Nay là {successor}." if successor else ""
    return f"{told} đến {slash_date(ended)}.{after} Có thể để nguyên." if ended else ""
