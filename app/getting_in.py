"""Sentences of the log about what came into a conference by whole lists: templates, plans, earlier files."""

from __future__ import annotations


def agencies_loaded(count: int, template: str) -> str:
    return f"Nạp {count} cơ quan theo danh sách “{template}”"


def taken_over(name: str) -> str:
    return f"Lấy dữ liệu từ hội nghị trước: “{name}”" if name else "Lấy dữ liệu từ hội nghị trước"


def open_promise(conference: str, number: int, agency: str) -> str:
    """Note of a duty that an earlier conference left open; agency: where it is not in the list."""
    where = f"Cam kết tại {conference or 'hội nghị trước'}, câu {number:02d}"
    return f"{agency}. {where}" if agency else where


def plan_taken(count: int, source: str) -> str:
    return f"Nhận {count} mục từ kế hoạch {source}".rstrip()
